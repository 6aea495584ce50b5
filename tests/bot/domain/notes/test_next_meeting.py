from datetime import date

import pytest

from bot.domain.notes import read

TUESDAY = date(2026, 3, 10)
NEXT = date(2026, 4, 14)


@pytest.mark.parametrize(
    "words",
    [
        "before the next meeting",
        "by next meeting",
        "at the next meeting",
        "in time for our next call",
        "before we meet",
    ],
)
def test_what_is_due_by_the_next_meeting_is_due_on_its_day(words: str) -> None:
    (made,) = read(f"Priya to send the deck {words}", TUESDAY, NEXT).follow_ups
    assert (made.due_on, made.due_words) == (NEXT, words)


@pytest.mark.parametrize("words", ["after the next meeting", "before the launch", "ASAP"])
def test_other_vague_words_name_no_day(words: str) -> None:
    (made,) = read(f"Priya to send the deck {words}", TUESDAY, NEXT).follow_ups
    assert made.due_on is None


def test_without_a_known_next_meeting_there_is_no_day() -> None:
    (made,) = read("Priya to send the deck before the next meeting", TUESDAY).follow_ups
    assert made.due_on is None


@pytest.mark.parametrize(
    "told",
    [
        "Next meeting: 8 April",
        "Date of next meeting: Wednesday 8th April 2026 at 7pm",
        "Our next meeting is on 8 April.",
        "We closed at 8:15. Next meeting April 8.",
        "## Next meeting\n- **Date:** 2026-04-08\n- Topics: budget",
    ],
)
def test_the_day_that_the_notes_tell_counts_more(told: str) -> None:
    notes = f"Action: Priya to send the deck by the next meeting\n\n{told}"
    assert read(notes, TUESDAY, NEXT).follow_ups[0].due_on == date(2026, 4, 8)


def test_a_next_meeting_that_is_past_is_a_slip_of_the_pen() -> None:
    notes = "Action: Priya to send the deck by the next meeting\n\nNext meeting: 3 March 2026"
    assert read(notes, TUESDAY, NEXT).follow_ups[0].due_on == NEXT
