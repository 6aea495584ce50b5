"""What people can do with touchpoints, as payloads that anybody's name can be put to."""

from datetime import time
from functools import partial
from typing import Any

from bot.domain.touchpoints import Touchpoint, key
from bot.domain.touchpoints_thanks import asked_key
from bot.practice import Message, Person, events
from bot.services.touchpoints_steering import post_now
from bot.store.meetings import Meeting
from tests.practice import noting
from tests.practice.gesture import SALES, Gesture, Prepare, click, filled, partner_of
from tests.practice.town import OFFICE, Town

RECAP, PLAN, THANKS = Touchpoint


def gestures() -> dict[str, Prepare]:
    """How each is prepared, by the listener that answers it."""
    return {
        "touchpoints.preview": partial(_button, "touchpoints.preview"),
        "touchpoints.post_now": partial(_button, "touchpoints.post_now"),
        "touchpoints.skip": partial(_button, "touchpoints.skip"),
        "touchpoints.approve": partial(_button_like, "touchpoints.approve"),
        "touchpoints.open_edit": partial(_button, "touchpoints.edit"),
        "touchpoints.edit": partial(_form, "touchpoints.edit", {"intro": "Hello"}),
        "touchpoints.open_postpone": partial(_button, "touchpoints.postpone"),
        "touchpoints.postpone": partial(_form, "touchpoints.postpone", {"clock": "16:30"}),
        "touchpoints.bring_back": _skipped,
        "touchpoints.undo": _posted,
        "polls_compose.create_from_touchpoint": partial(_button_like, "polls_compose.from_touchpoint"),
        "touchpoints_discussion.agree": partial(_voice, "touchpoints.agree"),
        "touchpoints_discussion.not_now": partial(_voice, "touchpoints.not_now"),
        "touchpoints_discussion.open_adjust": partial(_voice, "touchpoints.adjust"),
        "touchpoints_discussion.adjust": _adjustment,
        "touchpoints_discussion.replied": _reply,
        "touchpoints_thanks.name_me": partial(_naming, "touchpoints.name_me"),
        "touchpoints_thanks.rather_not": partial(_naming, "touchpoints.rather_not"),
        "touchpoints_thanks.open_new_dates": partial(_button_like, "touchpoints.new_dates"),
        "touchpoints_thanks.give_new_dates": _new_dates,
        "touchpoints_thanks.open_correction": partial(_button, "touchpoints.correct"),
        "touchpoints_thanks.correct": partial(_form, "touchpoints.correct", {"more_takeaways": "Sofia: we sell"}),
    }


async def _button(action_id: str, town: Town, owner: Person) -> Gesture:
    return click(town, await _waiting(town, partner_of(town, owner)), action_id)


async def _button_like(action_id: str, town: Town, owner: Person) -> Gesture:
    """A button that would be there if the settings were others, or a promise were late."""
    return click(town, await _waiting(town, partner_of(town, owner)), "touchpoints.preview", sent_as=action_id)


async def _form(action_id: str, fields: dict[str, Any], town: Town, owner: Person) -> Gesture:
    partner = partner_of(town, owner)
    await partner.clicks(await _waiting(town, partner), action_id)
    return filled(town, partner, **fields)


async def _skipped(town: Town, owner: Person) -> Gesture:
    partner = partner_of(town, owner)
    note = await _waiting(town, partner)
    await partner.clicks(note, "touchpoints.skip")
    await town.settled()
    return click(town, note, "touchpoints.bring_back")


async def _posted(town: Town, owner: Person) -> Gesture:
    partner = partner_of(town, owner)
    note = await _waiting(town, partner)
    await partner.clicks(note, "touchpoints.post_now")
    await town.settled()
    return click(town, note, "touchpoints.undo")


async def _new_dates(town: Town, owner: Person) -> Gesture:
    """The new date of a promise that the partner made in the meeting, and did not keep."""
    partner, today = partner_of(town, owner), OFFICE.today(town.clock.now())
    promise = f"- {partner.member.display_name} to share the list by {today.isoformat()}"
    note = await _waiting(town, partner, f"Notes\n\nAction items\n{promise}")
    await town.move_to(OFFICE.at(OFFICE.after(today, 1), time(18)))
    opened = click(town, note, "touchpoints.edit", sent_as="touchpoints.new_dates")
    await town.workspace.courier.attempt(opened.delivery(partner.id))
    assert partner.modal
    [field] = [block["block_id"] for block in partner.modal["blocks"] if block["type"] == "input"]
    return filled(town, partner, **{field: "2030-01-01"})


async def _voice(action_id: str, town: Town, owner: Person) -> Gesture:
    return click(town, await _plan(town, owner), action_id)


async def _adjustment(town: Town, owner: Person) -> Gesture:
    await owner.clicks(await _plan(town, owner), "touchpoints.adjust")
    return filled(town, owner, words="Later, please")


async def _reply(town: Town, owner: Person) -> Gesture:
    plan = await _plan(town, owner)
    root = plan.thread_ts or plan.ts

    def by(user: str) -> Any:
        room = town.workspace.conversation(SALES)
        said = Message(channel=room.id, ts=town.workspace.next_ts(), user=user, text="Later?", thread_ts=root)
        return events.posted(town.workspace, said)[0]

    return Gesture("events_api", by)


async def _naming(action_id: str, town: Town, owner: Person) -> Gesture:
    """The question whether somebody may be named, which comes when they work."""
    await _plan(town, owner, contributions=f"{owner.member.display_name}: the numbers")
    asked = town.said(asked_key(_newest(town), owner.id))
    if asked.state == "due":
        await town.move_to(asked.due_at)
    return click(town, [each for each in owner.dm.messages if "May I name you?" in each.text][-1], action_id)


async def _waiting(town: Town, partner: Person, notes: str = noting.NOTES) -> Message:
    """A recap that waits for the next morning, as its partner sees it ahead."""
    evening = OFFICE.at(OFFICE.today(town.clock.now()), time(18))
    if town.clock.now() < evening:
        town.clock.move_to(evening)
    await noting.confirm(town, notes, partner.member.key)
    return _note(town, partner, RECAP)


async def _plan(town: Town, owner: Person, **changes: Any) -> Message:
    """An action plan that was posted a moment ago."""
    partner = partner_of(town, owner)
    await noting.confirm(town, noting.NOTES, partner.member.key, **changes)
    for which in (RECAP, PLAN):
        await town.settled()
        row = town.said(key(_newest(town), which))
        if row.state == "due":
            now = town.clock.now()
            await town.bot.deps.store.run(post_now, town.workspace.team_id, partner.id, row.key, now)
            await town.settled()
    row = town.said(key(_newest(town), PLAN))
    [posted] = [each for each in town.workspace.conversation(SALES).messages if each.ts == row.ts]
    return posted


def _newest(town: Town) -> int:
    return max(each.id or 0 for each in town.rows(Meeting))


def _note(town: Town, partner: Person, which: Touchpoint) -> Message:
    value = f"'{key(_newest(town), which)}'"
    return [each for each in partner.dm.messages if value in str(each.blocks)][-1]
