"""Runs the benchmarks: every ``bench_*.py`` beside this file offers ``run() -> list[Figure-like dicts]``.

A figure is a dict with ``name``, ``value``, ``unit``, ``reference`` (what it is compared with in the same run) and
``ratio`` (how many times better than the reference; None where the figure stands for itself).
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run all benchmarks, or those whose file name contains one of `names`; print a line per figure."""
    chosen = [p for p in sorted(HERE.glob("bench_*.py")) if not names or any(n in p.stem for n in names)]
    for path in chosen:
        print(f"# {path.stem}", flush=True)
        for figure in _load(path).run():
            ratio = figure.get("ratio")
            print(
                f"  {figure['name']}: {figure['value']:g} {figure['unit']}"
                + (
                    f"  ({ratio:.2f} × {figure['reference']})"
                    if ratio is not None
                    else f"  (reference: {figure.get('reference', '—')})"
                ),
                flush=True,
            )
            print("  " + json.dumps(figure, ensure_ascii=False), file=sys.stderr)
    return 0 if chosen else 2


def _load(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
