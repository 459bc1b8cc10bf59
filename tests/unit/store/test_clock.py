from __future__ import annotations

import datetime as dt

import pytest

from inspector_gui.store.clock import SYSTEM_CLOCK, Clock, epoch


def test_times_carry_milliseconds_and_offset():
    clock = Clock(now=lambda: dt.datetime(2021, 6, 30, 9, 14, 22, 315_900, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    assert clock.iso() == "2021-06-30T09:14:22.315+08:00"
    assert dt.datetime.fromisoformat(SYSTEM_CLOCK.iso()).utcoffset() is not None


def test_same_moment_in_two_places():
    assert epoch("2021-06-30T09:00:00+08:00") == epoch("2021-06-30T01:00:00Z")


def test_no_time():
    with pytest.raises(ValueError):
        epoch("yesterday")
