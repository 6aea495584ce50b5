"""What people can do with a poll that was asked or planned, as payloads that anybody's name can be put to."""

from datetime import timedelta
from functools import partial
from typing import Any, Final

from bot.domain.polls import Rhythm
from bot.practice import Message, Person
from tests.practice import polling
from tests.practice.gesture import Gesture, Prepare, click, filled, heard
from tests.practice.living import newest, put
from tests.practice.town import Town

DAY: Final = timedelta(days=1)


def gestures() -> dict[str, Prepare]:
    """How each is prepared, by the listener that answers it; of the menu by the step."""
    return {
        "polls.more": partial(_step, "Close now"),
        "polls.more edit": partial(_step, "Edit"),
        "polls.more remind": partial(_step, "Remind"),
        "polls.more stop": partial(_step, "Stop the series"),
        "polls.more delete": partial(_step, "Delete"),
        "polls.more reopen": partial(_closed_step, "Reopen"),
        "polls_life.edit": partial(_form, "Edit", {"question_0": "What next?"}),
        "polls_life.reopen": partial(_closed_form, "named"),
        "polls_life.ask_again": partial(_closed_form, "confidential"),
        "polls_life.stop": partial(_form, "Stop the series", {}),
        "polls_life.delete": partial(_form, "Delete", {}),
        "polls_planned.preview": partial(_planned, "polls_planned.preview"),
        "polls_planned.open_change": partial(_planned, "polls_planned.change"),
        "polls_planned.change": _change,
        "polls_planned.call_off": partial(_planned, "polls_planned.call_off"),
    }


async def _asked(town: Town, owner: Person) -> Message:
    await put(town, town.clock.now() + DAY, owner.member.key, rhythm=Rhythm.WEEKLY)
    return newest(town)


async def _step(step: str, town: Town, owner: Person) -> Gesture:
    return click(town, await _asked(town, owner), "polls.more", option=step)


async def _form(step: str, fields: dict[str, Any], town: Town, owner: Person) -> Gesture:
    await owner.clicks(await _asked(town, owner), "polls.more", option=step)
    return filled(town, owner, **fields)


async def _closed(town: Town, owner: Person, mode: str) -> Message:
    post = await polling.asked(town, owner.member.key, mode=mode)
    await polling.closed(town, owner, post)
    await town.move_by(timedelta(seconds=1))
    return post


async def _closed_step(step: str, town: Town, owner: Person) -> Gesture:
    return click(town, await _closed(town, owner, "named"), "polls.more", option=step)


async def _closed_form(mode: str, town: Town, owner: Person) -> Gesture:
    await owner.clicks(await _closed(town, owner, mode), "polls.more", option="Reopen")
    return filled(town, owner)


async def _note(town: Town, owner: Person) -> Message:
    await put(town, town.clock.now() + 2 * DAY, owner.member.key, opens_at=town.clock.now() + DAY)
    return heard(owner, "polls_planned.preview")


async def _planned(action_id: str, town: Town, owner: Person) -> Gesture:
    return click(town, await _note(town, owner), action_id)


async def _change(town: Town, owner: Person) -> Gesture:
    await owner.clicks(await _note(town, owner), "polls_planned.change")
    return filled(town, owner, question_0="What next?")
