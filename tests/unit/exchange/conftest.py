"""Packages made from the sample content of tests/fixtures/package_samples.py."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from inspector_gui.exchange.package_writer import write_package

SAMPLES = Path(__file__).parents[2] / "fixtures" / "package_samples.py"


@pytest.fixture(scope="session")
def samples():
    """The module that makes package contents."""
    spec = importlib.util.spec_from_file_location("package_samples_unit", SAMPLES)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def maker(samples):
    return samples.Maker()


@pytest.fixture(scope="session")
def package_bytes(samples, tmp_path_factory):
    """One good package, for tests that only damage copies of it."""
    maker, path = samples.Maker(), tmp_path_factory.mktemp("package") / "good.zip"
    write_package(maker.content(), path, sign=maker.sign, public_key=maker.public_key)
    return path.read_bytes()


@pytest.fixture
def write(maker, tmp_path):
    """Writes a package and returns its path."""

    def _write(content=None, name="package.zip"):
        path = tmp_path / name
        write_package(content or maker.content(), path, sign=maker.sign, public_key=maker.public_key)
        return path

    return _write
