"""What people can do with a poll that they put together, as payloads that anybody's name can be put to."""

from functools import partial
from typing import Any

from bot.practice import Person, payloads
from tests.practice.composing import chooses
from tests.practice.gesture import SALES, Gesture, Prepare, click_in_view, filled
from tests.practice.town import Town


def gestures() -> dict[str, Prepare]:
    """How each is prepared, by the listener that answers it."""
    return {
        "polls_compose.create": _shortcut,
        "polls_compose.create_from_home": partial(_home, "polls.create"),
        "polls_compose.turn": _message,
        "polls_compose.resume": partial(_home, "polls_compose.resume"),
        "polls_compose.discard": _begun,
        "polls_compose.submit": _form,
        "polls_drafts.work": _work,
        "polls_drafts.sketch": _sketch,
        "polls_drafts.note": _question,
        "polls_drafts.settle": _settings,
    }


async def _shortcut(town: Town, owner: Person) -> Gesture:
    return Gesture("interactive", lambda user: payloads.global_shortcut(town.workspace, user, "polls.create"))


async def _message(town: Town, owner: Person) -> Gesture:
    post = await owner.says(SALES, "Which day?\n- Monday\n- Tuesday")
    return Gesture("interactive", lambda user: payloads.message_shortcut(town.workspace, user, "polls.turn", post))


async def _home(action_id: str, town: Town, owner: Person) -> Gesture:
    """The button beside a draft in App Home; the one for a new poll stands where only partners see it."""
    await _opened(town, owner)
    await chooses(owner, "kind", "single")
    await owner.closes()
    await owner.opens_home()
    await town.settled()
    return click_in_view(town, town.workspace.homes[owner.id], "polls_compose.resume", sent_as=action_id)


async def _begun(town: Town, owner: Person) -> Gesture:
    """The way out of a draft that something was done with."""
    await _opened(town, owner)
    await chooses(owner, "kind", "single")
    await town.settled()
    return click_in_view(town, town.workspace.modals[owner.id][-1], "polls_compose.discard")


async def _form(town: Town, owner: Person) -> Gesture:
    await _opened(town, owner)
    return filled(town, owner, options="Role play\nCall review")


async def _work(town: Town, owner: Person) -> Gesture:
    await _opened(town, owner)
    return click_in_view(town, town.workspace.modals[owner.id][-1], "polls_compose.settings")


async def _sketch(town: Town, owner: Person) -> Gesture:
    """Another kind, chosen in the form of a question that is written already."""
    await _on_top(town, owner, "polls_compose.add")
    owner.fill(question="And then?")
    view = town.workspace.modals[owner.id][-1]
    return click_in_view(town, view, "polls_compose.sketch", "multiple")


async def _question(town: Town, owner: Person) -> Gesture:
    await _on_top(town, owner, "polls_compose.add")
    return filled(town, owner, question="And then?", options="Nothing\nMuch")


async def _settings(town: Town, owner: Person) -> Gesture:
    await _on_top(town, owner, "polls_compose.settings")
    return filled(town, owner, reason="We plan the quarter")


async def _opened(town: Town, owner: Person) -> None:
    await owner.runs(SALES, "/ld", "poll What first?")


async def _on_top(town: Town, owner: Person, action_id: str) -> Any:
    await _opened(town, owner)
    await owner.clicks(owner.modals[-1], action_id)
    await town.settled()
