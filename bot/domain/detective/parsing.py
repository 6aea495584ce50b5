"""A file of questions becomes a flow; whatever is wrong with it is said at once, in plain words."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from bot.domain.detective.checking import check
from bot.domain.detective.flow import Cause, Choice, Condition, Flow, FlowError, Question, Vague
from bot.domain.detective.tables import Table

STEPS = ("gap", "worth", "ability", "obstacles", "expectations", "consequences", "practice", "solution")
CELLS = ("information", "resources", "incentives", "knowledge", "capacity", "motives", "none")
CAUSES = tuple(cause.value for cause in Cause if cause not in (Cause.MIXED, Cause.UNCLEAR))
ASK_MAX = 2_000
NAMING_MAX = 1_900
LABEL_MAX = 75
WEIGHT_MAX = 3


@lru_cache(maxsize=1)
def parse(text: str) -> Flow:
    """Read a flow from TOML; raises FlowError with a sentence for everything that is wrong."""
    mistakes: list[str] = []
    file = Table("The file", _toml(text), mistakes)
    file.only("doubts", "question", "vague")
    doubts = file.texts("doubts")
    flow = Flow(
        tuple(_question(each, doubts) for each in file.tables("question", "Question")),
        tuple(_vague(each) for each in file.tables("vague", "Vague words")),
    )
    mistakes += check(flow)
    if mistakes:
        raise FlowError(mistakes)
    return flow


def _toml(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise FlowError([f"This is not TOML: {error}. Compare that place with the lines around it."]) from error


def _question(table: Table, doubts: tuple[str, ...]) -> Question:
    table.only("id", "step", "cell", "ask", "why", "known_from", "when", "choice")
    return Question(
        id=table.id(),
        step=table.one_of("step", STEPS, required=True),
        cell=table.one_of("cell", CELLS, required=True),
        ask=table.text("ask", ASK_MAX),
        why=table.text("why", ASK_MAX),
        choices=tuple(_choice(each) for each in table.tables("choice", f"{table.where}, choice")),
        known_from=frozenset(table.texts("known_from")),
        when=tuple(Condition(question, frozenset(choices)) for question, choices in table.lists("when")),
        doubts=doubts,
    )


def _choice(table: Table) -> Choice:
    table.only("id", "label", "cause", "weight", "because", "said_as")
    cause = table.one_of("cause", CAUSES)
    choice = Choice(
        id=table.id(),
        label=table.text("label", LABEL_MAX),
        cause=Cause(cause) if cause else None,
        weight=table.number("weight"),
        because=table.text("because", ASK_MAX, required=bool(cause)),
        said_as=table.texts("said_as"),
    )
    _check_weight(table, choice)
    return choice


def _check_weight(table: Table, choice: Choice) -> None:
    if abs(choice.weight) > WEIGHT_MAX:
        table.wrong(f"the weight {choice.weight} is too much. Please write a whole number from -3 to 3.")
    if choice.cause and not choice.weight and not table.names("weight"):
        table.wrong("a choice with a cause needs a weight: 1 for a hint, 2 for a sign, 3 for a strong sign.")
    if choice.weight and not table.names("cause"):
        table.wrong(f"a choice with a weight needs a cause. You can write: {', '.join(CAUSES)}.")


def _vague(table: Table) -> Vague:
    table.only("id", "words", "unless", "ask", "why")
    group = Vague(
        id=table.id(),
        words=table.texts("words"),
        ask=table.text("ask", NAMING_MAX),
        why=table.text("why", ASK_MAX),
        unless=table.texts("unless"),
    )
    if not group.words:
        table.wrong("words is missing. Please list at least one.")
    if "{word}" not in group.ask:
        table.wrong("ask has to name the word that was used. Please write {word} where it should stand.")
    return group
