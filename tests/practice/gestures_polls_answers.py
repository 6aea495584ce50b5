"""What people can do to answer a poll, as payloads that anybody's name can be put to."""

from functools import partial
from typing import Final

from bot.domain.polls import Kind, Question
from bot.practice import Person
from bot.practice.model import View
from tests.practice.answering import put
from tests.practice.gesture import Gesture, Prepare, click, click_in_modal, filled
from tests.practice.polling import votes
from tests.practice.town import Town

ONE: Final = Question("What first?", options=("Role play", "Call review"))
WHY: Final = Question("Why?", Kind.TEXT)


def gestures() -> dict[str, Prepare]:
    """How each is prepared, by the listener that answers it."""
    return {
        "polls_votes.withdraw": _withdraw,
        "polls_answers.open_form": partial(_button, "polls.answer"),
        "polls_answers.save": _save,
        "polls_answers.send": _send,
        "polls_answers.change": _change,
        "polls_options.open_form": partial(_button, "polls.add"),
        "polls_options.add": _add,
    }


async def _withdraw(town: Town, owner: Person) -> Gesture:
    post = await put(town, ONE)
    await votes(town, post, **{owner.member.key: "Role play"})
    return click(town, owner.ephemerals[-1], "polls.withdraw")


async def _button(action_id: str, town: Town, owner: Person) -> Gesture:
    return click(town, await put(town, ONE, has_comments=True, may_add=True), action_id)


async def _save(town: Town, owner: Person) -> Gesture:
    return click_in_modal(town, await _opened(town, owner), "polls.save", "Role play")


async def _send(town: Town, owner: Person) -> Gesture:
    await _opened(town, owner)
    return filled(town, owner, **{"0": "Role play"})


async def _change(town: Town, owner: Person) -> Gesture:
    await _opened(town, owner)
    owner.fill(**{"0": "Role play"})
    assert await owner.submits() == {}
    return click_in_modal(town, town.workspace.modals[owner.id][0], "polls.change")


async def _add(town: Town, owner: Person) -> Gesture:
    await owner.clicks(await put(town, ONE, may_add=True), "polls.add")
    return filled(town, owner, option="Coaching")


async def _opened(town: Town, owner: Person) -> View:
    await owner.clicks(await put(town, ONE, WHY), "polls.answer")
    return town.workspace.modals[owner.id][0]
