import math

import pytest

from inspector_gui.app.patrol_settings import LONGEST_RETEST, PatrolSettings, event_from_line, event_to_line
from inspector_gui.app.views import PatrolEvent
from inspector_gui.errors import InvalidInput


def test_settings_survive_the_way_to_the_worker():
    settings = PatrolSettings("r1", ("w-1",), 2, 30, 0.5, ("a.example:80:127.0.0.1:8080",))
    assert PatrolSettings.from_json(settings.to_json()) == settings
    assert settings.plan.max_pages == 30


@pytest.mark.parametrize(
    "setting",
    [
        {"concurrency": 0},
        {"concurrency": 17},
        {"max_pages": 0},
        {"max_pages": 5001},
        {"retest_minutes": -0.1},
        {"retest_minutes": math.nan},
        {"retest_minutes": math.inf},
        {"retest_minutes": LONGEST_RETEST + 1},
        {"resolve": ("nonsense",)},
    ],
)
def test_settings_out_of_bounds_are_refused(setting):
    with pytest.raises(InvalidInput):
        PatrolSettings("r1", **setting)


def test_an_event_is_one_line_of_plain_characters_whatever_it_says():
    event = PatrolEvent("2021-06-30T09:00:00+08:00", "unfit", "w-1", "云溪区\n", "第一行\n第二行\u2028\x00", "c1")
    line = event_to_line(event)
    assert line.isascii()
    assert "\n" not in line
    assert event_from_line(line) == event


@pytest.mark.parametrize("line", ["", "hello", "{}", "[]", "null", "1", '{"at": 1}', '{"unknown": 1}', "\x00"])
def test_whatever_else_a_child_prints_is_no_event(line):
    assert event_from_line(line) is None
