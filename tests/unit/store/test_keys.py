from __future__ import annotations

import multiprocessing
import os
import stat

import pytest

from inspector_gui.errors import ArchiveNotWritable, InvalidInput
from inspector_gui.store.keys import Keyring


def test_key_is_made_on_first_use_and_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTOR_HOME", str(tmp_path / "home"))
    first, second = Keyring.default(), Keyring.default()
    assert first.public_key_hex == second.public_key_hex
    assert len(first.public_key_hex) == 64
    assert [p.name for p in (tmp_path / "home").iterdir()] == ["signing-key"]


def test_key_is_readable_by_its_owner_only(tmp_path):
    Keyring.in_folder(tmp_path / "home")
    mode = stat.S_IMODE((tmp_path / "home" / "signing-key").stat().st_mode)
    assert mode == (0o600 if os.name == "posix" else 0o666)  # Windows protects the user's folder as a whole


def test_two_workstations_have_two_keys(tmp_path):
    assert Keyring.in_folder(tmp_path / "a").public_key_hex != Keyring.in_folder(tmp_path / "b").public_key_hex


def _public_key(folder):
    return Keyring.in_folder(folder).public_key_hex


def test_programs_starting_at_once_get_the_same_key(tmp_path):
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert len(set(pool.map(_public_key, [tmp_path / "home"] * 8, chunksize=1))) == 1


def test_signature_holds_for_its_data_and_key_only(tmp_path):
    keys, others = Keyring(b"a" * 32), Keyring(b"b" * 32)
    signature = keys.sign(b"data")
    assert Keyring.verify(keys.public_key_hex, b"data", signature)
    assert not Keyring.verify(keys.public_key_hex, b"date", signature)
    assert not Keyring.verify(others.public_key_hex, b"data", signature)


@pytest.mark.parametrize(
    ("key", "signature"),
    [
        ("", ""),
        ("zz" * 32, "00" * 64),
        ("00" * 31, "00" * 64),
        ("00" * 32, "00" * 64),
        ("01" + "00" * 31, "01" + "00" * 63),
        ("00" * 32, "é"),
    ],
)
def test_malformed_and_small_order_keys_never_verify(key, signature):
    assert not Keyring.verify(key, b"data", signature)


@pytest.mark.parametrize("content", ["", "not a key", "ab" * 31, "ab" * 33])
def test_spoiled_key_file_is_named_and_left_alone(tmp_path, content):
    (tmp_path / "signing-key").write_text(content)
    with pytest.raises(InvalidInput, match=r"signing-key.*备份"):
        Keyring.in_folder(tmp_path)
    assert (tmp_path / "signing-key").read_text() == content


def test_home_that_cannot_be_written(tmp_path):
    (tmp_path / "home").write_text("a file")
    with pytest.raises(ArchiveNotWritable):
        Keyring.in_folder(tmp_path / "home")
