"""The main job as a story: a request, a meeting, three touchpoints and a poll, between invented people."""

import asyncio
from datetime import datetime
from typing import Final

from rich.console import Console

from bot.cli.feed import ZONE
from bot.cli.narrator import Narrator
from bot.cli.stage import LND_CHANNEL, Stage
from bot.practice import Person

BEGINS: Final = datetime(2026, 3, 3, 10, tzinfo=ZONE)
NEXT_DAY: Final = datetime(2026, 3, 4, 15, tzinfo=ZONE)
PLAN_DAY: Final = datetime(2026, 3, 6, 11, tzinfo=ZONE)
POLL_ENDS: Final = datetime(2026, 3, 11, 18, tzinfo=ZONE)
THANKS_DAY: Final = datetime(2026, 3, 12, 10, tzinfo=ZONE)
VOTES: Final = (("priya", 1), ("tom", 1), ("maya", 0), ("sofia", 1))
SALES: Final = "#sales"
NEED: Final = "reps freeze when buyers push back on price"
QUESTION: Final = "In how many deals did that happen this quarter?"
ANSWER: Final = "Nine of thirty. We gave away 6 % on average."
REASON: Final = "A role play with real objections, in your own weekly meeting. Let us measure the discount."
NOTES: Final = """@Touchpoint notes of the sales weekly
Takeaways:
- Maya: the discount is asked for before anybody has seen the value
- Tom: the price comes up in the first call, and nobody has an answer ready
- Deals with a reference customer close without a discount
Next steps:
- Priya to share the call list by Thursday
- Tom to write down the three objections he hears most by Friday
- Lena to prepare a role play by next Tuesday
Thanks to Sofia for the numbers on lost deals"""


async def tell(stage: Stage, console: Console) -> None:
    """Play the story to its end and print every message of it, as it reads."""
    narrator = Narrator(stage, console)
    await _invited(narrator, stage)
    await _requested(narrator)
    await _decided(narrator)
    await _met(narrator)
    await _planned(narrator)
    await _thanked(narrator)


async def _invited(narrator: Narrator, stage: Stage) -> None:
    narrator.chapter("1. Touchpoint joins a department")
    maya = narrator.person("maya")
    await narrator.then("Maya, Head of Sales, invites Touchpoint.", stage.workspace.invite_bot(SALES, "maya"))
    await narrator.press(maya, "departments.open")
    maya.fill(name="Sales", kind="sales", lead="maya", partner="lena")
    narrator.form(maya)
    await narrator.then("She says which department this is.", maya.submits())


async def _requested(narrator: Narrator) -> None:
    narrator.chapter("2. A manager brings a need")
    maya = narrator.person("maya")
    await narrator.then(f"Maya types /training-request {NEED}", maya.runs(SALES, "/training-request", NEED))
    maya.fill(desired="They hold the price and ask what it is worth", audience="12 account executives")
    narrator.form(maya)
    await narrator.then("She says what should happen instead, and for whom.", maya.submits())


async def _decided(narrator: Narrator) -> None:
    narrator.chapter("3. The learning team asks before it answers")
    maya, lena, card = narrator.person("maya"), narrator.person("lena"), narrator.last(LND_CHANNEL)
    await narrator.then("Lena, L&D partner, takes the request.", lena.clicks(card, "requests.take"))
    await lena.clicks(card, "requests.ask")
    lena.fill(question=QUESTION)
    await narrator.then("She asks Maya a question.", lena.submits())
    await narrator.press(maya, "requests.answer")
    maya.fill(answer=ANSWER)
    await narrator.then("Maya answers.", maya.submits())
    await lena.clicks(card, "requests.decide")
    lena.fill(outcome="recommended", reason=REASON)
    await narrator.then("Lena decides, with a reason.", lena.submits())


async def _met(narrator: Narrator) -> None:
    narrator.chapter("4. A meeting, and its recap")
    lena = narrator.person("lena")
    await narrator.then("Lena was at the sales weekly and posts her notes.", lena.says(SALES, NOTES))
    await narrator.press(lena, "meetings.open")
    lena.fill(follow_up_2="prepare a role play with Tom's three objections")
    narrator.form(lena)
    await narrator.then("She corrects the draft, which only she sees, and confirms it.", lena.submits())
    await narrator.home(lena)


async def _planned(narrator: Narrator) -> None:
    narrator.chapter("5. Promises, the action plan, and a poll")
    await narrator.later("A day goes by.", NEXT_DAY)
    await _done(narrator, narrator.person("priya"))
    await narrator.later("Three working days after the meeting the action plan is due.", PLAN_DAY)
    await _done(narrator, narrator.person("tom"))
    votes = (narrator.vote(narrator.person(key), SALES, place) for key, place in VOTES)
    await narrator.then("Priya, Tom, Maya and Sofia vote.", asyncio.gather(*votes))


async def _thanked(narrator: Narrator) -> None:
    narrator.chapter("6. What came of it")
    await _done(narrator, narrator.person("lena"))
    await narrator.later("The poll ends, and every promise is kept.", POLL_ENDS)
    await narrator.later("The next morning it is time to say thank you.", THANKS_DAY)
    await narrator.home(narrator.person("maya"))


async def _done(narrator: Narrator, owner: Person) -> None:
    pressed = narrator.press(owner, "followups.done")
    await narrator.then(f"{owner.member.display_name} has kept the promise, and presses Done.", pressed)
