import pytest

from inspector_gui.app import review, undo
from inspector_gui.app.changes import Topic
from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.geometry import Box
from inspector_gui.errors import ArchiveDamaged, UnknownName
from inspector_gui.store.verifying import verify_archive

SITE_ID = "w-1100000088"


def test_the_queue_lists_every_indicator_of_the_profile_and_what_nobody_checked(session, round_id, finding):
    queue = review.read_review_queue(session, round_id=round_id, target_id=SITE_ID)
    groups = {g.indicator: g for g in queue.groups}
    assert [f.id for f in queue.findings] == [finding.id]
    assert groups["D20"].findings[0].points == "−1"
    assert groups["D20"].state == "suspected"
    assert groups["D04"].state == "unchecked"
    assert queue.unchecked > 30
    assert queue.counts[FindingState.SUSPECTED] == 1
    assert [c.title for c in queue.captures] == ["首页"]


def test_a_finding_shows_its_rule_and_what_confirming_it_costs(session, finding):
    detail = review.read_finding(session, finding_id=finding.id)
    assert "页面头部" in detail.rule_text
    assert detail.effect.current == "100.00"
    assert detail.effect.if_confirmed == "99.00"
    assert detail.effect.difference == "−1"
    assert detail.places[0].box == Box(10, 10, 120, 30)


def test_a_decision_is_kept_and_can_be_undone_and_redone(session, finding):
    changes = review.decide_finding(
        session, finding_id=finding.id, state=FindingState.CONFIRMED, why="属实", category="name"
    )
    assert changes.touch(Topic.FINDINGS)
    assert session.archive.findings.get(finding.id).state is FindingState.CONFIRMED
    assert undo.undo_label(session) == "确认问题"
    undo.undo(session)
    assert session.archive.findings.get(finding.id).state is FindingState.SUSPECTED
    undo.redo(session)
    decided = session.archive.findings.get(finding.id)
    assert (decided.state, decided.why, decided.category) == (FindingState.CONFIRMED, "属实", "name")
    acts = [entry.act for entry in session.archive.custody.all()]
    assert acts[-5:].count("decided") == 3
    assert {"undone", "redone"} <= set(acts)


def test_deciding_the_same_again_is_no_new_act(session, finding):
    review.decide_finding(session, finding_id=finding.id, state=FindingState.PENDING)
    count = session.archive.custody.count()
    assert review.decide_finding(session, finding_id=finding.id, state=FindingState.PENDING).topics == frozenset()
    assert session.archive.custody.count() == count


def test_an_unknown_finding_is_named(session):
    with pytest.raises(UnknownName) as refused:
        review.decide_finding(session, finding_id="F404", state=FindingState.CONFIRMED)
    assert "F404" in str(refused.value)


def test_annotations_are_drawn_moved_removed_and_each_step_undone(session, capture):
    drawn = Annotation("a1", capture.id, Box(1, 2, 30, 40), category="name", finding_id="F1")
    moved = drawn.with_box(Box(5, 5, 30, 40))
    review.add_annotation(session, annotation=drawn)
    review.change_annotation(session, annotation=moved)
    review.remove_annotation(session, annotation_id="a1")

    def on_page():
        return list(review.read_capture(session, capture_id=capture.id).annotations)

    assert on_page() == []
    for expected in ([moved], [drawn], []):
        undo.undo(session)
        assert on_page() == expected
    for expected in ([drawn], [moved], []):
        undo.redo(session)
        assert on_page() == expected


def test_undo_with_nothing_done_changes_nothing(session):
    count = session.archive.custody.count()
    assert undo.undo(session).topics == undo.redo(session).topics == frozenset()
    assert undo.undo_label(session) == undo.redo_label(session) == ""
    assert session.archive.custody.count() == count


def test_a_capture_shows_its_strips_its_marks_and_elements_to_snap_to(session, capture, finding):
    view = review.read_capture(session, capture_id=capture.id)
    assert [(s.width, s.height) for s in view.strips] == [(200, 100)]
    assert [(m.finding_id, m.box) for m in view.marks] == [(finding.id, Box(10, 10, 120, 30))]
    assert review.read_element_boxes(session, capture_id=capture.id) == [Box(10, 10, 120, 30)]
    png = review.read_evidence(session, capture_id=capture.id, sha256=view.strips[0].sha256)
    assert png.startswith(b"\x89PNG")


def test_evidence_that_was_never_stored_is_reported(session, capture):
    with pytest.raises(ArchiveDamaged):
        review.read_evidence(session, capture_id=capture.id, sha256="0" * 64)


def test_a_fault_seen_by_a_person_is_confirmed_at_once(session, round_id, capture):
    review.add_finding(
        session,
        round_id=round_id,
        target_id=SITE_ID,
        rule="D22/1",
        text="图片打不开",
        capture_id=capture.id,
        box=Box(1, 1, 9, 9),
    )
    queue = review.read_review_queue(session, round_id=round_id, target_id=SITE_ID)
    assert [(f.rule, f.state) for f in queue.findings] == [("D22/1", FindingState.CONFIRMED)]


def test_a_fault_under_an_unknown_rule_is_refused(session, round_id, capture):
    with pytest.raises(UnknownName):
        review.add_finding(
            session, round_id=round_id, target_id=SITE_ID, rule="D99/1", text="", capture_id="", box=None
        )


def test_everything_done_here_verifies(session, finding, capture, tmp_path):
    review.decide_finding(session, finding_id=finding.id, state=FindingState.DISMISSED, why="误报")
    review.add_annotation(session, annotation=Annotation("a1", capture.id, Box(1, 2, 30, 40)))
    undo.undo(session)
    assert not verify_archive(tmp_path / "a.inspection").problems


def test_an_added_finding_can_be_taken_back_and_put_back(session, round_id, capture):
    review.add_finding(
        session, round_id=round_id, target_id=SITE_ID, rule="D22/1", text="图片打不开", capture_id=capture.id, box=None
    )
    (added,) = session.archive.findings.of_round(round_id)
    undo.undo(session)
    assert session.archive.findings.get(added.id).state is FindingState.DISMISSED
    undo.redo(session)
    assert session.archive.findings.get(added.id).state is FindingState.CONFIRMED
