"""Loads automatic checks from a folder, one file each, and says of every file that cannot be used why."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from inspector_gui.checks_api import CheckFunction, CheckMeta, Example
from inspector_gui.domain.indicators import IndicatorSet
from inspector_gui.engine.check_source import CheckDocumentation, forbidden_imports, read_documentation
from inspector_gui.errors import InvalidInput, UnknownName
from inspector_gui.file_errors import reason_of


@dataclass(frozen=True, slots=True)
class LoadedCheck:
    """A check that can be run; `digest` is the SHA-256 of exactly the bytes that were loaded."""

    meta: CheckMeta
    function: CheckFunction
    examples: tuple[Example, ...]
    doc: CheckDocumentation
    digest: str

    @property
    def documentation(self) -> str:
        """The whole docstring, for showing."""
        return self.doc.text


@dataclass(frozen=True, slots=True)
class Registry:
    """The checks of a folder, in the order of their names, and one `InvalidInput` per file that was left out."""

    checks: tuple[LoadedCheck, ...]
    problems: tuple[InvalidInput, ...] = ()

    def __iter__(self) -> Iterator[LoadedCheck]:
        return iter(self.checks)

    def get(self, check_id: str) -> LoadedCheck:
        """The check called `check_id`; raises `UnknownName`."""
        for check in self.checks:
            if check.meta.id == check_id:
                return check
        raise UnknownName(
            kind="检查项", name=check_id, hint=f"现有:{'、'.join(c.meta.id for c in self.checks) or '无'}。"
        )


def load_checks(folder: Path, *, indicator_set: IndicatorSet) -> Registry:
    """Load every ``*.py`` of `folder` (names with a leading underscore excepted) and hold it against the rule book.

    A file that cannot be used never stops the others: it is in `Registry.problems`, named with the reason.
    """
    rules = frozenset(rule.name for indicator in indicator_set.indicators for rule in indicator.rules)
    checks: list[LoadedCheck] = []
    problems: list[InvalidInput] = []
    for path in sorted(folder.glob("[!_]*.py")):
        try:
            checks.append(_load(path, rules))
        except _Unusable as error:
            todo = "其他检查项照常运行;请改正该文件后重试。"
            problems.append(InvalidInput(what=f"检查项文件 {path.name}", reason=str(error), todo=todo))
    return Registry(tuple(checks), tuple(problems))


class _Unusable(Exception):
    """Why one file cannot be used."""


def _load(path: Path, rules: frozenset[str]) -> LoadedCheck:
    try:
        data = path.read_bytes()
        source = data.decode("utf-8")
        foreign = forbidden_imports(source)
        doc = read_documentation(source)
    except OSError as error:
        raise _Unusable(f"无法读取({reason_of(error)})") from error
    except SyntaxError as error:
        raise _Unusable(f"第 {error.lineno} 行有语法错误:{error.msg}") from error
    except ValueError as error:  # not UTF-8, a NUL byte, or incomplete documentation
        raise _Unusable(str(error)) from error
    if foreign:
        raise _Unusable(f"导入了 {'、'.join(foreign)},检查项只能导入 inspector_gui.checks_api 和标准库")
    digest = hashlib.sha256(data).hexdigest()
    module = _run_module(path, source, digest)
    meta, function, examples = _declared(module, path.stem, rules)
    return LoadedCheck(meta, function, examples, doc, digest)


def _run_module(path: Path, source: str, digest: str) -> ModuleType:
    """Execute the very text the digest was taken of, under a name that two versions of a file do not share."""
    name = f"inspector_check_{path.stem}_{digest[:16]}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None:
        raise _Unusable("不是 Python 文件")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses in a check look their module up there
    try:
        exec(compile(source, str(path), "exec"), module.__dict__)
    except (Exception, SystemExit) as error:  # whatever a foreign file does, the others go on
        del sys.modules[name]
        raise _Unusable(f"载入时出错:{type(error).__name__}: {error}") from error
    return module


def _declared(
    module: ModuleType, stem: str, rules: frozenset[str]
) -> tuple[CheckMeta, CheckFunction, tuple[Example, ...]]:
    meta = getattr(module, "META", None)
    function = getattr(module, "check", None)
    examples = getattr(module, "EXAMPLES", None)
    if not isinstance(meta, CheckMeta):
        raise _Unusable("缺少 META(CheckMeta)")
    if meta.id != stem:
        raise _Unusable(f"META.id 为“{meta.id}”,应与文件名“{stem}”相同")
    if not meta.rules:
        raise _Unusable("META.rules 没有写明判断哪条细则")
    unknown = [rule for rule in meta.rules if rule not in rules]
    if unknown:
        raise _Unusable(f"指标集中没有细则 {'、'.join(unknown)}")
    if not callable(function):
        raise _Unusable("缺少函数 check(site)")
    if not isinstance(examples, list | tuple) or not examples or not all(isinstance(e, Example) for e in examples):
        raise _Unusable("EXAMPLES 应是至少一个 Example 的列表")
    return meta, function, tuple(examples)
