"""Waits for something that has no event of its own; the test's own time limit ends it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object]) -> None:
    while not condition():  # noqa: ASYNC110 - the things waited for are counters and pictures of the code under test
        await asyncio.sleep(0.003)
