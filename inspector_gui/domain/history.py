"""Undo and redo as values: each act knows its state before and after, and its inverse is the act with the two swapped."""

from __future__ import annotations

from dataclasses import dataclass, field

from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.findings import FindingState


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a finding at one moment."""

    state: FindingState
    why: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class DecisionAct:
    """A finding's decision changed from `before` to `after`."""

    finding_id: str
    before: Decision
    after: Decision

    @property
    def inverse(self) -> DecisionAct:
        return DecisionAct(self.finding_id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class AnnotationAct:
    """An annotation drawn (`before` None), changed, or removed (`after` None)."""

    before: Annotation | None
    after: Annotation | None

    @property
    def inverse(self) -> AnnotationAct:
        return AnnotationAct(self.after, self.before)

    @property
    def annotation(self) -> Annotation:
        """The annotation concerned, in whichever state exists."""
        subject = self.after or self.before
        if subject is None:
            raise ValueError("an annotation act needs a state before or after")
        return subject


Act = DecisionAct | AnnotationAct


@dataclass(frozen=True, slots=True)
class History:
    """Acts done and acts undone, latest last. A new act forgets what was undone."""

    done: tuple[Act, ...] = field(default=())
    undone: tuple[Act, ...] = field(default=())

    def after(self, act: Act) -> History:
        return History((*self.done, act))

    def back(self) -> tuple[Act, History] | None:
        """The act that takes the latest one back, and the history afterwards; None when nothing is left."""
        if not self.done:
            return None
        return self.done[-1].inverse, History(self.done[:-1], (*self.undone, self.done[-1]))

    def forward(self) -> tuple[Act, History] | None:
        """The act to do again, and the history afterwards; None when nothing was undone."""
        if not self.undone:
            return None
        return self.undone[-1], History((*self.done, self.undone[-1]), self.undone[:-1])
