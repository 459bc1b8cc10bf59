"""What a newcomer needs to see: what was not checked and why, drafts kept, interrupted patrols told, history there."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeApp, FakePatrol
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from inspector_gui.app.views import PatrolEvent
from inspector_gui.domain.findings import FindingState
from inspector_gui.ui.events import Destination
from inspector_gui.ui.models.score_tree import full_reason, verdict_reason
from inspector_gui.ui.views.finding_dialog import FindingDialog
from inspector_gui.ui.views.patrol_events import event_text


def press(stage, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(stage.window.focusWidget() or stage.review.findings.list, key, modifiers)


class TestList:
    def test_an_indicator_stands_once_above_its_findings(self, on_stage):
        async def scenario(stage):
            entries = stage.review.findings.model.entries
            lines = [e for e in entries if e.group is not None and e.group.indicator == "D22"]
            assert [e.finding.id if e.finding else "" for e in lines] == ["", "F4", "F5"]
            assert lines[0].pill == ("疑似 1", "amber")
            assert lines[0].second == "−0.3"
            assert "现扣 −0.1 分" in lines[0].explanation

        on_stage(scenario)

    def test_places_are_named_and_explained(self, on_stage):
        async def scenario(stage):
            entry = next(e for e in stage.review.findings.model.entries if e.finding and e.finding.id == "F6")
            assert entry.second.endswith("4 处")
            assert "按 [ 和 ]" in entry.explanation

        on_stage(scenario)

    def test_a_decided_finding_stays_where_it_is(self, on_stage):
        async def scenario(stage):
            def order():
                return [e.finding.id for e in stage.review.findings.model.entries if e.finding]

            before = order()
            press(stage, Qt.Key.Key_X)
            await stage.rest()
            assert order() == before

        on_stage(scenario)

    def test_the_selected_finding_and_its_picture_are_in_view(self, on_stage):
        async def scenario(stage):
            ids = [e.finding.id for e in stage.review.findings.model.entries if e.finding]
            stage.window.go(Destination("review", "t0", ids[-1]))
            await stage.rest()
            for view in (stage.review.findings.list, stage.review.picture.film):
                inside = QRect(view.viewport().rect())
                assert inside.contains(view.visualRect(view.currentIndex()).center())

        on_stage(scenario, size=(1100, 640))


class TestUnchecked:
    def test_one_key_shows_what_nobody_judged_and_why(self, on_stage):
        async def scenario(stage):
            assert "未检查" in stage.review.findings.unchecked.text()
            press(stage, Qt.Key.Key_U)
            await stage.rest()
            assert stage.review.side.currentWidget() is stage.review.indicator_panel
            assert stage.review.indicator.startswith("VW")
            assert "没有能判断本条的自动检查项,须人工核查。" in stage.review.indicator_panel.texts()

        on_stage(scenario)

    def test_what_a_check_said_is_the_reason(self, on_stage):
        async def scenario(stage):
            stage.window.go(Destination("review", "t2", indicator="D20"))
            await stage.rest()
            assert stage.review.indicator == "D20"
            assert "须人工判断:域名是否规范须人工核对(domain_name)" in stage.review.indicator_panel.texts()

        on_stage(scenario)

    def test_nothing_is_decided_while_an_indicator_is_in_view(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_U)
            await stage.rest()
            press(stage, Qt.Key.Key_X)
            await stage.rest()
            assert stage.app.calls["decide_finding"] == 0
            press(stage, Qt.Key.Key_J)
            await stage.rest()
            assert stage.review.side.currentWidget() is stage.review.details

        on_stage(scenario)

    @pytest.mark.qt_log_ignore("propagateSizeHints")
    def test_a_finding_added_there_starts_with_its_rule(self, on_stage):
        async def scenario(stage):
            stage.review.choose_indicator("D14")
            await stage.rest()
            stage.review.indicator_panel.add.click()
            await stage.rest()
            (dialog,) = stage.window.findChildren(FindingDialog)
            assert dialog.rule == "D14/1"
            dialog.reject()
            await stage.rest()

        on_stage(scenario)


class TestNotes:
    def test_a_note_written_and_left_is_there_again(self, on_stage):
        async def scenario(stage):
            stage.review.details.note.setText("待核实")
            press(stage, Qt.Key.Key_J)
            await stage.rest()
            assert stage.review.details.note.text() == ""
            press(stage, Qt.Key.Key_K)
            await stage.rest()
            assert stage.review.details.note.text() == "待核实"

        on_stage(scenario)

    def test_decisions_are_listed_the_latest_first(self, on_stage):
        async def scenario(stage):
            for state in (FindingState.PENDING, FindingState.CONFIRMED):
                stage.review.details.note.setText(state.value)
                stage.review.decide(state)
                await stage.rest()
                stage.window.go(Destination("review", "t0", "F1"))
                await stage.rest()
            assert stage.review.details.history.isVisible()
            lines = stage.review.details.history.text().splitlines()
            assert ["已确认" in lines[0], "待定" in lines[1]] == [True, True]
            assert "confirmed" in lines[0]

        on_stage(scenario)


class TestPatrol:
    def test_what_happened_before_the_window_was_opened_is_listed_with_its_pictures(self, on_stage):
        app = FakeApp()
        app.recent = [
            PatrolEvent(f"2021-06-30T09:41:0{9 - n}+08:00", "captured", "t0", "云溪区人民政府", f"/{n} 快照", f"c{n}")
            for n in range(6)
        ]

        async def scenario(stage):
            screen = stage.window.screens["patrol"]
            assert [e.capture_id for e in screen.events.events] == [f"c{n}" for n in range(6)]
            assert [t.text() for t in screen.pages.tiles] == [
                "云溪区人民政府 / 首页",
                "云溪区人民政府 / 动态要闻",
                "云溪区人民政府 / 通知公告",
                "云溪区人民政府 / 政策文件",
            ]
            screen.pages.tiles[2].click()
            await stage.rest()
            assert (stage.window.view, stage.review.picture.capture.id) == ("review", "c2")

        on_stage(scenario, view="patrol", app=app)

    def test_a_round_that_is_done_says_so_and_what_to_do(self, on_stage):
        class Done(FakeApp):
            def read_patrol_status(self, session, **facts):
                status = super().read_patrol_status(session, **facts)
                return replace(status, rows=tuple(replace(r, state="done") for r in status.rows))

        async def scenario(stage):
            screen = stage.window.screens["patrol"]
            assert screen.toggle.text() == "巡检已完成"
            assert not screen.toggle.isEnabled()
            assert "复查请新建批次" in screen.reason.text()
            press(stage, Qt.Key.Key_Space)
            assert not stage.app.patrols

        on_stage(scenario, view="patrol", app=Done())

    def test_a_patrol_that_was_cut_short_is_told_at_the_next_opening(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["patrol"]
            assert "上次巡检没有完成:2 / 8" in stage.window.toast.text
            states = {screen._state(row)[0] for row in screen.model.rows}
            assert "已中断" in states
            assert "巡检中" not in states

        on_stage(scenario, view="patrol")

    def test_closing_while_it_is_just_starting_ends_it_too(self, on_stage):
        class SlowStart(FakeApp):
            async def start_patrol(self, archive_path: Path, **facts):
                await asyncio.sleep(0.05)
                return await super().start_patrol(archive_path, **facts)

        async def scenario(stage):
            stage.desk.patrol.start()
            await asyncio.sleep(0)
            assert stage.desk.patrol.state == "starting"

        stage = on_stage(scenario, view="patrol", app=SlowStart())
        (patrol,) = stage.app.patrols
        assert isinstance(patrol, FakePatrol)
        assert patrol.told == ["stop"]

    def test_the_worker_is_understood_in_english(self, on_stage):
        async def scenario(stage):
            stage.desk.choose_language("en")
            said = {
                ("captured", "/zwgk/ 快照 1366×768 已入库"): "/zwgk/ captured 1366×768",
                ("link", "复测 8 个链接,仍打不开 3 个"): "8 links tested again, 3 still do not open",
                ("checked", "自动检查完成,新增疑似问题 3 个"): "Automatic checks done, 3 new suspicions",
                ("stage", "links"): "Links",
            }
            for (kind, text), english in said.items():
                assert event_text(PatrolEvent("2021-06-30T09:41:07+08:00", kind, "t", "", text)) == english
            stage.desk.choose_language("zh")
            await stage.rest()

        on_stage(scenario)


class TestScores:
    def test_an_indicator_leads_to_its_first_open_finding(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["scores"]
            row = screen.model.row_of("t0")
            screen.table.setCurrentIndex(screen.proxy.mapFromSource(screen.model.index(row, 0)))
            await stage.rest()
            screen.card.indicator_wanted.emit("D22")
            await stage.rest()
            assert (stage.window.view, stage.review.finding_id) == ("review", "F4")

        on_stage(scenario, view="scores")

    def test_open_vetoes_are_counted_not_listed(self, on_stage):
        async def scenario(stage):
            card = stage.app.read_score_card(stage.app, round_id="r1", target_id="t2")
            assert verdict_reason(card) == "可能否决:VW4/3 有待确认的问题 · 16 条否决细则尚未检查"
            assert "VW1/1" in full_reason(card)

        on_stage(scenario)

    def test_trace_lines_do_not_repeat_their_rule(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["scores"]
            row = screen.model.row_of("t2")
            screen.table.setCurrentIndex(screen.proxy.mapFromSource(screen.model.index(row, 0)))
            await stage.rest()
            texts = [
                screen.card.tree.model().data(index)
                for index in screen.card.tree.model().match(
                    screen.card.tree.model().index(0, 0), 0, "空白栏目", -1,
                    Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive,
                )
            ]  # fmt: skip
            assert texts == ["空白栏目达到 5 个(机器疑似,尚未确认)"]

        on_stage(scenario, view="scores")

    def test_equal_totals_share_a_rank_and_the_safer_one_comes_first(self, on_stage):
        async def scenario(stage):
            screen = stage.window.screens["scores"]
            rows = screen.model.rows
            assert [(-float(r.total), -float(r.low)) for r in rows] == sorted(
                (-float(r.total), -float(r.low)) for r in rows
            )
            ranks = [screen._rank(r) for r in rows]
            same = [r.total for r in rows].count(rows[0].total)
            assert ranks[:same] == ["1"] * same
            assert ranks[same] == str(same + 1)

        on_stage(scenario, view="scores")


class TestPackages:
    def test_ticks_decide_what_is_written_and_the_sum_follows(self, on_stage, tmp_path):
        class Listening(FakeApp):
            wanted = None

            def export_package(self, session, *, target_ids=(), **facts):
                self.wanted = target_ids
                return super().export_package(session, target_ids=target_ids, **facts)

        async def scenario(stage):
            screen = stage.window.screens["packages"]
            assert screen.choice.summary.text() == "8 个对象 · 72 个快照 · 24 个问题 · 约 20.0 MB"
            screen.choice.table.clicked.emit(screen.choice.table.model().index(1, 0))
            assert screen.choice.summary.text().startswith("7 个对象")
            await screen.reload()  # what was taken out stays out
            await screen.export(tmp_path / "p.zip")
            assert stage.app.wanted == ("t0", *(f"t{n}" for n in range(2, 8)))
            screen.choice.all.click()
            await screen.export(tmp_path / "q.zip")
            assert stage.app.wanted == ()

        on_stage(scenario, view="packages", app=Listening())


class TestWindow:
    def test_another_language_while_screens_are_reading_breaks_nothing(self, on_stage):
        async def scenario(stage):
            for code in ("en", "zh", "en", "zh"):
                stage.window.go(Destination("review", "t0", "F3"))
                await asyncio.sleep(0)
                stage.desk.choose_language(code)
                await asyncio.sleep(0)
            await stage.rest()
            assert stage.window.rail.buttons["review"].text() == "审核"

        on_stage(scenario)

    def test_what_was_decided_is_done_although_the_window_is_made_anew(self, on_stage):
        async def scenario(stage):
            press(stage, Qt.Key.Key_X)
            await asyncio.sleep(0)
            stage.desk.choose_language("en")
            stage.desk.choose_language("zh")
            await stage.rest()
            assert stage.app.findings["F1"].state is FindingState.DISMISSED

        on_stage(scenario)

    def test_the_first_window_fits_the_screen(self, on_stage):
        async def scenario(stage):
            stage.desk.show_window("review")
            room = stage.window.screen().availableGeometry()
            assert stage.window.height() <= room.height()
            assert stage.window.width() <= max(room.width(), stage.window.minimumWidth())
            await stage.rest()

        on_stage(scenario)
