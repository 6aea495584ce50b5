"""Departments: what their calendars need is there before anybody waits for it."""

import subprocess
import sys
from typing import Final

from bot.services import departments

FIRST_USE: Final = """
import sys
from datetime import date
from bot.services.departments import days_off
before = set(sys.modules)
assert date(2026, 1, 1) in days_off("DE")
assert sorted(sys.modules.keys() - before) == []
"""


def test_public_holidays_are_loaded_with_the_program_and_not_at_their_first_use() -> None:
    subprocess.run([sys.executable, "-c", FIRST_USE], check=True)


def test_a_weekend_is_that_of_the_country_and_two_days_long() -> None:
    found = {country: set(departments.weekend(country)) for country in (None, "DE", "HK", "IL", "SA", "IR", "BN")}
    assert found == {None: {5, 6}, "DE": {5, 6}, "HK": {5, 6}, "IL": {4, 5}, "SA": {4, 5}, "IR": {3, 4}, "BN": {4, 6}}
