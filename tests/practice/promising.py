"""What people do with follow-ups again and again."""

from typing import Any

from bot.practice import Message, Person
from bot.store.followups import FollowUp
from tests.practice.town import Town


def told(person: Person) -> Message:
    """The last message in somebody's DM, other than the question whether they may be named."""
    return [each for each in person.dm.messages if "May I name you?" not in each.text][-1]


async def step(
    town: Town, person: Person, option: str, message: Message | None = None, **fields: Any
) -> dict[str, str]:
    """Choose a step of a follow-up's menu in somebody's last DM, and send the form; return what needs another look."""
    await person.clicks(message or told(person), "followups.more", option=option)
    return await sends(town, person, **fields)


async def click(town: Town, person: Person, button: str, message: Message | None = None) -> None:
    """Click a button of a follow-up in somebody's last DM, or in another message."""
    await person.clicks(message or told(person), f"followups.{button}")
    await town.settled()


async def sends(town: Town, person: Person, **fields: Any) -> dict[str, str]:
    """Fill in and send the form that somebody has open; return what needs another look."""
    person.fill(**fields)
    problems = await person.submits()
    await town.settled()
    return problems


async def adds(town: Town, who: str, text: str, channel: str = "#sales", **fields: Any) -> Person:
    """Have somebody add a follow-up after the command."""
    person = town.person(who)
    await person.runs(channel, "/ld", f"follow-ups {text}")
    assert await sends(town, person, **fields) == {}
    return person


async def lists(town: Town, who: str, channel: str = "#sales") -> Person:
    """Have somebody open their follow-ups."""
    person = town.person(who)
    await person.runs(channel, "/ld", "follow-ups")
    return person


async def chooses(town: Town, person: Person, menu: str, option: str) -> None:
    """Choose something in a menu of the list."""
    await person.clicks(person.modals[0], f"followups.{menu}", option=option)
    await town.settled()


def lines(person: Person) -> list[str]:
    """The follow-ups in the list that somebody has open, below everything, in a line each."""
    sections = [block for block in person.modals[0]["blocks"] if block["type"] == "section"]
    return [block["text"]["text"] for block in sections if block["text"]["type"] == "plain_text"]


def stored(town: Town, text: str) -> FollowUp:
    """The follow-up that begins so, as it is stored."""
    return next(row for row in town.rows(FollowUp) if row.text.startswith(text))
