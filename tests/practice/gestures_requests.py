"""What people can do with training requests, as gestures that anybody's name can be put to.

The owner sent the request; where a partner did something with it before, it was not the owner.
"""

from datetime import timedelta
from functools import partial
from typing import Any, Final

from bot.practice import Message, Person, events, payloads
from bot.practice.forms import elements
from tests.practice import asking, noting
from tests.practice.gesture import (
    NOTE_TAKER,
    PARTNERS,
    SALES,
    Gesture,
    Prepare,
    click,
    click_in_modal,
    click_in_view,
    filled,
    heard,
    written,
)
from tests.practice.town import Town

QUESTION: Final = "How many?"
EMOJI: Final = "mortar_board"


def gestures() -> dict[str, Prepare]:
    """How each gesture is prepared, by the listener that answers it; of the menu by what is chosen in it."""
    return {
        "requests.open_form": _command,
        "requests.open_form_on_message": _shortcut,
        "requests.submit": _form,
        "requests.open_details": partial(_captured, "requests.complete"),
        "requests.complete": _details_form,
        "requests.read": partial(_card, "requests.read"),
        "requests.agree": partial(_outcome, "build", "requests.agree"),
        "requests.open_talk": partial(_outcome, "decline", "requests.talk"),
        "requests.talk": _talk_form,
        "requests.reopen": partial(_outcome, "decline", "requests.reopen"),
        "requests.withdraw": partial(_page, "requests.withdraw"),
        "requests_questions.open_question": partial(_card, "requests.ask"),
        "requests_questions.ask": partial(_card_form, "requests.ask", {"question": QUESTION}),
        "requests_questions.open_answer": partial(_question, "requests.answer"),
        "requests_questions.answer": _answer_form,
        "requests_questions.skip": partial(_question, "requests.skip"),
        "requests_triage.take": partial(_card, "requests.take"),
        "requests_triage.open_analysis": partial(_taken, "requests.analyse"),
        "requests_triage.analyse": _analysis_form,
        "requests_triage.go_further hand over": partial(_menu, "Hand it over"),
        "requests_triage.go_further fill in": partial(_menu, "Fill in answers you heard"),
        "requests_triage.go_further crisis": partial(_menu, "Treat it as a crisis"),
        "requests_triage.go_further override": partial(_menu, "Recommend without the analysis"),
        "requests_triage.go_further turn down": partial(_menu, asking.TURN_DOWN),
        "requests_triage.hand_over": partial(_menu_form, "Hand it over", {"partner": "Luis"}),
        "requests_outcomes.open_recommendation": partial(_analysed, "requests.recommend"),
        "requests_outcomes.route": _route_form,
        "requests_outcomes.propose": _proposal_form,
        "requests_outcomes.turn_down": partial(
            _menu_form, asking.TURN_DOWN, {"outcome_no": "decline", **asking.REASONS, **asking.TURNED_DOWN["decline"]}
        ),
        "requests_links.open_matches": partial(_card, "requests.matches"),
        "requests_links.open_link": _match,
        "requests_links.link": _link_form,
        "requests_links.unlink": _linked,
        "requests_reactions.reacted": _reaction,
        "direct.written": _direct,
        "home.open_request": _overview,
        "home.go_back": partial(_page, "requests.back"),
    }


async def _command(town: Town, owner: Person) -> Gesture:
    room = town.workspace.conversation(SALES)
    made = partial(payloads.command, town.workspace)
    return Gesture("slash_commands", lambda user: made(user, room, "/training-request", "help"))


async def _shortcut(town: Town, owner: Person) -> Gesture:
    post = await owner.says(SALES, noting.NOTES)
    made = partial(payloads.message_shortcut, town.workspace)
    return Gesture("interactive", lambda user: made(user, "requests.capture", post))


async def _form(town: Town, owner: Person) -> Gesture:
    await owner.runs(SALES, "/training-request", asking.PROBLEM)
    return filled(town, owner, desired=asking.DESIRED, audience=asking.AUDIENCE)


async def _captured(action_id: str, town: Town, owner: Person) -> Gesture:
    await owner.says(SALES, "@Touchpoint we need training on price talks")
    await town.settled()
    return click(town, heard(owner, action_id), action_id)


async def _details_form(town: Town, owner: Person) -> Gesture:
    await _captured("requests.complete", town, owner)
    await owner.clicks(heard(owner, "requests.complete"), "requests.complete")
    return filled(town, owner, desired=asking.DESIRED, audience=asking.AUDIENCE)


async def _card(action_id: str, town: Town, owner: Person) -> Gesture:
    return click(town, await asking.send(town, owner.member.key), action_id)


async def _card_form(action_id: str, fields: dict[str, Any], town: Town, owner: Person) -> Gesture:
    card, colleague = await asking.send(town, owner.member.key), _colleague(town, owner)
    await colleague.clicks(card, action_id)
    return filled(town, colleague, **fields)


async def _menu(option: str, town: Town, owner: Person) -> Gesture:
    return click(town, await asking.send(town, owner.member.key), "requests.more", option=option)


async def _menu_form(option: str, fields: dict[str, Any], town: Town, owner: Person) -> Gesture:
    card, colleague = await asking.send(town, owner.member.key), _colleague(town, owner)
    await colleague.clicks(card, "requests.more", option=option)
    return filled(town, colleague, **fields)


async def _question(action_id: str, town: Town, owner: Person) -> Gesture:
    await asking.send(town, owner.member.key)
    return click(town, asking.questions(town, owner.member.key)[-1], action_id)


