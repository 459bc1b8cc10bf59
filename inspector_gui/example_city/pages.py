"""Answers what each address of one example site sends back: pages from templates, pictures, data and small files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from inspector_gui.bundled import resource
from inspector_gui.example_city import pictures
from inspector_gui.example_city.sites import Article, Column, Site

PHOTOS = 40
PORTRAITS = 6
_MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "application/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sends: `delay` is how many seconds it waits before."""

    status: int
    content_type: str
    body: bytes
    delay: float = 0.0


Routes = Mapping[str, Callable[[], Answer]]


def site_routes(site: Site) -> Routes:
    """Every path `site` answers with success or with a planted server error; all others are 404."""
    routes: dict[str, Callable[[], Answer]] = {"/": partial(_home, site)}
    for column in site.columns:
        routes[column.path] = partial(_column, site, column)
        for article in column.articles:
            routes[article.path] = partial(_article, site, column, article)
        routes.update(_list_sources(site, column))
    routes.update(_static_files(site))
    routes.update(_pictures())
    for path in site.facts["files"]:
        routes[path] = partial(_file, path)
    for path, status in site.facts["broken"].items():
        routes[path] = partial(error_answer, status)
    return routes


def page_paths(site: Site) -> Iterator[str]:
    """Paths of all pages a visitor can reach on `site`: home, columns, articles."""
    yield "/"
    for column in site.columns:
        yield column.path
    for article in site.articles:
        yield article.path


def error_answer(status: int) -> Answer:
    """A bare error page as web servers send it."""
    words = {403: "403 Forbidden", 404: "404 Not Found", 500: "500 Internal Server Error"}[status]
    text = f"<html><head><title>{words}</title></head><body><center><h1>{words}</h1></center><hr></body></html>"
    return Answer(status, "text/html", text.encode())


def outside_hosts() -> tuple[str, ...]:
    """Hosts outside the six sites that their pages link to and that answer."""
    return tuple(_outside()["pages"])


def refused_addresses() -> tuple[str, ...]:
    """``HOST:PORT`` texts that the sites refer to and that refuse every connection."""
    return tuple(_outside()["refused"])


def outside_answer(host: str, path: str) -> Answer:
    """What `host`, one of `outside_hosts`, says to `path`: one page for everything, an empty script for scripts."""
    facts = _outside()["pages"][host]
    if path.endswith(".js"):
        return Answer(200, _MEDIA_TYPES["js"], b"// example city\n")
    html = _environment().get_template("shared/outside.html.j2").render(title=facts["title"])
    return Answer(facts.get("status", 200), "text/html; charset=utf-8", html.encode(), facts.get("delay", 0.0))


