"""The one place of the command line that prints: results to standard output, progress and errors to standard error."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any

_CONTROL = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}
_CONTROL |= {code: f"⟨U+{code:04X}⟩" for code in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def harmless(text: str) -> str:
    """`text` from an inspected site with control and direction characters made visible, safe for a terminal."""
    return text.translate(_CONTROL)


@dataclass(frozen=True)
class Output:
    """Where a command speaks."""

    as_json: bool = False

    def result(self, data: Any, text: str) -> None:
        """The answer of a command: `data` under ``--json``, otherwise `text`."""
        shown = json.dumps(data, ensure_ascii=False, indent=1, default=str) if self.as_json else harmless(text)
        sys.stdout.write(shown + "\n")
        sys.stdout.flush()

    def progress(self, text: str) -> None:
        sys.stderr.write(harmless(text) + "\n")
        sys.stderr.flush()

    def error(self, text: str) -> None:
        sys.stderr.write(harmless(text) + "\n")
        sys.stderr.flush()
