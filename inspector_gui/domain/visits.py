"""What a patrol opens: one visit is one address to capture, with why and how deep; and the bounds of a visit plan."""

from __future__ import annotations

from dataclasses import dataclass

from inspector_gui.domain.captures import PageRole


@dataclass(frozen=True, slots=True)
class Visit:
    """One address to capture. `depth` counts clicks from the home page; `parent` is the capture it was found on."""

    url: str
    role: PageRole
    depth: int = 0
    parent: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """Bounds of one target's visit (pages, depth of columns, sampled articles)."""

    max_pages: int = 60
    column_depth: int = 2
    articles: int = 5
    link_tests: int = 400
