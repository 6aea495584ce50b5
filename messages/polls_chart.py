"""The chart of a poll: a panel a question, and the same in words for who does not see it."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from bot.domain.polls import Kind
from bot.domain.polls_after import percent
from bot.domain.polls_results import Choice, PollView, QuestionView
from messages.charts import Bar, Panel
from messages.charts_drawing import drawn
from messages.message import ALT_MAX, Picture, short
from messages.polls_choices import label
from messages.polls_tables import one_line
from messages.words import Words

BARS_TOGETHER: Final = 36
BARS_MIN: Final = 5
TITLE_MAX: Final = 150
LABEL_MAX: Final = 120


def picture(words: Words, view: PollView) -> Picture | None:
    """Return the chart of a closed poll, None where there are no votes to be shown."""
    shown = panels(words, view)
    return Picture(in_words(words, shown), partial(drawn, shown)) if shown else None


def panels(words: Words, view: PollView) -> tuple[Panel, ...]:
    """Return what is drawn: of every question whose votes may be shown."""
    asked = [each for each in view.questions if each.leaders]
    most = max(BARS_MIN, BARS_TOGETHER // max(len(asked), 1))
    return tuple(_panel(words, each, most) for each in asked)


def in_words(words: Words, shown: Sequence[Panel]) -> str:
    """Return what stands on the chart as plain text."""
    said = [words.plain("polls_after.panel_in_words", panel=panel) for panel in shown]
    return short(words.plain("polls_after.chart_in_words", panels=said), ALT_MAX)


def _panel(words: Words, asked: QuestionView, most: int) -> Panel:
    seen = _most_chosen(asked, most)
    title, left = short(one_line(asked.text), TITLE_MAX), len(asked.choices) - len(seen)
    average = f"{asked.average:.1f}" if asked.average else ""
    note = words.plain("polls_after.chart_note", average=average, left=left)
    return Panel(title, tuple(_bar(words, asked, each) for each in seen), note)


def _most_chosen(asked: QuestionView, most: int) -> Sequence[Choice]:
    """Return the choices in the order in which they were asked; of too many the ones that were chosen most."""
    by_votes = sorted(asked.choices, key=lambda each: -(each.votes or 0))
    return sorted(by_votes[:most], key=lambda each: each.position)


def _bar(words: Words, asked: QuestionView, choice: Choice) -> Bar:
    votes, answers = choice.votes or 0, asked.answers or 0
    numbers = words.plain("polls_after.votes", votes=votes, percent=percent(votes, answers))
    name = short(one_line(label(words, choice, asked)), LABEL_MAX)
    return Bar(_step(words, choice, name) if asked.kind == Kind.SCALE else name, votes / answers, numbers)


def _step(words: Words, choice: Choice, name: str) -> str:
    return words.plain("polls_after.step", name=name, position=choice.position)
