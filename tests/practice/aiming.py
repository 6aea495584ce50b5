"""What people do with the goals of a department."""

from typing import Any

from bot.practice import Person
from bot.store.goals import Goal
from tests.practice.town import Town

SALES = "#sales"


async def lead(town: Town, who: str = "maya", channel: str = SALES, by: str = "") -> None:
    """Have somebody say who leads the department at home in a channel: they themselves, if nobody else says it."""
    person = town.person(by or who)
    await person.runs(channel, "/ld", "department")
    person.fill(name=channel[1:], kind="sales", lead=who)
    assert await person.submits() == {}
    await town.settled()


async def add(town: Town, name: str, who: str = "maya", channel: str = SALES, **fields: Any) -> Person:
    """Have somebody add a goal after the command; return them with the list before their eyes."""
    person = await adding(town, name, who, channel, **fields)
    assert await person.submits() == {}
    return person


async def adding(town: Town, words: str, who: str = "maya", channel: str = SALES, **fields: Any) -> Person:
    """Have somebody fill in the form for a goal, beginning with `words`; return them before they send it."""
    person = town.person(who)
    await person.runs(channel, "/ld", f"goal {words}")
    person.fill(**{"kind": "objective"} | fields)
    return person


async def looks(town: Town, who: str = "maya", channel: str = SALES) -> Person:
    """Have somebody open the list."""
    person = town.person(who)
    await person.runs(channel, "/ld", "goal")
    return person


async def clicks(town: Town, person: Person, action_id: str, name: str | None = None) -> None:
    """Click a button of the list below everything, of one goal or of all, and wait until it shows what it did."""
    await person.clicks(person.modals[0], action_id, button(person, name) if name else None)
    await town.bot.deps.drain()


async def saves(town: Town, person: Person, **fields: Any) -> dict[str, str]:
    """Fill in and send the form on top; return what needs another look, when the list below shows what was saved."""
    person.fill(**fields)
    problems = await person.submits()
    await town.bot.deps.drain()
    return problems


def lines(person: Person) -> list[str]:
    """The goals in the list that somebody has open, below everything, in a line each."""
    sections = [block for block in person.modals[0]["blocks"] if block["type"] == "section"]
    return [block["text"]["text"] for block in sections if block["text"]["type"] == "plain_text"]


def button(person: Person, name: str) -> str:
    """The value of the buttons beside the goal that begins so."""
    blocks = person.modals[0]["blocks"]
    place = next(
        place for place, block in enumerate(blocks)
        if block["type"] == "section" and block["text"]["text"].startswith(name)
    )  # fmt: skip
    value: str = blocks[place + 2]["elements"][0]["value"]
    return value


def goal(town: Town, name: str) -> Goal:
    """The goal of this name as it is stored."""
    return next(row for row in town.rows(Goal) if row.name == name)
