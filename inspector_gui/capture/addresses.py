"""Which addresses the workstation opens at all."""

from __future__ import annotations

from urllib.parse import urlsplit

from inspector_gui.capture.arrival import Ending
from inspector_gui.domain.captures import Outcome

_LONGEST = 8000


def refusal(url: str) -> Ending | None:
    """Why `url` is not opened: anything but http and https with a host; None when it may be opened."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return Ending(Outcome.REFUSED, "地址无效,没有打开。")
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        return Ending(Outcome.REFUSED, f"不打开 {scheme or '没有协议的'} 地址,只打开 http 和 https。")
    if not host or len(url) > _LONGEST:
        return Ending(Outcome.REFUSED, "地址没有主机名,没有打开。" if not host else "地址过长,没有打开。")
    return None
