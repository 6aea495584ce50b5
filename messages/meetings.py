"""Meeting notes as the bot speaks of them in private: where to check them, what changed, what to know next time."""

from collections.abc import Sequence
from typing import Final

from slackblocks import Block, RichText

from bot.domain.followups import FollowUpView
from bot.domain.meetings import Change, Draft
from bot.domain.meetings_points import Brief
from messages import goals
from messages.layout import Said, bullets, button, buttons, header, prose, who
from messages.message import Message, message, short
from messages.words import Words

TAG: Final = "meetings.tag"
NOTED: Final = "meetings.noted"
OPEN: Final = "meetings.open"
CONFIRM: Final = "meetings.confirm"
PREVIEW: Final = "meetings.preview"
SAVE: Final = "meetings.save"
TURN: Final = "meetings.turn"
DISCARD: Final = "meetings.discard"
MORE_ROOM: Final = "meetings.more_room"
LINE_MAX: Final = 300
CHANGES_SHOWN: Final = 10
ITEMS_SHOWN: Final = 8


def draft(words: Words, found: Draft) -> Message:
    """Return the DM that says what was found in the notes, and where to correct it."""
    text = words.mrkdwn("meetings.marked" if found.is_marked else "meetings.draft", draft=found)
    return message(text, [prose(text), _check(words, found.meeting_id)])


def confirmed(words: Words, channel_id: str) -> Message:
    """Return what that DM says once the partner gave their word."""
    return _sentence(words, "confirmed", channel_id)


def withdrawn(words: Words, channel_id: str) -> Message:
    """Return what that DM says once the message with the notes was deleted."""
    return _sentence(words, "withdrawn", channel_id)


def discarded(words: Words, channel_id: str) -> Message:
    """Return what that DM says once the partner gave the draft up."""
    return _sentence(words, "discarded", channel_id)


def changed(words: Words, channel_id: str, meeting_id: int, changes: Sequence[Change]) -> Message:
    """Return the DM that tells a partner what the notes say now of what they had corrected, which stays theirs."""
    text = words.mrkdwn("meetings.changed", channel_id=channel_id, count=len(changes))
    lines = [_change(words, each) for each in changes[:CHANGES_SHOWN]]
    if hidden := len(changes) - len(lines):
        lines.append(words.plain("meetings.unplaced_more", count=hidden))
    blocks = [prose(text), *([bullets(words.plain("meetings.changes"), lines)] if lines else [])]
    return message(text, [*blocks, _check(words, meeting_id)])


def brief(words: Words, found: Brief) -> Message:
    """Return what a partner should know before a department's next meeting, and what is owed to it."""
    text = words.mrkdwn("meetings.brief", brief=found)
    blocks = [header(words.plain("meetings.brief_title")), prose(text)]
    blocks += _list(words, "brief_owed", [_promise(words, each) for each in found.owed])
    blocks += _list(words, "brief_awaited", [_promise(words, each) for each in found.awaited])
    blocks += _list(words, "brief_learned", [short(each, LINE_MAX) for each in found.learned])
    blocks += _list(words, "brief_goals", [short(goals.line(words, each), LINE_MAX) for each in found.goals])
    return message(text, blocks)


def _check(words: Words, meeting_id: int) -> Block:
    return buttons(button(words.plain("meetings.check_button"), OPEN, str(meeting_id), primary=True))


def _sentence(words: Words, name: str, channel_id: str) -> Message:
    text = words.mrkdwn(f"meetings.{name}", channel_id=channel_id)
    return message(text, [prose(text)])


def _change(words: Words, change: Change) -> str:
    yours = short(change.yours, LINE_MAX)
    if change.now is None:
        return words.plain("meetings.change_gone", yours=yours)
    return words.plain("meetings.change_now", yours=yours, now=short(change.now, LINE_MAX))


def _promise(words: Words, follow_up: FollowUpView) -> Said:
    said = words.plain("meetings.brief_promise", follow_up=follow_up, text=short(follow_up.text, LINE_MAX))
    return [who(follow_up.who), RichText(f": {said}")] if follow_up.who else said


def _list(words: Words, label: str, lines: Sequence[Said]) -> list[Block]:
    shown = list(lines[:ITEMS_SHOWN])
    if hidden := len(lines) - len(shown):
        shown.append(words.plain("meetings.unplaced_more", count=hidden))
    return [bullets(words.plain(f"meetings.{label}"), shown)] if shown else []
