"""Naming processes beyond doubt, and ending whole trees."""

import contextlib
import os
import subprocess
import sys

import psutil
import pytest

from inspector_gui.capture.processes import ProcessMark, kill_trees, outermost_ancestor, resident_bytes

#: A child that starts a grandchild, says its number, and both wait for ever.
PARENT = (
    "import subprocess, sys; child = subprocess.Popen([sys.executable, '-S', '-c', 'input()'], stdin=subprocess.PIPE);"
    "print(child.pid, flush=True); input()"
)


@pytest.fixture
def family():
    """(our child as Popen, mark of the child, mark of the grandchild)."""
    with subprocess.Popen(
        [sys.executable, "-S", "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        grandchild = ProcessMark.of(int(child.stdout.readline()))
        yield child, ProcessMark.of(child.pid), grandchild
        for pid in (child.pid, grandchild.pid):
            with contextlib.suppress(psutil.Error):
                psutil.Process(pid).kill()


def test_a_tree_is_ended_to_the_last_leaf_and_leaves_nothing_to_find(family):
    child, mark, leaf = family
    assert mark.process is not None
    assert leaf.process is not None
    kill_trees([mark])
    assert (mark.process, leaf.process) == (None, None)
    assert (ProcessMark.of(child.pid), outermost_ancestor(child.pid)) == (None, None)
    assert resident_bytes(mark) == 0
    kill_trees([mark, mark])


def test_memory_is_that_of_the_whole_tree(family):
    _, mark, leaf = family
    assert resident_bytes(mark) > resident_bytes(leaf) > 0


def test_a_reused_number_is_another_process(family):
    _, mark, _ = family
    stranger = ProcessMark(mark.pid, mark.created - 60)
    assert stranger.process is None
    kill_trees([stranger])
    assert mark.process is not None, "whoever has the number now is left alone"


def test_the_outermost_ancestor_is_our_own_child(family):
    child, mark, leaf = family
    assert outermost_ancestor(leaf.pid) == outermost_ancestor(child.pid) == mark


def test_who_was_not_started_here_has_no_ancestor_here():
    assert outermost_ancestor(os.getpid()) is None
    assert outermost_ancestor(os.getppid()) is None


def test_a_dead_child_nobody_has_collected_is_gone(family):
    child, mark, _ = family
    psutil.Process(child.pid).kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert mark.process is None
