from hypothesis import given
from hypothesis import strategies as st

from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.geometry import Box
from inspector_gui.domain.history import AnnotationAct, Decision, DecisionAct, History

CONFIRM = DecisionAct("F1", Decision(FindingState.SUSPECTED), Decision(FindingState.CONFIRMED, "属实"))
DRAWN = AnnotationAct(None, Annotation("a1", "c1", Box(1, 2, 30, 40)))


def test_undo_gives_the_inverse_and_redo_the_act_itself():
    history = History().after(CONFIRM).after(DRAWN)
    inverse, history = history.back()
    assert inverse == AnnotationAct(DRAWN.after, None)
    again, history = history.forward()
    assert again == DRAWN
    assert history == History((CONFIRM, DRAWN))


def test_a_new_act_forgets_what_was_undone():
    _, history = History().after(CONFIRM).back()
    assert history.after(DRAWN).forward() is None


def test_nothing_to_undo_or_redo():
    assert History().back() is None
    assert History().forward() is None


@given(st.lists(st.sampled_from(["act", "undo", "redo"]), max_size=60))
def test_any_walk_applies_to_the_same_state_as_replaying_what_is_done(walk):
    """A model of the archive: a list of acts in force. Undo takes the last away, redo puts it back."""
    history, in_force, number = History(), [], 0
    for step in walk:
        if step == "act":
            number += 1
            act = DecisionAct(f"F{number}", Decision(FindingState.SUSPECTED), Decision(FindingState.CONFIRMED))
            history, in_force = history.after(act), [*in_force, act]
        elif step == "undo" and (back := history.back()):
            assert back[0] == in_force[-1].inverse
            in_force, history = in_force[:-1], back[1]
        elif step == "redo" and (forward := history.forward()):
            in_force, history = [*in_force, forward[0]], forward[1]
        assert list(history.done) == in_force
