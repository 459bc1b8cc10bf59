"""Sets up what is missing, then proves the program: style, types, architecture, tests.

python3 packaging/test.py                everything
python3 packaging/test.py bench [NAME…]  the benchmarks of tests/benchmarks
python3 packaging/test.py ARGUMENTS…     pytest with these arguments only
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from environment import ROOT, SetupStopped, prepare, say

#: What everything means, in the order of how fast it fails.
STEPS = (
    ("代码风格", ["-m", "ruff", "check", "."]),
    ("类型检查", ["-m", "mypy"]),
    ("架构约束", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
    ("测试", ["-m", "pytest"]),
)


def main(arguments: list[str]) -> int:
    """Prepare the machine, run the steps, return 0 when all are green."""
    try:
        python = prepare(development=True)
    except SetupStopped as stopped:
        say(str(stopped))
        return 2
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    if arguments[:1] == ["bench"]:
        return subprocess.run(
            [str(python), "tests/benchmarks/run.py", *arguments[1:]], cwd=ROOT, env=environment, check=False
        ).returncode
    if arguments:
        return subprocess.run(
            [str(python), "-m", "pytest", *arguments], cwd=ROOT, env=environment, check=False
        ).returncode
    for name, command in STEPS:
        started = time.monotonic()
        say(f"== {name}")
        status = subprocess.run([str(python), *command], cwd=ROOT, env=environment, check=False).returncode
        say(f"== {name}:{'通过' if status == 0 else '失败'},{time.monotonic() - started:.0f} 秒")
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
