"""The first scenes: the bot comes to a department, and a manager brings a need in their own words."""

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


async def _describe(cast: Cast, hello: Message) -> None:
    maya = cast.owner(hello)
    await maya.clicks(hello, "departments.open")
    maya.fill(name="Sales", kind="sales", lead="maya", partner="lena")
    cast.form(maya)
    await cast.then("She says which department this is.", maya.submits())
