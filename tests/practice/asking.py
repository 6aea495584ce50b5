"""People around a training request: what a manager and the partners do again and again."""

from typing import Any, Final

from bot.practice import Message, Person
from bot.practice.model import Json
from bot.store.requests import TrainingRequest
from tests.practice.town import Town

PROBLEM: Final = "reps freeze when buyers push back on price"
DESIRED: Final = "They hold the price and ask why"
AUDIENCE: Final = "12 account executives"


async def send(town: Town, who: str = "maya", channel: str = "#sales", **fields: Any) -> Message:
    """Send a request with the command and the form; return its card in the L&D channel."""
    person = town.person(who)
    await person.runs(channel, "/training-request", PROBLEM)
    person.fill(**{"desired": DESIRED, "audience": AUDIENCE} | fields)
    assert await person.submits() == {}
    await town.settled()
    return cards(town)[-1]


async def ask(town: Town, card: Message, question: str, who: str = "lena") -> None:
    """Ask the requester a question."""
    partner = town.person(who)
    await partner.clicks(card, "requests.ask")
    partner.fill(question=question)
    assert await partner.submits() == {}
    await town.settled()


async def decide(town: Town, card: Message, outcome: str, reason: str, who: str = "lena") -> None:
    """Decide a request with a reason."""
    partner = town.person(who)
    await partner.clicks(card, "requests.decide")
    partner.fill(outcome=outcome, reason=reason)
    assert await partner.submits() == {}
    await town.settled()


def cards(town: Town) -> list[Message]:
    """The triage cards in the L&D channel, oldest first."""
    return town.workspace.conversation("#learning-team").top_level


def stored(town: Town) -> TrainingRequest:
    """The one request there is."""
    [request] = town.rows(TrainingRequest)
    return request


def typed(person: Person) -> dict[str, Any]:
    """What stands in the text fields of the form that somebody has open, by block id."""
    return typed_in(person.modals[-1])


def typed_in(view: Json) -> dict[str, Any]:
    """What stands in the text fields of a form, by block id."""
    values = view["state"]["values"]
    return {block: next(iter(elements.values())).get("value") for block, elements in values.items()}
