"""Fixtures for tests of the archive: `samples` (builders), `archive` (one round, one website), `filled` (one of everything)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "fixtures" / "store_samples.py"


def load_samples():
    if "store_samples" not in sys.modules:
        spec = importlib.util.spec_from_file_location("store_samples", SAMPLES)
        sys.modules["store_samples"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["store_samples"])
    return sys.modules["store_samples"]


@pytest.fixture(scope="session")
def samples():
    return load_samples()


@pytest.fixture
def archive(samples, tmp_path):
    with samples.new_archive(tmp_path / "chenshan.inspection") as opened:
        yield opened


@pytest.fixture
def filled(samples, archive):
    """The archive with one thing of every kind; its capture is `filled.sample_capture`."""
    archive.sample_capture = samples.fill(archive)
    return archive
