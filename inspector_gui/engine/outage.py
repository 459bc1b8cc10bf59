"""Recognises when link tests say more about this workstation's network than about the links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from inspector_gui.domain.captures import LinkResult, LinkState

#: So many hosts beside the site's own must have been asked before their common silence means anything.
FEWEST_HOSTS = 3

REASON = "外部网站全部无法连接,可能是本机不通外网,不能认定打不开。"
_MUTE = frozenset({LinkState.DNS, LinkState.UNREACHABLE, LinkState.SLOW})


def set_aside(results: Iterable[LinkResult], *, own_host: str) -> list[LinkResult]:
    """The results to be replaced when no outside host answered at all: not assessable from here, so BLOCKED.

    Inspectors often reach the inspected sites and nothing else. One outside host that answers anything, an error
    included, shows that the way out is open; then nothing is set aside.
    """
    outside = [r for r in results if r.state is not LinkState.SKIPPED and _host(r.url) != own_host]
    if len({_host(r.url) for r in outside}) < FEWEST_HOSTS or any(r.state not in _MUTE for r in outside):
        return []
    return [replace(r, state=LinkState.BLOCKED, reason=REASON) for r in outside]


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
