"""Undo and redo: every act of review is a value with an inverse; undoing is itself an entry in the custody log."""

from __future__ import annotations

from inspector_gui.app.changes import Changes, Topic
from inspector_gui.app.session import Session
from inspector_gui.domain.history import Act, AnnotationAct, DecisionAct


def perform(session: Session, act: Act) -> Changes:
    """Do an act for the first time and remember it."""
    changes = apply(session, act)
    session.history = session.history.after(act)
    return changes


def undo(session: Session) -> Changes:
    """Take the latest act back; nothing happens when there is none."""
    step = session.history.back()
    if step is None:
        return Changes()
    with session.archive.transaction():
        changes = apply(session, step[0])
        session.archive.custody.append("undone", _subject(step[0]))
    session.history = step[1]
    return changes


def redo(session: Session) -> Changes:
    """Do the act again that was undone last; nothing happens when there is none."""
    step = session.history.forward()
    if step is None:
        return Changes()
    with session.archive.transaction():
        changes = apply(session, step[0])
        session.archive.custody.append("redone", _subject(step[0]))
    session.history = step[1]
    return changes


def undo_label(session: Session) -> str:
    """What `undo` would take back, for a tooltip; empty when there is nothing."""
    return _label(session.history.done[-1]) if session.history.done else ""


def redo_label(session: Session) -> str:
    """What `redo` would do again; empty when there is nothing."""
    return _label(session.history.undone[-1]) if session.history.undone else ""


def apply(session: Session, act: Act) -> Changes:
    """Bring about the state after `act`, without remembering it."""
    if isinstance(act, DecisionAct):
        after = act.after
        finding = session.archive.findings.decide(
            act.finding_id, state=after.state, why=after.why, category=after.category, actor=session.actor
        )
        return Changes.of(Topic.FINDINGS, Topic.HISTORY, target_id=finding.target_id, finding_id=finding.id)
    if act.after is None:
        session.archive.annotations.remove(act.annotation.id)
    else:
        session.archive.annotations.put(act.after, actor=session.actor)
    return Changes.of(
        Topic.ANNOTATIONS, Topic.HISTORY, capture_id=act.annotation.capture_id, finding_id=act.annotation.finding_id
    )


def _subject(act: Act) -> str:
    return act.finding_id if isinstance(act, DecisionAct) else act.annotation.id


def _label(act: Act) -> str:
    if isinstance(act, DecisionAct):
        return {"confirmed": "确认问题", "dismissed": "排除问题", "pending": "列为待定", "suspected": "恢复疑似"}[
            act.after.state.value
        ]
    if isinstance(act, AnnotationAct) and act.before is None:
        return "绘制标注"
    return "删除标注" if act.after is None else "修改标注"
