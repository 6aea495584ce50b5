"""The scene of the consultation: the detective's questions, what a partner makes of the answers, and one plan for both.

Each part begins where somebody left it: what was answered, taken, analysed or proposed by hand stays as it is.
"""

from functools import cache
from typing import Any, Final

from bot.cli.tour import signs
from bot.cli.tour.asking import AUDIENCE, request
from bot.cli.tour.cast import Cast
from bot.practice import Message, Person
from messages import detective

ROUNDS: Final = 6
GOAL: Final = "An average discount of 3 %"
EVIDENCE: Final = "Nine of thirty deals this quarter, 6 % each. Tom holds it when I sit in; alone, hardly anybody does."
ANSWERS: Final = {
    "could": ("some", None),
    "obstacle": ("nothing", "They have the arguments and lose them as soon as the buyer pushes."),
    "evidence": (None, EVIDENCE),
    "good": ("shown", None),
    "before": ("no", "Until January anybody could give 10 % away."),
    "by_heart": ("by_heart", "There is no time to look anything up."),
    "goal": (None, GOAL),
    "tried": (None, "A page with arguments. Everybody nods and nobody uses it."),
    "enough": (None, "Half of it would pay for itself."),
}
OTHERWISE: Final = (None, "I would have to look. Come and listen to a call with me.")
QUESTION: Final = "Who holds the price when it matters, and what do they do differently?"
REFRAMED: Final = (
    "They have the arguments and lose them when a buyer pushes, because they say them aloud for the first time then."
)
SKILL: Final = "skill"
UNCLEAR: Final = "unclear"
LEARNING: Final = (SKILL, "mixed")
BUILD, ADVICE = "build", "advice"
PROPOSED: Final = {
    "reason": "They know what to say and lose it under pressure: that takes practice, and a course has none.",
    "support": "Two role plays with real objections, in your own weekly meeting.",
    "challenge": "The half hour has to stay free, even in the last week of the quarter.",
    "problem": REFRAMED,
    "measure": "The average discount goes from 6 % to 3 % within three months",
    "what_0": "run two role plays with real objections",
    "what_1": "keep half an hour of the next two weeklies free",
    "advice": "One page that says who may give what away, and when",
}
SOON, LATER = 4, 9


async def consult(cast: Cast) -> None:
    """Have the newest open request talked about, analysed and answered, and the requester agree to the plan."""
    await _agree(cast)
    if not signs.consulted(cast.workspace):
        card = await _open_request(cast)
        await _hear(cast, card)
        await _analyse(cast, card)
        await _propose(cast, card)
        await _agree(cast)


async def _open_request(cast: Cast) -> Message:
    """Return the card of the newest request that waits for a proposal; a new one is brought where none does."""
    if not signs.undecided(cast.workspace):
        await request(cast)
    return signs.undecided(cast.workspace)[-1]


async def _hear(cast: Cast, card: Message) -> None:
    """Have the requester answer until nothing more is asked; where nobody asked, a partner does."""
    for _ in range(ROUNDS):
        if not signs.open_questions(cast.workspace, card):
            if signs.answered(cast.workspace):
                return
            await _ask(cast, card)
        await _answer(cast, card)


async def _ask(cast: Cast, card: Message) -> None:
    lena = cast.partner()
    await lena.clicks(card, signs.ASK)
    cast.enter(lena, question=QUESTION)
    await cast.then(f"{lena.member.display_name} asks a question, too.", lena.submits())


async def _answer(cast: Cast, card: Message) -> None:
    maya = signs.writer(cast.workspace, "requests.answered")
    if not maya:
        question = signs.open_questions(cast.workspace, card)[-1]
        maya = cast.owner(question)
        await maya.clicks(question, signs.ANSWER)
    cast.enter(maya, **_answers(cast, maya))
    await cast.then(f"{maya.member.display_name} answers.", maya.submits())


async def _analyse(cast: Cast, card: Message) -> None:
    await _take(cast, card)
    if signs.is_analysed(card):
        return
    lena = cast.partner()
    await lena.clicks(card, signs.ANALYSE)
    cast.enter(lena, reframed=REFRAMED, evidence=EVIDENCE, audience=AUDIENCE, goal=GOAL)
    _find_cause(cast, lena)
    cast.form(lena)
    await cast.then(f"{lena.member.display_name} writes down what the answers say.", lena.submits())


async def _take(cast: Cast, card: Message) -> None:
    if signs.buttons(card.blocks, signs.TAKE):
        named = signs.looked_after_by(card)
        lena = cast.person(named) if named else cast.partner()
        name = lena.member.display_name
        await cast.then(f"{name}, L&D partner, takes the request.", lena.clicks(card, signs.TAKE))


async def _propose(cast: Cast, card: Message) -> None:
    lena = cast.partner()
    await lena.clicks(card, signs.RECOMMEND)
    _find_cause(cast, lena)
    lena.fill(outcome=BUILD if cast.entered(lena)["cause"] in LEARNING else ADVICE)
    cast.form(lena)
    await lena.submits()
    cast.enter(lena, **PROPOSED, **_who_and_when(cast, card, lena))
    cast.form(lena)
    await cast.then(f"{lena.member.display_name} proposes what to do, and who does what by when.", lena.submits())


async def _agree(cast: Cast) -> None:
    for plan in signs.offering(cast.workspace, signs.AGREE):
        owner = cast.owner(plan)
        pressed = owner.clicks(plan, signs.AGREE)
        await cast.then(f"{owner.member.display_name} reads the plan and agrees to it.", pressed)


def _find_cause(cast: Cast, lena: Person) -> None:
    """Choose a cause where the answers point to none."""
    if cast.entered(lena)["cause"] in (None, UNCLEAR):
        lena.fill(cause=SKILL)


def _who_and_when(cast: Cast, card: Message, lena: Person) -> dict[str, Any]:
    """Return who takes the steps of a plan, and by which working days."""
    office = cast.office()
    soon, later = (office.after(office.today(cast.workspace.now()), days) for days in (SOON, LATER))
    maya = signs.requester(card)
    return {"who_0": lena.id, "by_0": later, "who_1": maya, "by_1": soon, "owner": maya, "due_on": soon}


def _answers(cast: Cast, person: Person) -> dict[str, Any]:
    """Return what to say to those questions of the open form to which nothing is said yet."""
    assert person.modal
    asked: dict[str, str] = {}
    for block in person.modal["blocks"]:
        if block["type"] == "input":
            asked.setdefault(_number(block["block_id"]), block["label"]["text"])
    said = {_number(field) for field, given in cast.entered(person).items() if given}
    found: dict[str, Any] = {}
    for number in asked.keys() - said:
        choice, in_words = ANSWERS.get(_slugs().get(asked[number], ""), OTHERWISE)
        found |= {f"choice_{number}": choice, f"question_{number}": in_words}
    return found


def _number(field: str) -> str:
    return field.partition("_")[2].partition(".")[0]


@cache
def _slugs() -> dict[str, str]:
    """Return the name of each question of the detective by its words."""
    return {question.ask: question.id for question in detective.load().questions}
