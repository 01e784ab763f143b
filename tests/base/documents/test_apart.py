"""Work that needs a loop of its own is done with and without one running."""

import asyncio

from pakten.base.documents.apart import apart


def own_loop() -> int:
    return asyncio.run(asyncio.sleep(0, 7))


def test_apart_works_where_no_loop_runs() -> None:
    assert apart(own_loop) == 7


def test_apart_works_where_a_loop_runs() -> None:
    async def inside() -> int:
        return apart(own_loop)

    assert asyncio.run(inside()) == 7
