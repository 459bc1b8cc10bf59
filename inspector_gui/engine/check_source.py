"""Reads the source of a check file without running it: its documentation under fixed headings, and what it imports."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass

#: The headings every check documents itself under, in this order.
HEADINGS = ("查什么", "为什么", "看不到什么", "依据")

_ALLOWED = "inspector_gui.checks_api"


@dataclass(frozen=True, slots=True)
class CheckDocumentation:
    """A check's docstring, taken apart: one English summary line and the text under each of `HEADINGS`."""

    summary_en: str
    looks_for: str
    why: str
    blind_spots: str
    source: str
    text: str


def read_documentation(source: str) -> CheckDocumentation:
    """The documentation in a check's docstring; `ValueError` says which part is missing."""
    text = ast.get_docstring(ast.parse(source))
    if not text:
        raise ValueError("文件开头没有文档字符串")
    summary, _, rest = text.partition("\n")
    if not summary.isascii() or not summary.strip():
        raise ValueError("文档第一行应是一句英文摘要")
    sections = _sections(rest)
    missing = [heading for heading in HEADINGS if not sections.get(heading)]
    if missing:
        raise ValueError(f"文档缺少“{'”、“'.join(missing)}”一节")
    looks_for, why, blind_spots, based_on = (sections[heading] for heading in HEADINGS)
    return CheckDocumentation(summary, looks_for, why, blind_spots, based_on, text)


def _sections(text: str) -> dict[str, str]:
    """Text by heading; a heading stands alone on its line, or before a full-width colon."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        heading, _, remainder = line.strip().partition(":")
        if heading in HEADINGS:
            current = sections.setdefault(heading, [])
            current.append(remainder)
        else:
            current.append(line.strip())
    return {heading: "\n".join(lines).strip() for heading, lines in sections.items()}


def forbidden_imports(source: str) -> list[str]:
    """Modules a check may not import: all but `inspector_gui.checks_api` and the standard library. `SyntaxError` passes."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = ["." * node.level + (node.module or "")]
        else:
            continue
        found.extend(name for name in names if not _is_allowed(name))
    return found


def _is_allowed(name: str) -> bool:
    return name == _ALLOWED or (name.split(".")[0] in sys.stdlib_module_names and not name.startswith("."))
