"""The scenes of the days after a meeting: recap, promises kept, action plan, a vote, and the thank-you."""

import asyncio
from datetime import datetime, time, timedelta
from typing import Any, Final

from bot.cli.tour import meeting, signs
from bot.cli.tour.asking import SALES
from bot.cli.tour.cast import Cast
from bot.practice import Message, Person

AFTERNOON: Final = time(15)
A_SECOND: Final = timedelta(seconds=1)
LOOKS: Final = 12
Promise = tuple[Message, dict[str, Any]]
QUESTION: Final = "What should we start with?"
OPTIONS: Final = "Role play with real objections\nA list of answers to the price question\nMore reference customers"
VOTES: Final = (("priya", 1), ("tom", 1), ("maya", 0), ("sofia", 1))


async def recap(cast: Cast) -> None:
    """Have the recap posted, when the department works again."""
    await _until_posted(cast, signs.RECAP, "The recap waits for the department's working hours.")
    await cast.then("Priya looks into #sales.", cast.looks(cast.person("priya"), _newest(cast, signs.RECAP)))


async def plan(cast: Cast) -> None:
    """Have three working days pass, promises kept on the way, and the action plan posted."""
    office = cast.office()
    afternoon = office.at(office.after(office.today(cast.workspace.now()), 1), AFTERNOON)
    if afternoon < await _due(cast, signs.PLAN):
        await cast.later("A day goes by.", afternoon)
        await _keep(cast, (await _of_the_team(cast))[:1])
    await _until_posted(cast, signs.PLAN, "Three working days after the meeting the action plan is due.")
    await _keep(cast, await _of_the_team(cast))


async def vote(cast: Cast) -> None:
    """Have the team vote."""
    if not signs.offering(cast.workspace, signs.VOTE):
        await _start_poll(cast)
    poll = signs.offering(cast.workspace, signs.VOTE)[-1]
    options = signs.buttons(poll.blocks, signs.VOTE)
    votes = (
        person.clicks(poll, signs.VOTE, value=options[min(place, len(options) - 1)]["value"])
        for person, place in _voters(cast, poll)
    )
    await cast.then("The team votes.", asyncio.gather(*votes))


async def thank(cast: Cast) -> None:
    """Have the poll end, every promise kept, and the acknowledgement posted."""
    for poll in signs.offering(cast.workspace, signs.VOTE):
        ends = signs.moments(poll.blocks) if poll.thread_ts else []
        if ends:
            await cast.later("The poll ends.", ends[-1] + A_SECOND)
    await _keep(cast, (await _open(cast))[::-1])  # what was promised last is what the rest waits for
    await _until_posted(cast, signs.THANKS, "Every promise is kept, and it is time to say thank you.")
    await cast.home(cast.person("maya"))


async def _until_posted(cast: Cast, which: str, what: str) -> None:
    for _ in range(LOOKS):
        if signs.touchpoints(cast.workspace, which):
            return
        await cast.later(what, await _due(cast, which) + A_SECOND)


async def _due(cast: Cast, which: str) -> datetime:
    """Return when the next such touchpoint is due, as App Home tells the partners.

    Where nothing is planned, because it was skipped, another meeting is noted.
    """
    lena = cast.person("lena")
    if not _announced(await cast.glance(lena), which):
        await meeting.note(cast)
        await meeting.correct(cast)
    return min(_announced(await cast.glance(lena), which))


def _announced(home: list[dict[str, Any]], which: str) -> list[datetime]:
    return [moment for key, moment in signs.coming(home) if key.endswith(signs.KINDS[which])]


async def _open(cast: Cast) -> list[Promise]:
    """Return the promises that are not kept yet, as App Home lists them: an old reminder may still offer more."""
    listed: set[str] = set()
    found = signs.promises(cast.workspace)
    for owner in {message.channel: cast.owner(message) for message, _ in found}.values():
        listed |= {button["value"] for button in signs.buttons(await cast.glance(owner), signs.DONE)}
    return [(message, button) for message, button in found if button["value"] in listed]


async def _of_the_team(cast: Cast) -> list[Promise]:
    """Return the open promises of people of the team: they may ask the partner for help, who may not."""
    return [each for each in await _open(cast) if signs.buttons(each[0].blocks, signs.HELP)]


async def _keep(cast: Cast, promises: list[Promise]) -> None:
    for message, button in promises:
        owner = cast.owner(message)
        pressed = owner.clicks(message, signs.DONE, value=button["value"])
        await cast.then(f"{owner.member.display_name} has kept the promise, and presses Done.", pressed)


def _newest(cast: Cast, which: str) -> Message:
    return signs.touchpoints(cast.workspace, which)[-1]


def _voters(cast: Cast, poll: Message) -> list[tuple[Person, int]]:
    members = cast.workspace.conversations[poll.channel].members
    known = [(cast.person(key), place) for key, place in VOTES if cast.person(key).id in members]
    everybody = [(cast.person(member), 0) for member in members if member != cast.workspace.bot_user_id]
    return known or everybody


async def _start_poll(cast: Cast) -> None:
    lena = cast.person("lena")
    await lena.runs(SALES, "/ld", "poll")
    lena.fill(question=QUESTION, options=OPTIONS)
    await cast.then("Lena asks the team.", lena.submits())
