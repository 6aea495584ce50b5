"""What training requests can hold, where the type of a field does not say it all."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from hypothesis import strategies as st

from bot.domain.catalogue import TITLE_MAX
from bot.domain.detective import Cause, Question
from bot.domain.matching import MOST as FITTING_MAX
from bot.domain.matching import Reason
from bot.domain.requests import RequestView
from bot.domain.requests_history import Kind, Step
from bot.domain.requests_links import Fitting
from bot.domain.requests_outcomes import (
    OVERRIDE_MAX,
    RECOMMENDATIONS,
    SHORT_MAX,
    STEPS,
    CharterStep,
    Decision,
    Outcome,
    Proposed,
)
from bot.domain.requests_questions import Asked, Option
from tests.messages.hostile_words import NUMBERS, SOMEBODY, WORDS, Values, cut

ADDRESS: Final = "https://wiki.example/ü?a=1&b=2"
ASK_MAX: Final = 2_000
LABEL_MAX: Final = 75
CHOICES: Final = tuple("abcdefghij")
BATCHES: Final = st.integers(1, 3)
ADDRESSES: Final = st.none() | st.just(ADDRESS)
PERHAPS: Final = st.none() | SOMEBODY
REASON: Final = st.builds(
    Reason,
    st.sampled_from("kpi audience cause topic words meaning".split()),
    st.lists(WORDS, max_size=FITTING_MAX).map(tuple),
)
GROUP: Final = st.lists(SOMEBODY, unique=True).map(tuple)


def short() -> Values:
    """What stands in one field of a form, or nothing."""
    return st.none() | cut(SHORT_MAX)


def steps() -> Values:
    """Steps with the note that belongs to each."""
    noted: Mapping[Kind, Values] = {
        Kind.DECIDED: st.sampled_from(Outcome),
        Kind.ANALYSED: st.none() | st.sampled_from(Cause),
        Kind.REMARKED: WORDS,
        Kind.NAMED: SOMEBODY,
        Kind.HANDED_OVER: SOMEBODY,
    }
    moments = st.datetimes(datetime(2002, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))

    def of(kind: Kind) -> Values:
        return st.builds(Step, st.just(kind), moments, PERHAPS, noted.get(kind, NUMBERS.map(str)))

    return st.sampled_from(Kind).flatmap(of)


def routed() -> Values:
    """What the second form of a recommendation keeps of the first."""
    return st.fixed_dictionaries(
        {
            "request": NUMBERS,
            "seen": NUMBERS,
            "outcome": st.sampled_from(RECOMMENDATIONS),
            "cause": st.none() | st.sampled_from(Cause),
            "override": st.none() | cut(OVERRIDE_MAX),
        }
    )


FIELDS: Final[Mapping[Any, Mapping[str, Values]]] = {
    Question: {
        "id": st.sampled_from(CHOICES), "ask": cut(ASK_MAX), "why": cut(ASK_MAX), "known_from": st.just(frozenset()),
        **dict.fromkeys("choices when doubts".split(), st.just(())),
    },
    Option: {"id": st.sampled_from(CHOICES), "label": cut(LABEL_MAX)},
    Asked: {
        "batch": BATCHES, "question": cut(SHORT_MAX), "why": st.none() | cut(ASK_MAX), "asked_by": PERHAPS,
        "choice": st.none() | st.sampled_from(CHOICES), "answered_by": PERHAPS,
    },
    CharterStep: {"what": cut(SHORT_MAX), "who": SOMEBODY},
    Proposed: {
        **dict.fromkeys("reason support challenge advice offered problem measure".split(), short()),
        "override": st.none() | cut(OVERRIDE_MAX), "owner": PERHAPS,
    },
    Decision: {
        "resource": st.none() | cut(TITLE_MAX), "address": ADDRESSES, "mentor": PERHAPS, "agreed": GROUP,
        "sides": GROUP,
    },
    RequestView: {"lead": st.none() | NUMBERS, "partner": PERHAPS},
    Fitting: {"person": PERHAPS, "address": ADDRESSES, "reasons": st.lists(REASON, min_size=1, max_size=4).map(tuple)},
}  # fmt: skip
MOST: Final[Mapping[Any, int]] = {CharterStep: STEPS, Fitting: FITTING_MAX, Option: len(CHOICES)}
