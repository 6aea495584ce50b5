"""What people can do with the goals of a department, as payloads that anybody's name can be put to."""

from functools import partial
from typing import Any

from bot.practice import Person
from tests.practice import aiming
from tests.practice.gesture import Gesture, Prepare, click_in_modal, filled
from tests.practice.town import Town


def gestures() -> dict[str, Prepare]:
    """How each is prepared, by the listener that answers it."""
    return {
        "goals.turn": partial(_goal, "goals.turn"),
        "goals.open_add": partial(_goal, "goals.add"),
        "goals.add": partial(_goal_form, "goals.add", {"name": "Win rate", "kind": "objective"}),
        "goals.open_change": partial(_goal, "goals.change"),
        "goals.change": partial(_goal_form, "goals.change", {"target": "7 %"}),
        "goals.retire": partial(_goal, "goals.retire"),
        "goals.bring_back": partial(_goal, "goals.bring_back"),
    }


async def _goal(action_id: str, town: Town, owner: Person) -> Gesture:
    """A click in a list of goals, one of which is retired; the owner leads the department."""
    await _goals(town, owner)
    if action_id == "goals.bring_back":
        await aiming.clicks(town, owner, "goals.turn")
    return click_in_modal(town, town.workspace.modals[owner.id][0], action_id)


async def _goal_form(action_id: str, fields: dict[str, Any], town: Town, owner: Person) -> Gesture:
    await _goals(town, owner)
    await aiming.clicks(town, owner, action_id)
    return filled(town, owner, **fields)


async def _goals(town: Town, owner: Person) -> None:
    """Have the owner lead a department, and look at its goals: one is current, one retired."""
    room = town.workspace.add_conversation(f"team-{town.workspace.next_number()}", members=[owner.id])
    await aiming.lead(town, owner.member.key, f"#{room.name}")
    for name in ("Call reviews", "Average discount"):
        await aiming.add(town, name, owner.member.key, f"#{room.name}")
    await aiming.clicks(town, owner, "goals.retire", "Call reviews")
