"""The shell: rail, top bar, status bar and the stack of screens; it decides nothing about their content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup, QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from inspector_gui.app.changes import Changes
from inspector_gui.app.views import ArchiveStatus
from inspector_gui.ui import labels
from inspector_gui.ui.actions import ActionSpec, install
from inspector_gui.ui.archive_thread import Ticket
from inspector_gui.ui.command_palette import CommandPalette
from inspector_gui.ui.context import Context
from inspector_gui.ui.events import Destination, Notice
from inspector_gui.ui.patrol_control import PatrolControl
from inspector_gui.ui.rail import Rail
from inspector_gui.ui.statusbar import StatusBar
from inspector_gui.ui.topbar import TopBar
from inspector_gui.ui.views.circular import CircularScreen
from inspector_gui.ui.views.overview import OverviewScreen
from inspector_gui.ui.views.packages import PackagesScreen
from inspector_gui.ui.views.patrol import PatrolScreen
from inspector_gui.ui.views.rectification import RectificationScreen
from inspector_gui.ui.views.review import ReviewScreen
from inspector_gui.ui.views.scores import ScoresScreen
from inspector_gui.ui.views.screen import Screen
from inspector_gui.ui.views.targets import TargetsScreen
from inspector_gui.ui.widgets.toast import Toast


class MainWindow(QMainWindow):
    """One window on one archive. `on_close` is called when the user closes it, not when it is made anew."""

    open_wanted = Signal()
    create_wanted = Signal()

    def __init__(
        self,
        context: Context,
        patrol: PatrolControl,
        *,
        on_close: Callable[[], None],
        choose_language: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.context = context
        self.patrol = patrol
        self._on_close = on_close
        self._choose_language = choose_language
        self._ticket = Ticket()
        self.setWindowTitle(self.tr("政务网站巡检工作站"))
        self.setMinimumSize(960, 600)
        self.rail = Rail(context.icons)
        self.topbar = TopBar(context.theme, context.icons, self._settings_menu())
        self.status = StatusBar()
        self.screens: dict[str, Screen] = {
            "overview": OverviewScreen(context),
            "targets": TargetsScreen(context),
            "patrol": PatrolScreen(context, patrol),
            "review": ReviewScreen(context),
            "scores": ScoresScreen(context),
            "rectification": RectificationScreen(context),
            "circular": CircularScreen(context),
            "packages": PackagesScreen(context),
        }
        self.stack = QStackedWidget()
        for screen in self.screens.values():
            self.stack.addWidget(screen)
        self._build()
        self.palette_box = CommandPalette(context, self.centralWidget())
        self.toast = Toast(self.centralWidget())
        self._connect()
        self.actions_by_id = install(self, self.actions_offered(), window_wide=True)

    @property
    def view(self) -> str:
        """Id of the screen in view."""
        return next(name for name, screen in self.screens.items() if screen is self.stack.currentWidget())

    def go(self, destination: Destination) -> None:
        """Show a screen and, on it, what the destination names."""
        screen = self.screens[destination.view]
        self.stack.setCurrentWidget(screen)
        self.rail.mark(destination.view)
        if destination.target_id:
            screen.open(destination)
        screen.main_widget().setFocus()

    def open_palette(self) -> None:
        screen = self.screens[self.view]
        self.palette_box.pop_up([*screen.actions_offered(), *self.actions_offered()])

    def undo(self) -> None:
        self.context.start(self._travel(self.context.cases.undo, self.tr("已撤销")), "undo")

    def redo(self) -> None:
        self.context.start(self._travel(self.context.cases.redo, self.tr("已重做")), "redo")

    def actions_offered(self) -> Sequence[ActionSpec]:
        """Commands that are valid on every screen."""
        views = [
            ActionSpec(
                f"go_{name}",
                self.tr("转到{name}").format(name=text),
                (f"Alt+{number}",),
                partial(self.go, Destination(name)),
            )
            for number, (name, text) in enumerate(self.rail.entries(), start=1)
        ]
        return (
            ActionSpec("palette", self.tr("搜索对象、问题、命令"), ("Ctrl+K",), self.open_palette),
            ActionSpec("undo", self.tr("撤销"), ("Ctrl+Z",), self.undo, repeats=True),
            ActionSpec("redo", self.tr("重做"), ("Ctrl+Shift+Z", "Ctrl+Y"), self.redo, repeats=True),
            ActionSpec("new_round", self.tr("新建检查批次…"), (), self.context.events.new_round.emit),
            ActionSpec("open_archive", self.tr("打开存档…"), ("Ctrl+O",), self.open_wanted.emit),
            ActionSpec("create_archive", self.tr("新建存档…"), (), self.create_wanted.emit),
            *views,
        )

    async def refresh_status(self) -> ArchiveStatus:
        """Read archive name, rounds, storage and history; choose the newest round when none is in view."""
        status = await self.context.read(self.context.cases.read_status, ticket=self._ticket)
        known = [r.id for r in status.rounds]
        if self.context.round_id not in known:
            self.choose_round(known[-1] if known else "")
        self.topbar.show_status(status, self.context.round_id)
        self.status.show_status(status)
        self.setWindowTitle(self.tr("{archive} — 政务网站巡检工作站").format(archive=status.name))
        undo, redo = (
            await self.context.read(self.context.cases.undo_label),
            await self.context.read(self.context.cases.redo_label),
        )
        self.topbar.show_history(labels.history_label(undo), labels.history_label(redo))
        return status

    def choose_round(self, round_id: str) -> None:
        self.context.round_id = round_id
        self.context.events.round_chosen.emit(round_id)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.context.settings.keep_geometry(self.saveGeometry())
        self._on_close()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.context.start(self.refresh_status(), "status")

    def dismantle(self) -> None:
        """Take the window away without treating it as closed by the user."""
        self._on_close = lambda: None
        review = self.screens["review"]
        assert isinstance(review, ReviewScreen)
        review.picture.canvas.strips.close()
        review.picture.film.stop()
        self.context.forsake_screens()
        self.close()
        self.deleteLater()

    async def _travel(self, use_case: Callable[..., Changes], done: str) -> None:
        changes = await self.context.act(use_case)
        if not changes.topics:
            return
        self.context.events.notice.emit(Notice(done))
        if self.view == "review" and changes.finding_id:
            self.go(Destination("review", changes.target_id, changes.finding_id))

    def _hear(self, changes: Changes) -> None:
        self.context.start(self.refresh_status(), "status")

    def _settings_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("新建检查批次…"), self.context.events.new_round.emit)
        menu.addAction(self.tr("打开存档…"), self.open_wanted.emit)
        menu.addAction(self.tr("新建存档…"), self.create_wanted.emit)
        self._add_choices(
            menu,
            self.tr("外观"),
            (("system", self.tr("跟随系统")), ("light", self.tr("浅色")), ("dark", self.tr("深色"))),
            self.context.settings.appearance,
            self._choose_appearance,
        )
        self._add_choices(
            menu,
            self.tr("语言 Language"),
            (("zh", "中文"), ("en", "English")),
            self.context.settings.language,
            self._choose_language,
        )
        return menu

    def _add_choices(
        self, menu: QMenu, heading: str, choices: Sequence[tuple[str, str]], current: str, do: Callable[[str], None]
    ) -> None:
        menu.addSeparator()
        menu.addAction(heading).setEnabled(False)  # the text of a section is not shown by every style
        group = QActionGroup(menu)
        for value, text in choices:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(value == current)
            action.triggered.connect(lambda _=False, chosen=value: do(chosen))
            group.addAction(action)

    def _choose_appearance(self, choice: str) -> None:
        self.context.settings.appearance = choice
        self.context.theme.choose(choice)

    def _connect(self) -> None:
        events = self.context.events
        events.go.connect(self.go)
        events.notice.connect(self.toast.show_notice)
        events.changed.connect(self._hear)
        self.rail.chosen.connect(lambda view: self.go(Destination(view)))
        self.topbar.round_chosen.connect(self.choose_round)
        self.topbar.round_chosen.connect(lambda _: self.context.start(self.refresh_status(), "status"))
        self.topbar.search_wanted.connect(self.open_palette)
        self.topbar.undo_wanted.connect(self.undo)
        self.topbar.redo_wanted.connect(self.redo)
        self.patrol.state_changed.connect(self.status.show_patrol)
        self.status.show_patrol(self.patrol.state)

    def _build(self) -> None:
        centre = QWidget()
        centre.setObjectName("page")
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.topbar)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
