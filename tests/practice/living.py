"""What people do with polls that were asked, besides voting."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.polls import simple
from bot.practice import Person, forms
from bot.practice.model import Message
from bot.services import polls
from tests.practice.polling import SALES
from tests.practice.town import Town


async def put(town: Town, closes_at: datetime | None = None, key: str = "maya", **more: Any) -> int:
    """Have somebody ask a poll in #sales that the form offers, and return its id."""
    if town.workspace.bot_user_id not in town.workspace.conversation(SALES).members:
        town.let_bot_in(SALES)
    who = town.person(key).id
    ballot = simple(
        town.workspace.conversation(SALES).id, who, "What first?", ("Role play", "Call review"), closes_at
    )  # fmt: skip
    ballot = replace(ballot, **more)
    poll_id: int = await town.bot.deps.store.run(polls.ask, town.workspace.team_id, who, ballot, town.clock.now())
    await town.settled()
    return poll_id


async def steps(town: Town, person: Person, post: Message, step: str, **filled: Any) -> dict[str, str]:
    """Have somebody choose a step in the menu of a poll, and submit its form where there is one."""
    before = person.modal
    await person.clicks(post, "polls.more", option=step)
    await town.bot.deps.drain()
    errors: dict[str, str] = {}
    if person.modal and person.modal is not before and person.modal.get("submit"):
        person.fill(**filled)
        errors = await person.submits()
    await town.settled()
    return errors


def offered(post: Message) -> list[str]:
    """What the menu of a poll offers."""
    [menu] = [each for _, each in forms.elements(post.blocks) if each["type"] == "overflow"]
    return [option["text"]["text"] for option in menu["options"]]


def newest(town: Town) -> Message:
    """The last message in #sales."""
    return town.workspace.conversation(SALES).top_level[-1]
