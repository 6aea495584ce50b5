"""The form of a poll: kept while somebody fills it in, and sent; in it stand a survey's questions, or a comment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.polls import Mode, Question, poll_key
from bot.domain.polls_answers import COMMENT, Answer, Sheet
from bot.domain.polls_entries import FormView, entered, problems, read, saved, sent
from bot.keys import Keys
from bot.services import outbox, polls_views
from bot.services.polls import to_answer
from bot.services.polls_sheets import Ballots, ballots_to_answer
from bot.store.polls import Poll


def form(session: Session, keys: Keys, team_id: str, user_id: str, poll_id: int, now: datetime) -> FormView:
    """Return the form with what this person entered so far, or sent.

    Raises Refused as `polls.vote` does, and Refused('gone') for a poll that has no form.
    """
    sheets = _sheets(session, keys, team_id, user_id, poll_id, now)
    sheet = sheets.of(user_id)
    return _view(sheets, sheet, entered(sheet))


def save(
    session: Session, keys: Keys, team_id: str, user_id: str, poll_id: int, times: int, values: Mapping[str, Any],
    at: str, now: datetime,
) -> None:  # fmt: skip
    """Keep what stands in a form that was opened when it had been sent so many `times`, as Slack saw it at `at`.

    What is older than what is kept, or than the last sending, changes nothing. Raises Refused as `form` does.
    """
    sheets = _sheets(session, keys, team_id, user_id, poll_id, now)
    before = sheets.of(user_id)
    after = saved(before, _read(values, sheets), times, at)
    if after is not before:
        sheets.keep(user_id, after)


def send(
    session: Session, keys: Keys, team_id: str, user_id: str, poll_id: int, values: Mapping[str, Any], now: datetime
) -> FormView:
    """Have what stands in the form count; return it as it was sent.

    Raises Invalid for fields that need another look, and Refused as `form` does.
    """
    sheets = _sheets(session, keys, team_id, user_id, poll_id, now)
    before, answers = sheets.of(user_id), _read(values, sheets)
    takes_back = not answers and before.comment and not _questions(sheets)
    if not takes_back and (found := problems(answers, sheets.asked, _places(sheets))):
        raise Invalid(found)
    after = sent(before, answers)
    sheets.keep(user_id, after)
    outbox.refresh(session, team_id, poll_key(poll_id), now)
    return _view(sheets, after, after.sent)


def _sheets(session: Session, keys: Keys, team_id: str, user_id: str, poll_id: int, now: datetime) -> Ballots:
    sheets = ballots_to_answer(session, keys, to_answer(session, team_id, user_id, poll_id, now))
    if not _places(sheets):
        raise Refused("gone")
    return sheets


def _questions(sheets: Ballots) -> tuple[Question, ...]:
    return sheets.asked if polls_views.is_survey(sheets.asked) else ()


def _places(sheets: Ballots) -> list[int]:
    """Return the places of the fields that the form has."""
    return [*range(len(_questions(sheets))), *([COMMENT] if sheets.poll.has_comments else [])]


def _read(values: Mapping[str, Any], sheets: Ballots) -> dict[int, Answer]:
    places = _places(sheets)
    return {place: answer for place, answer in read(values, _questions(sheets)).items() if place in places}


def _view(sheets: Ballots, sheet: Sheet, shown: Mapping[int, Answer]) -> FormView:
    poll: Poll = sheets.poll
    questions = tuple(map(polls_views.question, _questions(sheets)))
    return FormView(
        poll.id or 0, poll.title or sheets.asked[0].text, Mode(poll.mode), questions, poll.has_comments, shown,
        sheet.times, bool(sheet.sent), poll.closes_at,
    )  # fmt: skip
