"""The only module an automatic check may import: what it sees of a site, and what it may say about it.

The names exported here are the stable contract for checks written outside this project.
"""

from inspector_gui.checks_api.outcomes import (
    CheckFunction,
    CheckMeta,
    Clear,
    Example,
    Found,
    NeedsReview,
    NotApplicable,
    Outcome,
)
from inspector_gui.checks_api.page import Link, PageView, Place
from inspector_gui.checks_api.site import Column, Item, SiteView
from inspector_gui.checks_api.updates import Update, doubt_of_absence, last_update, months_before
from inspector_gui.domain.captures import LinkResult, LinkState, PageRole
from inspector_gui.domain.geometry import Box
from inspector_gui.domain.layout import Element
from inspector_gui.domain.targets import TargetClass, Website

__all__ = [
    "Box",
    "CheckFunction",
    "CheckMeta",
    "Clear",
    "Column",
    "Element",
    "Example",
    "Found",
    "Item",
    "Link",
    "LinkResult",
    "LinkState",
    "NeedsReview",
    "NotApplicable",
    "Outcome",
    "PageRole",
    "PageView",
    "Place",
    "SiteView",
    "TargetClass",
    "Update",
    "Website",
    "doubt_of_absence",
    "last_update",
    "months_before",
]
