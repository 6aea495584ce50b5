"""Values for everything that is shown of touchpoints, as hostile and as much as the domain lets through."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from hypothesis import strategies as st

from bot.domain.matching import Reason
from bot.domain.touchpoints import Touchpoint
from bot.domain.touchpoints_changes import Confirmed, Kept
from bot.domain.touchpoints_plan import WORDS_MAX, Adjustment, Discussion, Rule, Suggestion
from bot.domain.touchpoints_steering import INTRO_MAX, Coming, Edition, Line, Standing, Waits
from bot.domain.touchpoints_thanks import Missed, Naming, Thanks
from tests.messages.hostile_requests import ADDRESS
from tests.messages.hostile_words import CHANNELS, NUMBERS, SOMEBODY, WORDS, Values, cut

DAYS: Final = st.dates(date(2000, 1, 1), date(2100, 1, 1))
MOMENTS: Final = st.datetimes(datetime(2002, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))
REASONS: Final = ("kpi", "audience", "cause", "topic", "words", "meaning")
CHANNEL: Final = st.sampled_from(CHANNELS)
MANY: Final = 40
REFS: Final = tuple(f"{kind}:{number}" for kind in ("takeaway", "follow_up", "resource") for number in range(40))


def coming() -> Values:
    """A touchpoint as its partner sees it."""
    return st.builds(
        Coming, meeting_id=NUMBERS, touchpoint=st.sampled_from(Touchpoint), channel_id=CHANNEL, due_at=MOMENTS,
        standing=st.sampled_from([each for each in Standing if each != Standing.POSTED]),
        needs_approval=st.booleans(), approved_by=st.none() | SOMEBODY,
        waits=st.lists(st.sampled_from(Waits), unique=True).map(tuple), may_undo_until=st.none() | MOMENTS,
        was_taken_back=st.booleans(), missed=st.integers(0, MANY), trouble=st.none() | cut(80),
    ) | st.builds(
        Coming, meeting_id=NUMBERS, touchpoint=st.sampled_from(Touchpoint), channel_id=CHANNEL, due_at=MOMENTS,
        standing=st.just(Standing.POSTED), may_undo_until=MOMENTS, trouble=st.none() | cut(80),
    )  # fmt: skip


def lines() -> Values:
    """The lines that may be left out, each under a name of its own."""
    return st.lists(st.tuples(st.sampled_from(REFS), WORDS), max_size=len(REFS), unique_by=lambda each: each[0]).map(
        lambda found: tuple(Line(*each) for each in found)
    )


def editions() -> Values:
    """The words around a touchpoint's lists."""
    left_out = st.lists(st.sampled_from(REFS), unique=True).map(tuple)
    return st.builds(Edition, st.none() | cut(INTRO_MAX), left_out)


def suggestions() -> Values:
    """What a plan may suggest, by every rule."""
    return st.builds(
        Suggestion, ref=st.sampled_from(REFS), rule=st.sampled_from(Rule), takeaway=WORDS, text=WORDS, because=WORDS,
        keyword=cut(60), reasons=st.lists(reasons(), max_size=5).map(tuple), address=st.none() | st.just(ADDRESS),
        person=st.none() | SOMEBODY, number=NUMBERS, channel_id=st.none() | CHANNEL,
    )  # fmt: skip


def reasons() -> Values:
    """Why something matches."""
    return st.builds(Reason, st.sampled_from(REASONS), st.lists(cut(60), max_size=3).map(tuple))


def discussions() -> Values:
    """What a team of any size says to a plan."""
    counts = st.integers(0, 10_000)
    return st.builds(Discussion, counts, counts, counts, counts)


def several_missed() -> Values:
    """Promises that L&D missed, each once."""
    one = st.builds(Missed, NUMBERS, WORDS, SOMEBODY, DAYS, st.none() | DAYS)
    return st.lists(one, max_size=MANY, unique_by=lambda each: each.follow_up_id).map(tuple)


def thanks() -> Values:
    """What an acknowledgement says beside its meeting."""
    return st.builds(Thanks, several_missed(), st.frozensets(SOMEBODY))


def namings() -> Values:
    """What a contributor is asked."""
    gave = st.lists(WORDS, min_size=1, max_size=MANY).map(tuple)
    return st.builds(Naming, NUMBERS, CHANNEL, DAYS, gave, st.none() | st.booleans())


def confirmed() -> Values:
    """What a meeting came to, each line once, more than a form can show."""
    kept = st.lists(st.builds(Kept, NUMBERS, st.none() | SOMEBODY | WORDS, cut(3_000)), max_size=MANY, unique_by=_id)
    return st.builds(Confirmed, NUMBERS, DAYS, kept.map(tuple), kept.map(tuple), kept.map(tuple))


def adjustments() -> Values:
    """What somebody would adjust."""
    return st.builds(Adjustment, SOMEBODY, cut(WORDS_MAX))


def _id(kept: Kept) -> int:
    return kept.id


KINDS: Final[Mapping[Any, Callable[[], Values]]] = {
    Coming: coming, Sequence[Line]: lines, Edition: editions, Suggestion: suggestions, Reason: reasons,
    Discussion: discussions, Sequence[Missed]: several_missed, Thanks: thanks, Naming: namings, Confirmed: confirmed,
    Adjustment: adjustments,
}  # fmt: skip
NAMED: Final[Mapping[str, Values]] = {
    "intro": st.none() | cut(INTRO_MAX),
    "business_key": st.just("meeting:42:recap"),
    "names": st.dictionaries(SOMEBODY, WORDS),
    "approved_by": st.none() | SOMEBODY,
    "region": st.none() | st.just("DE-BY"),
    "region_name": st.none() | st.just("Germany: Bayern"),
}
