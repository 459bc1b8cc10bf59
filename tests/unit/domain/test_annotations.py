import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_gui.domain.annotations import Handle, dragged, handle_at, kept_on_page
from inspector_gui.domain.geometry import Box

BOX = Box(100, 200, 300, 150)
numbers = st.floats(-5000, 5000, allow_nan=False)


@pytest.mark.parametrize(
    ("x", "y", "handle"),
    [
        (100, 200, Handle.TOP_LEFT),
        (400, 200, Handle.TOP_RIGHT),
        (100, 350, Handle.BOTTOM_LEFT),
        (400, 350, Handle.BOTTOM_RIGHT),
        (250, 201, Handle.TOP),
        (250, 349, Handle.BOTTOM),
        (102, 270, Handle.LEFT),
        (398, 270, Handle.RIGHT),
        (250, 270, Handle.BODY),
        (50, 270, None),
        (250, 400, None),
    ],
)
def test_handle_under_the_pointer(x, y, handle):
    assert handle_at(BOX, x, y, reach=4) is handle


def test_dragging_a_corner_keeps_the_opposite_one():
    assert dragged(BOX, Handle.BOTTOM_RIGHT, 10, -20) == Box(100, 200, 310, 130)
    assert dragged(BOX, Handle.TOP_LEFT, 10, -20) == Box(110, 180, 290, 170)


def test_an_edge_moves_in_one_direction_only():
    assert dragged(BOX, Handle.LEFT, 40, 999) == Box(140, 200, 260, 150)
    assert dragged(BOX, Handle.BOTTOM, 999, 40) == Box(100, 200, 300, 190)


def test_the_body_moves_without_changing_size():
    assert dragged(BOX, Handle.BODY, -10, 15) == Box(90, 215, 300, 150)


@given(st.sampled_from(list(Handle)), numbers, numbers)
def test_a_box_is_never_turned_inside_out(handle, dx, dy):
    moved = dragged(BOX, handle, dx, dy)
    assert moved.width >= 0
    assert moved.height >= 0


@given(numbers, numbers, st.floats(0, 3000), st.floats(0, 3000))
def test_a_box_kept_on_the_page_lies_on_the_page(x, y, width, height):
    kept = kept_on_page(Box(x, y, width, height), width=1366, height=4000)
    assert 0 <= kept.x <= kept.right <= 1366 + 1e-6
    assert 0 <= kept.y <= kept.bottom <= 4000 + 1e-6
