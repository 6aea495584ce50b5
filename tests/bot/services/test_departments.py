"""Departments: what their calendars need is there before anybody waits for it."""

import subprocess
import sys
from typing import Final

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
