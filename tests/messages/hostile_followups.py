"""What follow-ups and L&D's reliability can hold, where the type of a field does not say it all."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from bot.domain.departments import NAME_MAX
from bot.domain.followups import EVERYBODYS, MINE, PAGE, FollowUpPage, FollowUpView, Standing, Wish
from bot.domain.followups_changes import Abouts, Change, Step
from bot.domain.reliability import ReliabilityView, Tally
from tests.messages.hostile_words import CHANNELS, NUMBERS, SOMEBODY, WORDS, Values, cut

MANY: Final = 40
DEPARTMENTS: Final = 98
OFFERED: Final = 50
PERHAPS: Final = st.none() | SOMEBODY
DAYS: Final = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def departments(most: int) -> Values:
    """So many names of departments at the most, by channel."""
    names = st.lists(cut(NAME_MAX), min_size=1, max_size=most)
    return names.map(lambda found: {f"C0HOME{place}": name for place, name in enumerate(found)})


def abouts() -> Values:
    """What a new follow-up can belong to."""
    needs = st.lists(WORDS, max_size=OFFERED).map(
        lambda texts: tuple((place, place, text) for place, text in enumerate(texts))
    )
    return st.builds(Abouts, departments(OFFERED), needs)


def changes() -> Values:
    """What is in the form of a follow-up: what was kept, or the words after the command."""
    about = st.none() | st.just("department:C0HOME0")
    return st.builds(Change, st.none() | WORDS, PERHAPS, st.none() | DAYS, about)


def reliabilities() -> Values:
    """How L&D kept its promises, for many partners, departments and months."""
    tallies = st.builds(Tally, *[st.integers(0, 40)] * 4)

    def by(groups: Values) -> Values:
        return st.lists(st.tuples(groups, tallies), max_size=MANY).map(tuple)

    return st.builds(ReliabilityView, tallies, by(SOMEBODY), by(st.sampled_from(CHANNELS)), by(DAYS), by(DAYS))


FIELDS: Final[Mapping[Any, Mapping[str, Values]]] = {
    FollowUpView: {"offered_to": PERHAPS},
    Step: {"person": PERHAPS},
    Wish: {"whose": st.sampled_from([MINE, EVERYBODYS, "C0HOME0"]), "standing": st.sampled_from(Standing)},
    FollowUpPage: {"departments": departments(DEPARTMENTS), "total": NUMBERS},
}
MOST: Final[Mapping[Any, int]] = {FollowUpView: PAGE}
KINDS: Final[Mapping[Any, Callable[[], Values]]] = {Abouts: abouts, Change: changes, ReliabilityView: reliabilities}
