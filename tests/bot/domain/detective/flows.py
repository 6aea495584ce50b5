"""Flows to try the rules on: the real file, and any other valid one; and the file that says the same."""

import json
from collections.abc import Collection, Mapping
from typing import Any, Final

from hypothesis import strategies as st

from bot.domain.detective import UNSAID, Cause, Choice, Condition, Flow, Question, Vague
from messages.detective import load

REAL: Final = load()
TOPICS: Final = ("problem", "desired", "audience", "evidence", "goal", "tried", "learning_habits", "vague")
CAUSES: Final = [cause for cause in Cause if cause not in (Cause.MIXED, Cause.UNCLEAR)]
WORDS: Final = ("quality", "soft skills", "buy-in", "attitude", "Führung")
SAYINGS: Final = st.sampled_from(["Why?", "“Führung” 🎉", "\"'''\\\\", "{a}\n# b = [c]", "x" * 2000])


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Any valid flow: conditions on any questions further up, choices of any cause, and vague words."""
    questions: list[Question] = []
    for number in range(draw(st.integers(1, 6))):
        questions.append(draw(_questions(f"q{number}", tuple(questions))))
    words = draw(st.lists(st.sampled_from(WORDS), unique=True, max_size=4))
    vague = (Vague(f"v{number}", (word,), "What is {word}?", "Because.") for number, word in enumerate(words))
    return Flow(tuple(questions), tuple(vague))


@st.composite
def _questions(draw: st.DrawFn, question_id: str, earlier: tuple[Question, ...]) -> Question:
    on = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=2)) if earlier else []
    when = tuple(Condition(each.id, draw(_answers(each))) for each in on)
    count = draw(st.sampled_from([0, 2, 3]))
    choices = tuple(draw(_choices(number)) for number in range(count))
    known_from = draw(st.frozensets(st.sampled_from(TOPICS), max_size=1))
    return Question(question_id, "gap", "none", draw(SAYINGS), draw(SAYINGS), choices, known_from, when)


def _answers(question: Question) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from([*(choice.id for choice in question.choices), UNSAID]), min_size=1)


@st.composite
def _choices(draw: st.DrawFn, number: int) -> Choice:
    cause = draw(st.none() | st.sampled_from(CAUSES))
    weight = draw(st.sampled_from([-3, -2, -1, 1, 2, 3])) if cause else 0
    return Choice(f"c{number}", f"Label {number}", cause, weight, draw(SAYINGS) if cause else "", (f"said {number}",))


def toml(flow: Flow) -> str:
    """Return the file that says what this flow is."""
    parts = [*(_question(question) for question in flow.questions), *(_vague(group) for group in flow.vague)]
    return "\n".join(parts)


def _question(question: Question) -> str:
    when = {condition.question: condition.choices for condition in question.when}
    fields = {"id": question.id, "step": question.step, "cell": question.cell, "ask": question.ask, "why": question.why}
    own = _lines("[[question]]", fields | {"known_from": question.known_from, "when": when})
    return own + "".join(_choice(choice) for choice in question.choices)


def _choice(choice: Choice) -> str:
    fields: dict[str, Any] = {"id": choice.id, "label": choice.label, "said_as": choice.said_as}
    caused = {"cause": choice.cause, "weight": choice.weight, "because": choice.because} if choice.cause else {}
    return _lines("[[question.choice]]", fields | caused)


def _vague(group: Vague) -> str:
    return _lines("[[vague]]", {"id": group.id, "words": group.words, "ask": group.ask, "why": group.why})


def _lines(title: str, fields: Mapping[str, Any]) -> str:
    return "\n".join([title, *(f"{key} = {_value(value)}" for key, value in fields.items())]) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, Collection) and not isinstance(value, str):
        return json.dumps(list(value), ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)
