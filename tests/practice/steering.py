"""What a partner does with a touchpoint, in App Home or in the DM in which they see it ahead."""

from typing import Any

from bot.practice import Message, Person
from tests.practice.town import Town


def note(town: Town, touchpoint: str, who: str = "lena", meeting: int = 1) -> Message:
    """The DM in which somebody sees a touchpoint ahead."""
    value = f"meeting:{meeting}:{touchpoint}"
    return next(each for each in town.person(who).dm.messages if f"'{value}'" in str(each.blocks))


async def steer(town: Town, touchpoint: str, button: str, who: str = "lena", **fields: Any) -> dict[str, str]:
    """Click a button of the DM, and send the form filled in where there are fields; return what needs another look."""
    person = town.person(who)
    await person.clicks(note(town, touchpoint, who), f"touchpoints.{button}", value=f"meeting:1:{touchpoint}")
    problems = await filled_in(person, **fields) if fields else {}
    await town.settled()
    return problems


async def filled_in(person: Person, **fields: Any) -> dict[str, str]:
    """Fill in and send the form that is open."""
    person.fill(**fields)
    return await person.submits()


async def need_approval(town: Town) -> None:
    """Have the settings say that nothing is posted without a partner's word."""
    lena = town.person("lena")
    await lena.runs("#sales", "/ld", "settings")
    lena.fill(needs_approval=["yes"])
    assert await lena.submits() == {}
    await town.settled()
