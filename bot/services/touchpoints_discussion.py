"""The discussion of an action plan: one voice a person, words for the thread, and the replies there."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import Post, State
from bot.domain.touchpoints import Touchpoint, key, meeting_of
from bot.domain.touchpoints_plan import WORDS_MAX, Adjustment, Voice
from bot.services import departments, outbox, people, touchpoints
from bot.store import meetings
from bot.store import outbox as rows
from bot.store import touchpoints as stored
from bot.store.meetings import Meeting
from bot.store.touchpoints import PlanAdjustment, PlanReply, PlanVoice

ROOTS = (Touchpoint.RECAP.kind, Touchpoint.PLAN.kind)


def speak(session: Session, team_id: str, user_id: str, meeting_id: int, voice: Voice, at: str, now: datetime) -> None:
    """Keep what somebody says to a plan; they may change it, and of two clicks the one that is later `at` Slack counts.

    Raises Refused for apps, people who left, and a plan that is gone.
    """
    meeting = _open(session, team_id, user_id, meeting_id)
    _keep(session, meeting, user_id, voice, at)
    outbox.refresh(session, team_id, key(meeting_id, Touchpoint.PLAN), now)


def require_plan(session: Session, team_id: str, user_id: str, meeting_id: int) -> None:
    """Let whoever may say something to a plan pass. Raises Refused."""
    _open(session, team_id, user_id, meeting_id)


def adjust(session: Session, team_id: str, user_id: str, meeting_id: int, words: str | None, now: datetime) -> None:
    """Keep that somebody would adjust a plan, and say in its thread how. Raises Invalid without words, and Refused."""
    meeting = _open(session, team_id, user_id, meeting_id)
    if not words or not words.strip():
        raise Invalid({"words": "required"})
    if len(words) > WORDS_MAX:
        raise Invalid({"words": "too_long"})
    at = f"{now.timestamp():.6f}"
    _keep(session, meeting, user_id, Voice.ADJUST, at)
    row = PlanAdjustment(team_id=team_id, meeting_id=meeting_id, user_id=user_id, words=words.strip())
    session.add(row)
    session.flush()
    post = Post(
        f"meeting:{meeting_id}:adjustment:{row.id}", "touchpoints.adjusted", meeting.channel_id,
        {"adjustment": row.id}, thread=_root(session, meeting),
    )  # fmt: skip
    outbox.plan(session, team_id, post, now, now)
    _reply(session, meeting, user_id, at, now)


def adjustment(session: Session, team_id: str, adjustment_id: int) -> Adjustment:
    """Return what somebody would adjust, in their words. Raises Refused when it is gone."""
    row = stored.adjustment(session, team_id, adjustment_id)
    if row is None:
        raise Refused("gone")
    return Adjustment(row.user_id, row.words)


def discussed(session: Session, team_id: str, channel_id: str, thread_ts: str, ts: str) -> int | None:
    """Return the meeting whose plan a reply is about: one in its thread, after it was posted; None for all others."""
    root = rows.at_place(session, team_id, channel_id, thread_ts)
    if root is None or root.kind not in ROOTS:
        return None
    action_plan = rows.by_key(session, team_id, key(meeting_of(root.key), Touchpoint.PLAN))
    is_posted = action_plan is not None and action_plan.state == State.SENT and (action_plan.ts or "") < ts
    return meeting_of(root.key) if is_posted else None


def reply(session: Session, team_id: str, user_id: str, meeting_id: int, ts: str, now: datetime) -> None:
    """Count a reply under a plan; L&D's own answers those before it. Nothing happens for apps and who left."""
    meeting = meetings.get(session, team_id, meeting_id)
    if meeting and people.is_there(session, team_id, user_id) and not stored.reply_at(session, meeting_id, ts):
        _reply(session, meeting, user_id, ts, now)


def _reply(session: Session, meeting: Meeting, user_id: str, ts: str, now: datetime) -> None:
    meeting_id, team_id = meeting.id or 0, meeting.team_id
    is_partner = people.is_partner(session, team_id, user_id)
    session.add(PlanReply(team_id=team_id, meeting_id=meeting_id, ts=ts, user_id=user_id, is_partner=is_partner))
    session.flush()
    outbox.refresh(session, team_id, key(meeting_id, Touchpoint.PLAN), now)
    touchpoints.all_done(session, team_id, meeting_id, now)
    days = departments.days_of(session, team_id, meeting.channel_id)
    touchpoints.show(session, meeting, Touchpoint.ACKNOWLEDGEMENT, days, now)


def _keep(session: Session, meeting: Meeting, user_id: str, voice: Voice, at: str) -> None:
    meeting_id = meeting.id or 0
    row = stored.voice_of(session, meeting_id, user_id)
    if row is None:
        row = PlanVoice(team_id=meeting.team_id, meeting_id=meeting_id, user_id=user_id, voice=voice, clicked_at=at)
    if at >= row.clicked_at:
        row.voice, row.clicked_at = voice, at
    session.add(row)
    session.flush()


def _open(session: Session, team_id: str, user_id: str, meeting_id: int) -> Meeting:
    people.require_presence(session, team_id, user_id)
    meeting = meetings.get(session, team_id, meeting_id)
    if meeting is None or meeting.confirmed_at is None:
        raise Refused("gone")
    return meeting


def _root(session: Session, meeting: Meeting) -> str:
    """Return the key of the message whose thread the plan is in: the plan itself where there was no recap."""
    recap, action_plan = (key(meeting.id or 0, which) for which in (Touchpoint.RECAP, Touchpoint.PLAN))
    first = rows.by_key(session, meeting.team_id, recap)
    return recap if first and first.ts else action_plan
