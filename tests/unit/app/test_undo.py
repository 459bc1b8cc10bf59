import pytest

from inspector_gui.app import review, undo
from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.geometry import Box
from inspector_gui.errors import DiskFull


def test_each_act_has_a_name_for_the_tooltip(session, capture, finding):
    drawn = Annotation("a1", capture.id, Box(1, 2, 30, 40))
    acts = [
        ("排除问题", lambda: review.decide_finding(session, finding_id=finding.id, state=FindingState.DISMISSED)),
        ("列为待定", lambda: review.decide_finding(session, finding_id=finding.id, state=FindingState.PENDING)),
        ("绘制标注", lambda: review.add_annotation(session, annotation=drawn)),
        ("修改标注", lambda: review.change_annotation(session, annotation=drawn.with_box(Box(5, 5, 9, 9)))),
        ("删除标注", lambda: review.remove_annotation(session, annotation_id="a1")),
    ]
    for label, act in acts:
        act()
        assert (undo.undo_label(session), undo.redo_label(session)) == (label, "")
    for label, _ in reversed(acts):
        assert undo.undo_label(session) == label
        undo.undo(session)
        assert undo.redo_label(session) == label


def test_a_new_act_forgets_what_was_undone(session, finding):
    review.decide_finding(session, finding_id=finding.id, state=FindingState.DISMISSED)
    undo.undo(session)
    review.decide_finding(session, finding_id=finding.id, state=FindingState.CONFIRMED)
    assert undo.redo_label(session) == ""


def test_an_undo_that_cannot_be_written_changes_nothing_and_can_be_tried_again(session, finding, monkeypatch):
    review.decide_finding(session, finding_id=finding.id, state=FindingState.CONFIRMED)
    append = session.archive.custody.append

    def full(act, *arguments, **facts):
        if act == "undone":
            raise DiskFull(path="archive.db")
        append(act, *arguments, **facts)

    with monkeypatch.context() as patch:
        patch.setattr(session.archive.custody, "append", full)
        with pytest.raises(DiskFull):
            undo.undo(session)
    assert session.archive.findings.get(finding.id).state is FindingState.CONFIRMED
    assert undo.undo_label(session) == "确认问题"
    undo.undo(session)
    assert session.archive.findings.get(finding.id).state is FindingState.SUSPECTED
