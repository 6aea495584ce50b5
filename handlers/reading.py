"""Asking Slack for messages that an event only names: one of them, or a whole thread."""

from typing import Any, Final

from bot.deps import Deps
from bot.domain.errors import Refused, Unavailable
from bot.domain.markup import unescape
from bot.domain.meetings_sources import Wrote, without_mention
from bot.slack import Permanent, SlackError

A_FEW: Final = 10
PAGE: Final = 200
PAGES: Final = 5


async def text_at(deps: Deps, channel: str, ts: str) -> str:
    """Return the words of a message, in a thread or not; empty where it may not be read.

    Raises Unavailable while Slack does not answer: it brings the event again.
    """
    where = {"channel": channel, "oldest": ts, "latest": ts, "inclusive": True, "limit": A_FEW}
    found = (await _replies(deps, where | {"ts": ts}))["messages"]
    return next((str(each.get("text", "")) for each in found if each["ts"] == ts), "").strip()


async def thread_at(deps: Deps, channel: str, root: str) -> list[Wrote]:
    """Return what people wrote in a thread, its root first; apps and deleted messages are left out.

    Raises Unavailable while Slack does not answer, Refused for a thread of more than 1,000 messages.
    """
    found: list[dict[str, Any]] = []
    where = {"channel": channel, "ts": root, "limit": PAGE}
    for _ in range(PAGES):
        answer = await _replies(deps, where)
        found += answer["messages"]
        if not (cursor := answer.get("response_metadata", {}).get("next_cursor")):
            return [_wrote(each) for each in found if not _is_apps(each)]
        where |= {"cursor": cursor}
    raise Refused("notes_too_long")


def _wrote(message: dict[str, Any]) -> Wrote:
    return Wrote(str(message.get("user", "")), without_mention(unescape(message.get("text", ""))))


def _is_apps(message: dict[str, Any]) -> bool:
    return bool(message.get("bot_id")) or message.get("subtype") == "tombstone"


async def _replies(deps: Deps, where: dict[str, Any]) -> dict[str, Any]:
    try:
        return await deps.slack.read("conversations.replies", **where)
    except Permanent:
        return {"messages": []}
    except SlackError as error:
        raise Unavailable(error.code) from error
