"""The shell and the screens around the review: navigation, palette, import, patrol control, scores, packages, languages."""

from __future__ import annotations

import asyncio
import gc
import sys

import pytest
from fakes import FakeApp
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QScrollArea, QWidget

from inspector_gui.app.views import PatrolEvent, VerifyLine
from inspector_gui.errors import InvalidInput
from inspector_gui.ui import dialogs
from inspector_gui.ui.events import Destination
from inspector_gui.ui.rendering import WORKING_VIEWS, draw


def press(stage, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(stage.window.focusWidget() or stage.window, key, modifiers)


class TestShell:
    def test_bars_tell_archive_round_storage_and_actor(self, on_stage):
        async def scenario(stage):
            top, bottom = stage.window.topbar, stage.window.status
            assert top.archive.text() == "示范市政府网站检查"
            assert top.rounds.currentText() == "2021Q2"
            assert top.facts.text() == "监测时间点 2021-06-30 · 指标 国办秘函〔2019〕19号"
            assert "证据链 48,213 条" in bottom.storage.text()
            assert bottom.actor.text() == "检查员 甲"
            assert not top.undo.isEnabled()
            assert top.undo.toolTip() == "没有可撤销的操作"

        on_stage(scenario)

    @pytest.mark.parametrize("number", range(1, 9))
    def test_every_screen_by_key(self, on_stage, number):
        async def scenario(stage):
            press(stage, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
            await stage.rest()
            assert stage.window.view == stage.window.rail.entries()[number - 1][0]
            assert stage.window.rail.buttons[stage.window.view].isChecked()

        on_stage(scenario)

    def test_screens_to_come_are_honest(self, on_stage):
        async def scenario(stage):
            for view in ("rectification", "circular"):
                stage.window.go(Destination(view))
                await stage.rest()
                texts = [w.text() for w in stage.window.screens[view].findChildren(QLabel)]
                assert any("尚未完成" in text for text in texts)

        on_stage(scenario)

    def test_palette_finds_targets_findings_and_commands(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
            palette = stage.window.palette_box
            assert palette.isVisible()
            palette.field.setText("青岚")
            await stage.rest()
            assert [hit.title for hit in palette.model.hits] == ["青岚区人民政府"]
            palette.field.setText("空白栏目")
            await stage.rest()
            assert palette.model.hits[0].kind == "问题"
            QTest.keyClick(palette.field, Qt.Key.Key_Return)
            await stage.rest()
            assert not palette.isVisible()
            assert stage.review.finding_id == "F2"
            press(stage, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
            palette.field.setText("转到评分")
            await stage.rest()
            QTest.keyClick(palette.field, Qt.Key.Key_Return)
            await stage.rest()
            assert stage.window.view == "scores"

        on_stage(scenario)

    def test_palette_says_when_nothing_matches(self, on_stage):
        async def scenario(stage):
            stage.window.open_palette()
            stage.window.palette_box.field.setText("zzzz")
            await stage.rest()
            assert stage.window.palette_box.nothing.isVisible()
            QTest.keyClick(stage.window.palette_box.field, Qt.Key.Key_Escape)
            assert not stage.window.palette_box.isVisible()

        on_stage(scenario)

    def test_an_error_the_user_can_act_on_is_a_notice(self, on_stage):
        async def scenario(stage):
            stage.desk.report(InvalidInput(what="名册", reason="空", todo="请检查。"))
            assert stage.window.toast.text == "名册不可用:空。请检查。"
            assert stage.window.toast.isVisible()

        on_stage(scenario)

    @pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform says so of every dialog
    def test_a_bug_is_written_down_and_shown(self, on_stage, tmp_path, monkeypatch):
        monkeypatch.setenv("INSPECTOR_HOME", str(tmp_path))

        async def scenario(stage):
            stage.desk.report(ZeroDivisionError("boom"))
            await asyncio.sleep(0.05)
            (report,) = tmp_path.rglob("crash-*.txt")
            assert "ZeroDivisionError: boom" in report.read_text(encoding="utf-8")
            (dialog,) = stage.window.findChildren(dialogs.MessageDialog)
            assert dialog.isVisible()
            dialog.accept()
            await asyncio.sleep(0.02)

        on_stage(scenario)

    def test_another_language_on_the_same_screen(self, on_stage):
        async def scenario(stage):
            stage.window.go(Destination("scores"))
            await stage.rest()
            stage.desk.choose_language("en")
            await stage.rest()
            assert stage.window.view == "scores"
            assert stage.window.rail.buttons["packages"].text() == "Packages"
            assert stage.window.topbar.facts.text().startswith("Monitoring point 2021-06-30")
            stage.desk.choose_language("zh")
            await stage.rest()
            assert stage.window.rail.buttons["packages"].text() == "证据包"

        on_stage(scenario)

    def test_the_patrol_is_stopped_when_the_archive_is_left(self, on_stage):
        async def scenario(stage):
            stage.desk.patrol.start()
            await asyncio.sleep(0.02)

        stage = on_stage(scenario)
        assert stage.app.patrols[0].told == ["stop"]
        assert stage.app.closed


class TestTargets:
    def test_filter_and_open(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["targets"]
            assert screen.proxy.rowCount() == 8
            screen.filter.setText("qinglan")
            assert (screen.proxy.rowCount(), screen.count.text()) == (1, "1 / 8 个对象")
            screen.table.activated.emit(screen.proxy.index(0, 0))
            await stage.rest()
            assert (stage.window.view, stage.review.target_id) == ("review", "t1")
            screen.filter.setText("没有这个")
            stage.window.go(Destination("targets"))
            assert screen.no_match.isVisible()

        on_stage(scenario, view="targets")

    def test_import_tells_what_was_refused(self, on_stage, tmp_path):
        async def scenario(stage):
            screen = stage.window.screens["targets"]
            summary = await screen.import_file(tmp_path / "a.csv")
            assert screen.summary_text(summary) == "新增 1,更新 0,未变 2;1 行未导入,原因如下"
            await stage.rest()
            assert screen.proxy.rowCount() == 9
            with pytest.raises(InvalidInput):
                await screen.import_file(tmp_path / "a.doc")

        on_stage(scenario, view="targets")

    def test_without_a_round_the_next_step_is_a_round(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["targets"]
            assert screen.no_round.isVisible()
            assert not screen.import_button.isEnabled()
            assert screen.import_button.toolTip() == "请先新建检查批次"

        on_stage(scenario, view="targets", app=FakeApp(empty=True, rounds=False))


class TestPatrol:
    def test_cards_and_rows(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["patrol"]
            assert screen.progress.figure == "47%"
            assert screen.speed.note == "未在巡检"
            assert screen.suspicions.note == "否决类 2 · 需人工 143"
            assert screen.toggle.text() == "继续巡检"
            press(stage, Qt.Key.Key_Space)
            await stage.rest()
            await screen.reload()
            assert screen.speed.note == "预计剩余 1 小时 51 分"

        on_stage(scenario, view="patrol")

    def test_space_starts_pauses_and_resumes(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["patrol"]
            for expected in ("暂停", "继续", "暂停"):
                press(stage, Qt.Key.Key_Space)
                await stage.rest()
                assert screen.toggle.text() == expected
            assert stage.app.patrols[0].told == ["pause", "resume"]
            assert stage.window.status.patrol.text() == "巡检进行中"

        on_stage(scenario, view="patrol")

    def test_events_arrive_and_a_crash_of_the_worker_is_told(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["patrol"]
            press(stage, Qt.Key.Key_Space)
            await stage.rest()
            for number in range(300):
                event = PatrolEvent("2021-06-30T09:41:07+08:00", "captured", "t0", "云溪区", f"第 {number} 页")
                stage.app.on_event(event)
            assert screen.events.model().rowCount() == 200
            assert "第 299 页" in screen.events.model().index(0, 0).data()
            stage.app.patrols[0].status = -9
            stage.app.patrols[0].done.set()
            await stage.rest()
            assert "意外结束" in stage.window.toast.text
            assert screen.toggle.text() == "继续巡检"

        on_stage(scenario, view="patrol")

    def test_nothing_to_patrol(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["patrol"]
            assert screen.nothing.isVisible()
            assert screen.toggle.toolTip() == "没有可巡检的对象,请先导入名册"

        on_stage(scenario, view="patrol", app=FakeApp(empty=True))


class TestScores:
    def test_a_trace_line_leads_to_the_finding(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["scores"]
            await choose(stage, "t0")
            screen.card.finding_wanted.emit("F5")
            await stage.rest()
            assert (stage.window.view, stage.review.finding_id) == ("review", "F5")
            assert stage.review.picture.capture.id == "c3"

        on_stage(scenario, view="scores")

    def test_the_tree_holds_every_point_and_figures_stand(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["scores"]
            await choose(stage, "t0")
            assert screen.portals.figure == "99.99"
            nodes = [node for group in _nodes(screen.card.tree.model()) for node in group]
            taken = next(node for node in nodes if node.finding_id == "F5")
            assert taken.figure == "−0.1"
            assert next(node for node in nodes if node.finding_id == "F1").figure == "(−5)"

        on_stage(scenario, view="scores")

    def test_choosing_a_row_shows_its_card(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["scores"]
            shown = screen.card.findChildren(QLabel)[0]
            before = shown.text()
            QTest.keyClick(screen.table, Qt.Key.Key_Down)
            await stage.rest()
            second = screen.proxy.index(1, 1).data()
            assert shown.text() == second
            assert second != before

        on_stage(scenario, view="scores")


async def choose(stage, target_id):
    """Choose a target in the ranking."""
    screen = stage.window.screens["scores"]
    row = screen.model.row_of(target_id)
    screen.table.setCurrentIndex(screen.proxy.mapFromSource(screen.model.index(row, 0)))
    await stage.rest()


def _nodes(model, parent=None):
    parent = model.invisibleRootItem() if parent is None else parent
    for row in range(parent.rowCount()):
        item = parent.child(row)
        yield [item.data(Qt.ItemDataRole.UserRole)]
        yield from _nodes(model, item)


class TestPackages:
    def test_export_and_cancel(self, on_stage, tmp_path):
        async def scenario(stage):
            screen = stage.window.screens["packages"]
            done = await screen.export(tmp_path / "p.zip")
            assert (tmp_path / "p.zip").exists()
            assert screen.written.done == done
            assert screen.written.facts.value(3) == done.digest
            assert screen.written.open.isVisible()
            export = asyncio.ensure_future(screen.export(tmp_path / "q.zip"))
            await asyncio.sleep(0)
            screen.cancel_button.click()
            await export
            await stage.rest()

        on_stage(scenario, view="packages")

    def test_verify_names_the_damage(self, on_stage, tmp_path):
        async def scenario(stage):
            screen = stage.window.screens["packages"]
            await screen.verify(tmp_path / "ok.zip")
            assert screen.result.state.text == "完好"
            stage.app.problems = (VerifyLine("changed", "evidence/9f2c.png", "摘要不符"),)
            await screen.verify(tmp_path / "bad.zip")
            assert screen.result.state.text == "有 1 处问题"
            assert "evidence/9f2c.png" in screen.result.text

        on_stage(scenario, view="packages")

    def test_nothing_ticked_cannot_be_exported(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["packages"]
            screen.choice.none.click()
            assert not screen.export_button.isEnabled()
            assert "勾选" in screen.export_button.toolTip()

        on_stage(scenario, view="packages")


def clipped(window: QWidget) -> list[str]:
    """Visible labels and buttons whose text does not fit into them."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, (QLabel, QAbstractButton)) or not widget.isVisible() or not widget.text():
            continue
        if type(widget).__name__ == "ElidedLabel":
            needed, got = widget.fontMetrics().height(), widget.height()
        elif isinstance(widget, QLabel) and widget.wordWrap():
            needed, got = widget.heightForWidth(widget.width()), widget.height()
        else:
            needed, got = widget.minimumSizeHint().width(), widget.width()
        if got < needed:
            found.append(f"{widget.text()!r} {type(widget).__name__}: {got} < {needed}")
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("empty", [False, True])
def test_no_text_is_clipped_at_1366_by_768(on_stage, language, empty):
    async def scenario(stage):
        stage.desk.choose_language(language)
        stage.window.resize(1366, 768)
        await stage.rest()
        for view in stage.window.screens:
            stage.window.go(Destination(view))
            await stage.rest()
            assert stage.window.width() <= 1366
            assert stage.window.height() <= 768
            assert clipped(stage.window) == []

    on_stage(scenario, app=FakeApp(empty=empty))


def test_every_control_has_a_name_for_screen_readers(on_stage):
    async def scenario(stage):
        nameless = [
            type(widget).__name__
            for widget in stage.window.findChildren(QWidget)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not isinstance(widget, (QLabel, QScrollArea))
            and not isinstance(widget.parent().parent(), QComboBox)  # the list a combo box pops up
            and not (widget.accessibleName() or getattr(widget, "text", str)())
            and not widget.objectName().startswith("qt_")
        ]
        assert nameless == []

    on_stage(scenario)


def test_repaints_and_sleeps_leave_the_references_to_none_alone(on_stage):
    """PySide6 6.12.0 lost one reference to None in each of some calls, until the interpreter died."""

    async def scenario(stage):
        async def work(rounds):
            for number in range(rounds):
                stage.review.picture.canvas.viewport().repaint()
                if number % 10 == 0:
                    await asyncio.sleep(0)

        await work(100)
        gc.collect()
        before = sys.getrefcount(None)
        await work(1000)
        gc.collect()
        assert abs(sys.getrefcount(None) - before) < 200

    on_stage(scenario)


def test_all_working_screens_are_drawn_in_both_appearances(on_stage):
    async def scenario(stage):
        for theme in ("light", "dark"):
            stage.desk.theme.choose(theme)
            for view in WORKING_VIEWS:
                stage.window.go(Destination(view))
                await stage.rest()
                picture = draw(stage.window, 2.0)
                assert (picture.width(), picture.height()) == (2732, 1536)
                ground = picture.pixelColor(2700, 1520).lightnessF()
                assert (ground > 0.5) == (theme == "light")

    on_stage(scenario)
