"""Two requests with one need: what partners do to have them worked on together."""

from datetime import timedelta
from typing import Final

from bot.practice import Message
from tests.practice.asking import cards, send
from tests.practice.town import Town

ELSEWHERE: Final = "buyers freeze when sellers push back on price"


async def two(town: Town) -> tuple[Message, Message]:
    """Two requests with the same need, from sales and from procurement; what they mean is worked out."""
    await send(town)
    marcus = town.person("marcus")
    await marcus.runs("#procurement", "/training-request", ELSEWHERE)
    marcus.fill(desired="They keep the price and ask why", audience="6 buyers")
    assert await marcus.submits() == {}
    await town.move_by(timedelta(minutes=1))
    sales, procurement = cards(town)
    return sales, procurement


async def link(town: Town, card: Message, introduction: str | None = None) -> None:
    """Have the link made once it is worked out what both mean by now."""
    await town.move_by(timedelta(minutes=1))
    lena = town.person("lena")
    await lena.clicks(card, "requests.matches")
    await lena.clicks(lena.modals[-1], "requests.link")
    if introduction:
        lena.fill(introduce=["yes"], introduction=introduction)
    assert await lena.submits() == {}
    await town.settled()
