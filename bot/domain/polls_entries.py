"""What somebody enters in the form of a poll: kept as they go, looked at before it counts."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.polls import OPTION_MAX, OPTIONS_MAX, OPTIONS_TOGETHER, TEXT_MAX, Kind, Mode, Question, same
from bot.domain.polls_answers import COMMENT, Answer, Sheet
from bot.domain.polls_results import QuestionView
from bot.domain.typed import is_visible


@dataclass(frozen=True, slots=True)
class FormView:
    """The form of a poll as one person has it before them, `entered` by the question's place.

    `questions` are those of a survey; a poll with buttons has none here, but a comment. `times` is how often the
    person sent it, `is_sent` whether something of theirs counts.
    """

    poll_id: int
    title: str
    mode: Mode
    questions: tuple[QuestionView, ...]
    has_comments: bool
    entered: Mapping[int, Answer]
    times: int = 0
    is_sent: bool = False
    closes_at: datetime | None = None


def read(values: Mapping[str, Any], asked: Sequence[Question]) -> dict[int, Answer]:
    """Return what a form holds by the place of its question; left out is what is empty, or no answer to it.

    `values` are a text, the place of an option or a list of them by the place of the question, as text.
    """
    found = {place: _read(values.get(str(place)), each) for place, each in enumerate(asked)}
    found[COMMENT] = _written(values.get(str(COMMENT)))
    return {place: answer for place, answer in found.items() if answer}


def problems(answers: Mapping[int, Answer], asked: Sequence[Question], places: Sequence[int]) -> dict[str, str]:
    """Return the reason for each field of a form with these `places` that needs another look before it is sent."""
    if not answers:
        return {str(places[0]): "answer_something"}
    reasons = {
        place: _problem(answer, asked[place] if place < len(asked) else None) for place, answer in answers.items()
    }
    return {str(place): reason for place, reason in reasons.items() if reason}


def saved(sheet: Sheet, answers: Mapping[int, Answer], times: int, at: str) -> Sheet:
    """Return the sheet with what stands in a form that is still open, as Slack saw it at `at`.

    It is the same sheet where something newer is kept, or where the form was sent: one that was opened when it had
    been sent fewer `times` counts no more.
    """
    if times != sheet.times or at <= max(sheet.drafted, sheet.withdrawn):
        return sheet
    return replace(sheet, draft={place: _cut(answer) for place, answer in answers.items()}, drafted=at)


def sent(sheet: Sheet, answers: Mapping[int, Answer]) -> Sheet:
    """Return the sheet with what was sent, in place of what was sent before."""
    return replace(sheet, sent=answers, draft={}, drafted="", times=sheet.times + 1)


def entered(sheet: Sheet) -> Mapping[int, Answer]:
    """Return what stands in the form of whoever opens it: what they did not send yet, or else what they sent."""
    return sheet.draft if sheet.drafted else sheet.sent


def option_problem(option: str, options: Sequence[str]) -> str | None:
    """Return why somebody can't add this option to those that there are."""
    if not is_visible(option):
        return "required"
    if len(option) > OPTION_MAX:
        return "added_option_too_long"
    if same(option) in map(same, options):
        return "option_is_there"
    if len(options) >= OPTIONS_MAX:
        return "options_are_full"
    return "options_are_full" if len(option) + sum(map(len, options)) > OPTIONS_TOGETHER else None


def printable(text: str) -> str:
    """Return the text without what no keyboard writes: control characters but for line ends and tabs, and halves of
    characters."""
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs")).strip()


def _read(value: Any, question: Question) -> Answer | None:
    if question.kind == Kind.TEXT:
        return _written(value)
    chosen = [value] if isinstance(value, str) else value or []
    places = {int(each) for each in chosen if str(each).isdecimal()}
    return tuple(sorted(place for place in places if place < question.size))


def _written(value: Any) -> str | None:
    return printable(value) if isinstance(value, str) and is_visible(value) else None


def _cut(answer: Answer) -> Answer:
    return answer[:TEXT_MAX]


def _problem(answer: Answer, question: Question | None) -> str | None:
    if isinstance(answer, str):
        return "text_too_long" if len(answer) > TEXT_MAX else None
    most = (question.most if question and question.kind == Kind.MULTIPLE else 1) or len(answer)
    return "too_many_chosen" if len(answer) > most else None
