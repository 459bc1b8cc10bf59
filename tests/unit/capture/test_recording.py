"""What a visit hands over."""

import dataclasses

import pytest

from inspector_gui.capture.recording import STRIP_EDGE, EvidenceItem, Limits, Recording
from inspector_gui.domain.captures import EvidenceKind, Fitness, Outcome


def strip(ordinal):
    return EvidenceItem(EvidenceKind.STRIP, b"%d" % ordinal, "image/png", ordinal=ordinal)


def recording(*evidence):
    return Recording(
        "http://a.example/", "http://a.example/", "2026-01-01T00:00:00+08:00", Outcome.COMPLETE, Fitness.FIT,
        evidence=evidence,
    )  # fmt: skip


def test_strips_come_from_top_to_bottom_and_alone():
    html = EvidenceItem(EvidenceKind.HTML, b"<p>", "text/html")
    assert [s.ordinal for s in recording(strip(2), html, strip(0), strip(1)).strips] == [0, 1, 2]


def test_first_finds_the_first_of_a_kind_or_none():
    first, second = (EvidenceItem(EvidenceKind.FILE, data, "text/plain") for data in (b"1", b"2"))
    found = recording(strip(0), first, second)
    assert found.first(EvidenceKind.FILE) is first
    assert found.first(EvidenceKind.HAR) is None


def test_a_recording_does_not_change_and_facts_are_not_shared():
    one, other = recording(), recording()
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.status = 404
    assert one.facts is not other.facts


def test_the_usual_width_fits_in_one_strip():
    assert Limits().width <= STRIP_EDGE
