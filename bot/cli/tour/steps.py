"""The eight steps: who does what, why it matters, how one knows that it was done, and how it is played."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from bot.cli.tour import asking, consulting, following, meeting, signs
from bot.cli.tour.cast import Cast, Playable
from bot.practice import OperationTimeout, Workspace
from bot.practice.forms import ClientRefused
from bot.practice.page.stage import BEGAN_ANEW, Step

PATIENCE_SECONDS: Final = 30.0
RESTART_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Act:
    """One step of the story, for whoever plays it."""

    title: str
    who: str
    where: str
    how: str
    why: str
    done: Callable[[Workspace], bool]
    scene: Callable[[Cast], Awaitable[None]]


ACTS: Final = (
    Act(
        "Maya brings a need",
        "maya",
        asking.SALES,
        f"Type {asking.COMMAND} {asking.NEED}. In the form, say what should happen instead and who it is about, "
        "and press Send.",
        "The form asks for the problem instead of the course, so the talk begins with performance, not with a "
        "catalogue.",
        signs.requested,
        asking.request,
    ),
    Act(
        "Maya answers the detective's questions",
        "maya",
        "dm",
        "In the messages with Touchpoint press Answer, say what you know, and leave out the rest. Three more questions "
        "follow, as long as something is worth asking. Then be Lena: on the card in #learning-team press Take it, then "
        "Analyse, then Recommend, and choose to build something together. At last, be Maya again and press Agree.",
        "Few questions, each with its reason, show whether training can help at all. Both sides agree to one plan with "
        "a number in it, and that number is what success is measured by later.",
        signs.consulted,
        consulting.consult,
    ),
    Act(
        "Lena tags her meeting notes",
        "lena",
        asking.SALES,
        "Write @Touchpoint and your notes of the meeting: what you learned, and lines such as “Priya to share the call "
        "list by Friday”. Or open the menu of any message and choose Tag as meeting notes.",
        "Whoever sits in the meeting hears the need before anybody files it, and the notes are made where the team "
        "works.",
        signs.noted,
        meeting.note,
    ),
    Act(
        "Lena corrects the draft",
        "lena",
        "dm",
        "Press Check the draft, put right what was misunderstood, and press Confirm.",
        "Nothing is posted before the partner agrees: one wrong name in public costs more trust than ten good recaps "
        "earn.",
        signs.confirmed,
        meeting.correct,
    ),
    Act(
        "The team reads the recap",
        "priya",
        asking.SALES,
        "Look at what Touchpoint posted. Outside working hours it waits: move the clock to the next working day.",
        "The same working day the team reads what L&D heard, with the names of those who said it: somebody listened.",
        signs.recapped,
        following.recap,
    ),
    Act(
        "Three working days later, the action plan",
        "tom",
        asking.SALES,
        "Move the clock to the next working day, three times, and open the thread under the recap. On the way, be "
        "Priya and press Done in the messages with Touchpoint.",
        "The follow-up comes by itself and shows where every promise stands, which is what sets a partner apart from "
        "somebody who takes orders.",
        signs.planned,
        following.plan,
    ),
    Act(
        "The team chooses where to start",
        "tom",
        asking.SALES,
        "In the thread under the recap press Vote next to one of the answers; then be Sofia, and vote as well.",
        "People support what they helped to choose, and a vote in their own channel takes one click.",
        signs.voted,
        following.vote,
    ),
    Act(
        "Everybody is thanked",
        "lena",
        "dm",
        "Press Done for what you promised, and as Priya and as Tom as well. Then move the clock to the next working "
        "day until the thread in #sales ends with a thank-you.",
        "Naming who gave what, and what came of it, is why people bring the next need, and it shows that L&D keeps its "
        "word.",
        signs.thanked,
        following.thank,
    ),
)


async def prepare(stage: Playable) -> None:
    """Have sales talk, the bot invited there and the department described, as far as that was not done before."""
    await asking.chat(Cast(stage))
    await asking.join(Cast(stage))


def steps(stage: Playable) -> tuple[Step, ...]:
    """Return the guided tour of a stage. Playing a step plays what comes before it first; what was done stays.

    One is played at a time. Raises TimeoutError when the bot does not do its part, ClientRefused when everything
    begins anew meanwhile.
    """
    turn = asyncio.Lock()
    return tuple(
        Step(act.title, act.who, act.where, act.how, act.why, act.done, partial(_play, stage, turn, ACTS[:number]))
        for number, act in enumerate(ACTS, start=1)
    )


async def perform(cast: Cast, act: Act) -> None:
    """Have one act played and wait until it shows, unless it was done before. Raises TimeoutError."""
    if act.done(cast.workspace):
        return
    await act.scene(cast)
    if not await cast.workspace.changes.until(lambda: act.done(cast.workspace), PATIENCE_SECONDS):
        raise TimeoutError(f"“{act.title}” is still not done")


async def _play(stage: Playable, turn: asyncio.Lock, acts: tuple[Act, ...]) -> None:
    cast, company = Cast(stage), stage.workspace
    async with turn:
        try:
            await asking.join(cast)
            for act in acts:
                await perform(cast, act)
        except (OperationTimeout, TimeoutError) as error:
            # Whoever begins anew stops the bot first, so a click may fail before the new company is there.
            if await company.changes.until(lambda: stage.workspace is not company, RESTART_SECONDS):
                raise ClientRefused(BEGAN_ANEW) from error
            raise
