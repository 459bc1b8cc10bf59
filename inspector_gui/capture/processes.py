"""The browser's process tree: who belongs to it, how much memory it holds, and how it is ended for certain."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class ProcessMark:
    """A process named beyond doubt: process ids are reused, an id with its creation time (seconds, epoch) is not."""

    pid: int
    created: float

    @classmethod
    def of(cls, pid: int) -> ProcessMark | None:
        """The mark of a running process; None when there is none."""
        try:
            return cls(pid, psutil.Process(pid).create_time())
        except psutil.Error:
            return None

    @property
    def process(self) -> psutil.Process | None:
        """The process, while it is the same one and alive."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.created) < 0.01
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.Error:
            return None


def outermost_ancestor(pid: int) -> ProcessMark | None:
    """The ancestor of `pid` (or itself) that this process started directly: for a browser, the Playwright driver."""
    try:
        chain = [psutil.Process(pid), *psutil.Process(pid).parents()]
    except psutil.Error:
        return None
    ours = next((i for i, process in enumerate(chain) if process.pid == os.getpid()), 0)
    return ProcessMark.of(chain[ours - 1].pid) if ours else None


def resident_bytes(root: ProcessMark) -> int:
    """Memory held by `root` and all below it, shared pages counted once where the system tells (0 when it is gone)."""
    total = 0
    for process in _tree(root):
        try:
            memory = process.memory_info()
        except psutil.Error:
            continue
        total += max(0, memory.rss - getattr(memory, "shared", 0))
    return total


def kill_trees(roots: Iterable[ProcessMark]) -> None:
    """End each root and everything below it at once, and wait until they are gone (3 s at most). Blocks: use a thread."""
    doomed: list[psutil.Process] = []
    for root in roots:
        doomed += [process for process in _tree(root) if process not in doomed]
    for process in doomed:
        try:
            process.kill()
        except psutil.Error:
            continue
    psutil.wait_procs(doomed, timeout=3)


def _tree(root: ProcessMark) -> list[psutil.Process]:
    process = root.process
    if process is None:
        return []
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return [process]
