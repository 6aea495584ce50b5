"""The questions about a request: put three at a time, in private, and followed by the next ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.domain.detective import Flow, Reply, next_questions
from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import Post, Priority
from bot.domain.requests import OPEN
from bot.domain.requests_history import Kind
from bot.domain.requests_questions import BATCH, REMIND_AFTER, batch_key, reminder_key
from bot.services import departments, outbox, requests_promises
from bot.services.requests_history import note, tell
from bot.store import goals
from bot.store import requests_questions as rows
from bot.store.requests import TrainingRequest
from bot.store.requests_questions import Question

FIELDS = ("problem", "desired", "audience", "evidence", "goal", "needed_by", "tried")
VAGUE_IN = ("problem", "desired")


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A question that a partner sends: from the flow, in its words or reworded, or one of their own."""

    question: str
    slug: str | None = None
    why: str | None = None


def ask_next(session: Session, row: TrainingRequest, flow: Flow, now: datetime) -> None:
    """Put the next questions of the flow, unless some still wait, or the last ones were all left out."""
    asked = rows.of_request(session, row.team_id, row.id or 0)
    last = [each for each in asked if each.batch == asked[-1].batch]
    if row.is_crisis or row.lead_id or row.status not in OPEN or any(each.is_open for each in last):
        return
    if last and all(each.answered_at is None for each in last):
        return
    found = next_questions(flow, replies(asked), known(session, row), texts(row), BATCH)
    if found:
        _put(session, row, [ToAsk(each.ask, each.id, each.why) for each in found], None, now)
    elif last:
        tell(session, row, "requests.all_answered", f"all:{last[-1].batch}", now)


def ask(
    session: Session, team_id: str, user_id: str, request_id: int, questions: Sequence[ToAsk], now: datetime
) -> None:
    """Send a partner's questions to the requester. Raises Invalid without any, Refused for others."""
    row = requests_promises.open_for_partner(session, team_id, user_id, request_id)
    if not questions:
        raise Invalid({"question": "required"})
    requests_promises.first_answer(row, user_id, now)
    known_slugs = {each.slug for each in rows.of_request(session, team_id, request_id) if each.slug}
    fresh = [each for each in questions if each.slug not in known_slugs]
    if not fresh:
        raise Refused("asked_meanwhile")
    _put(session, row, fresh[:BATCH], user_id, now)


def replies(asked: Sequence[Question]) -> list[Reply]:
    """Return what the flow has to know of the questions that were put."""
    return [
        Reply(each.slug, each.choice, each.answer, skipped=each.skipped_at is not None and each.answered_at is None)
        for each in asked
        if each.slug
    ]


def known(session: Session, row: TrainingRequest) -> set[str]:
    """Name what nobody has to be asked: what the form says, and what is known of the department."""
    found = {field for field in FIELDS if getattr(row, field)}
    if row.goal_id or row.no_goal:
        found.add("goal")
    if row.channel_id and goals.of_channel(session, row.team_id, row.channel_id):
        found.add("goals")
    return found


def texts(row: TrainingRequest) -> dict[str, str]:
    """Return the requester's words in which a vague one may hide, by field."""
    return {field: getattr(row, field) for field in VAGUE_IN if getattr(row, field)}


def _put(
    session: Session, row: TrainingRequest, questions: Sequence[ToAsk], by: str | None, now: datetime
) -> None:  # fmt: skip
    batch = 1 + max((each.batch for each in rows.of_request(session, row.team_id, row.id or 0)), default=0)
    for each in questions:
        session.add(
            Question(
                team_id=row.team_id, request_id=row.id or 0, batch=batch, slug=each.slug, asked_by=by,
                question=each.question, why=each.why, asked_at=now,
            )
        )  # fmt: skip
    session.flush()
    note(session, row, Kind.ASKED, by, now, str(len(questions)))
    tell(session, row, "requests.questions", f"questions:{batch}", now, batch=batch)
    _remind(session, row, batch, now)


def _remind(session: Session, row: TrainingRequest, batch: int, now: datetime) -> None:
    days = departments.of_person(session, row.team_id, row.channel_id, row.requester)
    for place, after in enumerate(REMIND_AFTER, start=1):
        refs = {"request": row.id, "batch": batch, "place": place}
        post = Post(
            reminder_key(row.id or 0, batch, place), "requests.reminder", row.requester, refs,
            after=batch_key(row.id or 0, batch), priority=Priority.PLANNED,
        )  # fmt: skip
        outbox.plan(session, row.team_id, post, days.opening(days.after(days.today(now), after)), now)
