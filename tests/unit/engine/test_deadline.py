"""Code that never gives control back is ended; code in time is left alone."""

import contextlib
import threading

import pytest

from inspector_gui.engine.deadline import Deadline, OutOfTime


def run_for_ever():
    with Deadline(0.05):
        while True:
            pass


def swallow_for_ever():
    with Deadline(0.05):
        while True:
            with contextlib.suppress(Exception):  # what a careless check does
                sum(range(1000))


def test_an_endless_loop_is_ended():
    with pytest.raises(OutOfTime):
        run_for_ever()


def test_habitual_swallowing_does_not_save_it():
    with pytest.raises(OutOfTime):
        swallow_for_ever()


def test_code_in_time_is_left_alone_and_no_thread_stays():
    before = threading.active_count()
    for _ in range(50):
        with Deadline(5):
            sum(range(100))
    assert threading.active_count() == before


def test_a_strike_at_the_last_moment_does_not_hit_what_follows():
    for _ in range(300):
        try:
            with Deadline(0.0):
                sum(range(20_000))
        except OutOfTime:
            continue
    assert sum(range(10_000)) == 49_995_000


def test_other_threads_are_not_hit():
    done = threading.Event()

    def work():
        with Deadline(30):
            done.wait(10)

    other = threading.Thread(target=work)
    other.start()
    with pytest.raises(OutOfTime):
        run_for_ever()
    done.set()
    other.join(10)
    assert not other.is_alive()
