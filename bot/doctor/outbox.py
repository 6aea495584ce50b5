"""Every message that is not said yet, or is not settled, and what is to be done about it."""

from collections.abc import Sequence
from typing import Final

from bot.doctor.finding import Finding
from bot.services.health import Standing, Unsaid

SHOWN: Final = 20
MOMENT: Final = "%Y-%m-%d %H:%M UTC"
WRONG: Final = {
    Standing.LATE: "should have been said before now",
    Standing.LEFT: "was begun by a bot that ended",
    Standing.OUT_OF_DATE: "shows less than is known",
    Standing.DEAD: "was refused by Slack and waits for a partner's decision",
    Standing.UNKNOWN: "was perhaps posted and waits for a partner's decision",
}
MENDS: Final = {
    Standing.LATE: "Start the bot if it does not run; else do what stands behind each.",
    Standing.LEFT: "Start the bot: it looks in Slack whether the message is there before it says it.",
    Standing.OUT_OF_DATE: "Start the bot if it does not run; it brings the message up to date by itself.",
    Standing.DEAD: "A partner presses Post it now or Let it go in the bot's report; a poll's owner asks it again.",
    Standing.UNKNOWN: "A partner looks in the channel, and presses Post it now or It is there in the bot's report.",
}
REASONS: Final = {
    "no_address": "choose the L&D channel or a partner with /ld settings",
    "ratelimited": "Slack wants a pause; the bot goes on by itself",
    "missing_scope": "reinstall the app with the manifest",
    "not_in_channel": "type /invite @Touchpoint there",
    "channel_not_found": "type /invite @Touchpoint there",
    "is_archived": "unarchive the channel, or let the message go",
    "wording_failed": "mend the installation's own templates; the log says which",
}


def examine(unsaid: Sequence[Unsaid]) -> list[Finding]:
    """Group the messages by how they stand; what is planned or being said is listed, and nothing is wrong with it."""
    groups = {standing: [each for each in unsaid if each.standing is standing] for standing in Standing}
    return [_finding(standing, group) for standing, group in groups.items() if group] or [Finding("Outbox")]


def _finding(standing: Standing, group: Sequence[Unsaid]) -> Finding:
    more = len(group) - SHOWN
    lines = [*map(_line, group[:SHOWN]), *([f"and {more} more"] if more > 0 else [])]
    wrong = WRONG.get(standing, "")
    what = f"Outbox, {standing}: {len(group)}"
    return Finding(what, wrong, MENDS.get(standing, ""), tuple(lines))


def _line(message: Unsaid) -> str:
    times = f"since {message.since.strftime(MOMENT)}, next try {message.next_try.strftime(MOMENT)}"
    if message.standing in (Standing.DEAD, Standing.UNKNOWN):
        times = f"since {message.since.strftime(MOMENT)}"
    if message.standing is Standing.PLANNED:
        times = f"due {message.since.strftime(MOMENT)}"
    return f"{message.kind} for {message.recipient} ({message.key}), {times}{_why(message)}"


def _why(message: Unsaid) -> str:
    if message.waits_for:
        return f": waits for {message.waits_for}"
    mend = f" ({REASONS[message.reason]})" if message.reason in REASONS else ""
    return f": {message.reason}{mend}" if message.reason else ""
