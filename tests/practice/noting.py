"""People around a meeting: what a partner does with notes again and again, and what a channel reads of it."""

import re
from datetime import date, time
from typing import Any, Final

from bot.practice import Message, Person
from bot.practice.model import Json
from tests.practice.town import OFFICE, Town

NOTES: Final = """Sales weekly
- Priya: buyers ask for a discount in the first five minutes
- Tom said the new price list confuses customers

Action items
- @Priya to share the call list by Friday
- Tom will record two calls by next Wednesday
"""
LONG: Final = "Takeaways\n{}\n\nAction items\n{}".format(
    "\n".join(f"- Fact {number} matters to buyers" for number in range(100)),
    "\n".join(f"- Priya to write step {number} of the plan by Friday" for number in range(50)),
)
RECAP: Final = "What we learned in your meeting"
PLAN: Final = "Our action plan"
POLL: Final = "@Lena Hoffmann asks:"
RESULT: Final = "The poll is closed"
THANKS: Final = "Thank you"
ON_TOUCHPOINTS: Final = re.compile(
    r"(The|I took the|I am taking the) (recap|action plan|acknowledgement)\b|When the follow"
)
FIRST_LINE: Final = re.compile(r"^ *\[(\w+ \d+ \w+ \d+):\d+\] Touchpoint: (.*?)(?: \(edited\))?$", re.MULTILINE)


async def invite(town: Town, channel: str = "#sales", by: str = "maya", **described: Any) -> None:
    """Have somebody invite the bot to a department's channel, and describe the department where anything is given."""
    await town.workspace.invite_bot(channel, by=by)
    await town.settled()
    if described:
        person = town.person(by)
        await person.clicks(person.dm.messages[-1], "departments.open")
        person.fill(**{"name": channel, "kind": "sales"} | described)
        assert await person.submits() == {}
        await town.settled()


async def draft(town: Town, notes: str = NOTES, who: str = "lena", channel: str = "#sales") -> Person:
    """Post notes with a mention of the bot, and open the draft that comes in the DM; return who has it open."""
    partner = town.person(who)
    await partner.says(channel, f"@Touchpoint {notes}")
    await town.settled()
    offered = [each for each in partner.dm.messages if "meetings.open" in str(each.blocks)]
    await partner.clicks(offered[-1], "meetings.open")
    return partner


async def confirm(town: Town, notes: str = NOTES, who: str = "lena", channel: str = "#sales", **changes: Any) -> None:
    """Post notes, correct the draft, and confirm it."""
    partner = await draft(town, notes, who, channel)
    partner.fill(**changes)
    assert await partner.submits() == {}
    await town.settled()


def entered(form: Json | None) -> dict[str, Any]:
    """What stands in a form, by block id: text, a user id, a day."""
    assert form
    values = {block: next(iter(elements.values())) for block, elements in form["state"]["values"].items()}
    return {block: next(value for key, value in each.items() if key != "type") for block, each in values.items()}


def said(town: Town, where: str | Person = "#sales") -> list[tuple[str, str]]:
    """The bot's messages in a conversation, each with its day and hour (`Thu 05 Mar 09`) and its first line.

    What a person reads about touchpoints is looked at on its own: `about_touchpoints`.
    """
    return [(day, line) for day, line in FIRST_LINE.findall(town.read(where)) if not ON_TOUCHPOINTS.match(line)]


def about_touchpoints(town: Town, who: str = "lena") -> list[tuple[str, str]]:
    """What somebody reads in private about touchpoints, each with its day and hour and its first line."""
    return [(day, line) for day, line in FIRST_LINE.findall(town.read(town.person(who))) if ON_TOUCHPOINTS.match(line)]


def heads(town: Town, where: str | Person = "#sales") -> list[str]:
    """The first lines of the bot's messages in a conversation."""
    return [line for _, line in said(town, where)]


def recap(town: Town, channel: str = "#sales") -> Message:
    """The one recap that stands in a channel."""
    [found] = [each for each in town.workspace.conversation(channel).top_level if RECAP in str(each.blocks)]
    return found


async def on(town: Town, day: date, at: time = time(10)) -> None:
    """Go on to a day in Berlin, at a local time."""
    await town.move_to(OFFICE.at(day, at))


def march(day: int) -> date:
    """A day of March 2026; the second is the Monday on which everything begins."""
    return date(2026, 3, day)


def april(day: int) -> date:
    """A day of April 2026; the third is Good Friday, the sixth Easter Monday."""
    return date(2026, 4, day)
