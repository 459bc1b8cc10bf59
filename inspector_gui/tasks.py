"""The one place that starts asyncio tasks: keeps the reference and reports the exception nobody awaited."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

_running: set[asyncio.Task[Any]] = set()
_log = logging.getLogger(__name__)


def start(coroutine: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
    """Run `coroutine` as a task called `name`; an exception that reaches its end goes to the loop's handler."""
    task = asyncio.create_task(coroutine, name=name)  # noqa: TID251 - the sanctioned call
    _running.add(task)
    task.add_done_callback(_finished)
    return task


def _finished(task: asyncio.Task[Any]) -> None:
    _running.discard(task)
    if task.cancelled():
        return
    error = task.exception()
    if error is not None:
        _log.debug("task %s ended with %r", task.get_name(), error)
        task.get_loop().call_exception_handler(
            {"message": f"task {task.get_name()} failed", "exception": error, "task": task}
        )
