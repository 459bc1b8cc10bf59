"""Rebuilds what a check sees of a site from what is stored: no network, any time."""

from __future__ import annotations

from inspector_gui.app.session import Session
from inspector_gui.checks_api import PageView, SiteView
from inspector_gui.domain.captures import Capture, EvidenceKind
from inspector_gui.domain.layout import Layout, decode_layout
from inspector_gui.domain.rounds import Round
from inspector_gui.domain.targets import Website
from inspector_gui.engine.site_model import build_site_view


def read_site_view(session: Session, *, round_: Round, target: Website) -> SiteView:
    """The site as stored: the newest capture of each address, and the results of its link tests."""
    captures = session.archive.captures.latest_of_target(round_.id, target.id)
    fit = [(c, read_layout(session, c)) for c in captures if c.is_fit]
    return build_site_view(
        target=target,
        as_of=round_.as_of,
        captures=[(c, layout) for c, layout in fit if layout is not None],
        unfit=[c for c in captures if not c.is_fit],
        links=session.archive.links.of_target(round_.id, target.id),
    )


def read_layout(session: Session, capture: Capture) -> Layout | None:
    """The decoded layout of a capture; None when it has none (a PDF, an unreachable page)."""
    ref = capture.first(EvidenceKind.LAYOUT)
    if ref is None:
        return None
    return decode_layout(session.archive.evidence.read(capture.round_id, ref.sha256))


def read_page_view(session: Session, capture: Capture) -> PageView | None:
    """One page as a check sees it; None when the capture cannot be judged."""
    layout = read_layout(session, capture) if capture.is_fit else None
    return PageView(capture, layout) if layout is not None else None
