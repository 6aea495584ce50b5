"""What the outbox says after meetings: the three touchpoints, and what people hear of them in private."""

from collections.abc import Callable, Collection
from functools import partial

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.meetings import MeetingView, Takeaway
from bot.domain.outbox import Drop, Hold
from bot.domain.touchpoints import Touchpoint
from bot.domain.touchpoints_plan import Suggestion
from bot.domain.touchpoints_steering import Coming, Edition, Standing
from bot.recent import Recent
from bot.services import (
    followups_days,
    people,
    touchpoints_approval,
    touchpoints_discussion,
    touchpoints_thanks,
    touchpoints_timing,
    touchpoints_views,
)
from messages import touchpoints, touchpoints_plan
from messages import touchpoints_steering as steering
from messages import touchpoints_thanks as asking
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings

Suggest = Callable[[Session, str, MeetingView, Collection[str]], tuple[Suggestion, ...]]
Suggested = Recent[tuple[str, int, tuple[Takeaway, ...], tuple[str, ...]], tuple[Suggestion, ...]]


def register(wordings: Wordings, suggest: Suggest) -> None:
    """Say who words each kind of message about a meeting; `suggest` finds what an action plan proposes."""
    wordings.update(
        {
            "touchpoints.recap": recap,
            "touchpoints.plan": partial(plan, suggest, Recent()),
            "touchpoints.acknowledgement": acknowledgement,
            "touchpoints.note": note,
            "touchpoints.unapproved": unapproved,
            "touchpoints.adjusted": adjusted,
            "touchpoints.may_name": may_name,
        }
    )


async def look_after(deps: Deps, team_id: str) -> None:
    """Have each touchpoint seen ahead by somebody, and remind partners of what waits for their word."""
    await deps.store.run(touchpoints_approval.look_after, team_id, deps.now())


def recap(session: Session, words: Words, at: Moment) -> Message:
    """Word the recap, when its time has come."""
    meeting, edition = _meeting(session, at, Touchpoint.RECAP)
    if off := _unless_called_off(session, words, at, meeting):
        return off
    has_plan = touchpoints_views.has_plan(session, at.team_id, meeting.id)
    return touchpoints.recap(words, meeting, edition.intro, has_plan=has_plan)


def plan(suggest: Suggest, known: Suggested, session: Session, words: Words, at: Moment) -> Message:
    """Word the action plan, when its time has come; once posted it goes on to suggest the same."""
    meeting, edition = _meeting(session, at, Touchpoint.PLAN)
    if off := _unless_called_off(session, words, at, meeting):
        return off
    suggestions = _suggestions(suggest, known, session, at, meeting, edition)
    poll = touchpoints_views.poll(session, at.team_id, meeting.id)
    discussion = touchpoints_views.discussion(session, at.team_id, meeting.id)
    asked = {"has_poll": poll is not None, "is_asked": poll is not None and not poll.is_over(at.now)}
    return touchpoints.plan(words, meeting, edition.intro, suggestions, discussion, **asked)


def acknowledgement(session: Session, words: Words, at: Moment) -> Message:
    """Word the acknowledgement, when its time has come."""
    meeting, edition = _meeting(session, at, Touchpoint.ACKNOWLEDGEMENT)
    if off := _unless_called_off(session, words, at, meeting):
        return off
    thanks = touchpoints_thanks.thanks(session, at.team_id, meeting)
    poll = touchpoints_views.poll(session, at.team_id, meeting.id)
    discreet = touchpoints_thanks.discreet(meeting, thanks)
    return touchpoints.acknowledgement(words, discreet, edition.intro, poll, thanks)


def note(session: Session, words: Words, at: Moment) -> Message:
    """Word for its partner where a touchpoint stands; nothing is to be seen ahead of what is called off."""
    coming = _coming(session, at)
    if not at.is_refresh and coming.standing in (Standing.SKIPPED, Standing.OVER):
        raise Drop("there is nothing to come")
    return steering.note(words, coming, at.now)


def unapproved(session: Session, words: Words, at: Moment) -> Message:
    """Word that a touchpoint waits for a partner's word; there is nothing to say once they gave it."""
    coming = _coming(session, at)
    if not at.is_refresh and not coming.needs_approval:
        raise Drop("a partner gave their word")
    return steering.unapproved(words, coming, at.now)


def adjusted(session: Session, words: Words, at: Moment) -> Message:
    """Word what somebody would adjust in a plan."""
    adjustment = touchpoints_discussion.adjustment(session, at.team_id, int(at.refs["adjustment"]))
    return touchpoints_plan.adjusted(words, adjustment)


def may_name(session: Session, words: Words, at: Moment) -> Message:
    """Word the question whether somebody may be named; nobody is asked once the thank-you is out, or will not come.

    It waits for their working hours and until they are back, but not longer than the thank-you does.
    """
    meeting_id = int(at.refs["meeting"])
    thanks = touchpoints_views.one(session, at.team_id, meeting_id, Touchpoint.ACKNOWLEDGEMENT, at.now)
    user = str(at.refs["user"])
    if not at.is_refresh and thanks.standing != Standing.WAITING:
        raise Drop("nobody is thanked any more")
    if not at.is_refresh and people.has_left(session, at.team_id, user):
        raise Drop("they have left")
    asked_at = followups_days.reachable(session, at.team_id, user, at.now)
    if not at.is_refresh and at.now < asked_at < thanks.due_at:
        raise Hold(asked_at)
    return asking.may_name(words, touchpoints_thanks.naming(session, at.team_id, meeting_id, user))


def _meeting(session: Session, at: Moment, which: Touchpoint) -> tuple[MeetingView, Edition]:
    meeting_id = int(at.refs["meeting"])
    if not at.is_refresh and (until := touchpoints_timing.holds_until(session, at.team_id, meeting_id, which, at.now)):
        raise Hold(until)
    edition = touchpoints_views.edition(session, at.team_id, meeting_id, which)
    return touchpoints_views.meeting(session, at.team_id, meeting_id, at.now, edition.left_out, which), edition


def _unless_called_off(session: Session, words: Words, at: Moment, meeting: MeetingView) -> Message | None:
    if not touchpoints_views.is_called_off(session, at.team_id, meeting.id):
        return None
    if not at.is_refresh:
        raise Drop("the meeting was called off")
    return touchpoints.called_off(words, meeting)


def _suggestions(
    suggest: Suggest, known: Suggested, session: Session, at: Moment, meeting: MeetingView, edition: Edition
) -> tuple[Suggestion, ...]:
    """Find what to suggest; while the plan stands it is not sought anew with every voice and vote."""
    whole = touchpoints_views.meeting(session, at.team_id, meeting.id, at.now)
    about = (at.team_id, whole.id, whole.takeaways, edition.left_out)
    found = known.get(about) if at.is_refresh else None
    return known.keep(about, found or suggest(session, at.team_id, whole, edition.left_out))


def _coming(session: Session, at: Moment) -> Coming:
    which = Touchpoint(at.refs["which"])
    return touchpoints_views.one(session, at.team_id, int(at.refs["meeting"]), which, at.now)
