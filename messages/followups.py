"""Follow-ups as their owners and the partners see them, in private."""

from collections.abc import Sequence
from typing import Final

from slackblocks import Block, PlainText, SectionBlock

from bot.domain.followups import FollowUpView, Status
from messages.layout import button, buttons, prose, quoted, small
from messages.message import Message, message, short, short_markup
from messages.words import Words

DONE: Final = "followups.done"
SNOOZE: Final = "followups.snooze"
HELP: Final = "followups.help"
SHOWN: Final = 12
TEXT_MAX: Final = 500
STANDING_MAX: Final = 200
ROOM: Final = 12_000
AROUND_ITEM: Final = 800


def promised(words: Words, channel_id: str, follow_ups: Sequence[FollowUpView]) -> Message:
    """Return the DM that tells somebody what they promised in a meeting."""
    others, dated = sum(each.owner is None for each in follow_ups), any(each.due_on for each in follow_ups)
    counts = {"count": len(follow_ups), "others": others, "dated": dated}
    text = words.mrkdwn("followups.promised", channel_id=channel_id, **counts)
    return message(text, [prose(text), *items(words, follow_ups)])


def reminder(words: Words, follow_ups: Sequence[FollowUpView]) -> Message:
    """Return the day's one reminder."""
    text = words.mrkdwn("followups.reminder", **_counts(follow_ups))
    return message(text, [prose(text), *items(words, follow_ups)])


def overdue(words: Words, follow_ups: Sequence[FollowUpView]) -> Message:
    """Return what a partner hears of promises that are late."""
    text = words.mrkdwn("followups.overdue", **_counts(follow_ups))
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
    return {"open": still_open, "late": sum(each.is_late for each in follow_ups)}


def _item(words: Words, each: FollowUpView, longest: int, *, named: bool) -> list[Block]:
    said = SectionBlock(PlainText(short(each.text, longest)))
    standing = small(short_markup(words.mrkdwn("followups.standing", follow_up=each, named=named), STANDING_MAX))
    if each.status == Status.DONE:
        return [said, standing]
    done = button(words.plain("followups.done_button"), DONE, str(each.id), primary=True)
    snooze = button(words.plain("followups.snooze_button"), SNOOZE, str(each.id))
    if each.help_asked or named or each.owner in (None, each.partner):
        return [said, standing, buttons(done, snooze)]
    ask_help = button(words.plain("followups.help_button"), HELP, str(each.id))
    return [said, standing, buttons(done, snooze, ask_help)]
