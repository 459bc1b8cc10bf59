"""Answers what is wrong with the example city, and what only looks wrong: the planted faults and the traps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from inspector_gui.bundled import resource
from inspector_gui.example_city.sites import site


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault of the site called `site` under `rule` (``D22/1``).

    `paths` are the pages where it shows; with `scope` home, columns, articles, inner or all they are all pages of that
    sort, and seeing it on any one of them is finding it (`any_page`; scope any says the same of listed `paths`).
    `where` is what to look for there, `link` the dead address (`resource`: page, image or attachment; `link_state`: how
    it fails), `element` the missing footer mark. An `optional` fault follows from another one: reporting it is right,
    not reporting it is no miss.
    """

    id: str
    site: str
    rule: str
    kind: str
    where: str
    why: str
    paths: tuple[str, ...]
    scope: str = "paths"
    link: str = ""
    link_state: str = ""
    resource: str = ""
    element: str = ""
    optional: bool = False

    @property
    def any_page(self) -> bool:
        return self.scope not in ("paths", "home")


@dataclass(frozen=True, slots=True)
class Trap:
    """Something that looks like a fault under `rule` and is none: it must not be found."""

    id: str
    site: str
    rule: str
    paths: tuple[str, ...]
    where: str
    why: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """All faults and traps; `as_of` is the monitoring point (ISO date) at which they hold."""

    as_of: str
    clean_site: str
    faults: tuple[Fault, ...]
    traps: tuple[Trap, ...]

    def faults_of(self, key: str) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.site == key)


@cache
def truth() -> Truth:
    """The truth list of the example city."""
    raw = json.loads(resource("example_city", "truth.json").read_text(encoding="utf-8"))
    return Truth(
        as_of=raw["as_of"],
        clean_site=raw["clean_site"],
        faults=tuple(_fault(entry) for entry in raw["faults"]),
        traps=tuple(Trap(**entry | {"paths": tuple(entry["paths"])}) for entry in raw["traps"]),
    )


def _fault(entry: Mapping[str, Any]) -> Fault:
    scope = entry.get("scope", "paths")
    paths = tuple(entry["paths"]) if "paths" in entry else _scope_paths(entry["site"], scope)
    return Fault(**{**entry, "paths": paths})


def _scope_paths(key: str, scope: str) -> tuple[str, ...]:
    one = site(key)
    columns = tuple(column.path for column in one.columns)
    articles = tuple(article.path for article in one.articles)
    inner = columns + articles
    return {"home": ("/",), "columns": columns, "articles": articles, "inner": inner, "all": ("/", *inner)}[scope]
