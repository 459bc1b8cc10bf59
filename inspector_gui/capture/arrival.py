"""Brings a page to the address it is asked for, step by step with a limit each, and says how it ended."""

from __future__ import annotations

from dataclasses import dataclass

from inspector_gui.capture.gate import Gate
from inspector_gui.capture.milestones import Milestones
from inspector_gui.capture.network_errors import network_error
from inspector_gui.capture.notebook import Notebook
from inspector_gui.capture.protocol import Session, Silent
from inspector_gui.capture.recording import Limits
from inspector_gui.capture.traffic import Traffic
from inspector_gui.domain.captures import Outcome

#: How often a page may lead on by itself (meta refresh, script) before this is called a loop.
_HOPS = 8
#: A page that says it will move on is waited for, if it says so for less than this many seconds ahead.
_MOVES_SOON = 5.0


@dataclass(frozen=True, slots=True)
class Ending:
    """A visit that ended without a page to show: the outcome, the reason, and the error's name where there was one."""

    outcome: Outcome
    reason: str
    error: str = ""


@dataclass(slots=True)
class Arrival:
    """The parts of one visit that getting to the page needs."""

    session: Session
    limits: Limits
    milestones: Milestones
    traffic: Traffic
    gate: Gate
    notebook: Notebook

    async def go(self, url: str) -> Ending | None:
        """Open `url` and wait until it is loaded. None when there is a page to be shown."""
        ending = await self._commit(url) or self._error_page()
        if ending is not None:
            return ending
        await self._loaded()
        return await self.follow()

    async def moved(self) -> Ending | None:
        """The page has gone on by itself: wait for where it went. None when there is a page to be shown."""
        if self.gate.reading:
            await self.gate.read.wait()
            return self._file_ending()
        await self._loaded()
        return await self.follow()

    async def _commit(self, url: str) -> Ending | None:
        try:
            answer = await self.session.send("Page.navigate", url=url, limit=self.limits.commit)
        except Silent:
            if self.gate.reading:
                await self.gate.read.wait()
                return self._file_ending()
            await self.session.attempt("Page.stopLoading")
            return Ending(Outcome.TIMEOUT, f"{self.limits.commit:g} 秒内没有收到应答。")
        error = answer.get("errorText", "")
        if not error:
            await self.milestones.until(lambda: self.milestones.commits > 0, self.limits.command)
            return None
        if error == "net::ERR_HTTP_RESPONSE_CODE_FAILURE":
            return self._nothing_ending()
        if error != "net::ERR_ABORTED":
            return Ending(*network_error(error), error=error)
        return self._file_ending()

    def _file_ending(self) -> Ending:
        """What it means when the navigation was ended before a page came: a file, nothing at all, or a download."""
        file, document = self.gate.file, self.traffic.document
        if file is not None:
            what = "下载文件" if file.attachment else f"{file.content_type.split(';')[0] or '未知类型'} 文件"
            cut = ",内容过大或未传完,只保存了开头" if file.cut else ""
            return Ending(Outcome.NOT_A_PAGE, f"这不是网页,而是{what}{cut}。")
        if document is not None and document.status in (204, 205):
            return Ending(Outcome.NOT_A_PAGE, f"服务器返回 {document.status},没有内容。")
        if self.notebook.downloads or (document is not None and document.status):
            return Ending(Outcome.NOT_A_PAGE, "这不是网页,浏览器要把它作为文件下载。")
        return Ending(Outcome.NET_ERROR, "导航被中断,没有得到页面。", "net::ERR_ABORTED")

    def _error_page(self) -> Ending | None:
        """An ending instead of Chromium's own error page, which must never pass for the site's."""
        shown = self.traffic.document
        if shown is not None and shown.response.get("protocol") == "http/0.9":
            # Chromium shows whatever a server says as the body of an HTTP/0.9 answer; nobody serves pages that way.
            return Ending(*network_error("ERR_INVALID_HTTP_RESPONSE"), error="net::ERR_INVALID_HTTP_RESPONSE")
        if not self.milestones.is_error_page:
            return None
        if self.gate.file is not None:
            return self._file_ending()
        document = self.traffic.documents[-1] if self.traffic.documents else None
        if document is not None and document.status >= 400:
            return self._nothing_ending()
        error = document.failure if document is not None else ""
        return Ending(*network_error(error), error=error)

    def empty(self) -> Ending:
        """The ending of a page that committed and of which not a single element arrived."""
        if self.traffic.document_failure:
            return Ending(*network_error(self.traffic.document_failure), error=self.traffic.document_failure)
        return Ending(Outcome.TIMEOUT, "服务器只回了应答头,没有传来任何内容。")

    def _nothing_ending(self) -> Ending:
        document = self.traffic.document
        status = document.status if document is not None else 0
        return Ending(Outcome.NET_ERROR, f"服务器返回 {status or '错误'},没有任何内容。")

    async def _loaded(self) -> None:
        """Wait for the parsed, then for the loaded document; stop loading at the limit and note it."""
        milestones, limits, traffic = self.milestones, self.limits, self.traffic
        parsed = await milestones.until(lambda: milestones.parsed or bool(traffic.document_failure), limits.dom)
        if traffic.document_failure:
            self.notebook.cut("页面正文在传输中断开")
        elif not parsed:
            self.notebook.cut(f"页面正文在 {limits.dom:g} 秒内没有传完,已停止等待")
        elif await milestones.until(lambda: milestones.loaded, limits.load):
            return
        else:
            self.notebook.cut(f"页面在 {limits.dom + limits.load:g} 秒内没有加载完,已停止等待")
        await self.session.attempt("Page.stopLoading")
        await milestones.until(lambda: milestones.loaded, 1.0)

    async def follow(self) -> Ending | None:
        """Go along while the page leads on by itself; an endless series is cut and noted."""
        for _ in range(_HOPS):
            due = self.milestones.moves_in
            if due is None or due > _MOVES_SOON:
                return self._error_page()
            commits = self.milestones.commits
            moved = await self.milestones.until(
                lambda before=commits: self.milestones.commits > before or self.gate.reading,  # type: ignore[misc]
                due + self.limits.commit,
            )
            if self.gate.reading:
                await self.gate.read.wait()
                return self._file_ending()
            if not moved:
                self.notebook.cut("页面要跳转的地址没有应答")
                return None
            await self._loaded()
        self.notebook.cut("页面不断自动跳转或刷新")
        return self._error_page()
