"""Answers what the example city consists of: its sites, their columns and their articles, read from `resources/`."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from inspector_gui.bundled import resource
from inspector_gui.domain.targets import TargetClass

#: The six sites in the order of the register; each is a folder of `resources/example_city/`.
SITE_KEYS = ("yunxi", "qinglan", "jiangzuo", "haitang", "fengze", "shiqiao")

REGISTER_COLUMNS = ("网站名称", "网站标识码", "主办单位", "网站类别", "首页网址", "所属区")
_CLASS_NAMES = {TargetClass.PORTAL: "政府门户网站", TargetClass.DEPARTMENT: "部门网站", TargetClass.SPECIAL: "专项网站"}


@dataclass(frozen=True, slots=True)
class Article:
    """One content page; `path` is absolute on its site.

    `listed` is the date that lists show: that of publication, or of the event for announcements. `related` are paths of
    the policy or interpretation it belongs to.
    """

    path: str
    title: str
    published: date
    listed: date
    source: str
    text: tuple[str, ...]
    column: str
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column page. `kind` chooses the construction: list, hub, text, leaders, grid, frame, blank or sitemap.

    `parent` is the path of the first-level column above it, empty for a first-level column. `date_format` is how its
    list writes dates (`str.format` fields y, m, d, mm, dd); empty means that the list shows none. `facts` holds what
    only templates need.
    """

    path: str
    name: str
    kind: str
    parent: str = ""
    topic: str = ""
    description: str = ""
    date_format: str = "{y}-{mm}-{dd}"
    articles: tuple[Article, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def date_text(self, day: date) -> str:
        """How this column's list writes `day`."""
        return self.date_format.format(y=day.year, m=day.month, d=day.day, mm=f"{day.month:02}", dd=f"{day.day:02}")


@dataclass(frozen=True, slots=True)
class Site:
    """One fictional site. `facts` holds footer marks, contact, colours and construction quirks for its templates."""

    key: str
    host: str
    name: str
    unit: str
    site_code: str
    target_class: TargetClass
    district: str
    encoding: str
    columns: tuple[Column, ...]
    facts: Mapping[str, Any]

    @property
    def url(self) -> str:
        return f"http://{self.host}/"

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(article for column in self.columns for article in column.articles)

    @property
    def first_level(self) -> tuple[Column, ...]:
        """The columns of the main navigation (the site map is reached from the footer)."""
        return tuple(column for column in self.columns if not column.parent and column.kind != "sitemap")

    def column(self, path: str) -> Column:
        return next(column for column in self.columns if column.path == path)

    def children(self, column: Column) -> tuple[Column, ...]:
        return tuple(child for child in self.columns if child.parent == column.path)


@cache
def sites() -> tuple[Site, ...]:
    """The six sites, in the order of the register."""
    topics = json.loads(resource("example_city", "shared", "topics.json").read_text(encoding="utf-8"))
    return tuple(_read_site(key, topics) for key in SITE_KEYS)


def site(key: str) -> Site:
    """The site called `key` (``"yunxi"`` …); `KeyError` when there is none."""
    for one in sites():
        if one.key == key:
            return one
    raise KeyError(key)


def write_register(path: Path) -> Path:
    """Write the register of the six websites as CSV (UTF-8 with BOM, as Excel needs it) and return `path`."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(REGISTER_COLUMNS)
        for one in sites():
            rows.writerow((one.name, one.site_code, one.unit, _CLASS_NAMES[one.target_class], one.url, one.district))
    return path


def _read_site(key: str, topics: Mapping[str, Any]) -> Site:
    raw = json.loads(resource("example_city", key, "site.json").read_text(encoding="utf-8"))
    columns = tuple(_read_column(entry, raw, topics) for entry in raw.pop("columns"))
    return Site(
        key=key,
        host=raw["host"],
        name=raw["name"],
        unit=raw["unit"],
        site_code=raw["site_code"],
        target_class=TargetClass(raw["target_class"]),
        district=raw["district"],
        encoding=raw["encoding"],
        columns=_relate(columns),
        facts=raw,
    )


def _read_column(entry: Mapping[str, Any], site_facts: Mapping[str, Any], topics: Mapping[str, Any]) -> Column:
    known = {"path", "name", "kind", "parent", "topic", "description"}
    fixed = {name: entry[name] for name in known if name in entry}
    date_format = entry.get("date_format", site_facts["date_format"])
    articles = tuple(_written_articles(entry, site_facts)) + tuple(_drawn_articles(entry, site_facts, topics))
    return Column(
        **fixed,
        date_format=date_format,
        articles=tuple(sorted(articles, key=lambda article: article.listed, reverse=True)),
        facts={name: value for name, value in entry.items() if name not in known},
    )


def _words(site_facts: Mapping[str, Any]) -> dict[str, str]:
    names = {"q": "district", "p": "short_name", "j": "street", "address": "address"}
    return {word: site_facts[fact] for word, fact in names.items()}


def _written_articles(entry: Mapping[str, Any], site_facts: Mapping[str, Any]) -> Sequence[Article]:
    """Articles whose title and text stand in the site's own file."""
    return [
        Article(
            path=f"{_folder(entry['path'])}t{item['date'].replace('-', '')}_9{number:02}{site_facts['suffix']}",
            title=item["title"],
            published=date.fromisoformat(item["date"]),
            listed=date.fromisoformat(item.get("listed", item["date"])),
            source=site_facts["unit"] + "办公室",
            text=tuple(item["text"]),
            column=entry["path"],
        )
        for number, item in enumerate(entry.get("items", ()), start=1)
    ]


def _drawn_articles(
    entry: Mapping[str, Any], site_facts: Mapping[str, Any], topics: Mapping[str, Any]
) -> Sequence[Article]:
    """`count` articles of the shared topic, from the site's own offset, every `step` days back from `newest`."""
    if not entry.get("count"):
        return []
    topic = topics[entry["topic"]]
    names = _titles(topic, topics)
    newest = date.fromisoformat(entry["newest"])
    drawn = []
    for number in range(entry["count"]):
        published = newest - timedelta(days=entry["step"] * number + number % 2)
        title, base = names[(site_facts["offset"] + number) % len(names)]
        words = _words(site_facts) | {"base": base.format_map(_words(site_facts)), "n": str(140 - number)}
        words |= {"title": title.format_map(words), "date": f"{published.month}月{published.day}日"}
        drawn.append(
            Article(
                path=f"{_folder(entry['path'])}t{published:%Y%m%d}_{number + 1:03}{site_facts['suffix']}",
                title=words["title"],
                published=published,
                listed=published,
                source=topic["source"].format_map(words),
                text=tuple(paragraph.format_map(words) for paragraph in topic["text"]),
                column=entry["path"],
            )
        )
    return drawn


def _titles(topic: Mapping[str, Any], topics: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of title template and the document it is about (empty for topics without documents)."""
    if "titles" in topic:
        return [(title, "") for title in topic["titles"]]
    bases = topic["bases"] if "bases" in topic else topics[topic["bases_of"]]["bases"]
    return [(topic["title"], base) for base in bases]


def _folder(path: str) -> str:
    return path[: path.rindex("/") + 1]


def _relate(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Link each interpretation with the policy document it explains, in both directions (rule D08)."""
    documents = {_document(a.title): a.path for c in columns if c.topic == "policy" for a in c.articles}
    explained = {_document(a.title): a.path for c in columns if c.topic == "interpretation" for a in c.articles}
    partner = {"policy": explained, "interpretation": documents}
    return tuple(_with_related(column, partner.get(column.topic, {})) for column in columns)


def _document(title: str) -> str:
    """The title of the document named between 《 and 》, or the whole title."""
    return title[title.find("《") + 1 : title.rfind("》")] if "《" in title else title


def _with_related(column: Column, partners: Mapping[str, str]) -> Column:
    found = [(article, partners.get(_document(article.title))) for article in column.articles]
    articles = tuple(replace(article, related=(path,)) if path else article for article, path in found)
    return replace(column, articles=articles)
