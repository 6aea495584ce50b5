"""Values for everything that can be shown, as hostile and as much as the domain lets through."""

import dataclasses
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import partial
from operator import attrgetter
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from bot.domain.catalogue import (
    FOR_WHOM_MAX,
    TITLE_MAX,
    TOPIC_MAX,
    TOPICS_MAX,
    Entry,
    Listing,
    ResourceView,
)
from bot.domain.catalogue import KINDS as RESOURCES
from bot.domain.catalogue_mentors import ABOUT_MAX, HOURS, MentorPage, MentorView, Offer
from bot.domain.catalogue_sheet import COLUMNS, REPEATED
from bot.domain.departments import KINDS, NAME_MAX
from bot.domain.figures import WRITTEN_MAX, Figure
from bot.domain.followups import Promise
from bot.domain.goals import NAME_MAX as GOAL_NAME_MAX
from bot.domain.goals import PAGE, Aim, GoalPage, GoalView, Kind
from bot.domain.meetings import Contribution, Draft, Takeaway
from bot.domain.meetings_points import SHOWN as POINTS
from bot.domain.meetings_points import PointView
from bot.domain.requests import Need
from bot.domain.requests_history import Step
from tests.messages import hostile_followups, hostile_polls, hostile_requests, hostile_touchpoints
from tests.messages.hostile_words import CHANNELS, NUMBERS, PEOPLE, SOMEBODY, WORDS, Values, cut

MANY: Final = 40

FORM_MAX: Final = 200_000
NAMED: Final[Mapping[str, Values]] = {
    **dict.fromkeys("owner requester partner decided_by closed_by asked_by lead by user_id".split(), SOMEBODY),
    "next_partner": SOMEBODY,
    **dict.fromkeys("channel_id channel lnd_channel recipient".split(), st.sampled_from(CHANNELS)),
    **dict.fromkeys("voters partners".split(), st.lists(SOMEBODY, max_size=MANY, unique=True).map(tuple)),
    **dict.fromkeys("said_by who".split(), SOMEBODY | WORDS),
    **dict.fromkeys("response_hours plan_after acknowledge_after".split(), st.integers(1, 10)),
    "kind": st.sampled_from(KINDS),
    "name": cut(NAME_MAX),
    "known": st.just({user: [user.title(), "<!channel> Lena"] for user in PEOPLE}),
    "groups": st.dictionaries(st.sampled_from(["S0EVE00000", "S0ALL00000"]), WORDS),
    "partner_group": st.none() | st.just("S0EVE00000"),
    "permalink": st.none() | st.just("https://northwind.slack.com/archives/C1/p1?thread_ts=1.2&cid=C1"),
    "timezone": st.sampled_from(["Europe/Berlin", "America/Argentina/ComodRivadavia", "UTC"]),
    "country": st.none() | st.just("DE"),
    "country_name": st.none() | st.just("Germany"),
    "why": st.sampled_from(["removed", "archived"]),
    "about": st.just("x" * 3_000),
    "callback_id": st.just("requests.submit"),
    "unknown": cut(60),
    "number": st.integers(1, 10**6),
    "address": st.none() | st.just(hostile_requests.ADDRESS),
    "topics": st.lists(cut(TOPIC_MAX), max_size=TOPICS_MAX, unique=True).map(tuple),
    "title": cut(TITLE_MAX),
    "for_whom": st.none() | cut(FOR_WHOM_MAX),
    "hours": st.none() | st.sampled_from(HOURS),
    "minutes": st.none() | st.integers(1, 99_999),
    "note": st.sampled_from(["", "exported", "not_exported"]),
    "searched": cut(200),
    "words": cut(200),
    "what": st.sampled_from([*(field for field in COLUMNS if field != "is_retired"), REPEATED]),
    "batch": hostile_requests.BATCHES,
    "place": st.sampled_from([1, 2]),
    "room": st.integers(1, 13),
    **hostile_touchpoints.NAMED,
}  # fmt: skip


def value(name: str, hint: Any) -> Values:
    """What a parameter or field of this name and type may hold."""
    if hint in KINDS_OF_THEIR_OWN:
        return KINDS_OF_THEIR_OWN[hint]()
    if (name, hint) == ("id", str):
        return st.uuids().map(lambda each: each.hex)
    if get_origin(hint) in (Union, types.UnionType) and name not in NAMED:
        return st.one_of(*(value(name, each) for each in get_args(hint)))
    return NAMED[name] if name in NAMED else _of_type(name, hint)


def needs() -> Values:
    """Needs that a form can hold; of a longer one people are told that it can't be opened."""
    return _built(Need).filter(
        lambda need: sum(len(each) for each in dataclasses.astuple(need) if isinstance(each, str)) <= FORM_MAX
    )


def _fits_a_form(need: Need) -> bool:
    return sum(len(each) for each in dataclasses.astuple(need) if isinstance(each, str)) <= FORM_MAX


