"""A goal in one line, as one would say it."""

from datetime import date

import pytest

from bot.domain.goals import Aim, GoalView, Kind, measures
from messages.goals import line
from messages.words import Words


@pytest.mark.parametrize(
    ("aim", "said"),
    [
        (Aim("Average discount", baseline="12 %", target="8 %"), "Average discount: from 12 % to 8 %"),
        (Aim("Calls", unit="calls a week", baseline="20", target="35"), "Calls: from 20 to 35 calls a week"),
        (Aim("Deal size", baseline="€ 2.5m", target="€3m"), "Deal size: from €2.5m to €3m"),
        (Aim("Margin", unit="€", target="-3k"), "Margin: -€3k"),
        (Aim("Calls", unit="calls a week", target="35"), "Calls: 35 calls a week"),
        (Aim("Win rate", baseline="0,4"), "Win rate: 0,4 at the start"),
        (Aim("Open an academy"), "Open an academy"),
    ],
)
def test_it_says_from_where_to_where(aim: Aim, said: str) -> None:
    assert line(Words(), _view(aim)) == said


@pytest.mark.parametrize(
    ("aim", "said"),
    [
        (Aim("Win rate", target="40 %"), "Win rate: 40 % by 30 Jun 2026"),
        (Aim("Win rate", baseline="30 %"), "Win rate: 30 % at the start, by 30 Jun 2026"),
        (Aim("Open an academy"), "Open an academy by 30 Jun 2026"),
    ],
)
def test_it_says_by_when(aim: Aim, said: str) -> None:
    assert line(Words(), _view(aim, date(2026, 6, 30))) == said


def _view(aim: Aim, due_on: date | None = None) -> GoalView:
    found = measures(aim)
    return GoalView(
        1, "C0SALES00000", aim.name or "", Kind.KPI, found.unit, found.baseline, None, found.target, due_on, None, False
    )
