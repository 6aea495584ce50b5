"""Requests whose time has come: put off to a day, or left without an answer; and opened again with one click."""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.errors import Refused
from bot.domain.requests import OPEN, Status
from bot.domain.requests_history import Kind
from bot.domain.requests_questions import CLOSE_AFTER, REMIND_AFTER, reminder_key
from bot.services import departments, requests_charter, requests_promises
from bot.services import outbox as said
from bot.services.requests import of_requester, of_requester_or_partner
from bot.services.requests_history import note, show_questions, tell
from bot.store import outbox, requests, requests_history, requests_questions
from bot.store.requests import TrainingRequest
from bot.store.requests_questions import Question

SOONEST: Final = timedelta(days=max(REMIND_AFTER))


def look_after(session: Session, team_id: str, now: datetime) -> int:
    """Take up what was put off until now, and close what waits in vain; return how many requests changed."""
    resumed = [row for row in requests.deferred(session, team_id) if _is_due(session, row, now)]
    for row in resumed:
        note(session, row, Kind.RESUMED, None, now)
        for each in _opened(session, row, now):
            tell(session, each, "requests.resumed", f"resumed:{int(now.timestamp())}", now)
    waiting = requests_questions.asked_before(session, team_id, Status.TAKEN, now - SOONEST)
    vain = [
        each for each in {question.request_id for question in waiting} if _waits_in_vain(session, team_id, each, now)
    ]
    for request_id in sorted(vain):
        _close(session, team_id, request_id, now)
    return len(resumed) + len(vain)


def is_overtaken(session: Session, team_id: str, request_id: int, batch: int, place: int, now: datetime) -> bool:
    """Say whether the next reminder of a batch is due as well, as after a time when nothing was sent."""
    following = outbox.by_key(session, team_id, reminder_key(request_id, batch, place + 1))
    return following is not None and following.due_at <= now


def reopen(
    session: Session, team_id: str, user_id: str, request_id: int, place: tuple[str, str], now: datetime
) -> None:
    """Let the requester, or a partner, open a request again, with all that are worked on together under it.

    One that is open stays as it is; one that another leads is worked on by itself from now on.
    `place` is the channel and the ts of the message that was clicked. Raises Refused for everybody else.
    """
    row = of_requester_or_partner(session, team_id, user_id, request_id)
    if row.status in (Status.NEW, Status.TAKEN):
        return
    row.lead_id = None
    session.flush()
    note(session, row, Kind.REOPENED, user_id, now)
    said.refresh_message(session, team_id, *place, now)
    for each in _opened(session, row, now):
        if each.requester != user_id:
            tell(session, each, "requests.reopened", f"reopened:{int(now.timestamp())}", now)


def withdraw(session: Session, team_id: str, user_id: str, request_id: int, now: datetime) -> None:
    """Let the requester take back a request that L&D has not decided yet. Raises Refused."""
    row = of_requester(session, team_id, user_id, request_id)
    if row.status not in OPEN:
        raise Refused("not_open_any_more")
    row.status = Status.CLOSED
    show_questions(session, row, now)
    note(session, row, Kind.WITHDRAWN, user_id, now)


def _opened(session: Session, row: TrainingRequest, now: datetime) -> list[TrainingRequest]:
    """Open a request with all that are worked on together under it, and return them."""
    found = requests_charter.group(session, row)
    for each in found:
        each.status = Status.TAKEN if each.partner else Status.NEW
        each.outcome = each.deferred_until = None
        show_questions(session, each, now)
        requests_promises.promise(session, each, now)
    return found


def _is_due(session: Session, row: TrainingRequest, now: datetime) -> bool:
    if row.deferred_until is None or row.lead_id:
        return False
    return _days(session, row).opening(row.deferred_until) <= now


def _waits_in_vain(session: Session, team_id: str, request_id: int, now: datetime) -> bool:
    """Say whether nothing of the last batch was answered, long after the last reminder and the last word of L&D."""
    row = requests.get(session, team_id, request_id)
    asked = requests_questions.of_request(session, team_id, request_id)
    last = [each for each in asked if each.batch == asked[-1].batch]
    if row is None or row.lead_id or not all(each.is_open for each in last):
        return False
    reminded = outbox.by_key(session, team_id, reminder_key(request_id, last[0].batch, len(REMIND_AFTER)))
    if reminded is None or reminded.sent_at is None:
        return False
    days = _days(session, row)
    since = max(reminded.sent_at, _last_word(session, row, last[0]))
    return days.opening(days.after(days.today(since), CLOSE_AFTER)) <= now


def _last_word(session: Session, row: TrainingRequest, question: Question) -> datetime:
    steps = requests_history.of_request(session, row.team_id, row.id or 0)
    return max((each.at for each in steps if each.by), default=question.asked_at)


def _close(session: Session, team_id: str, request_id: int, now: datetime) -> None:
    if row := requests.get(session, team_id, request_id):
        row.status = Status.CLOSED
        show_questions(session, row, now)
        note(session, row, Kind.CLOSED, None, now)
        tell(session, row, "requests.closed", f"closed:{int(now.timestamp())}", now)


def _days(session: Session, row: TrainingRequest) -> Calendar:
    return departments.of_person(session, row.team_id, row.channel_id, row.requester)
