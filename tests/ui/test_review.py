"""The review screen with a real window: keys decide, gestures annotate, undo takes back, nothing late is shown."""

from __future__ import annotations

import asyncio
import threading

import pytest
from fakes import FakeApp
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from waiting import until

from inspector_gui.domain.findings import FindingState
from inspector_gui.ui.events import Destination
from inspector_gui.ui.views.finding_dialog import FindingDialog


def press(stage, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(stage.window.focusWidget() or stage.review.findings.list, key, modifiers)


def view_point(stage, x, y):
    left, top = stage.review.picture.canvas.viewport_state.to_view(x, y)
    return QPoint(round(left), round(top))


def drag(stage, start, end):
    """Pull from one page point to another, in CSS pixels."""
    target = stage.review.picture.canvas.viewport()
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=view_point(stage, *start))
    QTest.mouseMove(target, view_point(stage, (start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    QTest.mouseMove(target, view_point(stage, *end))
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=view_point(stage, *end))


def click(stage, x, y):
    QTest.mouseClick(stage.review.picture.canvas.viewport(), Qt.MouseButton.LeftButton, pos=view_point(stage, x, y))


class TestDeciding:
    def test_opens_on_the_first_suspicion_with_its_picture(self, on_stage):
        async def scenario(stage):
            assert stage.review.finding_id == "F1"
            assert stage.review.picture.capture.id == "c0"
            assert stage.window.focusWidget() is stage.review.findings.list
            assert "40 天" in stage.review.details.text.text()

        on_stage(scenario)

    @pytest.mark.parametrize(
        ("key", "state"),
        [
            (Qt.Key.Key_Return, FindingState.CONFIRMED),
            (Qt.Key.Key_Enter, FindingState.CONFIRMED),
            (Qt.Key.Key_X, FindingState.DISMISSED),
            (Qt.Key.Key_P, FindingState.PENDING),
        ],
    )
    def test_one_key_decides_and_goes_to_the_next(self, on_stage, key, state):
        async def scenario(stage):
            press(stage, key)
            await stage.rest()
            assert stage.app.findings["F1"].state is state
            assert stage.review.finding_id == "F2"
            assert stage.review.picture.canvas.board.marks[0].state is state

        on_stage(scenario)

    def test_a_whole_target_by_keyboard_alone(self, on_stage):
        async def scenario(stage):
            for _ in range(5):
                press(stage, Qt.Key.Key_X)
                await stage.rest()
            states = {f.id: f.state for f in stage.app.findings.values() if f.target_id == "t0"}
            assert FindingState.SUSPECTED not in states.values()
            assert "全部判定" in stage.window.toast.text

        on_stage(scenario)

    def test_note_and_category_are_saved_with_the_decision(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_N)
            assert stage.window.focusWidget() is stage.review.details.note
            QTest.keyClicks(stage.window.focusWidget(), "x p r")
            press(stage, Qt.Key.Key_Return)  # ends the note, decides nothing
            await stage.rest()
            assert stage.app.findings["F1"].state is FindingState.SUSPECTED
            stage.review.details.chips.buttons["content"].click()
            press(stage, Qt.Key.Key_Return)
            await stage.rest()
            assert (stage.app.findings["F1"].why, stage.app.findings["F1"].category) == ("x p r", "content")

        on_stage(scenario)

    def test_a_second_press_while_the_next_is_loading_decides_nothing(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_J)
            press(stage, Qt.Key.Key_X)  # the list is on F2, the details still show F1
            await stage.rest()
            assert all(f.state is FindingState.SUSPECTED for f in stage.app.findings.values() if f.id in ("F1", "F2"))
            assert stage.review.finding_id == "F2"

        on_stage(scenario)

    def test_undo_and_redo_go_back_to_the_finding(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_Return)
            await stage.rest()
            press(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            await stage.rest()
            assert stage.app.findings["F1"].state is FindingState.SUSPECTED
            assert stage.review.finding_id == "F1"
            press(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
            await stage.rest()
            assert stage.app.findings["F1"].state is FindingState.CONFIRMED

        on_stage(scenario)

    def test_score_effect_and_tick_of_the_evidence(self, on_stage):
        async def scenario(stage):
            values = [v.text() for v in stage.review.details.effect.values]
            assert values[1] == "−5.00 → 94.90"
            assert stage.review.details.facts.value(2).endswith("✓")

        on_stage(scenario)


class TestAnnotating:
    def test_draw_is_tied_to_finding_and_category(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_R)
            drag(stage, (100, 300), (400, 500))
            await stage.rest()
            (drawn,) = stage.app.annotations.values()
            assert (drawn.finding_id, drawn.category, drawn.capture_id) == ("F1", "stale", "c0")
            assert drawn.box.x == pytest.approx(100, abs=2)
            assert drawn.box.bottom == pytest.approx(500, abs=2)

        on_stage(scenario)

    def test_click_snaps_to_the_element_and_not_when_switched_off(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_R)
            QTest.mouseMove(stage.review.picture.canvas.viewport(), view_point(stage, 300, 450))
            assert stage.review.picture.canvas.board.hovered is not None
            click(stage, 300, 450)
            await stage.rest()
            (drawn,) = stage.app.annotations.values()
            assert drawn.box.as_list() == [80, 320, 560, 260]
            press(stage, Qt.Key.Key_S)
            click(stage, 900, 450)
            await stage.rest()
            assert len(stage.app.annotations) == 1

        on_stage(scenario)

    def test_move_resize_delete_and_undo(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_R)
            drag(stage, (100, 300), (400, 500))
            await stage.rest()
            (first,) = stage.app.annotations.values()
            press(stage, Qt.Key.Key_V)
            drag(stage, (250, 400), (350, 460))
            await stage.rest()
            (moved,) = stage.app.annotations.values()
            assert moved.box.x == pytest.approx(first.box.x + 100, abs=3)
            assert moved.box.width == pytest.approx(first.box.width)
            drag(stage, (moved.box.right, moved.box.bottom), (moved.box.right + 80, moved.box.bottom + 40))
            await stage.rest()
            (resized,) = stage.app.annotations.values()
            assert resized.box.width == pytest.approx(moved.box.width + 80, abs=3)
            assert resized.box.x == pytest.approx(moved.box.x)
            QTest.keyClick(stage.review.picture.canvas, Qt.Key.Key_Delete)
            await stage.rest()
            assert not stage.app.annotations
            for _ in range(2):
                press(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
                await stage.rest()
            assert next(iter(stage.app.annotations.values())).box == moved.box
            assert stage.review.picture.canvas.board.annotations[0].box == moved.box

        on_stage(scenario)

    def test_escape_cancels_a_pull(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_R)
            canvas = stage.review.picture.canvas
            QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=view_point(stage, 100, 300))
            QTest.mouseMove(canvas.viewport(), view_point(stage, 300, 400))
            QTest.keyClick(canvas, Qt.Key.Key_Escape)
            QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=view_point(stage, 300, 400))
            await stage.rest()
            assert not stage.app.annotations
            assert canvas.board.draft is None

        on_stage(scenario)

    def test_a_chip_recategorises_the_selected_rectangle(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_R)
            drag(stage, (100, 300), (400, 500))
            await stage.rest()
            stage.review.details.chips.buttons["name"].click()
            await stage.rest()
            assert next(iter(stage.app.annotations.values())).category == "name"

        on_stage(scenario)

    def test_a_click_on_a_mark_selects_its_finding(self, on_stage):
        async def scenario(stage):
            click(stage, 700, 1050)
            await stage.rest()
            assert stage.review.finding_id == "F2"

        on_stage(scenario)


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform says so of every dialog
class TestAdding:
    def test_what_no_machine_saw_is_added_where_the_rectangle_is(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_R)
            drag(stage, (100, 300), (400, 500))
            await stage.rest()
            press(stage, Qt.Key.Key_A)
            await stage.rest()
            (dialog,) = stage.window.findChildren(FindingDialog)
            assert not dialog.add.isEnabled()
            dialog.rules.setCurrentIndex(dialog.rules.findData("D14/1"))
            dialog.words.setText("办事指南联系电话为空号")
            assert dialog.add.isEnabled()
            dialog.accept()
            await stage.rest()
            added = stage.app.findings[stage.review.finding_id]
            assert (added.rule, added.text, added.state) == ("D14/1", "办事指南联系电话为空号", FindingState.CONFIRMED)
            assert added.places[0].box == next(iter(stage.app.annotations.values())).box
            assert stage.review.picture.capture.marks[-1].finding_id == added.id

        on_stage(scenario)

    def test_changing_ones_mind_adds_nothing(self, on_stage):
        async def scenario(stage):
            before = len(stage.app.findings)
            press(stage, Qt.Key.Key_A)
            await stage.rest()
            (dialog,) = stage.window.findChildren(FindingDialog)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await stage.rest()
            assert len(stage.app.findings) == before

        on_stage(scenario)


class TestGoingAround:
    def test_places_follow_each_other_across_captures(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_BracketRight)
            await stage.rest()
            assert stage.review.picture.capture.id == "c1"
            press(stage, Qt.Key.Key_BracketRight)
            await stage.rest()
            assert stage.review.picture.capture.id == "c0"

        on_stage(scenario)

    def test_a_capture_without_picture_says_why(self, on_stage):
        async def scenario(stage):
            stage.review.choose_capture("c8")
            await stage.rest()
            assert stage.review.picture.no_picture.isVisible()
            assert "30 秒" in stage.review.picture.no_picture.text.text()

        on_stage(scenario)

    def test_another_target_and_a_named_finding(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
            await stage.rest()
            assert stage.review.target_id == "t1"
            assert stage.review.picture.no_picture.isVisible()
            stage.window.go(Destination("review", "t0", "F3"))
            await stage.rest()
            assert (stage.review.target_id, stage.review.finding_id) == ("t0", "F3")

        on_stage(scenario)

    def test_late_answers_are_dropped(self, on_stage):
        class SlowFinding(FakeApp):
            gate = threading.Event()

            def read_finding(self, session, *, finding_id):
                if finding_id == "F2":
                    assert self.gate.wait(10)
                return super().read_finding(session, finding_id=finding_id)

        async def scenario(stage):
            stage.review.choose_finding("F2")
            await asyncio.sleep(0)  # F2 is being read, and waits
            stage.review.choose_finding("F3")
            stage.app.gate.set()
            await stage.rest()
            assert stage.review.finding_id == "F3"
            assert "网站名称" in stage.review.details.text.text()

        on_stage(scenario, app=SlowFinding())

    def test_questions_nobody_waits_for_are_not_asked(self, on_stage):
        class Held(FakeApp):
            gate = threading.Event()

            def read_element_boxes(self, session, *, capture_id):
                assert self.gate.wait(10)
                return []

        async def scenario(stage):
            stage.app.gate.clear()
            stage.app.calls.clear()
            stage.review.choose_capture("c1")  # its element boxes hold up the archive thread
            await until(lambda: stage.app.calls["read_element_boxes"])
            for _ in range(6):
                stage.review.step(1)
                await asyncio.sleep(0)
            for finding in ("F2", "F3", "F4", "F1"):
                stage.review.choose_finding(finding)
                await asyncio.sleep(0)
            stage.app.gate.set()
            await stage.rest()
            assert stage.review.finding_id == "F1"
            assert stage.app.calls["read_finding"] == 1

        app = Held()
        app.gate.set()
        on_stage(scenario, app=app)

    def test_nothing_to_review_says_what_to_do_next(self, on_stage):
        async def scenario(stage):
            assert stage.review.nothing.isVisible()
            stage.review.nothing.button.click()
            await stage.rest()
            assert stage.window.view == "targets"

        on_stage(scenario, app=FakeApp(empty=True))

    def test_unchecked_indicators_unfold(self, on_stage):
        async def scenario(stage):
            model = stage.review.findings.model
            before = len(model.entries)
            fold = next(n for n, e in enumerate(model.entries) if e.is_fold)
            rect = stage.review.findings.list.visualRect(model.index(fold))
            QTest.mouseClick(stage.review.findings.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
            assert len(model.entries) > before + 20

        on_stage(scenario)


class TestZoom:
    @pytest.mark.parametrize("point", [(120, 150), (300, 400), (500, 80)])
    def test_the_point_under_the_pointer_stays(self, on_stage, point):
        async def scenario(stage):
            canvas = stage.review.picture.canvas
            canvas.zoom_at(1.0, QPointF(200, 200))
            canvas.move_to(canvas.viewport_state.scrolled(250, 500))
            before = canvas.viewport_state.to_page(*point)
            for zoom in (1.3, 2.0, 4.0, 1.7):
                canvas.zoom_at(zoom, QPointF(*point))
                after = canvas.viewport_state.to_page(*point)
                assert after == pytest.approx(before, abs=0.6)

        on_stage(scenario)

    def test_keys_for_zoom(self, on_stage):
        async def scenario(stage):
            canvas = stage.review.picture.canvas
            fitted = canvas.viewport_state.zoom
            press(stage, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
            assert canvas.viewport_state.zoom == 1.0
            assert stage.review.picture.tools.zoom.text() == "100%"
            press(stage, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
            assert canvas.viewport_state.zoom == pytest.approx(fitted)

        on_stage(scenario)
