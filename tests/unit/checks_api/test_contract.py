"""The names checks outside this project rely on."""

import inspector_gui.checks_api as api
from inspector_gui.checks_api import Box, Place


def test_every_promised_name_is_there():
    assert all(hasattr(api, name) for name in api.__all__)


def test_names_are_only_added():
    former = {
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
        "Website",
    }
    assert former <= set(api.__all__)


def test_the_box_of_a_place(samples):
    page = samples.page_of("<p>正文</p>")
    element = page.elements[2]
    assert Place(page, element).shown_box == element.box
    assert Place(page, element, box=Box(1, 2, 3, 4)).shown_box == Box(1, 2, 3, 4)
    assert Place(page).shown_box is None
