"""Values for everything that can be shown, as hostile and as much as the domain lets through."""

import dataclasses
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import partial
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from bot.domain.departments import KINDS, NAME_MAX
from bot.domain.followups import Promise
from bot.domain.meetings import Contribution, Draft, Takeaway
from bot.domain.polls import OPTION_MAX, OPTIONS_MAX, QUESTION_MAX, Choice, PollView
from bot.domain.requests import TEXT_MAX

Values = st.SearchStrategy[Any]

TEXTS: Final = (
    "<!channel> <!here> @everyone",
    "<@U0EVE00000> <!subteam^S0EVE00000>",
    "<#C0EVE00000> <https://evil.example|your payslip>",
    "https://evil.example",
    "&lt;!channel&gt; &amp; R&D",
    "*bold* _it_ ~no~ `code` ```block``` > quote",
    "{{ request }} {% raw %} %s {0.__class__}",
    "\u202eolleh \u200b 👩‍👩‍👧 \x00",
    "one\n\n• two",
    "<",
)
HUGE: Final = ("<&>" * TEXT_MAX, "wort " * TEXT_MAX)
PEOPLE: Final = ("U0LENA00000", "U0MAYA00000", "W0LUIS00000")
CHANNELS: Final = ("C0SALES00000", "G0LEADS00000")
MANY: Final = 40
NUMBERS: Final = st.integers(0, 2**31)
WORDS: Final = st.sampled_from(TEXTS) | st.sampled_from(HUGE).map(lambda text: text[:TEXT_MAX])


def cut(longest: int) -> Values:
    """Texts that a form lets through up to some length."""
    return WORDS.map(lambda text: text[:longest])


SOMEBODY: Final = st.sampled_from(PEOPLE)
NAMED: Final[Mapping[str, Values]] = {
    **dict.fromkeys("owner requester partner decided_by closed_by asked_by lead by".split(), SOMEBODY),
    **dict.fromkeys("channel_id channel lnd_channel recipient".split(), st.sampled_from(CHANNELS)),
    **dict.fromkeys("voters partners".split(), st.lists(SOMEBODY, max_size=MANY, unique=True).map(tuple)),
    **dict.fromkeys("said_by who".split(), SOMEBODY | WORDS),
    **dict.fromkeys("response_days plan_after acknowledge_after".split(), st.integers(1, 10)),
    "kind": st.sampled_from(KINDS),
    "name": cut(NAME_MAX),
    "chosen": st.lists(cut(OPTION_MAX), max_size=OPTIONS_MAX, unique=True).map(tuple),
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


def polls() -> Values:
    """Polls as they can be asked, with as many votes as there may be."""

    def of(texts: list[str], counts: bool, view: PollView) -> PollView:
        choices = [Choice(place, text, place * 7 if counts else None, PEOPLE) for place, text in enumerate(texts)]
        return dataclasses.replace(view, choices=tuple(choices), is_confidential=not counts)

    texts = st.lists(cut(OPTION_MAX), min_size=2, max_size=OPTIONS_MAX, unique=True)
    return st.builds(of, texts, st.booleans(), _built(PollView, choices=st.just(()), question=cut(QUESTION_MAX)))


def drafts() -> Values:
    """What can be read out of notes of the length that is taken."""
    line, lines = cut(300), partial(st.lists, max_size=30)
    return _built(
        Draft,
        takeaways=lines(st.builds(Takeaway, line, SOMEBODY | line)).map(tuple),
        promises=lines(st.builds(Promise, line, st.none() | SOMEBODY, st.none() | line)).map(tuple),
        contributions=lines(st.builds(Contribution, SOMEBODY | line, line)).map(tuple),
        unplaced=lines(line).map(tuple),
    )


KINDS_OF_THEIR_OWN: Final[Mapping[Any, Callable[[], Values]]] = {PollView: polls, Draft: drafts}


def _of_type(name: str, hint: Any) -> Values:
    if dataclasses.is_dataclass(hint):
        return _built(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if get_origin(hint) in (tuple, list, Sequence):
        return st.lists(value(name, get_args(hint)[0]), max_size=MANY).map(tuple)
    return TYPES[hint]


def _built(kind: Any, **given: Values) -> Values:
    hints = get_type_hints(kind)
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
