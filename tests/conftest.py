"""Shared by all tests: a home of their own for keys and settings, Chinese messages, no display."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["INSPECTOR_LANG"] = "zh"

import pytest


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory):
    """Keys and settings of the person who runs the tests are never touched."""
    home = tmp_path_factory.mktemp("home")
    os.environ["INSPECTOR_HOME"] = str(home)
    return home
