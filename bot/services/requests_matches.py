"""What fits a request: looked for in the catalogue, among the mentors, and among the requests of others."""

from collections.abc import Collection, Iterable

from sqlmodel import Session

from bot.domain.catalogue import ResourceView
from bot.domain.catalogue_mentors import MentorView
from bot.domain.matching import Description, Match
from bot.domain.requests_links import Fitting, Matches
from bot.matching import Matcher
from bot.services import catalogue_views, goals_views, matching
from bot.store import requests, requests_questions
from bot.store.requests import TrainingRequest

REQUEST, RESOURCE, MENTOR = "request", "resource", "mentor"


def find(session: Session, team_id: str, request_id: int, matcher: Matcher) -> Matches:
    """Return what fits a request, each with its reasons: three resources, mentors and similar requests at most.

    To be called where one may read and wait some 50 ms a kind.
    """
    row = requests.get(session, team_id, request_id)
    if row is None:
        return Matches()
    return Matches(
        resources=tuple(_resource(session, team_id, each) for each in _near(session, row, matcher, RESOURCE)),
        mentors=tuple(_mentor(session, team_id, each) for each in _near(session, row, matcher, MENTOR)),
        similar=tuple(_similar(session, row, each) for each in _near(session, row, matcher, REQUEST, [request_id])),
    )


def sources(
    session: Session, team_id: str, kind: str, ids: Collection[int] | None
) -> Iterable[tuple[int, Description]]:
    """Return the id and the description of everything of a kind that may be found, or of these ids alone."""
    if kind == REQUEST:
        found = [(row.id or 0, _described(session, row)) for row in requests.some(session, team_id, ids)]
    elif kind == RESOURCE:
        offered = catalogue_views.resources(session, team_id)
        found = [(each.id, said) for each in offered for said in _of_resource(each)]
    else:
        taught = catalogue_views.mentors(session, team_id)
        found = [(each.id, Description(topic)) for each in taught for topic in each.topics]
    return [(ref_id, each) for ref_id, each in found if ids is None or ref_id in ids]


def resources(session: Session, team_id: str, request_id: int, matcher: Matcher) -> list[ResourceView]:
    """Return what the catalogue offers, what fits the request first."""
    first = _first(session, team_id, request_id, matcher, RESOURCE)
    return sorted(catalogue_views.resources(session, team_id), key=lambda each: first.get(each.id, len(first)))


def mentors(session: Session, team_id: str, request_id: int, matcher: Matcher) -> list[MentorView]:
    """Return who offers to teach, who fits the request first."""
    first = _first(session, team_id, request_id, matcher, MENTOR)
    return sorted(catalogue_views.mentors(session, team_id), key=lambda each: first.get(each.id, len(first)))


def _first(session: Session, team_id: str, request_id: int, matcher: Matcher, kind: str) -> dict[int, int]:
    """Return the place of what fits a request, by id."""
    row = requests.get(session, team_id, request_id)
    found = _near(session, row, matcher, kind) if row else []
    return {each.ref_id: place for place, each in enumerate(found)}


def _near(
    session: Session, row: TrainingRequest, matcher: Matcher, kind: str, exclude: Collection[int] = ()
) -> list[Match]:
    wanted = _described(session, row)
    return matching.nearest(session, matcher, sources, row.team_id, kind, wanted, exclude=exclude)


def _described(session: Session, row: TrainingRequest) -> Description:
    goal = goals_views.one(session, row.team_id, row.goal_id) if row.goal_id else None
    asked = requests_questions.of_request(session, row.team_id, row.id or 0)
    said = [row.desired, row.evidence, *(each.answer for each in asked)]
    return Description(
        row.reframed or row.problem, kpi=goal.name if goal else row.goal, audience=row.audience, cause=row.cause,
        answers=tuple(each for each in said if each),
    )  # fmt: skip


def _of_resource(resource: ResourceView) -> list[Description]:
    """Describe a resource as a whole, and by each of its topics: it is found by whichever comes closest."""
    whole = ": ".join(part for part in (resource.title, resource.good_for) if part)
    return [Description(said, audience=resource.for_whom) for said in (whole, *resource.topics)]


def _resource(session: Session, team_id: str, match: Match) -> Fitting:
    found = catalogue_views.resource(session, team_id, match.ref_id)
    title, address = (found.title, found.address) if found else ("", None)
    return Fitting(match.ref_id, title, match.reasons, address=address)


def _mentor(session: Session, team_id: str, match: Match) -> Fitting:
    found = catalogue_views.mentor(session, team_id, match.ref_id)
    topics, person = (", ".join(found.topics), found.user_id) if found else ("", None)
    return Fitting(match.ref_id, topics, match.reasons, person=person)


def _similar(session: Session, row: TrainingRequest, match: Match) -> Fitting:
    other = requests.some(session, row.team_id, [match.ref_id])[0]
    return Fitting(
        match.ref_id, other.reframed or other.problem, match.reasons, number=other.number, person=other.requester,
        channel_id=other.channel_id, is_linked=(other.lead_id or other.id) == (row.lead_id or row.id),
    )  # fmt: skip
