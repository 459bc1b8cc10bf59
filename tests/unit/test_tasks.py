import asyncio

import pytest

from inspector_gui import tasks


def test_an_exception_nobody_awaited_reaches_the_loops_handler():
    seen = []

    async def main():
        asyncio.get_running_loop().set_exception_handler(lambda _, context: seen.append(context))

        async def fail():
            raise ValueError("lost")

        tasks.start(fail(), name="failing")
        await asyncio.sleep(0.01)

    asyncio.run(main())
    assert [str(c["exception"]) for c in seen] == ["lost"]
    assert "failing" in seen[0]["message"]


def test_the_result_can_still_be_awaited():
    async def main():
        async def answer():
            return 42

        return await tasks.start(answer(), name="answer")

    assert asyncio.run(main()) == 42


def test_cancelling_is_no_failure():
    async def main():
        task = tasks.start(asyncio.sleep(60), name="sleep")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
