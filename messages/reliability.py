"""How L&D keeps its own promises, as partners see it in App Home."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from slackblocks import Block

from bot.domain.reliability import SHOWN_FROM, ReliabilityView, Tally
from messages import forms
from messages.layout import button, buttons, header, prose, small
from messages.words import Words

OPEN: Final = "reliability.open"
LINES_MAX: Final = 10
QUARTERS_MAX: Final = 4
MONTHS_MAX: Final = 12
Line = tuple[str, Tally]


def section(words: Words, view: ReliabilityView) -> list[Block]:
    """Return what stands in App Home: in all, by partner, by department and by quarter, and how it is counted."""
    title, counted = header(words.plain("reliability.title")), small(_counted(words))
    if not view.overall.is_shown:
        return [title, prose(words.mrkdwn("reliability.too_few", total=view.overall.total)), counted]
    partners = [(words.mrkdwn("reliability.partner", partner=who), found) for who, found in view.partners]
    homes = [(words.mrkdwn("reliability.department", channel=where), found) for where, found in view.departments]
    return [
        title,
        prose("\n".join((words.mrkdwn("reliability.overall", tally=view.overall), _said(words, view.overall)))),
        *_lines(words, "partners", partners[:LINES_MAX]),
        *_lines(words, "departments", homes[:LINES_MAX]),
        *_lines(words, "quarters", _by_quarter(words, view.quarters[-QUARTERS_MAX:])),
        counted,
        buttons(button(words.plain("reliability.months_button"), OPEN, "months")),
    ]


def months(words: Words, view: ReliabilityView) -> dict[str, Any]:
    """Return the same month by month, the latest first."""
    lines = _lines(words, "months", _by_month(words, view.months[-MONTHS_MAX:]))
    shown = lines or [prose(words.mrkdwn("reliability.too_few", total=view.overall.total))]
    return forms.page(words, "reliability.months", [*shown, small(_counted(words))])


def _counted(words: Words) -> str:
    return words.mrkdwn("reliability.counted", shown_from=SHOWN_FROM)


def _by_quarter(words: Words, quarters: Sequence[tuple[date, Tally]]) -> list[Line]:
    numbered = [((day.month + 2) // 3, day.year, found) for day, found in reversed(quarters)]
    return [(words.mrkdwn("reliability.quarter", number=number, year=year), found) for number, year, found in numbered]


def _by_month(words: Words, months: Sequence[tuple[date, Tally]]) -> list[Line]:
    return [
        (words.mrkdwn("reliability.month", name=f"{day:%B}", year=day.year), found) for day, found in reversed(months)
    ]


def _lines(words: Words, name: str, lines: Sequence[Line]) -> list[Block]:
    """Return a line for each group that is large enough to say anything of, under a heading."""
    shown = [f"• {label}: {_said(words, found)}" for label, found in lines if found.is_shown]
    return [prose("\n".join([words.mrkdwn(f"reliability.{name}"), *shown]))] if shown else []


def _said(words: Words, found: Tally) -> str:
    return words.mrkdwn("reliability.tally", tally=found)
