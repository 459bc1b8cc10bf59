"""快照: one observation of one page at one time, with the names of the evidence it left."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How a visit to one address ended. Everything but COMPLETE carries a reason."""

    COMPLETE = "complete"  # captured as a person would see it
    PARTIAL = "partial"  # captured, but something was cut short (never-ending load, budget, height)
    NO_SCRIPT = "no_script"  # captured with scripts switched off, because with them the page cannot be captured
    NOT_A_PAGE = "not_a_page"  # PDF, picture, text, download …: the bytes are kept, there is no picture
    NET_ERROR = "net_error"  # DNS, connection refused or reset, empty response
    TLS_ERROR = "tls_error"  # certificate or handshake
    REDIRECT_LOOP = "redirect_loop"
    TIMEOUT = "timeout"  # nothing arrived in time
    CRASHED = "crashed"  # the page brought the browser down, also without scripts
    REFUSED = "refused"  # an address the workstation does not open (file:, javascript:, another scheme)

    @property
    def has_picture(self) -> bool:
        return self in (Outcome.COMPLETE, Outcome.PARTIAL, Outcome.NO_SCRIPT)


class Fitness(StrEnum):
    """Whether a capture can be judged. Only FIT captures count for checks; the others say why not."""

    FIT = "fit"
    BLANK = "blank"  # nothing visible
    LOADING = "loading"  # a spinner or skeleton stands where content should be
    CHALLENGE = "challenge"  # verification page, captcha, login wall
    ERROR_PAGE = "error_page"  # the server answered with an error (4xx, 5xx)
    MISMATCH = "mismatch"  # the picture and the layout disagree in size
    NO_PAGE = "no_page"  # there is no rendered page (see the outcome)


class EvidenceKind(StrEnum):
    """What one stored byte sequence is."""

    STRIP = "strip"  # lossless PNG, full width, at most 4,096 device pixels high; ordered by `ordinal`
    OVERVIEW = "overview"  # small JPEG of the whole page, derived from the strips for instant display
    LAYOUT = "layout"  # JSON of CDP DOMSnapshot.captureSnapshot: nodes, texts, boxes
    HTML = "html"  # rendered HTML (UTF-8)
    RESPONSE = "response"  # bytes of the main response as received
    HAR = "har"  # HAR 1.2 of all requests
    FACTS = "facts"  # JSON: headers, redirect chain, TLS, console, dialogs, timing, observer
    FILE = "file"  # anything handed in from outside


#: Kinds stored zstd-compressed; the digest is always that of the plain bytes.
TEXT_KINDS = frozenset(
    {EvidenceKind.LAYOUT, EvidenceKind.HTML, EvidenceKind.RESPONSE, EvidenceKind.HAR, EvidenceKind.FACTS}
)


class PageRole(StrEnum):
    """Why the patrol opened the page."""

    HOME = "home"
    COLUMN = "column"
    ARTICLE = "article"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """One evidence item of a capture: `sha256` of the plain bytes; for strips the place on the page in device pixels."""

    kind: EvidenceKind
    sha256: str
    size: int
    media_type: str
    ordinal: int = 0
    y: int = 0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Capture:
    """One immutable observation. Times are ISO 8601 with offset; sizes are CSS pixels; `scale` is device pixels per CSS pixel."""

    id: str
    round_id: str
    target_id: str
    url: str
    final_url: str
    role: PageRole
    depth: int
    taken_at: str
    outcome: Outcome
    fitness: Fitness
    reason: str = ""
    status: int = 0
    title: str = ""
    content_type: str = ""
    width: int = 0
    height: int = 0
    scale: float = 1.0
    parent: str = ""
    evidence: tuple[EvidenceRef, ...] = field(default=())

    @property
    def is_fit(self) -> bool:
        return self.fitness is Fitness.FIT

    @property
    def strips(self) -> tuple[EvidenceRef, ...]:
        return tuple(sorted((e for e in self.evidence if e.kind is EvidenceKind.STRIP), key=lambda e: e.ordinal))

    def first(self, kind: EvidenceKind) -> EvidenceRef | None:
        return next((e for e in self.evidence if e.kind is kind), None)


class LinkState(StrEnum):
    """What a link test found. Only DEAD counts against a site; BLOCKED is not broken, SLOW is not dead."""

    OK = "ok"
    DEAD = "dead"  # 404, 410, other 4xx that mean "not there", 5xx after a second test
    BLOCKED = "blocked"  # 401, 403, 405, 407, 412, 418, 429, 451 and firewall pages: not assessable from here
    SLOW = "slow"  # no answer within the limit, twice
    TLS = "tls"  # certificate or handshake failed
    DNS = "dns"  # the name does not resolve
    UNREACHABLE = "unreachable"  # connection refused, reset or without route
    SKIPPED = "skipped"  # a scheme that is not tested (mailto:, tel:, javascript:)


@dataclass(frozen=True, slots=True)
class LinkResult:
    """Result of testing one distinct address once in a round (`tries` visits, the last one decides)."""

    url: str
    state: LinkState
    status: int = 0
    reason: str = ""
    final_url: str = ""
    content_type: str = ""
    seconds: float = 0.0
    tries: int = 1
    tested_at: str = ""
