"""Goals as Slack shows them: a line on a card, and the list of a department's goals."""

from typing import Any, Final

from slackblocks import Block, Button, PlainText, SectionBlock

from bot.domain.figures import Figure, is_currency
from bot.domain.goals import GoalPage, GoalView
from messages import forms
from messages.layout import button, buttons, prose, small, sure
from messages.words import Words

ADD: Final = "goals.add"
CHANGE: Final = "goals.change"
RETIRE: Final = "goals.retire"
BRING_BACK: Final = "goals.bring_back"
TURN: Final = "goals.turn"
CURRENT: Final = "current"
RETIRED: Final = "retired"


def line(words: Words, goal: GoalView) -> str:
    """Return a goal in one line of plain text: `Average discount: from 12 % to 8 % by 30 Jun 2026`."""
    baseline, target = _amount(goal.baseline, goal.unit), _amount(goal.target, goal.unit)
    if goal.baseline and goal.target and _is_said_once(goal.unit):
        baseline = goal.baseline.written
    return words.plain("goals.line", goal=goal, baseline=baseline, target=target)


def listed(words: Words, page: GoalPage, about: str) -> dict[str, Any]:
    """Return a page of the list, with buttons for those who may use them; `about` comes back with each click."""
    which, empty = (RETIRED if page.retired else CURRENT), "" if page.goals else "no_"
    values = {"channel": page.channel_id, "may_change": page.may_change}
    blocks = [prose(words.mrkdwn(f"goals.{empty}{which}", **values)), *_doors(words, page)]
    blocks += [block for goal in page.goals for block in _goal(words, goal, page.may_change)]
    return forms.page(words, "goals.list", [*blocks, *_position(words, page, which)], about=about)


def turned_to(value: str) -> tuple[bool, int]:
    """Return what a button that turns the page asks for: the retired goals or the current, and from which one on."""
    which, start = value.split(":")
    return which == RETIRED, int(start)


def _doors(words: Words, page: GoalPage) -> list[Block]:
    doors, other = list[Button](), CURRENT if page.retired else RETIRED
    if page.may_change and not page.retired:
        doors.append(button(words.plain("goals.add_button"), ADD, page.channel_id, primary=True))
    if page.others or page.retired:
        doors.append(button(words.plain(f"goals.{other}_button", count=page.others), TURN, f"{other}:0"))
    return [buttons(*doors)] if doors else []


def _goal(words: Words, goal: GoalView, may_change: bool) -> list[Block]:
    kind = words.mrkdwn(f"goals.{goal.kind}")
    shown = [SectionBlock(PlainText(line(words, goal))), small(words.mrkdwn("goals.standing", goal=goal, kind=kind))]
    return [*shown, buttons(*_steps(words, goal))] if may_change else shown


def _steps(words: Words, goal: GoalView) -> list[Button]:
    if goal.retired:
        return [button(words.plain("goals.bring_back_button"), BRING_BACK, str(goal.id))]
    retire = button(words.plain("goals.retire_button"), RETIRE, str(goal.id))
    retire.confirm = sure(*(words.plain(f"goals.retire_{part}") for part in ("title", "text", "confirm", "deny")))
    return [button(words.plain("goals.change_button"), CHANGE, str(goal.id)), retire]


def _position(words: Words, page: GoalPage, which: str) -> list[Block]:
    if page.total <= len(page.goals):
        return []
    turn = words.plain("goals.next_button" if page.next_start else "goals.first_button")
    count = {"first": page.start + 1, "last": page.start + len(page.goals), "total": page.total}
    return [prose(words.mrkdwn("goals.position", **count), button(turn, TURN, f"{which}:{page.next_start}"))]


def _amount(figure: Figure | None, unit: str | None) -> str:
    if figure is None:
        return ""
    if unit is None:
        return figure.written
    if not is_currency(unit):
        return f"{figure.written} {unit}"
    number = figure.written.lstrip("+-")
    return f"{figure.written.removesuffix(number)}{unit}{number}"


def _is_said_once(unit: str | None) -> bool:
    """Say whether a unit is a word, which stands behind the last number only: `from 20 to 35 calls a week`."""
    return unit is not None and unit[:1].isalpha() and not is_currency(unit)
