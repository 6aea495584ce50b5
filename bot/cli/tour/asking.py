"""The first scenes: the bot comes to a department, a manager brings a need, and the learning team asks about it."""

from typing import Final

from bot.cli.tour import signs
from bot.cli.tour.cast import Cast
from bot.practice import Message

SALES: Final = "#sales"
COMMAND: Final = "/training-request"
NEED: Final = "reps freeze when buyers push back on price"
TALK: Final = (
    ("tom", "Meyer wants 15 % off again, and they have not even seen the demo."),
    ("priya", "Same with Lindner. I never know what to say at that point."),
)
DESIRED: Final = "They hold the price and ask what it is worth"
AUDIENCE: Final = "12 account executives"
QUESTION: Final = "In how many deals did that happen this quarter? And who holds the price when it matters?"
ANSWER: Final = "Nine of thirty, 6 % each on average. Tom holds it when I sit in the call; alone, hardly anybody does."
REASON: Final = (
    "They know what to say and lose it under pressure: that is practice, not a course. "
    "A role play with real objections, in your own weekly meeting. Let us measure the discount."
)


async def join(cast: Cast) -> None:
    """Have the bot invited to the sales channel, and the department described, as far as that is still to do."""
    room = cast.workspace.conversation(SALES)
    if cast.workspace.bot_user_id not in room.members:
        await cast.then("Maya, Head of Sales, invites Touchpoint.", cast.workspace.invite_bot(SALES, "maya"))
    for hello in signs.offering(cast.workspace, "departments.open"):
        if [room.id] == [button["value"] for button in signs.buttons(hello.blocks, "departments.open")]:
            await _describe(cast, hello)


async def chat(cast: Cast) -> None:
    """Have the sales people talk among themselves, where nobody did."""
    if not any(not message.bot for message in cast.workspace.conversation(SALES).messages):
        for key, words in TALK:
            await cast.person(key).says(SALES, words)


async def request(cast: Cast) -> None:
    """Have a manager bring a need."""
    maya = signs.writer(cast.workspace, "requests.submit")
    if not maya:
        maya = cast.person("maya")
        await cast.then(f"Maya types {COMMAND} {NEED}", maya.runs(SALES, COMMAND, NEED))
    cast.enter(maya, problem=NEED, desired=DESIRED, audience=AUDIENCE)
    cast.form(maya)
    await cast.then(f"{maya.member.display_name} says what should happen instead, and for whom.", maya.submits())


async def answer(cast: Cast) -> None:
    """Have the learning team ask about a request, the manager answer, and the team decide."""
    if not signs.open_questions(cast.workspace):
        await _ask(cast)
    await _answer(cast)
    await _decide(cast)


async def _describe(cast: Cast, hello: Message) -> None:
    maya = cast.owner(hello)
    await maya.clicks(hello, "departments.open")
    maya.fill(name="Sales", kind="sales", lead="maya", partner="lena")
    cast.form(maya)
    await cast.then("She says which department this is.", maya.submits())


async def _ask(cast: Cast) -> None:
    lena = signs.writer(cast.workspace, "requests.asked")
    if not lena:
        lena, card = cast.partner(), await _waiting(cast)
        if signs.buttons(card.blocks, signs.TAKE):
            name = lena.member.display_name
            await cast.then(f"{name}, L&D partner, takes the request.", lena.clicks(card, signs.TAKE))
        await lena.clicks(card, signs.ASK)
    cast.enter(lena, question=QUESTION)
    await cast.then("The partner asks the manager a question.", lena.submits())


async def _answer(cast: Cast) -> None:
    maya = signs.writer(cast.workspace, "requests.answered")
    if not maya:
        question = signs.open_questions(cast.workspace)[-1]
        maya = cast.owner(question)
        await maya.clicks(question, signs.QUESTION)
    cast.enter(maya, answer=ANSWER)
    await cast.then(f"{maya.member.display_name} answers.", maya.submits())


async def _decide(cast: Cast) -> None:
    card = cast.root(signs.answers(cast.workspace)[-1])
    lena = cast.partner()
    if signs.buttons(card.blocks, signs.DECIDE):
        await lena.clicks(card, signs.DECIDE)
        lena.fill(outcome="recommended", reason=REASON)
        await cast.then(f"{lena.member.display_name} decides, with a reason.", lena.submits())


async def _waiting(cast: Cast) -> Message:
    """Return the newest request that can still be asked about; a new one is brought where all are decided."""
    if not signs.offering(cast.workspace, signs.ASK):
        await request(cast)
    return signs.offering(cast.workspace, signs.ASK)[-1]
