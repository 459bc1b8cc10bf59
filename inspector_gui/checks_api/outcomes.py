"""What a check may say about one rule: found, clear, needs review, not applicable; and how a check describes itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from inspector_gui.checks_api.page import Place
from inspector_gui.checks_api.site import SiteView


@dataclass(frozen=True, slots=True)
class Found:
    """A suspected fault: `where` it shows, `text` one Chinese sentence for the inspector.

    `rule` is needed when the check serves several; `cause` names the underlying fact (``blank:URL`` …): faults with
    the same cause are deducted once, and within one check it tells one fault from another. `amount` counts items.
    """

    text: str
    where: tuple[Place, ...]
    cause: str
    rule: str = ""
    amount: Decimal = Decimal(1)
    confidence: float = 1.0
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Clear:
    """The rule was judged on enough evidence, and nothing was found; `text` says what was looked at."""

    text: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class NeedsReview:
    """The machine cannot tell; a person has to look. `reason` says why, `where` where to look."""

    reason: str
    where: tuple[Place, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The rule does not apply to this site; `reason` says why."""

    reason: str
    rule: str = ""


Outcome = Found | Clear | NeedsReview | NotApplicable
CheckFunction = Callable[[SiteView], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class CheckMeta:
    """How a check describes itself.

    `id` is the file name, `rules` the rules it judges; `version` is raised with each change of judgement.
    """

    id: str
    title_zh: str
    title_en: str
    rules: tuple[str, ...]
    version: str = "1"


@dataclass(frozen=True, slots=True)
class Example:
    """A small site that documents and tests a check.

    `pages` maps paths (``/`` is the home page) to HTML that is rendered in a real browser. Elements whose id begins with
    ``found`` must be reported, elements whose id begins with ``clear`` must not. `expect` maps rule names to what is
    expected (``found``, ``clear``, ``review``, ``not_applicable``) where no element can carry the expectation.
    `links` gives results of link tests (path or address → LinkState value).
    """

    title: str
    pages: Mapping[str, str]
    expect: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    as_of: str = "2021-06-30"
    name: str = "云溪区人民政府"
    site_code: str = "1100000088"