@cache
def _outside() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(resource("example_city", "shared", "outside.json").read_text(encoding="utf-8"))
    return facts


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(resource("example_city")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _home(site: Site) -> Answer:
    return _page(site, "home", path="/", title=site.name, crumbs=[], tags=_site_tags(site))


def _column(site: Site, column: Column) -> Answer:
    crumbs = [(up.name, up.path) for up in site.columns if up.path == column.parent] + [(column.name, column.path)]
    own = [
        ("ColumnName", column.name),
        ("ColumnDescription", column.description or f"{site.name}“{column.name}”栏目,发布{column.name}有关信息"),
        ("ColumnKeywords", f"{site.district},{column.name}"),
        ("ColumnType", column.name),
    ]
    tags = _tags(site, "column", own)
    return _page(site, "column", path=column.path, title=column.name, crumbs=crumbs, tags=tags, column=column)


def _article(site: Site, column: Column, article: Article) -> Answer:
    crumbs = [(up.name, up.path) for up in site.columns if up.path == column.parent] + [(column.name, column.path)]
    own = [
        ("ArticleTitle", article.title),
        ("PubDate", f"{article.published:%Y-%m-%d} 09:30"),
        ("ContentSource", article.source),
        ("ColumnName", column.name),
        ("ColumnType", column.name),
    ]
    tags = _tags(site, "article", own)
    related = [a for a in site.articles if a.path in article.related]
    about = {"path": article.path, "title": article.title, "crumbs": crumbs}
    return _page(site, "article", **about, tags=tags, column=column, article=article, related=related)


def _page(site: Site, kind: str, *, tags: list[tuple[str, str]], **page: Any) -> Answer:
    find_errors = site.facts["quirks"]["find_errors"]["home" if kind == "home" else "inner"]
    facts = {"kind": kind, "tags": tags, "find_errors": find_errors, **page}
    html = _environment().get_template(f"{site.key}/{kind}.html.j2").render(_words(site), page=facts)
    media_type = "text/html; charset=utf-8" if site.encoding == "utf-8" else "text/html"
    return Answer(200, media_type, html.encode(site.encoding, errors="xmlcharrefreplace"))


def _words(site: Site) -> dict[str, Any]:
    return {"site": site, "facts": site.facts, "columns": {column.name: column for column in site.columns}}


def _site_tags(site: Site) -> list[tuple[str, str]]:
    if site.facts["quirks"]["tags"]["site"] == "none":
        return []
    return [("SiteName", site.name), ("SiteDomain", site.host), ("SiteIDCode", site.site_code)]


def _tags(site: Site, kind: str, own: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return _site_tags(site) + (own if site.facts["quirks"]["tags"][kind] == "full" else [])


def _list_sources(site: Site, column: Column) -> dict[str, Callable[[], Answer]]:
    """Where a list comes from when it does not stand in the page: JSON for scripts, a document for iframes."""
    if site.facts["lists"] == "script":
        return {f"/data{column.path.rstrip('/')}.json": partial(_json_list, site, column)}
    if column.kind == "frame":
        return {f"{column.path}list.html": partial(_frame_list, site, column)}
    return {}


def _json_list(site: Site, column: Column) -> Answer:
    articles = column.articles or tuple(a for child in site.children(column) for a in child.articles[:3])
    items = [{"title": a.title, "url": a.path, "date": column.date_text(a.listed)} for a in articles]
    text = json.dumps({"column": column.name, "total": len(items), "items": items}, ensure_ascii=False)
    return Answer(200, _MEDIA_TYPES["json"], text.encode())


def _frame_list(site: Site, column: Column) -> Answer:
    html = _environment().get_template(f"{site.key}/frame.html.j2").render(_words(site), column=column)
    return Answer(200, "text/html; charset=utf-8", html.encode())


def _static_files(site: Site) -> dict[str, Callable[[], Answer]]:
    names = sorted(file.name for file in resource("example_city", site.key, "static").glob("*.j2"))
    return {f"/static/{name.removesuffix('.j2')}": partial(_static_file, site, name) for name in names}


def _static_file(site: Site, name: str) -> Answer:
    text = _environment().get_template(f"{site.key}/static/{name}").render(_words(site))
    return Answer(200, _MEDIA_TYPES[name.removesuffix(".j2").rsplit(".", 1)[1]], text.encode())


def _pictures() -> dict[str, Callable[[], Answer]]:
    drawn: dict[str, Callable[[], bytes]] = {
        "/images/conac.png": partial(pictures.badge, "#b5121b"),
        "/images/emblem.png": partial(pictures.badge, "#c8161d"),
        "/images/police.png": partial(pictures.badge, "#1d3f8f"),
        "/images/blank.png": pictures.blank,
        "/favicon.ico": partial(pictures.badge, "#c8161d"),
    }
    drawn |= {f"/images/photo-{n:02}.png": partial(pictures.landscape, n) for n in range(1, PHOTOS + 1)}
    drawn |= {f"/images/wide-{n:02}.png": partial(pictures.landscape, 100 + n, 1200, 260) for n in range(1, 9)}
    drawn |= {f"/images/portrait-{n}.png": partial(pictures.portrait, n) for n in range(1, PORTRAITS + 1)}
    return {path: partial(_picture, draw) for path, draw in drawn.items()}


def _picture(draw: Callable[[], bytes]) -> Answer:
    return Answer(200, "image/png", draw())


def _file(path: str) -> Answer:
    """A small attachment: real enough to open, the same bytes each time."""
    suffix = path.rsplit(".", 1)[1]
    body = "名称,地址,更新日期\n便民服务中心,政府路1号,2021-06-01\n".encode("utf-8-sig") if suffix == "csv" else _PDF
    return Answer(200, _MEDIA_TYPES[suffix], body)


_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
