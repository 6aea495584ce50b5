"""How reliable L&D is: every promise counted once, and never kinder than the truth."""

from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reliability import GRACE, Commitment, Move, Tally, Verdict, month, quarter, tally, verdict, view

DUE: Final = date(2026, 3, 6)
DAY: Final = timedelta(days=1)
DAYS: Final = st.dates(date(2025, 1, 1), date(2027, 1, 1))


def moved(on: date, after: date) -> Commitment:
    """A promise for DUE that was given another day."""
    return Commitment("U0LENA", "C0SALES", after, moves=(Move(on, DUE, after),))


def done(commitment: Commitment, on: date) -> Commitment:
    return Commitment(commitment.owner, commitment.channel_id, commitment.due_on, on, moves=commitment.moves)


@st.composite
def commitments(draw: st.DrawFn) -> Commitment:
    due = draw(DAYS)
    moves = list[Move]()
    for on in sorted(draw(st.lists(DAYS, max_size=4))):
        moves.append(Move(on, due, draw(DAYS)))
        due = moves[-1].after
    ended = draw(st.sampled_from(["open", "done", "given_up"]))
    day = draw(DAYS)
    return Commitment(
        draw(st.sampled_from(["U0LENA", "U0LUIS"])), draw(st.sampled_from([None, "C0SALES", "C0BUYERS"])), due,
        day if ended == "done" else None, day if ended == "given_up" else None, tuple(moves),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("commitment", "today", "became"),
    [
        (Commitment("U0LENA", None, DUE), DUE, None),
        (Commitment("U0LENA", None, DUE), DUE + DAY, Verdict.LATE),
        (Commitment("U0LENA", None, DUE), DUE + GRACE, Verdict.LATE),
        (Commitment("U0LENA", None, DUE), DUE + GRACE + DAY, Verdict.BROKEN),
        (Commitment("U0LENA", None, DUE, done_on=DUE), DUE, Verdict.KEPT),
        (Commitment("U0LENA", None, DUE, done_on=DUE + DAY), DUE + DAY, Verdict.LATE),
        (Commitment("U0LENA", None, DUE, done_on=DUE + 2 * GRACE), DUE + 3 * GRACE, Verdict.LATE),
        (Commitment("U0LENA", None, DUE, given_up_on=DUE - DAY), DUE - DAY, Verdict.BROKEN),
        (done(moved(DUE, DUE + 7 * DAY), DUE + 7 * DAY), DUE + 7 * DAY, Verdict.RENEGOTIATED),
        (done(moved(DUE, DUE + 7 * DAY), DUE), DUE, Verdict.KEPT),
        (done(moved(DUE, DUE + 7 * DAY), DUE + 8 * DAY), DUE + 8 * DAY, Verdict.LATE),
        (done(moved(DUE - DAY, DUE - DAY), DUE), DUE, Verdict.LATE),
        (moved(DUE, DUE + 7 * DAY), DUE + 7 * DAY, None),
        (moved(DUE + DAY, DUE + 7 * DAY), DUE + DAY, Verdict.LATE),
        (done(moved(DUE + DAY, DUE + 7 * DAY), DUE + 2 * DAY), DUE + 2 * DAY, Verdict.LATE),
    ],
)
def test_what_became_of_a_promise(commitment: Commitment, today: date, became: Verdict | None) -> None:
    assert verdict(commitment, today) == became


@given(st.lists(commitments(), max_size=30), DAYS)
def test_each_promise_is_counted_once_however_they_are_sorted(made: list[Commitment], today: date) -> None:
    shown = view(made, today)
    assert shown.overall.total == sum(verdict(each, today) is not None for each in made)
    for groups in (shown.partners, shown.months, shown.quarters):
        assert _sum(each for _, each in groups) == shown.overall
    without = tally((each for each in made if each.channel_id is None), today)
    assert _sum([without, *(each for _, each in shown.departments)]) == shown.overall


@given(st.lists(commitments(), max_size=30), DAYS)
def test_months_are_those_of_their_quarters_and_in_order(made: list[Commitment], today: date) -> None:
    shown = view(made, today)
    assert list(shown.months) == sorted(shown.months, key=lambda entry: entry[0])
    for first, found in shown.quarters:
        assert _sum(each for day, each in shown.months if quarter(day) == first) == found


@given(commitments(), DAYS, st.integers(0, 400))
def test_a_settled_promise_is_judged_once_and_for_all(commitment: Commitment, today: date, later: int) -> None:
    if commitment.done_on or commitment.given_up_on:
        assert verdict(commitment, today) == verdict(commitment, today + later * DAY)


@given(commitments(), DAYS)
def test_nothing_is_counted_in_a_month_that_is_still_to_come(commitment: Commitment, today: date) -> None:
    ended = commitment.done_on or commitment.given_up_on
    if verdict(commitment, today) and (ended is None or ended <= today):
        assert month(commitment.counts_on) <= month(today)


@given(commitments(), DAYS)
def test_a_day_that_is_agreed_too_late_excuses_nothing(commitment: Commitment, today: date) -> None:
    moves = commitment.moves
    if moves and moves[0].on > moves[0].before and today > moves[0].before and commitment.done_on != moves[0].before:
        assert commitment.agreed_on == moves[0].before


def test_fewer_than_three_are_not_shown() -> None:
    assert (Tally(1, 1).is_shown, Tally(1, 1, 1).is_shown) == (False, True)


def _sum(found: object) -> Tally:
    counted = list(found)  # type: ignore[call-overload]
    return Tally(*(sum(getattr(each, name) for each in counted) for name in Verdict))
