"""A full or failing disk while a package is written: a clear error, the old file untouched, no half file left."""

from __future__ import annotations

import builtins
import errno
import importlib.util
import io
import os
import pathlib
import sys
from pathlib import Path

import pytest

from inspector_gui.errors import ArchiveNotWritable, DiskFull
from inspector_gui.exchange import package_writer
from inspector_gui.exchange.package_verifier import verify_package
from inspector_gui.exchange.package_writer import write_package

SAMPLES = Path(__file__).parents[1] / "fixtures" / "package_samples.py"


@pytest.fixture(scope="module")
def samples():
    spec = importlib.util.spec_from_file_location("package_samples_writing", SAMPLES)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class FailingFile(io.FileIO):
    """A file on a disk that takes `room` more bytes and then answers with `code`."""

    room = 0
    code = errno.ENOSPC

    def write(self, data):
        FailingFile.room -= len(data)
        if FailingFile.room < 0:
            raise OSError(FailingFile.code, os.strerror(FailingFile.code))
        return super().write(data)


@pytest.fixture
def failing_disk(monkeypatch):
    """Makes every draft of a package a `FailingFile`."""

    def _open(self, mode="r", *args, **kwargs):
        if self.suffix == ".part":
            return FailingFile(str(self), mode.replace("b", ""))
        return builtins.open(self, mode, *args, **kwargs)

    def _install(room, code=errno.ENOSPC):
        FailingFile.room, FailingFile.code = room, code
        monkeypatch.setattr(pathlib.Path, "open", _open)

    return _install


@pytest.mark.parametrize("room", [0, 10, 5_000, 100_000, 250_000, 480_000])
def test_a_full_disk_leaves_nothing(samples, tmp_path, failing_disk, room):
    maker = samples.Maker()
    content = maker.content()
    failing_disk(room)
    with pytest.raises(DiskFull, match=r"p\.zip"):
        write_package(content, tmp_path / "p.zip", sign=maker.sign, public_key=maker.public_key)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_keeps_the_package_that_was_to_be_replaced(samples, tmp_path, failing_disk):
    maker = samples.Maker()
    path = tmp_path / "p.zip"
    write_package(maker.content(), path, sign=maker.sign, public_key=maker.public_key)
    before = path.read_bytes()
    content = maker.content(hostile="new")
    failing_disk(100_000)
    with pytest.raises(DiskFull):
        write_package(content, path, sign=maker.sign, public_key=maker.public_key, overwrite=True)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    assert verify_package(path).intact


@pytest.mark.parametrize("code", [errno.EIO, errno.EROFS, errno.EACCES])
def test_other_faults_of_the_disk_are_told_apart(samples, tmp_path, failing_disk, code):
    maker = samples.Maker()
    content = maker.content()
    failing_disk(100_000, code)
    with pytest.raises(ArchiveNotWritable, match=r"p\.zip"):
        write_package(content, tmp_path / "p.zip", sign=maker.sign, public_key=maker.public_key)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_fault_at_the_last_step_leaves_nothing(samples, tmp_path, monkeypatch, step):
    def failing(*_):
        raise OSError(errno.ENOSPC, "full")

    maker = samples.Maker()
    content = maker.content()
    monkeypatch.setattr(package_writer.os, step, failing)
    with pytest.raises(DiskFull):
        write_package(content, tmp_path / "p.zip", sign=maker.sign, public_key=maker.public_key)
    assert list(tmp_path.iterdir()) == []


def test_a_bug_on_the_way_leaves_nothing(samples, tmp_path):
    maker = samples.Maker()

    def broken(_):
        raise RuntimeError("signing device gone")

    with pytest.raises(RuntimeError):
        write_package(maker.content(), tmp_path / "p.zip", sign=broken, public_key=maker.public_key)
    assert list(tmp_path.iterdir()) == []
