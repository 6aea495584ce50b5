"""What a Slack status says of somebody's absence."""

from datetime import UTC, datetime

import pytest

from bot.domain.absence import ends, is_away


@pytest.mark.parametrize(
    ("emoji", "text"),
    [
        (":palm_tree:", "Vacationing"),
        (":face_with_thermometer:", ""),
        (":airplane:", "On vacation until 20 March"),
        (":wave:", "Out of office"),
        ("", "OOO"),
        (":baby_bottle:", "parental leave"),
    ],
)
def test_who_does_not_work_is_away(emoji: str, text: str) -> None:
    assert is_away(emoji, text)


@pytest.mark.parametrize(
    ("emoji", "text"),
    [
        ("", ""),
        (":spiral_calendar_pad:", "In a meeting"),
        (":bus:", "Commuting"),
        (":house_with_garden:", "Working remotely"),
        (":christmas_tree:", "Planning the holiday campaign"),
        (":wave:", "Leave me a message"),
        (":books:", "zoology"),
    ],
)
def test_who_works_elsewhere_or_in_a_meeting_is_not(emoji: str, text: str) -> None:
    assert not is_away(emoji, text)


def test_a_status_without_an_end_has_none() -> None:
    assert ends(0) is None
    assert ends(1_772_442_000) == datetime(2026, 3, 2, 9, tzinfo=UTC)
