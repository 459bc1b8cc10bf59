"""Notes what a page says and does around its content: console, script errors, dialogs, pop-ups, downloads, cuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inspector_gui.capture.protocol import CaptureTrouble, Session
from inspector_gui.capture.recording import Limits
from inspector_gui.tasks import start

#: Longest text kept of one message.
_TEXT = 500
#: Console messages after which listening stops: a flood would cost more than the page.
_FLOOD = 1000


class Notebook:
    """Bounded notes of one visit. `cuts` are Chinese sentences about everything that was cut short."""

    def __init__(self, session: Session, limits: Limits, *, on_dialog_storm: Callable[[], None]) -> None:
        self.console: list[dict[str, str]] = []
        self.console_count = 0
        self.errors: list[str] = []
        self.dialogs: list[dict[str, str]] = []
        self.dialog_count = 0
        self.popups = 0
        self.downloads: list[str] = []
        self.cuts: list[str] = []
        self._session = session
        self._limits = limits
        self._on_dialog_storm = on_dialog_storm
        for event, handler in (
            ("Runtime.consoleAPICalled", self._console_call),
            ("Log.entryAdded", self._log_entry),
            ("Runtime.exceptionThrown", self._exception),
            ("Page.javascriptDialogOpening", self._dialog),
            ("Page.downloadWillBegin", self._download),
        ):
            session.on(event, handler)

    def cut(self, sentence: str) -> None:
        """Note that something was cut short; the same sentence once."""
        if sentence not in self.cuts:
            self.cuts.append(sentence)

    def _console_call(self, event: dict[str, Any]) -> None:
        words = (str(a.get("value", a.get("description", a.get("type", "")))) for a in event.get("args", ()))
        self._say(event.get("type", "log"), " ".join(words))

    def _log_entry(self, event: dict[str, Any]) -> None:
        entry = event["entry"]
        text = entry.get("text", "")
        self._say(entry.get("level", "info"), f"{text} {entry['url']}" if entry.get("url") else text)

    def _say(self, level: str, text: str) -> None:
        self.console_count += 1
        if len(self.console) < self._limits.notes:
            self.console.append({"level": level, "text": text[:_TEXT]})
        elif self.console_count == _FLOOD:
            start(self._stop_listening(), name="console flood")

    async def _stop_listening(self) -> None:
        try:
            await self._session.attempt("Runtime.disable")
            await self._session.attempt("Log.disable")
        except CaptureTrouble:
            return

    def _exception(self, event: dict[str, Any]) -> None:
        if len(self.errors) < self._limits.notes:
            details = event["exceptionDetails"]
            text = details.get("exception", {}).get("description") or details.get("text", "")
            self.errors.append(str(text).split("\n", 1)[0][:_TEXT])

    def _dialog(self, event: dict[str, Any]) -> None:
        # Playwright dismisses a dialog nobody listens for; counting is all that is left to do.
        self.dialog_count += 1
        if len(self.dialogs) < self._limits.dialogs:
            self.dialogs.append({"type": event.get("type", ""), "text": event.get("message", "")[:_TEXT]})
        if self.dialog_count == self._limits.dialogs:
            self._on_dialog_storm()

    def _download(self, event: dict[str, Any]) -> None:
        if len(self.downloads) < self._limits.notes:
            self.downloads.append(str(event.get("url", ""))[:_TEXT])
