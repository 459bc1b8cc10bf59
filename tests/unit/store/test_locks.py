from __future__ import annotations

import os

import pytest

from inspector_gui.errors import ArchiveLocked, PatrolRunning
from inspector_gui.store.clock import SYSTEM_CLOCK
from inspector_gui.store.locks import PatrolLock, WindowLock


def test_lock_names_its_holder(tmp_path):
    import os

    with (
        WindowLock.take(tmp_path, clock=SYSTEM_CLOCK),
        pytest.raises(ArchiveLocked, match=rf"进程 {os.getpid()}.*关闭"),
    ):
        WindowLock.take(tmp_path, clock=SYSTEM_CLOCK)


def test_released_lock_can_be_taken_again(tmp_path):
    for _ in range(3):
        WindowLock.take(tmp_path, clock=SYSTEM_CLOCK).release()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"process": "x"}', b"9" * 10_000])
def test_leftover_file_of_any_content_does_not_matter(tmp_path, content):
    (tmp_path / "window.lock").write_bytes(content)
    with WindowLock.take(tmp_path, clock=SYSTEM_CLOCK):
        (tmp_path / "window.lock").write_bytes(content)
        with pytest.raises(ArchiveLocked, match="未知进程"):
            WindowLock.take(tmp_path, clock=SYSTEM_CLOCK)


def test_a_round_is_patrolled_by_one_worker_and_other_rounds_are_free(tmp_path):
    with PatrolLock.take(tmp_path, "r1"), PatrolLock.take(tmp_path, "r2"):
        with pytest.raises(PatrolRunning) as refused:
            PatrolLock.take(tmp_path, "r1")
        assert str(os.getpid()) in str(refused.value)
    PatrolLock.take(tmp_path, "r1").release()