async def _answer_form(town: Town, owner: Person) -> Gesture:
    await asking.send(town, owner.member.key)
    await owner.clicks(asking.questions(town, owner.member.key)[-1], "requests.answer")
    field = next(block for block in asking.typed(owner) if block.startswith("question_"))
    return filled(town, owner, **{field: "Nine"})


async def _taken(action_id: str, town: Town, owner: Person) -> Gesture:
    return click(town, await _take(town, owner), action_id)


async def _analysis_form(town: Town, owner: Person) -> Gesture:
    card, colleague = await _take(town, owner), _colleague(town, owner)
    await colleague.clicks(card, "requests.analyse")
    return filled(town, colleague, evidence=asking.EVIDENCE)


async def _analysed(action_id: str, town: Town, owner: Person) -> Gesture:
    return click(town, await _analyse(town, owner), action_id)


async def _route_form(town: Town, owner: Person) -> Gesture:
    card, colleague = await _analyse(town, owner), _colleague(town, owner)
    await colleague.clicks(card, "requests.recommend")
    return filled(town, colleague, outcome="advice", cause="tools")


async def _proposal_form(town: Town, owner: Person) -> Gesture:
    card, colleague = await _analyse(town, owner), _colleague(town, owner)
    await colleague.clicks(card, "requests.recommend")
    colleague.fill(outcome="build")
    assert await colleague.submits() == {}
    return filled(town, colleague, **asking.REASONS, **asking.NEEDED["build"])


async def _outcome(outcome: str, action_id: str, town: Town, owner: Person) -> Gesture:
    return click(town, await _decided(outcome, town, owner), action_id)


async def _talk_form(town: Town, owner: Person) -> Gesture:
    await owner.clicks(await _decided("decline", town, owner), "requests.talk")
    return filled(town, owner, remark="We had hoped for more")


async def _match(town: Town, owner: Person) -> Gesture:
    """A click in the list of what fits the second of two requests in the same words."""
    colleague = await _alike(town, owner)
    return click_in_modal(town, town.workspace.modals[colleague.id][0], "requests.link")


async def _link_form(town: Town, owner: Person) -> Gesture:
    colleague = await _alike(town, owner)
    await colleague.clicks(colleague.modals[-1], "requests.link", _first(colleague, "requests.link"))
    return filled(town, colleague)


async def _linked(town: Town, owner: Person) -> Gesture:
    colleague = await _alike(town, owner)
    await colleague.clicks(colleague.modals[-1], "requests.link", _first(colleague, "requests.link"))
    assert await colleague.submits() == {}
    await town.settled()
    return click(town, asking.cards(town)[-1], "requests.unlink")


async def _reaction(town: Town, owner: Person) -> Gesture:
    post = await owner.says(SALES, asking.PROBLEM)
    return Gesture("events_api", lambda user: events.reacted(town.workspace, post, user, EMOJI)[0])


async def _direct(town: Town, owner: Person) -> Gesture:
    await asking.send(town, owner.member.key)
    return Gesture("events_api", lambda user: written(town, user, town.workspace.dm_with(user).id, "Nine"))


async def _overview(town: Town, owner: Person) -> Gesture:
    """The button in the owner's App Home that opens the page of their request."""
    await asking.send(town, owner.member.key)
    await owner.opens_home()
    await town.settled()
    return click_in_view(town, town.workspace.homes[owner.id], "requests.open")


async def _page(action_id: str, town: Town, owner: Person) -> Gesture:
    """A button on the page of the owner's request."""
    gesture = await _overview(town, owner)
    await town.workspace.courier.attempt(gesture.delivery(owner.id))
    await town.settled()
    return click_in_view(town, town.workspace.homes[owner.id], action_id)


async def _take(town: Town, owner: Person) -> Message:
    card = await asking.send(town, owner.member.key)
    await _colleague(town, owner).clicks(card, "requests.take")
    await town.settled()
    return card


async def _analyse(town: Town, owner: Person) -> Message:
    card = await asking.send(town, owner.member.key)
    await asking.analyse(town, card, _colleague(town, owner).member.key)
    return card


async def _decided(outcome: str, town: Town, owner: Person) -> Message:
    """The message that tells the owner what was decided."""
    colleague = _colleague(town, owner).member.key
    if outcome in asking.NEEDED:
        await asking.recommend(town, await _analyse(town, owner), outcome, colleague, who_0=colleague)
    else:
        await asking.turn_down(town, await asking.send(town, owner.member.key), outcome, colleague)
    return [post for post in owner.dm.messages if asking.buttons(post, "requests.talk")][-1]


async def _alike(town: Town, owner: Person) -> Person:
    """Have the owner send two requests in the same words, and a partner look at what fits the second."""
    words = f"{asking.PROBLEM} {town.workspace.next_number()}"
    for _ in range(2):
        card = await asking.send(town, owner.member.key, problem=words)
        await town.move_by(timedelta(minutes=1))
    colleague = _colleague(town, owner)
    await colleague.clicks(card, "requests.matches")
    return colleague


def _first(person: Person, action_id: str) -> str:
    """The value of the first such button in the modal that somebody has open."""
    blocks = person.modals[-1]["blocks"]
    return next(str(element["value"]) for _, element in elements(blocks) if element["action_id"] == action_id)


def _colleague(town: Town, owner: Person) -> Person:
    """The first partner who is not the owner, and who is one still."""
    others = [town.person(key) for key in (*PARTNERS, NOTE_TAKER) if key != owner.member.key]
    return next(person for person in others if not person.member.is_restricted)
