"""Gives the tests of this folder the small pages of ``tests/fixtures/site_samples.py``."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "fixtures" / "site_samples.py"


@pytest.fixture(scope="session")
def samples():
    spec = importlib.util.spec_from_file_location(f"site_samples_for_{Path(__file__).parent.name}", SAMPLES)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
