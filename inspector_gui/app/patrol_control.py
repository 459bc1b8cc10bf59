"""Pause, resume and stop of a running patrol, obeyed between pages."""

from __future__ import annotations

import asyncio
import os
import threading


class Control:
    """What the starter asked for last. `proceed` is awaited before each page."""

    def __init__(self) -> None:
        self.stopped = asyncio.Event()
        self._going = asyncio.Event()
        self._going.set()

    @property
    def paused(self) -> bool:
        return not self._going.is_set()

    def pause(self) -> None:
        self._going.clear()

    def resume(self) -> None:
        self._going.set()

    def stop(self) -> None:
        self.stopped.set()
        self._going.set()

    async def proceed(self) -> bool:
        """Wait while paused; False when the patrol is to end."""
        await self._going.wait()
        return not self.stopped.is_set()

    async def sleep(self, seconds: float) -> bool:
        """Wait that long or until stopped; False when stopped."""
        try:
            await asyncio.wait_for(self.stopped.wait(), max(0.0, seconds))
        except TimeoutError:
            return True
        return False


def obey_standard_input(control: Control) -> None:
    """Follow the words ``pause``, ``resume`` and ``stop`` on standard input; its end means that the starter is gone.

    The thread reads the descriptor itself: a thread that waits inside `sys.stdin` would hold its lock when Python ends.
    """
    loop = asyncio.get_running_loop()
    words = {"pause": control.pause, "resume": control.resume, "stop": control.stop}

    def listen() -> None:
        pending = b""
        while chunk := os.read(0, 4096):
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                action = words.get(line.decode("ascii", "replace").strip())
                if action is not None:
                    loop.call_soon_threadsafe(action)
        if not loop.is_closed():
            loop.call_soon_threadsafe(control.stop)

    threading.Thread(target=listen, name="standard input", daemon=True).start()
