from __future__ import annotations

import json

import pytest

from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.geometry import Box
from inspector_gui.errors import UnknownName
from inspector_gui.store.verifying import verify_archive


def draw(capture, id="a2", **more):
    return Annotation(id, capture.id, Box(1.5, 2, 30, 40), category="dead_link", note="此处", **more)


def test_annotation_comes_back_as_drawn(filled):
    drawn = draw(filled.sample_capture, finding_id="F1")
    filled.annotations.put(drawn, actor="王五")
    assert filled.annotations.get("a2") == drawn
    assert [a.id for a in filled.annotations.of_capture(filled.sample_capture.id)] == ["a1", "a2"]


def test_annotations_of_target_and_round(samples, filled):
    assert [a.id for a in filled.annotations.of_target("r1", samples.SITE.id)] == ["a1"]
    assert filled.annotations.of_target("r1", samples.OTHER.id) == []
    assert [a.id for a in filled.annotations.of_round("r1")] == ["a1"]
    assert filled.annotations.of_round("r2") == []


def test_changed_annotation_keeps_its_place_in_the_list(filled):
    filled.annotations.put(draw(filled.sample_capture), actor="王五")
    moved = filled.annotations.get("a1").with_box(Box(0, 0, 5, 5))
    filled.annotations.put(moved, actor="王五")
    assert [a.id for a in filled.annotations.of_capture(filled.sample_capture.id)] == ["a1", "a2"]
    assert filled.annotations.get("a1") == moved


def test_removed_and_drawn_again(filled):
    before = filled.annotations.get("a1")
    filled.annotations.remove("a1")
    assert filled.annotations.of_round("r1") == []
    assert verify_archive(filled.path).problems == ()
    filled.annotations.put(before, actor="王五")
    assert filled.annotations.get("a1") == before
    assert verify_archive(filled.path).problems == ()


def test_every_state_is_in_the_custody_log(filled):
    filled.annotations.remove("a1", actor="王五")
    drawn, removed = list(filled.custody.all())[-2:]
    assert (drawn.act, drawn.actor, json.loads(drawn.detail)["annotation"]["box"]["x"]) == ("annotated", "李四", 10)
    assert (removed.act, removed.actor, removed.subject, removed.digest) == (
        "annotation_removed",
        "王五",
        "annotation:a1",
        "",
    )


@pytest.mark.parametrize("act", ["get", "remove"])
def test_unknown_annotation(filled, act):
    before = filled.custody.count()
    with pytest.raises(UnknownName, match="标注"):
        getattr(filled.annotations, act)("a0")
    assert filled.custody.count() == before
