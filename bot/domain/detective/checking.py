"""What the questions of a flow must be to each other: every name once, every condition on something further up."""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.detective.flow import UNSAID, Choice, Condition, Flow, Question, Vague
from bot.domain.detective.tables import SHORT, suggestion
from bot.domain.detective.wording import spoken

CHOICES_MIN = 2
CHOICES_MAX = 10


def check(flow: Flow) -> list[str]:
    """Return a sentence for everything that is wrong between questions, choices and words."""
    if not flow.questions:
        return ["The file: there is no question in it. Please write at least one, under [[question]]."]
    found = [f"Question “{each}”: this id is there twice. Please rename one." for each in _twice(_ids(flow.questions))]
    found += [f"Vague words “{each}”: this id is there twice. Please rename one." for each in _twice(_ids(flow.vague))]
    for place, question in enumerate(flow.questions):
        found += _choices(question)
        found += _conditions(question, flow.questions[:place], flow.questions[place:])
    return found + list(_words(flow.vague))


def _choices(question: Question) -> Iterator[str]:
    named = f"Question “{question.id}”"
    for each in _twice(choice.id for choice in question.choices):
        yield f"{named}: two choices have the id “{each}”. Please rename one."
    for each in _twice(said for choice in question.choices for said in _typed(choice)):
        yield f"{named}: two choices are said as “{each}”. Please change one."
    if question.choice(UNSAID):
        yield f"{named}: no choice can have the id “{UNSAID}”, which stands for no choice. Please rename it."
    if question.choices and not CHOICES_MIN <= len(question.choices) <= CHOICES_MAX:
        offered = f"it offers {len(question.choices)} of them"
        yield f"{named}, choices: {offered}. Please offer none, or {CHOICES_MIN} to {CHOICES_MAX}."


def _typed(choice: Choice) -> Iterable[str]:
    """Return the ways of typing a choice, each once, as they are compared with what people type."""
    return dict.fromkeys(spoken(said).strip() or said for said in (choice.label, *choice.said_as))


def _conditions(question: Question, earlier: Sequence[Question], rest: Sequence[Question]) -> Iterator[str]:
    for condition in question.when:
        named = f"Question “{question.id}”, when “{condition.question}”"
        asked = next((each for each in earlier if each.id == condition.question), None)
        if asked:
            yield from _chosen(named, condition, asked)
        elif condition.question in _ids(rest):
            yield f"{named}: that question is not further up. Please move it up, or this one down."
        else:
            yield f"{named}: there is no such question further up. {suggestion(condition.question, _ids(earlier))}"


def _chosen(named: str, condition: Condition, asked: Question) -> Iterator[str]:
    offered = [*(choice.id for choice in asked.choices), UNSAID]
    if not condition.choices:
        yield f"{named}: no choice is listed. You can write: {', '.join(offered)}."
    for each in sorted(condition.choices.difference(offered)):
        yield f"{named}: that question has no choice “{each}”. {suggestion(each, offered)}"


def _words(groups: Sequence[Vague]) -> Iterator[str]:
    for word in _twice(spoken(word).strip() for group in groups for word in group.words):
        yield f"Vague words: “{word}” is there twice. Please keep it in one place."
    for group in groups:
        for word in group.words:
            if len(word) > SHORT:
                yield f"Vague words “{group.id}”: “{word[:20]}…” is longer than {SHORT} characters. Please shorten it."


def _ids(named: Sequence[Question] | Sequence[Vague]) -> list[str]:
    return [each.id for each in named]


def _twice(names: Iterable[str]) -> list[str]:
    """Return the names that are there more than once, in the order in which they come again."""
    seen: set[str] = set()
    again: dict[str, None] = {}
    for name in names:
        if name and name in seen:
            again[name] = None
        seen.add(name)
    return list(again)
