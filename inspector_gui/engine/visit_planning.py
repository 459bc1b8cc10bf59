"""Plans what a patrol opens next: columns two levels deep, a seeded sample of articles, the links worth a test."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator

from inspector_gui.checks_api import Column, Item, Link, PageRole, PageView, SiteView
from inspector_gui.domain.visits import Visit, VisitPlan
from inspector_gui.engine.addresses import is_article_address, is_file, is_paging, page_key, same_site, split_address
from inspector_gui.engine.columns import column_links
from inspector_gui.engine.vocabulary import Vocabulary

#: Kinds of columns articles are drawn from, in this order, one of each in turn (规则抽查:政策文件、解读、动态 …).
_SAMPLED_KINDS = ("news", "policy", "interpretation", "notice", "service", "data", "other", "interaction", "static")
#: Articles are drawn from the newest entries of a column: they are what the period's checks ask about.
_NEWEST = 15


def next_visits(
    page: PageView, *, plan: VisitPlan, seen: Collection[str], home: str = "", vocabulary: Vocabulary | None = None
) -> list[Visit]:
    """The columns `page` leads to, in the order of its navigation; none when it lies at the deepest level of the plan.

    `seen` are addresses already planned; `home` is the home page's address where the site is only a folder of its host
    (default: the whole host belongs to the site).
    """
    if page.role not in (PageRole.HOME, PageRole.COLUMN) or page.capture.depth >= plan.column_depth:
        return []
    start = page.url if page.role is PageRole.HOME else home or _root_of(page)
    known = {page_key(url) for url in seen} | {page_key(page.url), page_key(page.capture.url)}
    links = [link for link in column_links(page, home=start, vocabulary=vocabulary) if page_key(link.url) not in known]
    links.sort(key=lambda link: link.origin)  # stable: the surest first, because the plan's bound cuts the rest
    return [
        Visit(url=link.url, role=PageRole.COLUMN, depth=page.capture.depth + 1, parent=page.capture.id, title=link.name)
        for link in links[: plan.max_pages]
    ]


def sample_articles(site: SiteView, *, plan: VisitPlan, seed: int) -> list[Visit]:
    """Draw `plan.articles` articles: one column kind after the other, at random by `seed` and target, repeatable."""
    dice = random.Random(f"{seed}:{site.target.id}")
    drawn: dict[str, Visit] = {}
    rows = [pool for kind in _SAMPLED_KINDS if (pool := _pool(site, kind))]
    for pool in rows:
        dice.shuffle(pool)
    opened = {page_key(page.url) for page in site.pages}
    while len(drawn) < plan.articles and any(rows):
        for pool in rows:
            if pool and len(drawn) < plan.articles:
                column, item = pool.pop()
                key = page_key(item.url)
                if key not in drawn and key not in opened:
                    drawn[key] = _article_visit(column, item)
    return list(drawn.values())


def links_to_test(site: SiteView, *, most: int = 2000) -> list[str]:
    """Distinct web addresses the site's pages point to, those of the home page first, `most` at most.

    Pictures, frames, attachments and outside links are among them; ``mailto:`` and the like are not.
    """
    found: dict[str, None] = {}
    for page in sorted(site.pages, key=lambda page: page.role is not PageRole.HOME):
        for link in page.links:
            if split_address(link.url) is not None and _is_worth_a_test(link):
                found.setdefault(link.url)
    return list(found)[:most]


def _is_worth_a_test(link: Link) -> bool:
    # Tracking pixels and hidden helpers are no links of the page; lazy pictures without area are.
    return link.kind != "image" or link.element.box is not None


def _root_of(page: PageView) -> str:
    parts = split_address(page.url)
    return f"{parts.scheme}://{parts.netloc}/" if parts else page.url


def _pool(site: SiteView, kind: str) -> list[tuple[Column, Item]]:
    """Entries of a kind that can be opened as articles of this site, each address once, newest first."""
    found: dict[str, tuple[Column, Item]] = {}
    for column in site.columns_of(kind):
        for item in list(_articles(site, column))[:_NEWEST]:
            found.setdefault(page_key(item.url), (column, item))
    return list(found.values())


def _articles(site: SiteView, column: Column) -> Iterator[Item]:
    home = site.home.url if site.home is not None else site.target.url
    known = {page_key(c.url) for c in site.columns}
    for item in column.items:
        if not item.url or not same_site(item.url, home) or is_file(item.url) or is_paging(item.url):
            continue
        if page_key(item.url) not in known and (item.date is not None or is_article_address(item.url)):
            yield item


def _article_visit(column: Column, item: Item) -> Visit:
    parent = column.page.capture.id if column.page is not None else ""
    depth = (column.page.capture.depth if column.page is not None else column.level) + 1
    return Visit(url=item.url, role=PageRole.ARTICLE, depth=depth, parent=parent, title=item.title)