def drafts() -> Values:
    """What can be read out of notes of the length that is taken."""
    line, lines = cut(300), partial(st.lists, max_size=30)
    return _built(
        Draft,
        takeaways=lines(st.builds(Takeaway, line, SOMEBODY | line)).map(tuple),
        promises=lines(st.builds(Promise, line, st.none() | SOMEBODY, st.none() | line)).map(tuple),
        contributions=lines(st.builds(Contribution, SOMEBODY | line, line)).map(tuple),
        unplaced=lines(line).map(tuple),
        places=st.just({}),
        slots=st.just({}),
        page=st.just(0),
        pages=st.just(1),
        first=st.just(0),
        points=st.lists(_built(PointView), max_size=POINTS, unique_by=lambda each: each.follow_up.id).map(tuple),
    )


def goals() -> Values:
    """Goals as they can be kept, with numbers in any unit."""
    figure, unit = st.none() | st.builds(Figure, cut(WRITTEN_MAX), st.decimals()), st.none() | cut(WRITTEN_MAX)
    more = {"kind": st.sampled_from(Kind), "unit": unit | st.just("€"), "baseline": figure, "target": figure}
    return _built(GoalView, name=cut(GOAL_NAME_MAX), **more)


def aims() -> Values:
    """What is in the form of a goal: what was kept, or the words after the command."""
    return _built(Aim, name=st.none() | WORDS, kind=st.none() | st.sampled_from(Kind))


def goal_pages() -> Values:
    """Lists of goals with as many as a page holds, of any number in all."""
    return _built(GoalPage, goals=st.lists(goals(), max_size=PAGE).map(tuple))


def resources() -> Values:
    """Resources as they can be added."""
    return _built(
        ResourceView, kind=st.sampled_from(RESOURCES), good_for=st.none() | WORDS.map(lambda text: text[:3_000])
    )


def entries() -> Values:
    """What is in the form of a resource: nothing yet, or one that is known."""
    return st.just(Entry("", None)) | resources()


def listings() -> Values:
    """Lists with as many resources as are shown at once."""
    return _built(Listing, resources=st.lists(resources(), max_size=4).map(lambda few: tuple(few * 10)))


def offers() -> Values:
    """What somebody can volunteer for: one topic at the least."""
    topics = st.lists(cut(TOPIC_MAX), min_size=1, max_size=TOPICS_MAX, unique=True).map(tuple)
    return _built(Offer, topics=topics, hours=st.sampled_from(HOURS), about=st.none() | cut(ABOUT_MAX))


def mentor_pages() -> Values:
    """What a partner sees once more colleagues volunteered than a modal can show."""
    mentors = st.lists(_built(MentorView, about=st.none() | cut(ABOUT_MAX), hours=st.sampled_from(HOURS)), max_size=3)
    return _built(MentorPage, offer=st.just(Offer()) | offers(), mentors=mentors.map(lambda few: tuple(few * 40)))


def partners() -> Values:
    """The names of partners by user id."""
    return st.dictionaries(SOMEBODY, cut(NAME_MAX), min_size=1)


KINDS_OF_THEIR_OWN: Final[Mapping[Any, Callable[[], Values]]] = {
    Need: needs, Draft: drafts, ResourceView: resources, Entry: entries, Listing: listings,
    MentorPage: mentor_pages, Offer: offers, GoalView: goals, GoalPage: goal_pages, Aim: aims,
    **hostile_touchpoints.KINDS,
    **hostile_polls.KINDS,
    **hostile_followups.KINDS, Step: hostile_requests.steps,
    Mapping[str, Any]: hostile_requests.routed, Mapping[str, str]: partners,
}  # fmt: skip


def _of_type(name: str, hint: Any) -> Values:
    if dataclasses.is_dataclass(hint):
        return _built(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if get_origin(hint) in (tuple, list, Sequence):
        return _several(name, get_args(hint)[0])
    return TYPES[hint]


def _several(name: str, kind: Any) -> Values:
    """Lists of what has an id hold each id once."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    unique_by = attrgetter("id") if any(field.name == "id" for field in fields) else None
    most = {**hostile_requests.MOST, **hostile_followups.MOST}.get(kind, MANY)
    return st.lists(value(name, kind), max_size=most, unique_by=unique_by).map(tuple)


def _built(kind: Any, /, **given: Values) -> Values:
    fields_of = {**hostile_requests.FIELDS, **hostile_followups.FIELDS}
    hints, given = get_type_hints(kind), {**fields_of.get(kind, {}), **given}
    fields = {
        each.name: value(each.name, hints[each.name]) for each in dataclasses.fields(kind) if each.name not in given
    }
    return st.builds(kind, **fields, **given)


def arguments(builder: Callable[..., Any]) -> Values:
    """Arguments for a function by its type hints, all but the words and what it returns."""
    hints = {name: hint for name, hint in get_type_hints(builder).items() if name not in ("words", "return")}
    return st.fixed_dictionaries({name: value(name, hint) for name, hint in hints.items()})


TYPES: Final[Mapping[Any, Values]] = {
    str: WORDS,
    int: NUMBERS,
    bool: st.booleans(),
    type(None): st.none(),
    date: st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    time: st.times(),
    datetime: st.datetimes(datetime(2002, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
}
