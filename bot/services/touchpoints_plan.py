"""What an action plan suggests: for each takeaway what exists, who teaches it, who needs it too, and what suits."""

from collections.abc import Collection, Iterator, Sequence

from sqlmodel import Session

from bot.domain.approaches import Approach
from bot.domain.matching import Description, Match
from bot.domain.meetings import MeetingView
from bot.domain.touchpoints_plan import Rule, Suggestion, chosen
from bot.matching import Matcher
from bot.services import catalogue_views, matching
from bot.services.requests_matches import MENTOR, REQUEST, RESOURCE, sources
from bot.store import requests

TAKEAWAYS = 6


def suggestions(
    session: Session, team_id: str, meeting: MeetingView, left_out: Collection[str], matcher: Matcher,
    approaches: Sequence[Approach],
) -> tuple[Suggestion, ...]:  # fmt: skip
    """Return at most four suggestions, each with the takeaway and the rule it comes from; none that has no ground.

    To be called where one may read and wait some 50 ms a takeaway; the first six are looked at.
    """
    found = [
        each
        for takeaway in meeting.takeaways[:TAKEAWAYS]
        for each in _for(session, team_id, meeting, takeaway.text, matcher, approaches)
        if each.ref not in left_out
    ]
    return chosen(found)


def _for(
    session: Session, team_id: str, meeting: MeetingView, takeaway: str, matcher: Matcher,
    approaches: Sequence[Approach],
) -> Iterator[Suggestion]:  # fmt: skip
    described = Description(takeaway)
    for match in matching.nearest(session, matcher, sources, team_id, RESOURCE, described, most=1):
        yield from _resource(session, team_id, takeaway, match)
    for match in matching.nearest(session, matcher, sources, team_id, MENTOR, described, most=1):
        yield from _mentor(session, team_id, takeaway, match)
    for match in matching.nearest(session, matcher, sources, team_id, REQUEST, described):
        yield from _need(session, team_id, meeting.channel_id, takeaway, match)
    yield from _approaches(meeting.kind, takeaway, approaches)


def _resource(session: Session, team_id: str, takeaway: str, match: Match) -> Iterator[Suggestion]:
    if found := catalogue_views.resource(session, team_id, match.ref_id):
        yield Suggestion(
            f"resource:{match.ref_id}", Rule.RESOURCE, takeaway, found.title, reasons=match.reasons,
            address=found.address,
        )  # fmt: skip


def _mentor(session: Session, team_id: str, takeaway: str, match: Match) -> Iterator[Suggestion]:
    if found := catalogue_views.mentor(session, team_id, match.ref_id):
        text = ", ".join(found.topics)
        ref = f"mentor:{match.ref_id}"
        yield Suggestion(ref, Rule.MENTOR, takeaway, text, reasons=match.reasons, person=found.user_id)


def _need(session: Session, team_id: str, channel_id: str, takeaway: str, match: Match) -> Iterator[Suggestion]:
    """Tell of a request from elsewhere by its number and channel alone: what it says is not this team's to read."""
    for other in requests.some(session, team_id, [match.ref_id]):
        if other.channel_id and other.channel_id != channel_id:
            yield Suggestion(
                f"need:{match.ref_id}", Rule.NEED, takeaway, reasons=match.reasons, number=other.number,
                channel_id=other.channel_id,
            )  # fmt: skip


def _approaches(kind: str, takeaway: str, approaches: Sequence[Approach]) -> Iterator[Suggestion]:
    for each in approaches:
        if kind in each.kinds and (word := each.word_in(takeaway)):
            ref = f"approach:{each.id}"
            yield Suggestion(ref, Rule.APPROACH, takeaway, each.suggest, each.because, keyword=word)
