"""What an L&D team may settle, and the values until it does."""

import re
from dataclasses import dataclass

HOURS_A_DAY = 8
RESPONSE_HOURS = 16
HOURS = (4, 8, 16, 24, 40)
HOURS_MAX = 80
REQUEST_EMOJI = "mortar_board"
TAKEAWAY_EMOJI, FOLLOW_UP_EMOJI, CONTRIBUTION_EMOJI = "bulb", "pushpin", "raised_hands"
EMOJI_FIELDS = ("request_emoji", "takeaway_emoji", "follow_up_emoji", "contribution_emoji")
EMOJI = re.compile(r"[a-z0-9_+\-']{1,100}")
PLAN_AFTER = 3
ACKNOWLEDGE_AFTER = 10
DAYS_MAX = 10
ACKNOWLEDGE_MAX = 30


@dataclass(frozen=True, slots=True)
class SettingsView:
    """A workspace's settings as the form shows and returns them.

    `response_hours` count working hours, `plan_after` and `acknowledge_after` working days; `request_emoji` is the name
    of the emoji with which a partner turns a message into a request; the other emoji put a message into the notes.
    With `needs_approval` no touchpoint is posted before a partner gave their word.
    """

    lnd_channel: str | None
    partners: tuple[str, ...]
    partner_group: str | None
    response_hours: int | None
    plan_after: int | None
    acknowledge_after: int | None
    request_emoji: str | None = REQUEST_EMOJI
    takeaway_emoji: str | None = TAKEAWAY_EMOJI
    follow_up_emoji: str | None = FOLLOW_UP_EMOJI
    contribution_emoji: str | None = CONTRIBUTION_EMOJI
    needs_approval: bool = False


def problems(said: SettingsView) -> dict[str, str]:
    """Return the reason for each field that needs another look; who the partners are is not looked at here."""
    found = {} if 1 <= (said.plan_after or 0) <= DAYS_MAX else {"plan_after": "days_out_of_range"}
    if not 1 <= (said.response_hours or 0) <= HOURS_MAX:
        found["response_hours"] = "required"
    found |= _emoji_problems(said)
    latest = said.acknowledge_after or 0
    if not 1 <= latest <= ACKNOWLEDGE_MAX:
        found["acknowledge_after"] = "acknowledge_out_of_range"
    elif latest <= (said.plan_after or 0):
        found["acknowledge_after"] = "before_the_plan"
    if not said.partners and not said.partner_group:
        found["partners"] = "partners_required"
    return found


def _emoji_problems(said: SettingsView) -> dict[str, str]:
    """Return the reason for each emoji that is none, or that another field before it has taken."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for field in EMOJI_FIELDS:
        name = getattr(said, field) or ""
        if not EMOJI.fullmatch(name):
            found[field] = "not_an_emoji"
        elif name in taken:
            found[field] = "emoji_taken"
        taken.add(name)
    return found


def emoji_name(typed: str | None) -> str | None:
    """Return the name of an emoji as Slack's reactions carry it: `:Mortar_Board:` is `mortar_board`."""
    return (typed or "").strip().strip(":").lower() or None
