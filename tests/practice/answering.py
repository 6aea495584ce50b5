"""Polls of every kind in #sales, and what people do in their forms."""

from datetime import timedelta
from typing import Any

from bot.domain.polls import Ballot, Kind, Mode, Question
from bot.practice import Message, Person
from bot.practice.model import Json
from bot.services import polls
from tests.practice.polling import SALES
from tests.practice.town import Town

LONG = "We sit together every other Thursday and go through the calls that went wrong, one by one"
SURVEY = (
    Question("How was the workshop?", Kind.SCALE),
    Question("What helped?", Kind.MULTIPLE, ("Role play", "Call review", "The cards"), most=2),
    Question("Would you come again?", Kind.YES_NO),
    Question("How should we go on?", Kind.SINGLE, (LONG, "Not at all")),
    Question("Which months suit you?", Kind.MULTIPLE, tuple(f"Month {number}" for number in range(1, 13)), most=None),
    Question("What should change?", Kind.TEXT),
)


async def put(town: Town, *questions: Question, **more: Any) -> Message:
    """Have Maya put a poll to #sales as the bot's other features do; return its message."""
    maya, room, now = town.person("maya"), town.workspace.conversation(SALES), town.clock.now()
    if town.workspace.bot_user_id not in room.members:
        await town.workspace.invite_bot(SALES, "maya")
    given: dict[str, Any] = {"closes_at": now + timedelta(days=2), "mode": Mode.NAMED} | more
    ballot = Ballot(room.id, maya.id, questions, **given)
    await town.bot.deps.store.run(polls.start, town.workspace.team_id, ballot, now, now)
    await town.settled()
    return room.top_level[-1]


async def opens(town: Town, key: str, post: Message) -> Json:
    """Have somebody open the form of a poll, and return it."""
    person = town.person(key)
    await person.clicks(post, "polls.answer")
    assert person.modal
    return person.modal


async def enters(person: Person, place: int, given: Any) -> None:
    """Have somebody answer a question of the form before them, which the bot hears of at once."""
    assert person.modal
    await person.clicks(person.modal, "polls.save", option=given, block=str(place))


def stands(person: Person) -> dict[str, Any]:
    """What stands in the form before somebody, by the place of the question; what is empty is left out."""
    values = (person.modal or {})["state"]["values"]
    found = {place: _entered(next(iter(fields.values()))) for place, fields in values.items()}
    return {place: value for place, value in found.items() if value}


def read(view: Json | None) -> str:
    """All that is written in a modal."""
    return " ".join(_texts(view))


def _entered(state: Json) -> Any:
    if "selected_options" in state:
        return [option["value"] for option in state["selected_options"]]
    chosen = state.get("selected_option")
    return chosen["value"] if chosen else state.get("value")


def _texts(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["text"]] if isinstance(node.get("text"), str) else []
        return own + [text for child in node.values() for text in _texts(child)]
    return [text for child in node for text in _texts(child)] if isinstance(node, list) else []
