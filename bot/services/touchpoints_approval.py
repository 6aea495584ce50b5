"""Touchpoints that need a partner's word, and somebody of L&D who sees each of them ahead."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.outbox import LND, Post, Priority
from bot.domain.touchpoints import KINDS, meeting_of, touchpoint_of
from bot.domain.touchpoints_steering import unapproved_key
from bot.services import departments, outbox, people, touchpoints
from bot.store import departments as known
from bot.store import meetings, settings
from bot.store import outbox as rows
from bot.store import touchpoints as steering
from bot.store.outbox import Outgoing
from bot.store.touchpoints import Steered

AT_ONCE = 500


def look_after(session: Session, team_id: str, now: datetime) -> None:
    """Have another partner see ahead what one who is none any more was to see, and remind of what waits for a word."""
    partners = people.partners(session, team_id)
    for row in rows.planned(session, team_id, (touchpoints.NOTE,), AT_ONCE):
        meeting = meetings.get(session, team_id, meeting_of(row.key))
        if meeting and row.recipient not in partners:
            row.recipient = touchpoints.reader(session, meeting) or LND
    _remind_of_unapproved(session, team_id, now)


def _remind_of_unapproved(session: Session, team_id: str, now: datetime) -> None:
    """Tell partners, once each working day, of touchpoints whose time has come and that nobody gave their word for."""
    by_settings = settings.of(session, team_id).needs_approval or known.some_need_approval(session, team_id)
    if not by_settings and not steering.some_need_word(session, team_id):
        return
    for row in rows.unsaid(session, team_id, KINDS, AT_ONCE):
        meeting = meetings.get(session, team_id, meeting_of(row.key))
        steered = steering.steered(session, team_id, meeting_of(row.key), touchpoint_of(row.key))
        if meeting is None or steered is None or steered.planned_at > now:
            continue
        if not lacks_word(session, steered, row):
            continue
        due_at = departments.days_of(session, team_id, meeting.channel_id).next_open(now)
        post = Post(
            unapproved_key(row.key, due_at), "touchpoints.unapproved", touchpoints.reader(session, meeting) or LND,
            {"meeting": meeting.id, "which": steered.which}, priority=Priority.PLANNED,
        )  # fmt: skip
        outbox.plan(session, team_id, post, due_at, now)


def lacks_word(session: Session, steered: Steered, row: Outgoing) -> bool:
    """Say whether a touchpoint may not be said before a partner gave their word."""
    if row.refs.get("now") or steered.approved_by:
        return False
    return steered.needs_word or bool(departments.cadence(session, row.team_id, row.recipient).needs_approval)
