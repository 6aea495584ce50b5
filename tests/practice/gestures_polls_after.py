"""What people can do with a poll that is closed, as payloads that anybody's name can be put to."""

from datetime import timedelta
from functools import partial
from typing import Final

from bot.practice import Message, Person
from tests.practice import polling
from tests.practice.gesture import Gesture, Prepare, click, filled
from tests.practice.town import Town

WORD: Final = {"you_said": "Role play first.", "we_will": "Start on Monday."}


def gestures() -> dict[str, Prepare]:
    """How each is prepared, by the listener that answers it."""
    return {
        "polls_after.get_sheet": partial(_click, "polls_after.csv"),
        "polls_after.open_word": partial(_click, "polls_after.say"),
        "polls_after.say": _word_form,
        "polls_after.undo": _undo,
    }


async def _told(town: Town, owner: Person) -> Message:
    """The DM in which somebody hears that their poll is closed."""
    post = await polling.asked(town, owner.member.key)
    await polling.votes(town, post, tom="Role play")
    await polling.closed(town, owner, post)
    await town.move_by(timedelta(seconds=1))
    return next(each for each in reversed(owner.dm.messages) if "polls_after" in str(each.blocks))


async def _click(action_id: str, town: Town, owner: Person) -> Gesture:
    return click(town, await _told(town, owner), action_id)


async def _word_form(town: Town, owner: Person) -> Gesture:
    await owner.clicks(await _told(town, owner), "polls_after.say")
    return filled(town, owner, **WORD)


async def _undo(town: Town, owner: Person) -> Gesture:
    told = await _told(town, owner)
    await owner.clicks(told, "polls_after.say")
    owner.fill(**WORD)
    assert await owner.submits() == {}
    await town.settled()
    return click(town, told, "polls_after.undo")
