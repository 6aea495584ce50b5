"""What people can do with a follow-up, as payloads that anybody's name can be put to."""

from functools import partial
from typing import Any, Final

from bot.domain.followups_changes import Change
from bot.practice import Message, Person
from bot.services import followups_changes, followups_offers
from bot.store.followups import FollowUp
from tests.practice.gesture import (
    SALES,
    Gesture,
    Prepare,
    click,
    click_in_modal,
    click_in_view,
    filled,
    heard,
    partner_of,
)
from tests.practice.town import Town

NOTE_TAKER: Final = "sofia"
SHOWN: Final = ("followups.done", "followups.snooze", "followups.help")


def gestures() -> dict[str, Prepare]:
    """How each is prepared, by the listener that answers it."""
    return {
        "followups.done": partial(_follow_up, "followups.done"),
        "followups.ask_help": partial(_follow_up, "followups.help"),
        "followups.take_over": partial(_follow_up, "followups.take"),
        "followups.accept": partial(_offer, "followups.accept"),
        "followups.decline": partial(_offer, "followups.decline"),
        "followups_forms.open_snooze": partial(_follow_up, "followups.snooze"),
        "followups_forms.snooze": _snooze_form,
        "followups_forms.open_reassign": partial(_follow_up, "followups.reassign"),
        "followups_forms.open_more": _menu,
        "followups_forms.change": partial(_form, "Change", {"text": "share the longer list"}),
        "followups_forms.reassign": partial(_form, "Reassign", {"owner": "karl"}),
        "followups_forms.give_up": partial(_form, "Give up", {"reason": "No time"}),
        "followups_lists.choose_whose": partial(_list, "followups.whose", "mine"),
        "followups_lists.choose_state": partial(_list, "followups.standing", "done"),
        "followups_lists.turn": partial(_list, "followups.turn", None),
        "followups_lists.open_add": partial(_list, "followups.add", None),
        "followups_lists.add": _add_form,
        "reliability.open_months": _months,
    }


async def _told(town: Town, owner: Person) -> Message:
    """A promise of the owner's that somebody else looks after, as the bot told them."""
    await _add(town, owner, town.person(NOTE_TAKER))
    return heard(owner, "followups.done")


async def _add(town: Town, owner: Person, by: Person) -> int:
    said = Change(text="share the list", owner=owner.id)
    run, team = town.bot.deps.store.run, town.workspace.team_id
    added: int = await run(followups_changes.add, team, by.id, said, town.clock.now())
    await town.settled()
    return added


async def _follow_up(action_id: str, town: Town, owner: Person) -> Gesture:
    post = await _told(town, owner)
    shown = action_id if action_id in SHOWN else "followups.done"
    return click(town, post, shown, sent_as=action_id)


async def _offer(action_id: str, town: Town, owner: Person) -> Gesture:
    """Somebody else's promise that the owner is asked to take over."""
    taker = town.person(NOTE_TAKER)
    added = await _add(town, taker, taker)
    values = (town.workspace.team_id, taker.id, added, owner.id, ("", ""))
    await town.bot.deps.store.run(followups_offers.reassign, *values, town.clock.now())
    await town.settled()
    return click(town, heard(owner, action_id), action_id)


async def _menu(town: Town, owner: Person) -> Gesture:
    return click(town, await _told(town, owner), "followups.more", option="Change")


async def _snooze_form(town: Town, owner: Person) -> Gesture:
    await owner.clicks(await _told(town, owner), "followups.snooze")
    return filled(town, owner)


async def _form(step: str, fields: dict[str, Any], town: Town, owner: Person) -> Gesture:
    await owner.clicks(await _told(town, owner), "followups.more", option=step)
    return filled(town, owner, **fields)


async def _list(action_id: str, option: str | None, town: Town, owner: Person) -> Gesture:
    """A click in a list that is long enough to be turned."""
    await _fill_list(town, owner)
    await owner.runs(SALES, "/ld", "follow-ups")
    return click_in_modal(town, town.workspace.modals[owner.id][0], action_id, option)


async def _fill_list(town: Town, owner: Person) -> None:
    while sum(row.owner == owner.id for row in town.rows(FollowUp)) < 11:
        await _add(town, owner, owner)


async def _add_form(town: Town, owner: Person) -> Gesture:
    await owner.runs(SALES, "/ld", "follow-ups book a room")
    return filled(town, owner)


async def _months(town: Town, owner: Person) -> Gesture:
    partner = partner_of(town, owner)
    await partner.opens_home()
    await town.settled()
    return click_in_view(town, town.workspace.homes[partner.id], "settings.open", sent_as="reliability.open")
