"""What people can do with meeting notes and their drafts, as payloads that anybody's name can be put to."""

from functools import partial

from bot.practice import Person, events
from tests.practice import noting
from tests.practice.gesture import SALES, Gesture, Prepare, click_in_modal, click_in_view, partner_of
from tests.practice.town import Town


def gestures() -> dict[str, Prepare]:
    """How each is prepared, by the listener that answers it."""
    return {
        "meetings.make_room": _room,
        "meetings_drafts.preview": partial(_in_draft, "meetings.preview", noting.NOTES),
        "meetings_drafts.save": partial(_in_draft, "meetings.save", noting.NOTES),
        "meetings_drafts.turn": partial(_in_draft, "meetings.turn", noting.LONG, option="1"),
        "meetings_drafts.discard": _discard,
        "meetings_marks.taken_away": _taken_away,
    }


async def _room(town: Town, owner: Person) -> Gesture:
    partner = partner_of(town, owner)
    await partner.runs(SALES, "/ld", "notes")
    return click_in_modal(town, town.workspace.modals[partner.id][0], "meetings.more_room")


async def _in_draft(action_id: str, notes: str, town: Town, owner: Person, option: str | None = None) -> Gesture:
    partner = partner_of(town, owner)
    await noting.draft(town, notes, partner.member.key)
    return click_in_modal(town, town.workspace.modals[partner.id][0], action_id, option)


async def _discard(town: Town, owner: Person) -> Gesture:
    """A draft in the Home tab of a partner."""
    partner = partner_of(town, owner)
    await noting.draft(town, noting.NOTES, partner.member.key)
    await partner.opens_home()
    await town.settled()
    return click_in_view(town, town.workspace.homes[partner.id], "meetings.discard")


async def _taken_away(town: Town, owner: Person) -> Gesture:
    """A mark that all the partners put on a message."""
    post = await owner.says(SALES, "Buyers freeze as soon as the price comes up")
    for key in ("lena", "luis"):
        user = town.person(key).id
        for payload in events.reacted(town.workspace, post, user, "bulb"):
            await town.workspace.courier.publish([payload])
    await town.settled()
    return Gesture("events_api", lambda user: events.reacted(town.workspace, post, user, "bulb", added=False)[0])
