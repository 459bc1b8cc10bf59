"""The canvas without a window around it: geometry, snapping, gestures, and strips that come lazily within their bound."""

from __future__ import annotations

import asyncio

import pytest
from pictures import cut, encode
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from waiting import until

from inspector_gui.app.views import CaptureView, Mark, StripView
from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.captures import Fitness, Outcome, PageRole
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.geometry import Box
from inspector_gui.ui.canvas import tools
from inspector_gui.ui.canvas.board import Board
from inspector_gui.ui.canvas.painting import handle_rects, number_sign
from inspector_gui.ui.canvas.snapping import ElementIndex
from inspector_gui.ui.canvas.strip_canvas import StripCanvas
from inspector_gui.ui.canvas.strips import ImageCache, StripStore, Wish, decode, level_for
from inspector_gui.ui.canvas.viewport import MARGIN, Viewport
from inspector_gui.ui.theme.theme import Theme


def picture(width, height, colour="#336699"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


class TestViewport:
    def test_page_and_view_are_inverse(self):
        state = Viewport(1366, 30000, 900, 700, 1.7, 300, 5000)
        assert state.to_page(*state.to_view(123.0, 4567.0)) == pytest.approx((123.0, 4567.0))

    def test_a_narrow_page_stands_in_the_middle(self):
        state = Viewport(400, 400, 1000, 800, 1.0)
        assert state.origin == (300.0, MARGIN)

    def test_scroll_stays_in_range(self):
        state = Viewport(1366, 3000, 900, 700, 1.0).scrolled(-5, 1e9)
        assert (state.x, state.y) == (0.0, 3000 + 2 * MARGIN - 700)

    def test_showing_brings_a_box_into_view_and_leaves_a_visible_one(self):
        state = Viewport(1366, 30000, 900, 700, 0.6).showing(Box(100, 20000, 300, 80))
        assert state.visible.contains(100, 20000)
        assert state.showing(Box(100, 20000, 300, 80)) == state

    def test_fit_never_enlarges(self):
        assert Viewport(400, 400, 1000, 800, 0.3).fitted().zoom == 1.0


class TestSnapping:
    def test_smallest_wins_and_the_later_among_equals(self):
        outer, inner = Box(0, 0, 500, 500), Box(100, 100, 50, 50)
        twin = Box(100, 100, 50, 50)
        assert ElementIndex([outer, inner]).at(110, 110) is inner
        assert ElementIndex([outer, inner, twin]).at(110, 110) is twin
        assert ElementIndex([inner, outer]).at(400, 400) is outer
        assert ElementIndex([inner, outer]).at(900, 10) is None

    def test_page_high_boxes_and_band_edges(self):
        column = Box(0, 0, 300, 60_000)
        edge = Box(10, 120, 100, 16)  # crosses from one band to the next
        index = ElementIndex([column, edge])
        assert index.at(20, 50_000) is column
        assert index.at(20, 127) is edge
        assert index.at(20, 128) is edge

    def test_same_answer_as_a_plain_search(self):
        boxes = [Box((n * 37) % 900, (n * 91) % 5000, 20 + n % 200, 10 + n % 90) for n in range(400)]
        index = ElementIndex(boxes)
        for x in range(0, 1000, 83):
            for y in range(0, 5000, 171):
                inside = [b for b in boxes if b.contains(x, y)]
                smallest = min((b.area for b in inside), default=None)
                expected = [b for b in inside if b.area == smallest][-1] if inside else None
                assert index.at(x, y) is expected


def play(tool, board, *events):
    """Feed a gesture from press to release; returns False when it ended early."""
    gesture = tool(board, events[0])
    try:
        next(gesture)
        for event in events[1:]:
            gesture.send(event)
    except StopIteration:
        return


def at(phase, x, y):
    return tools.Pointer(phase, x, y, reach=5.0)


P, M, R = tools.Phase.PRESS, tools.Phase.MOVE, tools.Phase.RELEASE


class TestTools:
    def board(self, **facts):
        self.drawn, self.changed, self.marked = [], [], []
        board = Board(
            1000, 2000, on_drawn=self.drawn.append, on_changed=self.changed.append, on_mark=self.marked.append, **facts
        )
        board.on_annotation = lambda name: setattr(board, "annotation_id", name)
        return board

    def test_a_rectangle_in_any_direction_cut_to_the_page(self):
        board = self.board()
        play(tools.rectangle, board, at(P, 300, 300), at(M, 100, 100), at(R, 100, 100))
        play(tools.rectangle, board, at(P, 900, 1900), at(M, 5000, 5000), at(R, 5000, 5000))
        assert self.drawn == [Box(100, 100, 200, 200), Box(900, 1900, 100, 100)]

    def test_a_slip_of_the_hand_draws_nothing(self):
        board = self.board()
        play(tools.rectangle, board, at(P, 300, 300), at(M, 302, 302), at(R, 302, 302))
        assert self.drawn == []

    def test_moving_keeps_the_size_at_the_edge(self):
        board = self.board(annotations=(Annotation("a", "c", Box(10, 10, 100, 50)),))
        play(tools.select, board, at(P, 50, 30), at(M, -500, 30), at(R, -500, 30))
        assert self.changed[0].box == Box(0, 10, 100, 50)

    def test_a_pull_through_itself_turns_over(self):
        board = self.board(annotations=(Annotation("a", "c", Box(200, 200, 100, 100)),))
        play(tools.select, board, at(P, 300, 300), at(M, 150, 150), at(R, 150, 150))
        assert self.changed[0].box == Box(150, 150, 50, 50)

    def test_cancel_and_a_mere_click_change_nothing(self):
        board = self.board(annotations=(Annotation("a", "c", Box(200, 200, 100, 100)),))
        play(tools.select, board, at(P, 250, 250), at(M, 300, 300), at(tools.Phase.CANCEL, 0, 0))
        play(tools.select, board, at(P, 250, 250), at(R, 250, 250))
        assert self.changed == []
        assert board.annotation_id == "a"
        assert board.draft is None

    def test_dismissed_marks_give_way(self):
        marks = (
            Mark("F1", "D01/1", "", FindingState.DISMISSED, Box(0, 0, 50, 50)),
            Mark("F2", "D02/1", "", FindingState.SUSPECTED, Box(0, 0, 500, 500)),
        )
        board = self.board(marks=marks)
        play(tools.select, board, at(P, 20, 20), at(R, 20, 20))
        assert self.marked == ["F2"]


class TestStrips:
    @pytest.mark.parametrize(
        ("scale", "zoom", "ratio", "level"),
        [(1, 1, 1, 1), (1, 0.5, 1, 2), (1, 0.51, 1, 1), (1, 0.5, 2, 1), (2, 0.5, 1, 4), (1, 0.01, 1, 16), (1, 8, 1, 1)],
    )
    def test_level_has_a_pixel_for_every_pixel_shown(self, scale, zoom, ratio, level):
        assert level_for(scale, zoom, ratio) == level

    def test_the_cache_keeps_to_its_bound_and_forgets_the_oldest(self):
        one = picture(100, 100).sizeInBytes()
        cache = ImageCache(limit=3 * one)
        for name in "abc":
            cache.put(name, 1, picture(100, 100))
        cache.get("a", 1)
        cache.put("d", 1, picture(100, 100))
        assert cache.size == 3 * one
        assert cache.get("b", 1) is None
        assert cache.get("a", 1) is not None

    def test_decode_by_level_and_rubbish(self, qapp):
        data = encode(picture(200, 100))
        assert (decode(data).width(), decode(data, 4).width()) == (200, 50)
        assert decode(b"not a picture").isNull()

    def test_damaged_evidence_is_told_once_and_not_asked_in_a_loop(self, run_async):
        problems, asked = [], []

        async def scenario():
            asyncio.get_running_loop().set_exception_handler(lambda _, facts: problems.append(facts["exception"]))
            store = StripStore()

            async def fetch(sha256):
                asked.append(sha256)
                raise ValueError("digest does not fit")

            strip = StripView("a", 0, 10, 10)
            store.open(fetch, "")
            for _ in range(3):
                store.want([Wish(strip, 1)])
                await asyncio.sleep(0.02)
            assert store.is_idle
            store.close()

        run_async(scenario())
        assert asked == ["a"]
        assert len(problems) == 1

    def test_pictures_of_the_capture_before_are_dropped(self, run_async):
        async def scenario():
            store, gate = StripStore(), asyncio.Event()

            async def slow(sha256):
                await gate.wait()
                return encode(picture(50, 50))

            async def fast(sha256):
                return encode(picture(60, 60))

            store.open(slow, "old overview")
            store.want([Wish(StripView("old", 0, 50, 50), 1)])
            await asyncio.sleep(0)
            store.open(fast, "new overview")
            gate.set()
            await until(lambda: store.is_idle)
            await asyncio.sleep(0.05)
            assert store.overview.width() == 60
            assert store.cache.get("old", 1) is None
            store.close()

        run_async(scenario())


class TestLazily:
    def test_only_strips_in_view_are_read_and_memory_stays_bounded(self, qapp, run_async):
        image = picture(400, 60_000)
        page = cut(image, [])
        asked = []

        async def fetch(sha256):
            asked.append(sha256)
            return page.blobs[sha256]

        async def scenario():
            canvas = StripCanvas(Theme(qapp, "light"))
            canvas.strips.cache = ImageCache(limit=20_000_000)  # three strips of 6.5 MB
            canvas.resize(500, 600)
            canvas.show()
            canvas.show_capture(capture_of(page), fetch)
            await quiet(canvas)
            assert asked[0] == page.overview
            assert asked[1:] == [page.strips[0].sha256]
            for y in range(0, 60_000, 2500):
                canvas.move_to(canvas.viewport_state.scrolled(0, y))
                await quiet(canvas)
                assert canvas.strips.cache.size <= 20_000_000
            assert set(asked[1:]) == {s.sha256 for s in page.strips}
            canvas.strips.close()
            canvas.close()

        run_async(scenario())

    def test_no_seam_and_the_right_pixels_at_any_zoom(self, qapp, run_async):
        image = picture(300, 9000, "#c02020")
        page = cut(image, [])

        async def scenario():
            canvas = StripCanvas(Theme(qapp, "light"))
            canvas.resize(400, 500)
            canvas.show()

            async def fetch(sha256):
                return page.blobs[sha256]

            canvas.show_capture(capture_of(page), fetch)
            for zoom in (0.37, 0.5, 1.0, 1.33, 8.0):
                canvas.zoom_at(zoom, canvas.rect().center().toPointF())
                canvas.move_to(canvas.viewport_state.scrolled(0, 4096 * zoom - 200))  # where two strips meet
                await quiet(canvas)
                shot = canvas.viewport().grab().toImage()
                column = {shot.pixelColor(200, y).name() for y in range(0, 450)}
                assert column == {"#c02020"}
            canvas.strips.close()
            canvas.close()

        run_async(scenario())


def capture_of(page):
    return CaptureView(
        "c",
        "t",
        "http://x/",
        "http://x/",
        "",
        PageRole.HOME,
        "",
        200,
        Outcome.COMPLETE,
        Fitness.FIT,
        "",
        page.width,
        page.height,
        1.0,
        page.strips,
        page.overview,
        (),
        (),
    )


async def quiet(canvas):
    for _ in range(3):
        canvas.viewport().repaint()
        await until(lambda: canvas.strips.is_idle)


def test_numbers_and_handles():
    assert [number_sign(n) for n in (1, 20, 21)] == ["①", "⑳", "(21)"]
    assert len(handle_rects(QRectF(0, 0, 200, 200))) == 8
    assert len(handle_rects(QRectF(0, 0, 20, 200))) == 6
