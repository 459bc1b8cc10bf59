"""审核: look, judge with one key, go on; the screen ties findings, picture and details together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from inspector_gui.app.changes import Changes, Topic
from inspector_gui.domain.findings import FindingState
from inspector_gui.ui.actions import ActionSpec, install
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.context import Context
from inspector_gui.ui.events import Destination, Notice
from inspector_gui.ui.views.finding_dialog import add_finding
from inspector_gui.ui.views.indicator_panel import IndicatorPanel
from inspector_gui.ui.views.review_actions import review_actions
from inspector_gui.ui.views.review_detail import DetailPanel
from inspector_gui.ui.views.review_list import FindingsPanel
from inspector_gui.ui.views.review_picture import PicturePane
from inspector_gui.ui.views.review_target import TargetInReview
from inspector_gui.ui.views.screen import Screen
from inspector_gui.ui.widgets.empty_state import EmptyState


class ReviewScreen(Screen):
    """Holds which target and finding are in view; the rest is in its three parts."""

    topics = frozenset({Topic.FINDINGS, Topic.CAPTURES, Topic.ANNOTATIONS, Topic.TARGETS, Topic.ROUNDS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.target: TargetInReview | None = None
        self.indicator = ""
        self._wanted = Destination("review")
        self._queue_ticket, self._finding_ticket = Ticket(), Ticket()
        self.findings = FindingsPanel(context.theme)
        self.picture = PicturePane(context)
        self.details = DetailPanel(context.theme, context.cases.read_categories())
        self.indicator_panel = IndicatorPanel(context.theme)
        self.nothing = EmptyState(
            self.tr("还没有可审核的对象"),
            self.tr("先在“对象”中导入网站名册,再到“巡检”开始巡检;自动检查发现的疑似问题会列在这里。"),
            self.tr("去导入名册"),
            lambda: context.events.go.emit(Destination("targets")),
        )
        self._build()
        self._connect()
        self.actions_by_id = install(self, self.actions_offered())

    # -- what is in view ---------------------------------------------------------------------------------------------

    @property
    def target_id(self) -> str:
        return self.target.queue.target_id if self.target is not None else ""

    @property
    def finding_id(self) -> str:
        return self.details.detail.row.id if self.details.detail is not None else ""

    @property
    def is_idle(self) -> bool:
        return self.picture.is_idle

    def main_widget(self) -> QWidget:
        return self.findings.list

    def open(self, destination: Destination) -> None:
        self._wanted = destination
        self.refresh()

    def forget(self) -> None:
        self.target = None
        super().forget()

    def hear(self, changes: Changes) -> None:
        if self.isVisible() and changes.topics <= {Topic.ANNOTATIONS, Topic.HISTORY}:
            if self.picture.capture is not None and changes.capture_id == self.picture.capture.id:
                self.context.start(self.picture.read_again(), "read capture again")
        elif not changes.target_id or changes.target_id == self.target_id or not self.target_id:
            self.refresh()

    async def reload(self) -> None:
        """Read targets and queue again; keep target and finding unless others are wanted."""
        wanted = self._wanted
        round_id, cases = self.context.round_id, self.context.cases
        rows = []
        if round_id:
            rows = await self.context.read(cases.list_targets, ticket=self._queue_ticket, round_id=round_id)
        ids = [row.id for row in rows]
        first = next((row.id for row in rows if row.suspected), ids[0] if ids else "")
        target = next((t for t in (wanted.target_id, self.target_id) if t in ids), first)
        if not target:
            self._show_nothing()
            return
        self.findings.show_targets(rows, target)
        self.stack.setCurrentWidget(self.work)
        moved = target != self.target_id
        await self._load_queue(target)
        shown = self.picture.capture
        await self._show_wanted(wanted, moved=moved)
        if shown is not None and self.picture.capture is shown:
            await self.picture.read_again()  # the same page, but its marks may be in another state now
        if self._wanted is wanted:  # kept until here: a reload that comes in between must go there too
            self._wanted = Destination("review")

    async def _show_wanted(self, wanted: Destination, *, moved: bool) -> None:
        """Show the finding, indicator or capture that is wanted, otherwise what was in view, otherwise what is open."""
        assert self.target is not None
        finding = wanted.finding_id or self.target.first_finding_of(wanted.indicator)
        indicator = "" if finding else wanted.indicator or ("" if moved else self.indicator)
        if self.target.indicator(indicator) is not None:
            self.choose_indicator(indicator)
            return
        jump = (moved or bool(finding)) and not wanted.capture_id
        await self._load_finding(self._known(finding or ("" if moved else self.finding_id)), jump=jump)
        if wanted.capture_id:
            await self.picture.show_capture(wanted.capture_id, None)

    def choose_target(self, target_id: str) -> None:
        self.open(Destination("review", target_id))

    def choose_finding(self, finding_id: str) -> None:
        """Select a finding and jump to its first place."""
        self.findings.select(finding_id)
        self.context.start(self._load_finding(finding_id, jump=True), "choose finding")

    def choose_indicator(self, indicator: str) -> None:
        """Show what was judged of an indicator and what was not, in place of a finding."""
        detail = self.target.indicator(indicator) if self.target is not None else None
        if detail is None:
            return
        self._finding_ticket.renew()
        self.indicator = indicator
        self.findings.select_indicator(indicator)
        self.details.show_finding(None)
        self.picture.finding_id = ""
        self.indicator_panel.show_indicator(detail)
        self.side.setCurrentWidget(self.indicator_panel)
        if self.picture.capture is None:
            self.choose_capture(self._first_capture)
        else:
            self.picture.emphasise()

    def choose_capture(self, capture_id: str) -> None:
        self.context.start(self.picture.show_capture(capture_id, None), "choose capture")

    # -- reading -----------------------------------------------------------------------------------------------------

    async def _load_queue(self, target_id: str) -> None:
        self.target = await TargetInReview.read(self.context, self._queue_ticket, target_id)
        self.findings.show_queue(self.target.queue, self.target.indicators)
        self.picture.show_queue(self.target.queue)

    def _known(self, finding_id: str) -> str:
        """`finding_id` if the queue has it, otherwise the first one still open, otherwise the first, otherwise nothing."""
        model = self.findings.model
        if model.row_of(finding_id) >= 0:
            return finding_id
        return model.next_open("") or model.neighbour("", 0)

    async def _load_finding(self, finding_id: str, *, jump: bool) -> None:
        self.indicator = ""
        self.findings.select(finding_id)
        self.side.setCurrentWidget(self.details)
        if not finding_id:
            self.details.show_finding(None)
            self.picture.finding_id = ""
            await self.picture.show_capture(self._first_capture, None)
            return
        detail = await self.context.read(
            self.context.cases.read_finding, ticket=self._finding_ticket, finding_id=finding_id
        )
        self.details.show_finding(detail)
        self.picture.finding_id, self.picture.category = finding_id, self.details.category
        if jump or self.picture.capture is None:
            await self._show_place(0)
        else:
            self.picture.emphasise()

    async def _show_place(self, number: int) -> None:
        detail = self.details.detail
        if detail is None:
            return
        self.details.show_place(number)
        place = detail.places[number] if number < len(detail.places) else None
        if place is not None and place.capture_id:
            await self.picture.show_capture(place.capture_id, place.box)
        elif self.picture.capture is None:
            await self.picture.show_capture(self._first_capture, None)
        else:
            self.picture.emphasise()

    @property
    def _first_capture(self) -> str:
        return self.target.first_capture if self.target is not None else ""

    def _show_nothing(self) -> None:
        self.target, self.indicator = None, ""
        self.details.show_finding(None)
        self.picture.clear()
        self.stack.setCurrentWidget(self.nothing)

    # -- deciding ----------------------------------------------------------------------------------------------------

    def decide(self, state: FindingState) -> None:
        """Decide the finding in view and go to the next open one. Ignored while the next one is still being read."""
        finding_id = self.finding_id
        if self.findings.model.fold_row == self.findings.list.currentIndex().row() >= 0:
            self.findings.model.toggle_fold()
            return
        if not finding_id or self.findings.model.row_of(finding_id) != self.findings.list.currentIndex().row():
            return
        following = self.findings.model.next_open(finding_id) or finding_id
        self.context.start(self._decide(finding_id, state, following), "decide")

    async def _decide(self, finding_id: str, state: FindingState, following: str) -> None:
        why, category = self.details.note.text().strip(), self.details.category
        self.details.note_saved()
        self._wanted = Destination("review", self.target_id, following)
        await self.context.act(
            self.context.cases.decide_finding, finding_id=finding_id, state=state, why=why, category=category
        )
        if following == finding_id:
            self.context.events.notice.emit(Notice(self.tr("这个对象的疑似问题已全部判定"), "green"))

    def add_finding(self) -> None:
        """Let the user add a finding that no machine saw, on the capture in view."""
        if self.target is not None:
            self.context.start(self._add_finding(self.target_id), "add finding")

    async def _add_finding(self, target_id: str) -> None:
        selected, capture = self.picture.canvas.board.selected, self.picture.capture
        changes = await add_finding(
            self.context, self.window(), target_id, capture=capture, selected=selected, indicator=self.indicator
        )
        if changes is not None:
            self._wanted = Destination("review", target_id, changes.finding_id)
            self.context.events.changed.emit(changes)

    def step(self, lines: int) -> None:
        """Go to the finding some lines further."""
        following = self.findings.model.neighbour(self.finding_id, lines)
        if following and following != self.finding_id:
            self.choose_finding(following)

    def step_place(self, by: int) -> None:
        """Go to the next or previous place of the finding, going round."""
        detail = self.details.detail
        if detail is not None and len(detail.places) > 1:
            number = (self.details.place + by) % len(detail.places)
            self.context.start(self._show_place(number), "place")

    def step_target(self, by: int) -> None:
        """Go to the next or previous target of the round."""
        row = self.findings.picker.currentIndex() + by
        if 0 <= row < self.findings.picker.count():
            self.choose_target(self.findings.picker.itemData(row))

    # -- building ----------------------------------------------------------------------------------------------------

    def actions_offered(self) -> Sequence[ActionSpec]:
        return review_actions(self)

    def _connect(self) -> None:
        self.findings.target_chosen.connect(self.choose_target)
        self.findings.finding_chosen.connect(self.choose_finding)
        self.findings.indicator_chosen.connect(self.choose_indicator)
        self.indicator_panel.add_wanted.connect(self.add_finding)
        self.picture.film.capture_chosen.connect(self.choose_capture)
        self.picture.mark_chosen.connect(self.choose_finding)
        self.picture.capture_shown.connect(self.details.show_capture)
        self.details.category_chosen.connect(self.picture.recategorise)
        self.details.place_wanted.connect(self.step_place)
        self.details.confirm_pressed.connect(partial(self.decide, FindingState.CONFIRMED))
        self.details.dismiss_pressed.connect(partial(self.decide, FindingState.DISMISSED))
        self.details.pending_pressed.connect(partial(self.decide, FindingState.PENDING))
        self.picture.tools.add_wanted.connect(self.add_finding)
        self.details.note.returnPressed.connect(self.findings.list.setFocus)

    def _build(self) -> None:
        self.work = QSplitter(Qt.Orientation.Horizontal)
        self.side = QStackedWidget()
        self.side.addWidget(self.details)
        self.side.addWidget(self.indicator_panel)
        for part in (self.findings, self.picture, self.side):
            self.work.addWidget(part)
            self.work.setCollapsible(self.work.count() - 1, False)
        self.findings.setMinimumWidth(220)
        self.work.setStretchFactor(1, 1)
        self.work.setSizes([280, 700, 330])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.nothing)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
