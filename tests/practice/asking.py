"""People around a training request: what a manager and the partners do again and again."""

from typing import Any, Final

from bot.practice import Message, Person
from bot.practice.forms import elements
from bot.practice.model import Json
from bot.store.requests import TrainingRequest
from tests.practice.town import Town

PROBLEM: Final = "reps freeze when buyers push back on price"
DESIRED: Final = "They hold the price and ask why"
AUDIENCE: Final = "12 account executives"
EVIDENCE: Final = "12 % discount on average"
TURN_DOWN: Final = "Not now, or no"
REASONS: Final = {
    "reason": "They know what to say and lose it under pressure",
    "support": "We run two sessions with real calls",
    "challenge": "Somebody has to keep the hour free",
}
CHARTER: Final = {
    "measure": "An average discount of 8 %",
    "what_0": "run two role plays",
    "who_0": "lena",
    "by_0": "2026-03-20",
}
NEEDED: Final[dict[str, dict[str, Any]]] = {
    "build": CHARTER,
    "coaching": CHARTER,
    "reuse": {},
    "advice": {"advice": "One page with the price limits", "owner": "maya", "due_on": "2026-03-13"},
}
TURNED_DOWN: Final[dict[str, dict[str, Any]]] = {
    "defer": {"deferred_until": "2026-03-16"},
    "decline": {"offered": "Tom's list of answers is in the wiki"},
}


async def send(town: Town, who: str = "maya", channel: str = "#sales", **fields: Any) -> Message:
    """Send a request with the command and the form; return its card in the L&D channel."""
    person = town.person(who)
    await person.runs(channel, "/training-request", PROBLEM)
    person.fill(**{"desired": DESIRED, "audience": AUDIENCE} | fields)
    assert await person.submits() == {}
    await town.settled()
    return cards(town)[-1]


async def ask(town: Town, card: Message, question: str, who: str = "lena") -> None:
    """Ask the requester a question of one's own, and none of the flow's."""
    partner = town.person(who)
    await partner.clicks(card, "requests.ask")
    proposed = [block for block in typed(partner) if block.startswith("proposed_")]
    partner.fill(question=question, **dict.fromkeys(proposed))
    assert await partner.submits() == {}
    await town.settled()


async def answer(town: Town, who: str = "maya", **fields: Any) -> None:
    """Answer the latest questions in their form; fields are `choice_…` and `question_…` by the question's id."""
    person = town.person(who)
    await person.clicks(questions(town, who)[-1], "requests.answer")
    person.fill(**fields)
    assert await person.submits() == {}
    await town.settled()


async def analyse(town: Town, card: Message, who: str = "lena", **fields: Any) -> None:
    """Take a request and fill the gaps of its analysis."""
    partner = town.person(who)
    if buttons(card, "requests.take"):
        await partner.clicks(card, "requests.take")
        await town.settled()
    await partner.clicks(card, "requests.analyse")
    partner.fill(**{"evidence": EVIDENCE, "no_goal": "We try it in one team first", "cause": "skill"} | fields)
    assert await partner.submits() == {}
    await town.settled()


async def recommend(town: Town, card: Message, outcome: str, who: str = "lena", **fields: Any) -> None:
    """Recommend something for a request whose analysis is there, in both forms."""
    partner = town.person(who)
    await partner.clicks(card, "requests.recommend")
    partner.fill(outcome=outcome)
    assert await partner.submits() == {}
    partner.fill(**REASONS | NEEDED[outcome] | fields)
    assert await partner.submits() == {}
    await town.settled()


async def turn_down(town: Town, card: Message, outcome: str, who: str = "lena", **fields: Any) -> None:
    """Say no, or not now."""
    partner = town.person(who)
    await partner.clicks(card, "requests.more", option=TURN_DOWN)
    partner.fill(outcome_no=outcome, **REASONS | TURNED_DOWN[outcome] | fields)
    assert await partner.submits() == {}
    await town.settled()


async def open_page(town: Town, who: str, number: int = 1) -> Person:
    """Have somebody open App Home, and the page of a request there."""
    person = town.person(who)
    await person.opens_home()
    await town.settled()
    await click_page(town, who, "requests.open", str(number))
    return person


async def click_page(town: Town, who: str, action_id: str, value: str | None = None) -> None:
    """Have somebody click something in App Home."""
    person = town.person(who)
    assert person.home
    await person.clicks(person.home, action_id, value)
    await town.settled()


def questions(town: Town, who: str = "maya") -> list[Message]:
    """The messages with questions that wait for somebody's answer, oldest first."""
    return [each for each in town.person(who).dm.messages if buttons(each, "requests.answer")]


def buttons(message: Message, action_id: str) -> list[Json]:
    """The buttons of a message with this action."""
    return [element for _, element in elements(message.blocks) if element["action_id"] == action_id]


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
