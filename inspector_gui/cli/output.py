"""The one place of the command line that prints: results to standard output, progress and errors to standard error."""

from __future__ import annotations

import errno
import json
import os
import sys
from dataclasses import dataclass
from typing import Any, TextIO

from inspector_gui.errors import DiskFull, InvalidInput
from inspector_gui.file_errors import reason_of

_CONTROL = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}
_CONTROL |= {code: f"⟨U+{code:04X}⟩" for code in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def harmless(text: str) -> str:
    """`text` from an inspected site with control and direction characters made visible, safe for a terminal."""
    return text.translate(_CONTROL)


@dataclass(frozen=True)
class Output:
    """Where a command speaks. A reader that went away (``| head``) does not disturb the command."""

    as_json: bool = False

    def result(self, data: Any, text: str) -> None:
        """The answer of a command: `data` under ``--json``, otherwise `text`.

        Raises `DiskFull` or `InvalidInput` when it is sent to a file that cannot be written.
        """
        shown = json.dumps(data, ensure_ascii=False, indent=1, default=str) if self.as_json else harmless(text)
        error = _write(sys.stdout, shown)
        if error is not None and error.errno == errno.ENOSPC:
            raise DiskFull(path="标准输出") from error
        if error is not None:
            raise InvalidInput(what="标准输出", reason=reason_of(error), todo="请检查输出的去向。") from error

    def progress(self, text: str) -> None:
        _write(sys.stderr, harmless(text))

    def error(self, text: str) -> None:
        _write(sys.stderr, harmless(text))


def _write(stream: TextIO, text: str) -> OSError | None:
    """Write a line; the error, if there was one, unless it only says that nobody reads any more."""
    try:
        stream.write(text + "\n")
        stream.flush()
    except OSError as error:
        # What is still buffered would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return None if isinstance(error, BrokenPipeError) else error
    return None
