"""Finds the `checks/` and `resources/` folders in a checkout, in an installed wheel and in a frozen build."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def bundled_folder(name: str) -> Path:
    """Path of the top-level folder `name` (``"checks"`` or ``"resources"``).

    A checkout wins over the copy inside the package, so that an editable install reads the live files.
    Raises `FileNotFoundError` when the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package.parent / name, package / "_bundled" / name):
        if candidate.is_dir() and (name != "checks" or any(candidate.glob("*.py"))):
            return candidate
    raise FileNotFoundError(f"the installation lacks its folder {name!r}; reinstall the program")


def resource(*parts: str) -> Path:
    """Path of one file or folder below `resources/`."""
    return bundled_folder("resources").joinpath(*parts)
