"""Follow-ups as their owners and the partners see them, in private."""

from collections.abc import Sequence
from typing import Final

from slackblocks import Block, Element, PlainText, SectionBlock

from bot.domain.followups import FollowUpView, Status
from messages.layout import button, buttons, menu, prose, quoted, small
from messages.message import Message, message, short, short_markup
from messages.words import Words

DONE: Final = "followups.done"
SNOOZE: Final = "followups.snooze"
HELP: Final = "followups.help"
MORE: Final = "followups.more"
CHANGE: Final = "followups.change"
REASSIGN: Final = "followups.reassign"
GIVE_UP: Final = "followups.give_up"
STEPS: Final = {"change": CHANGE, "reassign": REASSIGN, "give_up": GIVE_UP}
SHOWN: Final = 12
TEXT_MAX: Final = 500
STANDING_MAX: Final = 200
ROOM: Final = 12_000
AROUND_ITEM: Final = 800


def promised(words: Words, follow_ups: Sequence[FollowUpView]) -> Message:
    """Return the DM that tells somebody what they promised in one meeting, or about one request."""
    others, dated = sum(each.owner is None for each in follow_ups), any(each.due_on for each in follow_ups)
    counts = {"count": len(follow_ups), "others": others, "dated": dated}
    text = words.mrkdwn("followups.promised", about=follow_ups[0] if follow_ups else None, **counts)
    return message(text, [prose(text), *items(words, follow_ups)])


def reminder(words: Words, follow_ups: Sequence[FollowUpView]) -> Message:
    """Return the day's one reminder."""
    text = words.mrkdwn("followups.reminder", **_counts(follow_ups))
    return message(text, [prose(text), *items(words, follow_ups)])


def overdue(words: Words, follow_ups: Sequence[FollowUpView]) -> Message:
    """Return what a partner hears of promises that are late."""
    own = sum(each.is_late and each.owner == each.partner for each in follow_ups)
    text = words.mrkdwn("followups.overdue", own=own, **_counts(follow_ups))
    return message(text, [prose(text), *items(words, follow_ups, named=True)])


def help_wanted(words: Words, follow_up: FollowUpView, by: str) -> Message:
    """Return the DM that tells the partner who needs help with what."""
    text = words.mrkdwn("followups.help", follow_up=follow_up, by=by)
    return message(text, [prose(text), quoted(words.plain("followups.about"), follow_up.text)])


def items(words: Words, follow_ups: Sequence[FollowUpView], *, named: bool = False) -> list[Block]:
    """Return follow-ups with their due day and, while they are open, their buttons."""
    shown = follow_ups[:SHOWN]
    longest = min(TEXT_MAX, ROOM // max(len(shown), 1) - AROUND_ITEM)
    blocks = [block for each in shown for block in _item(words, each, longest, named=named)]
    if hidden := len(follow_ups) - SHOWN:
        blocks += [small(words.mrkdwn("followups.more", count=hidden))] if hidden > 0 else []
    return blocks


def _counts(follow_ups: Sequence[FollowUpView]) -> dict[str, int]:
    still_open = sum(each.status == Status.OPEN for each in follow_ups)
    today = sum(each.is_today for each in follow_ups)
    return {"open": still_open, "late": sum(each.is_late for each in follow_ups), "today": today}


def chosen(value: str) -> tuple[str, int]:
    """Return which form the menu of a follow-up asks for, as one of `STEPS`, and of which follow-up."""
    step, follow_up_id = value.split(":")
    return step, int(follow_up_id)


def shown(words: Words, each: FollowUpView, longest: int, *, named: bool) -> list[Block]:
    """Return a follow-up and where it stands, without its buttons."""
    standing = short_markup(words.mrkdwn("followups.standing", follow_up=each, named=named), STANDING_MAX)
    return [SectionBlock(PlainText(short(each.text, longest))), small(standing)]


def _item(words: Words, each: FollowUpView, longest: int, *, named: bool) -> list[Block]:
    blocks = shown(words, each, longest, named=named)
    return [*blocks, buttons(*_steps(words, each, named=named))] if each.status == Status.OPEN else blocks


def _steps(words: Words, each: FollowUpView, *, named: bool) -> list[Element]:
    steps: list[Element] = [
        button(words.plain("followups.done_button"), DONE, str(each.id), primary=True),
        button(words.plain("followups.snooze_button"), SNOOZE, str(each.id)),
    ]
    if not (each.help_asked or named or each.owner in (None, each.partner)):
        steps.append(button(words.plain("followups.help_button"), HELP, str(each.id)))
    labels = {f"{step}:{each.id}": words.plain(f"followups.{step}_step") for step in STEPS}
    return [*steps, menu(MORE, labels)]
