"""Polls as they are shown."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.polls import Kind, Mode, Question, Rhythm
from bot.domain.polls_answers import Answer, Sheet, unpacked
from bot.domain.polls_blueprint import questions
from bot.domain.polls_results import Choice, Count, Ending, PollView, QuestionView, Said
from bot.store import polls, polls_series
from bot.store import polls_sheets as stored
from bot.store.polls import Poll

Sheets = Sequence[tuple[str, Sheet]]

QUESTIONS_AT_HAND: Final = 100


def view(session: Session, team_id: str, refs: dict[str, Any]) -> PollView:
    """Return the poll that `refs["poll"]` names, with the votes that may be shown now."""
    poll = polls.get(session, team_id, int(refs["poll"]))
    if poll is None:
        raise Refused("gone")
    return view_of(session, poll)


def view_of(session: Session, poll: Poll) -> PollView:
    """Return a row as it is shown; of a secret poll there is nothing but what its close left."""
    mode, asked = Mode(poll.mode), questions(poll.questions)
    shows_votes = not mode.is_secret and (poll.is_live or poll.closed_at is not None)
    sheets = _sheets(session, poll) if shows_votes else []
    return PollView(
        id=poll.id or 0, channel_id=poll.channel_id, owner=poll.owner, title=poll.title, reason=poll.reason, mode=mode,
        questions=_named(asked, sheets) if shows_votes else _left(poll, asked), answers=_answers(session, poll),
        is_survey=is_survey(asked), is_live=poll.is_live, may_add=poll.may_add, for_guests=poll.for_guests,
        has_comments=poll.has_comments, comments=_comments(poll, sheets) if shows_votes else _comments_left(poll),
        series=poll.series_id, created_at=poll.created_at, closes_at=poll.closes_at, closed_at=poll.closed_at,
        closed_by=poll.closed_by, ending=Ending(poll.ending) if poll.ending else None,
        last_time=None if poll.closed_at else polls.came_of_the_last(session, poll),
        came_of_it=poll.came_of_it,
        opens_at=poll.opens_at, edited_at=poll.edited_at, edits=tuple(poll.edits or ()),
        was_reminded=poll.reminded_at is not None, **_series(session, poll),
    )  # fmt: skip


def _series(session: Session, poll: Poll) -> dict[str, Any]:
    row = polls_series.get(session, poll.team_id, poll.series_id) if poll.series_id else None
    return {"rhythm": Rhythm(row.rhythm), "next_at": row.next_at} if row else {}


@lru_cache(QUESTIONS_AT_HAND)
def question(asked: Question) -> QuestionView:
    """Return a question without anything that was answered."""
    return _question(asked, tuple(Choice(place, text) for place, text in enumerate(_texts(asked))))


def is_survey(asked: Sequence[Question]) -> bool:
    """Say whether questions are answered in a form rather than with buttons in the channel."""
    return len(asked) > 1 or asked[0].kind == Kind.TEXT


def _answers(session: Session, poll: Poll) -> int:
    """Count the people who answered; what a secret poll's close left says so itself."""
    return stored.cast_answers(session, poll.team_id, poll.id or 0) if poll.answers is None else poll.answers


def _sheets(session: Session, poll: Poll) -> Sheets:
    return [(voter, unpacked(body)) for voter, body in stored.cast_sheets(session, poll.team_id, poll.id or 0)]


def _named(asked: Sequence[Question], sheets: Sheets) -> tuple[QuestionView, ...]:
    return tuple(_answered(place, each, sheets) for place, each in enumerate(asked))


def _answered(place: int, asked: Question, sheets: Sheets) -> QuestionView:
    answers = [(voter, answer) for voter, sheet in sheets if (answer := sheet.to(place, asked)) is not None]
    if asked.kind == Kind.TEXT:
        return _question(asked, (), len(answers), tuple(Said(str(text), voter) for voter, text in answers))
    voters = [tuple(voter for voter, chosen in answers if _has(chosen, option)) for option in range(asked.size)]
    choices = tuple(
        Choice(option, text, len(voters[option]), voters[option]) for option, text in enumerate(_texts(asked))
    )
    return _question(asked, choices, len(answers))


def _has(answer: Answer, option: int) -> bool:
    return not isinstance(answer, str) and option in answer


def _left(poll: Poll, asked: Sequence[Question]) -> tuple[QuestionView, ...]:
    if poll.counts is None:
        return tuple(map(question, asked))
    return tuple(_counted(each, Count(**count)) for each, count in zip(asked, poll.counts, strict=True))


def _counted(asked: Question, count: Count) -> QuestionView:
    choices = tuple(
        Choice(option, text, count.votes[option] if count.votes else None) for option, text in enumerate(_texts(asked))
    )
    texts = tuple(Said(text) for text in count.texts) if count.texts is not None else None
    return _question(asked, choices, count.answers, texts)


def _question(
    asked: Question, choices: tuple[Choice, ...], answers: int | None = None, texts: tuple[Said, ...] | None = None
) -> QuestionView:
    return QuestionView(asked.text, asked.kind, choices, answers, asked.most, texts)


def _texts(asked: Question) -> Sequence[str | None]:
    return asked.options or [None] * asked.size


def _comments(poll: Poll, sheets: Sheets) -> tuple[Said, ...] | None:
    found = tuple(Said(sheet.comment, voter) for voter, sheet in sheets if sheet.comment)
    return found if poll.has_comments else None


def _comments_left(poll: Poll) -> tuple[Said, ...] | None:
    return tuple(map(Said, poll.comments)) if poll.comments is not None else None
