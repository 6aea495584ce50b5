"""A meeting that was held: what tests of other features need of it."""

from datetime import time
from typing import Final

from tests.practice.town import MONDAY, OFFICE, Town

NOTES: Final = "Discounts are given away too early.\n- Tom to share the call list by Friday"
AFTER_HOURS: Final = time(18)


async def hold_meeting(town: Town) -> None:
    """Have Lena tag notes of a meeting in #sales after hours, so that all three touchpoints are still to come."""
    town.clock.move_to(OFFICE.at(MONDAY, AFTER_HOURS))
    lena = town.person("lena")
    notes = await lena.says("#sales", NOTES)
    await lena.message_shortcut("meetings.tag", notes)
    assert await lena.submits() == {}
    assert lena.modals == []
    await town.settled()
