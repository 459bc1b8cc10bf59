"""Bounded notes of a visit."""

import asyncio
import dataclasses

import pytest

from inspector_gui.capture.notebook import Notebook
from inspector_gui.capture.protocol import PageLost
from inspector_gui.capture.recording import Limits

LIMITS = dataclasses.replace(Limits(), notes=3, dialogs=2)


@pytest.fixture
def notes(fake_session):
    session, storms = fake_session(), []
    return Notebook(session, LIMITS, on_dialog_storm=lambda: storms.append(True)), session, storms


def test_console_messages_are_kept_with_their_level(notes):
    book, session, _ = notes
    args = [{"type": "string", "value": "载入"}, {"type": "number", "value": 3}]
    session.fire("Runtime.consoleAPICalled", type="warning", args=[*args, {"type": "object", "description": "Window"}])
    session.fire("Runtime.consoleAPICalled", type="log", args=[{"type": "undefined"}])
    session.fire("Log.entryAdded", entry={"level": "error", "text": "404", "url": "http://a.example/x.js"})
    assert book.console == [
        {"level": "warning", "text": "载入 3 Window"},
        {"level": "log", "text": "undefined"},
        {"level": "error", "text": "404 http://a.example/x.js"},
    ]


def test_long_and_many_messages_are_cut_but_counted(notes):
    book, session, _ = notes
    for _ in range(10):
        session.fire("Runtime.consoleAPICalled", type="log", args=[{"value": "长" * 9000}])
    assert book.console_count == 10
    assert [len(note["text"]) for note in book.console] == [500] * 3


@pytest.mark.parametrize("answer", [{}, PageLost("gone")])
def test_a_flood_ends_the_listening_once(notes, answer):
    book, session, _ = notes
    session.answers["Log.disable"] = answer

    async def main():
        for _ in range(3000):
            session.fire("Runtime.consoleAPICalled", type="log", args=[])
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(main())
    assert [method for method, _ in session.sent] == ["Runtime.disable", "Log.disable"]
    assert book.console_count == 3000


def test_script_errors_are_one_line_each_and_bounded(notes):
    book, session, _ = notes
    session.fire(
        "Runtime.exceptionThrown", exceptionDetails={"text": "Uncaught", "exception": {"description": "E: x\n at y"}}
    )
    session.fire("Runtime.exceptionThrown", exceptionDetails={"text": "Uncaught 3", "exception": {"value": 3}})
    for _ in range(9):
        session.fire("Runtime.exceptionThrown", exceptionDetails={"text": "Script error."})
    assert book.errors == ["E: x", "Uncaught 3", "Script error."]


def test_a_storm_of_dialogs_is_told_once(notes):
    book, session, storms = notes
    session.fire("Page.javascriptDialogOpening", type="alert", message="您好")
    assert not storms
    for _ in range(5):
        session.fire("Page.javascriptDialogOpening", type="confirm", message="?" * 900)
    assert storms == [True]
    assert book.dialog_count == 6
    assert book.dialogs == [{"type": "alert", "text": "您好"}, {"type": "confirm", "text": "?" * 500}]


def test_downloads_are_bounded(notes):
    book, session, _ = notes
    for n in range(9):
        session.fire("Page.downloadWillBegin", url=f"http://a.example/{n}.zip")
    assert book.downloads == [f"http://a.example/{n}.zip" for n in range(3)]


def test_the_same_cut_is_noted_once(notes):
    book, _, _ = notes
    for sentence in ("甲", "乙", "甲"):
        book.cut(sentence)
    assert book.cuts == ["甲", "乙"]
