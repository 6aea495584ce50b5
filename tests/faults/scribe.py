"""A program that writes without end, and says on its output which lines are written for good.

Run as `python -m tests.faults.scribe DATABASE_URL`.
"""

import asyncio
import os
import sys
from itertools import count

from sqlmodel import Session

from bot.store.engine import Store
from bot.store.people import Person

AT_ONCE = 8
NAME = "somebody with a name that fills pages " * 3


async def write(url: str) -> None:
    store, numbers = Store(url), count()
    await asyncio.gather(*(_hire_without_end(store, numbers) for _ in range(AT_ONCE)))


async def _hire_without_end(store: Store, numbers: "count[int]") -> None:
    for number in numbers:
        await store.run(_hire, number)
        os.write(1, f"U{number}\n".encode())


def _hire(session: Session, number: int) -> None:
    session.add(Person(team_id="T0NORTHWIND", user_id=f"U{number}", name=NAME))


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1]))
