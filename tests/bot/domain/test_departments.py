"""What the form of a department must say."""

from dataclasses import replace
from datetime import time

import pytest

from bot.domain.departments import NAME_MAX, Description, is_zone, problems

SALES = Description("Sales", "sales", "Europe/Berlin", time(9), time(17))


def test_a_name_a_kind_a_zone_and_hours_are_enough() -> None:
    assert problems(SALES) == {}


def test_what_is_missing_is_asked_for_field_by_field() -> None:
    asked = ("name", "kind", "timezone", "opens", "closes")
    assert problems(Description(None, None, None, None, None)) == dict.fromkeys(asked, "required")


@pytest.mark.parametrize("closes", [time(9), time(8, 59), time(0)])
def test_a_working_day_ends_after_it_begins(closes: time) -> None:
    assert problems(replace(SALES, closes=closes)) == {"closes": "closes_too_early"}


def test_a_working_day_may_begin_at_midnight() -> None:
    assert problems(replace(SALES, opens=time(0), closes=time(8))) == {}


def test_a_name_that_no_menu_could_show_is_too_long() -> None:
    assert problems(replace(SALES, name="x" * NAME_MAX)) == {}
    assert problems(replace(SALES, name="x" * (NAME_MAX + 1))) == {"name": "too_long"}


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "/etc/localtime", "Europe", "\0"])
def test_what_is_no_zone_is_not_taken_for_one(zone: str) -> None:
    assert not is_zone(zone)
    assert problems(replace(SALES, timezone=zone)) == {"timezone": "unknown_zone"}
