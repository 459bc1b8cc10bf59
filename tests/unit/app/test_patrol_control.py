import asyncio
import os

from inspector_gui.app.patrol_control import Control, obey_standard_input


def test_proceed_waits_while_paused_and_says_when_to_end():
    async def scenario():
        control = Control()
        assert await control.proceed()
        control.pause()
        waiting = asyncio.ensure_future(control.proceed())
        await asyncio.sleep(0)
        assert control.paused
        assert not waiting.done()
        control.resume()
        assert await waiting
        control.pause()
        control.stop()
        assert not control.paused
        assert not await control.proceed()

    asyncio.run(scenario())


def test_a_sleep_ends_by_itself_or_by_a_stop():
    async def scenario():
        control = Control()
        assert await control.sleep(0)
        assert await control.sleep(-5)
        sleeping = asyncio.ensure_future(control.sleep(3600))
        await asyncio.sleep(0)
        control.stop()
        assert not await sleeping

    asyncio.run(scenario())


class Told(Control):
    """Tells what it was told, in order."""

    def __init__(self):
        super().__init__()
        self.words = asyncio.Queue()

    def pause(self):
        self.words.put_nowait("pause")

    def resume(self):
        self.words.put_nowait("resume")


def test_words_on_standard_input_are_obeyed_and_its_end_is_a_stop():
    reading, writing = os.pipe()
    saved = os.dup(0)
    os.dup2(reading, 0)

    async def scenario():
        control = Told()
        obey_standard_input(control)
        os.write(writing, b"nonsense\n\xff\xfe\npau")
        os.write(writing, b"se\n")
        assert await control.words.get() == "pause"
        os.write(writing, b"resume\n")
        assert await control.words.get() == "resume"
        assert not control.stopped.is_set()
        os.close(writing)
        await control.stopped.wait()

    try:
        asyncio.run(scenario())
    finally:
        os.dup2(saved, 0)
        os.close(saved)
        os.close(reading)
