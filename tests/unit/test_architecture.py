"""What import-linter cannot see: the command line loads no Qt, and packaging/ is no package."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_command_line_loads_no_qt_and_no_playwright():
    heavy = ("PySide6", "qasync", "playwright")
    script = f"import sys, inspector_gui.cli; print([m for m in sys.modules if m.split('.')[0] in {heavy}])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_packaging_is_no_package():
    """With an __init__.py it would hide the library of the same name from pytest, hatch and others."""
    assert not (ROOT / "packaging" / "__init__.py").exists()
