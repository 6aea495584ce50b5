"""What the outbox says of follow-ups, in private."""

from datetime import date

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.errors import Refused
from bot.domain.followups import FollowUpView, overdue_key, reminder_key
from bot.domain.outbox import Drop, Hold
from bot.services import followups_absence, followups_days, followups_due, followups_views, people
from messages import followups, followups_news
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
            "followups.offered": offered,
            "followups.answered": answered,
            "followups.given_up": given_up,
            "followups.absent": absent,
        }
    )


async def look_after(deps: Deps, team_id: str) -> None:
    """Notice who is away or has left, and have their promises seen to."""
    await deps.store.run(followups_absence.look_after, team_id, deps.now())


def promised(session: Session, words: Words, at: Moment) -> Message:
    """Word what somebody promised in a meeting, about a request, or by itself; not while they are away."""
    owner = at.refs["owner"]
    if not at.is_refresh and people.has_left(session, at.team_id, owner):
        raise Drop("they have left")
    if not at.is_refresh and people.is_away(session, at.team_id, owner, at.now):
        raise Hold(followups_days.reachable(session, at.team_id, owner, at.now))
    if "follow_up" in at.refs:
        follow_up = _one(session, at)
        mine = [follow_up] if owner in (follow_up.owner, follow_up.partner) else []
    else:
        about = {"meeting_id": at.refs.get("meeting"), "request_id": at.refs.get("request")}
        mine = followups_views.promised(session, at.team_id, owner, at.now, **about)
    if not mine and not at.is_refresh:
        raise Drop("nothing was promised")
    return followups.promised(words, mine)


def reminder(session: Session, words: Words, at: Moment) -> Message:
    """Word the day's one reminder; there is none when everything is done or put off."""
    owner, day = at.refs["owner"], date.fromisoformat(at.refs["day"])
    _still_news(session, at, reminder_key(owner, day))
    _hold_until_reachable(session, at, owner)
    mine = followups_due.to_remind(session, at.team_id, owner, day, at.now, again=at.is_refresh)
    if not mine and not at.is_refresh:
        raise Drop("nothing to remind of")
    return followups.reminder(words, mine)


def overdue(session: Session, words: Words, at: Moment) -> Message:
    """Word which promises are late, for the partner; there is nothing to say when none is."""
    partner, day = at.refs["partner"], date.fromisoformat(at.refs["day"])
    _still_news(session, at, overdue_key(partner, day))
    _hold_until_reachable(session, at, partner)
    how = {"again": at.is_refresh, "anew": "anew" in at.refs}
    late = followups_due.late(session, at.team_id, partner, day, at.now, **how)
    if not late and not at.is_refresh:
        raise Drop("nothing is late")
    return followups.overdue(words, late)


def help_wanted(session: Session, words: Words, at: Moment) -> Message:
    """Word who needs help with what."""
    return followups.help_wanted(words, _one(session, at), at.refs["by"])


def offered(session: Session, words: Words, at: Moment) -> Message:
    """Word the question whether somebody takes a promise over, and once it is answered, how."""
    step = followups_views.step(session, at.team_id, int(at.refs["step"]))
    follow_up = _one(session, at)
    return followups_news.offered(words, follow_up, step, has_keeper=_has_keeper(session, at.team_id, follow_up))


def answered(session: Session, words: Words, at: Moment) -> Message:
    """Word that somebody took a promise over, or did not."""
    step = followups_views.step(session, at.team_id, int(at.refs["step"]))
    follow_up = _one(session, at)
    return followups_news.answered(words, follow_up, step, has_keeper=_has_keeper(session, at.team_id, follow_up))


def given_up(session: Session, words: Words, at: Moment) -> Message:
    """Word that a promise was given up, and why."""
    return followups_news.given_up(words, _one(session, at), at.refs["by"])


def absent(session: Session, words: Words, at: Moment) -> Message:
    """Word what waits for somebody who is not there; there is nothing to say once it was seen to."""
    owner, ids = at.refs["owner"], at.refs["follow_ups"]
    waiting = followups_due.of_absent(session, at.team_id, owner, ids, at.now, again=at.is_refresh)
    if not waiting:
        raise Drop("nothing waits for them")
    return followups_news.absent(words, owner, waiting, has_left=people.has_left(session, at.team_id, owner))


def _one(session: Session, at: Moment) -> FollowUpView:
    follow_up = followups_views.one(session, at.team_id, int(at.refs["follow_up"]), at.now)
    if follow_up is None:
        raise Refused("gone")
    return follow_up


def _has_keeper(session: Session, team_id: str, follow_up: FollowUpView) -> bool:
    """Say whether somebody has a promise who is still here."""
    return follow_up.owner is not None and not people.has_left(session, team_id, follow_up.owner)


def _still_news(session: Session, at: Moment, key: str) -> None:
    if not at.is_refresh and followups_due.is_overtaken(session, at.team_id, key, at.now):
        raise Drop("a later one says it", expired=True)


def _hold_until_reachable(session: Session, at: Moment, user_id: str) -> None:
    """Wait for their working hours, and until they are back; nobody waits for who has left."""
    if at.is_refresh:
        return
    if people.has_left(session, at.team_id, user_id):
        raise Drop("they have left")
    opens = followups_days.reachable(session, at.team_id, user_id, at.now)
    if opens > at.now:
        raise Hold(opens)
