"""The command line: the same use-cases as the window, for scripts, schedules and tests.

Results go to standard output (``--json``: machine readable), progress to standard error. Exit status: 0 done; 1 done, and
the answer is no (damaged, refused rows, nothing matched); 2 unusable input, said in one sentence; 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from inspector_gui.cli.output import Output
from inspector_gui.cli.parser import build_parser
from inspector_gui.errors import InvalidInput, UserError


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; without a command the window opens."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese sentence must not end in a traceback on a terminal with another encoding.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    output = Output()
    try:
        _require_text(arguments)
        options = build_parser().parse_args(list(arguments))
        output = Output(as_json=getattr(options, "json", False))
        return int(options.run(options, output))
    except UserError as error:
        output.error(error.text())
        return 2
    except KeyboardInterrupt:
        output.error("已中断;已完成的快照和决定都已保存。")
        return 130


def _require_text(arguments: Sequence[str]) -> None:
    """Refuse bytes that are no text: they can be stored in no archive."""
    for argument in arguments:
        if any("\ud800" <= character <= "\udfff" for character in argument):
            shown = argument.encode("utf-8", "replace").decode()
            raise InvalidInput(what=f"参数“{shown}”", reason="含有不是文字的字节", todo="请用 UTF-8 编码重新输入。")
