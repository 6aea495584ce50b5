from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.notes import due_in

TUESDAY = date(2026, 3, 10)


@pytest.mark.parametrize("text", ["tell how it works today in the office", "say how it is done today (by hand)"])
def test_today_may_mean_nowadays(text: str) -> None:
    assert due_in(text, TUESDAY) == (None, None)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("2026-03-20", date(2026, 3, 20)),
        ("by 2026-03-20", date(2026, 3, 20)),
        ("12 March", date(2026, 3, 12)),
        ("by Thursday 12 March", date(2026, 3, 12)),
        ("on the 3rd of May", date(2026, 5, 3)),
        ("March 12th", date(2026, 3, 12)),
        ("by Mar 12, 2027", date(2027, 3, 12)),
        ("by 24/11", date(2026, 11, 24)),
        ("by 11/24", date(2026, 11, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("by the 15th", date(2026, 3, 15)),
        ("by the 5th", date(2026, 4, 5)),
        ("by Friday", date(2026, 3, 13)),
        ("by Tuesday", date(2026, 3, 17)),
        ("by EOD Thursday", date(2026, 3, 12)),
        ("next Monday", date(2026, 3, 16)),
        ("next Friday", date(2026, 3, 20)),
        ("today", TUESDAY),
        ("tomorrow", date(2026, 3, 11)),
        ("by EOW", date(2026, 3, 13)),
        ("this week", date(2026, 3, 13)),
        ("by the end of next week", date(2026, 3, 20)),
        ("by the end of next week (27 March)", date(2026, 3, 27)),
        ("end of month", date(2026, 3, 31)),
        ("by end of April", date(2026, 4, 30)),
        ("mid-April", date(2026, 4, 15)),
        ("end of Q3", date(2026, 9, 30)),
        ("by Q1", date(2026, 3, 31)),
        ("by the end of the quarter", date(2026, 3, 31)),
        ("by EOY", date(2026, 12, 31)),
        ("by the end of 2027", date(2027, 12, 31)),
        ("in two weeks", date(2026, 3, 24)),
        ("by close of play Thursday", date(2026, 3, 12)),
        ("by COP Friday", date(2026, 3, 13)),
        ("by noon tomorrow", date(2026, 3, 11)),
        ("by 5pm Friday", date(2026, 3, 13)),
        ("by 24.11.", date(2026, 11, 24)),
        ("by 24.11.26", date(2026, 11, 24)),
        ("24-11-2026", date(2026, 11, 24)),
        ("by 15th", date(2026, 3, 15)),
        ("in KW 48", date(2026, 11, 27)),
        ("by 15-Nov", date(2026, 11, 15)),
        ("15-Nov-2026", date(2026, 11, 15)),
        ("November 15-17", date(2026, 11, 17)),
        ("by 23. March", date(2026, 3, 23)),
        ("by year end", date(2026, 12, 31)),
        ("by month-end", date(2026, 3, 31)),
        ("by end-May", date(2026, 5, 31)),
        ("next quarter", date(2026, 6, 30)),
        ("by end of H1", date(2026, 6, 30)),
        ("next week Thursday", date(2026, 3, 19)),
        ("a week from Friday", date(2026, 3, 20)),
        ("within 36 hours", date(2026, 3, 12)),
        ("by COB on 13 March", date(2026, 3, 13)),
        ("CW 50", date(2026, 12, 11)),
        ("w/c 23 March", date(2026, 3, 27)),
        ("the week of 23 March", date(2026, 3, 27)),
        ("18-22 May", date(2026, 5, 22)),
        ("Friday week", date(2026, 3, 20)),
        ("in Q3", date(2026, 9, 30)),
        ("first thing tomorrow", date(2026, 3, 11)),
        ("within 3 working days", date(2026, 3, 13)),
        ("in a month", date(2026, 4, 10)),
    ],
)
def test_a_phrase_means_a_day_seen_from_the_meeting(phrase: str, day: date) -> None:
    assert due_in(f"send the deck {phrase}", TUESDAY) == (
        day,
        phrase.removesuffix(" (27 March)") if "(" not in phrase else "27 March",
    )


@pytest.mark.parametrize(
    "phrase",
    ["ASAP", "before the next meeting", "after the call", "by Christmas", "by early May", "by the end of the sprint"],
)
def test_a_vague_phrase_is_kept_without_a_day(phrase: str) -> None:
    assert due_in(f"send the deck {phrase}", TUESDAY) == (None, phrase)


@pytest.mark.parametrize(
    "text",
    [
        "send the deck",
        "book room S0.10",
        "read the minutes of 12 March",
        "prepare Friday's call",
        "by 31/02",
        "50/50 split",
        "raise the price by 2.5 percent",
        "read section 4.12 of the handbook",
    ],
)
def test_what_is_no_due_phrase_gives_none(text: str) -> None:
    assert due_in(text, TUESDAY) == (None, None)


@pytest.mark.parametrize("text", ["sign it off – 17/03", "sign it off (Sam, 17/03)", "sign it off, 17/03."])
def test_a_day_that_stands_apart_at_the_end_needs_no_by(text: str) -> None:
    assert due_in(text, TUESDAY)[0] == date(2026, 3, 17)


def test_a_day_is_read_in_the_habit_of_the_department() -> None:
    assert due_in("send it by 4/5", TUESDAY)[0] == date(2026, 5, 4)
    assert due_in("send it by 4/5", TUESDAY, month_first=True)[0] == date(2026, 4, 5)
    assert due_in("send it by 24/5", TUESDAY, month_first=True)[0] == date(2026, 5, 24)


def test_a_past_day_is_kept_as_written() -> None:
    assert due_in("send it by 2025-01-31", TUESDAY)[0] == date(2025, 1, 31)


def test_a_day_without_a_year_is_next_year_when_long_past() -> None:
    assert due_in("send it by 5 January", date(2026, 11, 20))[0] == date(2027, 1, 5)
    assert due_in("send it by 5 November", date(2026, 11, 20))[0] == date(2026, 11, 5)


def test_the_day_after_by_wins_over_one_merely_named() -> None:
    assert due_in("book the room on 20 March for the talk, by Friday", TUESDAY)[1] in ("on 20 March", "by Friday")
    assert due_in("prepare the 20 March talk by Friday", TUESDAY) == (date(2026, 3, 13), "by Friday")


@given(text=st.text(), on=st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)))
def test_no_text_and_no_day_make_it_fail(text: str, on: date) -> None:
    day, words = due_in(text, on)
    assert day is None or words


@given(
    words=st.lists(st.sampled_from("by on next end of month week Friday 31 30/2 Q4 in 999 years May the 9999".split()))
)
def test_a_day_comes_only_with_words_that_stand_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    found = due_in(text, date(9999, 12, 30))[1]
    assert found is None or found in text
