"""What people do with polls in #sales."""

from datetime import datetime
from typing import Any

from bot.domain.polls import Question, simple
from bot.domain.polls_answers import unpacked
from bot.practice import Person
from bot.practice.model import Message
from bot.services import polls
from bot.store.polls import Answers
from tests.practice.town import Town

SALES = "#sales"


async def asked(town: Town, key: str = "maya", options: str = "Role play\nCall review", **more: Any) -> Message:
    """Have somebody ask a question in #sales, and return the poll's message."""
    if town.workspace.bot_user_id not in town.workspace.conversation(SALES).members:
        await town.workspace.invite_bot(SALES, "maya")
    person = town.person(key)
    await person.runs(SALES, "/ld", "poll What first?")
    person.fill(options=options, **more)
    assert await person.submits() == {}
    await town.settled()
    return town.workspace.conversation(SALES).top_level[-1]


async def votes(town: Town, post: Message, **choices: str) -> None:
    """Have people click the button beside an option, in order, and wait until all is said."""
    for key, option in choices.items():
        await town.person(key).clicks(post, "polls.vote", button(post, option))
    await town.bot.deps.drain()
    await town.settled()


async def closed(town: Town, person: Person, post: Message) -> None:
    """Have somebody choose *Close now*."""
    await person.clicks(post, "polls.more", option="Close now")
    await town.bot.deps.drain()
    await town.settled()


def button(post: Message, option: str) -> str:
    return next(
        str(block["accessory"]["value"])
        for block in post.blocks
        if block["type"] == "section" and block["text"]["text"] == option
    )


def shown(town: Town) -> str:
    """What stands in #sales."""
    return town.workspace.read(SALES)


def last_heard(person: Person) -> str:
    return person.ephemerals[-1].text


async def started(town: Town, closes_at: datetime, *, due_at: datetime | None = None, thread: str | None = None) -> int:
    """Plan a poll in #sales as other features do, and return its id."""
    channel, maya = town.workspace.conversation(SALES).id, town.person("maya").id
    ballot = simple(channel, maya, "What first?", ("Role play", "Call review"), closes_at)
    now = town.clock.now()
    poll_id = await town.bot.deps.store.run(
        polls.start, town.workspace.team_id, ballot, due_at or now, now, thread=thread, after=thread
    )
    await town.settled()
    return poll_id


def chosen(row: Answers) -> tuple[int, ...]:
    """What somebody chose in a named poll that asks for one option."""
    return tuple(unpacked(row.body).to(0, Question("What first?", options=("Role play", "Call review"))) or ())  # type: ignore[arg-type]
