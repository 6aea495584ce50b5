"""What the outbox says of follow-ups, in private."""

from datetime import date

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.followups import overdue_key, reminder_key
from bot.domain.outbox import Drop
from bot.services import followups_views, touchpoints_views
from messages import followups
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings


def register(wordings: Wordings) -> None:
    """Say who words each kind of message about follow-ups."""
    wordings.update(
        {
            "followups.promised": promised,
            "followups.reminder": reminder,
            "followups.overdue": overdue,
            "followups.help": help_wanted,
        }
    )


def promised(session: Session, words: Words, at: Moment) -> Message:
    """Word what somebody promised in a meeting."""
    meeting_id = int(at.refs["meeting"])
    mine = followups_views.promised(session, at.team_id, meeting_id, at.refs["owner"], at.now)
    if not mine:
        raise Drop("nothing was promised")
    meeting = touchpoints_views.meeting(session, at.team_id, meeting_id, at.now)
    return followups.promised(words, meeting.channel_id, mine)


def reminder(session: Session, words: Words, at: Moment) -> Message:
    """Word the day's one reminder; there is none when everything is done or put off."""
    owner, day = at.refs["owner"], date.fromisoformat(at.refs["day"])
    _still_news(session, at, reminder_key(owner, day))
    mine = followups_views.to_remind(session, at.team_id, owner, day, at.now, again=at.is_refresh)
    if not mine:
        raise Drop("nothing to remind of")
    return followups.reminder(words, mine)


def overdue(session: Session, words: Words, at: Moment) -> Message:
    """Word which promises are late, for the partner; there is nothing to say when none is."""
    partner, day = at.refs["partner"], date.fromisoformat(at.refs["day"])
    _still_news(session, at, overdue_key(partner, day))
    late = followups_views.late(session, at.team_id, partner, day, at.now, again=at.is_refresh)
    if not late:
        raise Drop("nothing is late")
    return followups.overdue(words, late)


def help_wanted(session: Session, words: Words, at: Moment) -> Message:
    """Word who needs help with what."""
    follow_up = followups_views.one(session, at.team_id, int(at.refs["follow_up"]), at.now)
    if follow_up is None:
        raise Refused("gone")
    return followups.help_wanted(words, follow_up, at.refs["by"])


def _still_news(session: Session, at: Moment, key: str) -> None:
    if not at.is_refresh and followups_views.is_overtaken(session, at.team_id, key, at.now):
        raise Drop("a later one says it", expired=True)
