"""How a poll is changed after it was asked: what may change without losing anybody's vote, and what is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.polls import (
    REASON_MAX,
    TITLE_MAX,
    Kind,
    Question,
    question_problems,
    same,
)

TIME_TO_EDIT: Final = timedelta(hours=1)


class Edit(StrEnum):
    """What was changed."""

    QUESTION = "question"
    REASON = "reason"
    OPTIONS = "options"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a poll says, as a form holds it: of each question its text, and its options one after the other."""

    title: str
    reason: str
    questions: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Times:
    """When a poll that is planned opens and closes; both are aware."""

    opens_at: datetime | None
    closes_at: datetime | None


def wording_of(title: str, reason: str, asked: Sequence[Question]) -> Wording:
    """Return what a poll says, an option in one line."""
    return Wording(title, reason, tuple((each.text, tuple(map(one_line, each.options))) for each in asked))


def reworded(asked: Sequence[Question], said: Wording, shown: Sequence[int]) -> tuple[Question, ...]:
    """Return the questions in their new words.

    `shown` says how many options of each the form began with: what voters added since then stays, before what is new.
    """
    return tuple(
        _reworded(question, text, typed, count)
        for question, (text, typed), count in zip(asked, said.questions, shown, strict=True)
    )


def problems(said: Wording, asked: Sequence[Question], after: Sequence[Question], *, is_asked: bool) -> dict[str, str]:
    """Return the reason for each field that needs another look; once it `is_asked`, an option somebody may have chosen
    stays where it is.

    Fields are `title`, `reason`, and `question_0`, `options_0` for the first question.
    """
    found = {
        "title": "title_too_long" if len(said.title) > TITLE_MAX else None,
        "reason": "reason_too_long" if len(said.reason) > REASON_MAX else None,
    }
    wrong = {field: reason for field, reason in found.items() if reason}
    for place, (before, now) in enumerate(zip(asked, after, strict=True)):
        kept = _taken_out(before, now) if is_asked else {}
        mine = {field: reason for field, reason in question_problems(now).items() if field != "most"} | kept
        wrong |= {f"{field}_{place}": reason for field, reason in mine.items()}
    return wrong


def edits(before: Wording, asked: Sequence[Question], after_words: Wording, after: Sequence[Question]) -> list[Edit]:
    """Return what is different now."""
    pairs = list(zip(asked, after, strict=True))
    changed = {
        Edit.QUESTION: before.title != after_words.title or any(old.text != new.text for old, new in pairs),
        Edit.REASON: before.reason != after_words.reason,
        Edit.OPTIONS: any(old.options != new.options[: len(old.options)] for old, new in pairs),
        Edit.ADDED: any(len(new.options) > len(old.options) for old, new in pairs),
    }
    return [edit for edit, is_so in changed.items() if is_so]


def _reworded(question: Question, text: str, typed: tuple[str, ...], shown: int) -> Question:
    if question.kind not in (Kind.SINGLE, Kind.MULTIPLE):
        return replace(question, text=text)
    kept = [
        old if one_line(old) == new else new for old, new in zip(question.options[:shown], typed[:shown], strict=False)
    ]
    return replace(question, text=text, options=(*kept, *question.options[shown:], *typed[shown:]))


def _taken_out(before: Question, now: Question) -> dict[str, str]:
    """Find options that are gone, and ones that stand elsewhere: their votes would count for something else."""
    if len(now.options) < len(before.options):
        return {"options": "poll_option_taken_out"}
    places = {same(option): place for place, option in enumerate(now.options)}
    moved = any(places.get(same(option), place) != place for place, option in enumerate(before.options))
    return {"options": "poll_options_moved"} if moved else {}


def one_line(option: str) -> str:
    """Return an option as it stands in a form that takes one a line."""
    return " ".join(option.split("\n"))
