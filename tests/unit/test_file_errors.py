import errno

import pytest

from inspector_gui.file_errors import is_full, reason_of


@pytest.mark.parametrize("number", [errno.ENAMETOOLONG, errno.EISDIR, errno.ENOENT, errno.EACCES, errno.EROFS])
def test_known_reasons_are_said_in_the_users_language(number, monkeypatch):
    error = OSError(number, "English text")
    monkeypatch.setenv("INSPECTOR_LANG", "zh")
    assert not reason_of(error).isascii()
    monkeypatch.setenv("INSPECTOR_LANG", "en")
    assert reason_of(error).isascii()
    assert reason_of(error) != "English text"


def test_an_unknown_reason_is_passed_on():
    assert reason_of(OSError(errno.ELOOP, "Too many levels")) == "Too many levels"


def test_a_full_disk_and_a_full_share_are_the_same_to_the_user():
    assert is_full(OSError(errno.ENOSPC, ""))
    assert not is_full(OSError(errno.EIO, ""))
