"""The only place that writes to Slack; its errors say whether trying again can help."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.pacing import FIRST, Pacing, Urgency
from bot.recent import Recent
from bot.slack_errors import CLIENT_ERROR, SERVER_ERROR, TOO_MANY, Ambiguous, Permanent, RetryAfter, SlackError
from bot.transfer import PAUSE_SECONDS, download, upload
from messages.message import Message

__all__ = ["Ambiguous", "Permanent", "RetryAfter", "Slack", "SlackError"]

EVENT_TYPE: Final = "touchpoint_message"
READS_FORMS_ONLY: Final = frozenset(
    {
        "conversations.replies",
        "chat.getPermalink",
        "conversations.info",
        "conversations.members",
        "users.info",
        "users.list",
        "usergroups.list",
        "usergroups.users.list",
        "files.getUploadURLExternal",
    }
)
AMBIGUOUS: Final = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
MENDED_BY_THE_OPERATOR: Final = frozenset(
    {"not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "missing_scope"}
)
LOOKS: Final = frozenset({"conversations.history", "conversations.replies"})
MENDING_SECONDS: Final = 60.0
SEARCH_PAGES: Final = 10
SEARCH_PAGE_SIZE: Final = 200


Check = Callable[[], None]


def no_check() -> None:
    """Let the call go out."""


class Slack:
    """Slack's Web API as this program uses it, at the pace that Slack allows."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession, pacing: Pacing) -> None:
        """Write with `client`, which must not retry by itself, over the shared `session`."""
        self._client = client
        self._session = session
        self._pacing = pacing
        self._dms: Recent[str, str] = Recent()
        self.on_hold: Callable[[str, float], None] = lambda method, seconds: None

    async def post(
        self, channel: str, message: Message, key: str, thread_ts: str | None = None, at_last: Check = no_check,
        urgency: Urgency = FIRST,
    ) -> str:  # fmt: skip
        """Post a message that carries `key` in its metadata; return its ts. The lowest `urgency` goes first.

        `at_last` is asked right before the call, when its turn has come; what it raises calls it off.
        Raises Permanent, RetryAfter or Ambiguous.
        """
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
        said = {"channel": channel, **_content(message), "metadata": metadata}
        quiet = {"unfurl_links": False, "unfurl_media": False}
        thread = {"thread_ts": thread_ts, "reply_broadcast": message.is_for_all} if thread_ts else {}
        answer = await self._call("chat.postMessage", said | quiet | thread, channel, at_last, urgency)
        return str(answer["ts"])

    async def update(self, channel: str, ts: str, message: Message, at_last: Check = no_check) -> None:
        """Replace what a posted message shows, unless `at_last` raises. Raises Permanent, RetryAfter or Ambiguous."""
        shown = {"channel": channel, "ts": ts, **_content(message)}
        await self._call("chat.update", shown, at_last=at_last)

    async def delete(self, channel: str, ts: str, at_last: Check = no_check) -> None:
        """Take a message of ours away, unless `at_last` raises.

        Raises Permanent (`message_not_found` where it is gone already), RetryAfter or Ambiguous.
        """
        await self._call("chat.delete", {"channel": channel, "ts": ts}, at_last=at_last)

    async def whisper(self, channel: str, user: str, message: Message, thread_ts: str | None = None) -> None:
        """Show a message in a channel to one person alone. Raises Permanent, RetryAfter or Ambiguous."""
        said = {"channel": channel, "user": user, "text": message.text, "blocks": message.blocks}
        await self._call("chat.postEphemeral", said | ({"thread_ts": thread_ts} if thread_ts else {}))

    async def open_view(self, trigger_id: str, view: dict[str, Any]) -> str:
        """Open a modal and return its id; the trigger lives three seconds. Raises Permanent, RetryAfter, Ambiguous."""
        answer = await self._call("views.open", {"trigger_id": trigger_id, "view": view})
        return str(answer["view"]["id"])

    async def push_view(self, trigger_id: str, view: dict[str, Any]) -> None:
        """Put a modal on top of the open ones, three at most; the trigger lives three seconds.

        Raises Permanent, RetryAfter or Ambiguous.
        """
        await self._call("views.push", {"trigger_id": trigger_id, "view": view})

    async def update_view(self, view_id: str, view: dict[str, Any], hash: str | None = None) -> None:
        """Replace what an open view shows; with a `hash` only if it still shows what had that hash.

        Raises Permanent (also for a view that was closed), RetryAfter or Ambiguous.
        """
        unchanged = {"hash": hash} if hash else {}
        await self._call("views.update", {"view_id": view_id, "view": view} | unchanged)

    async def publish_home(self, user: str, view: dict[str, Any]) -> None:
        """Show a person their App Home. Raises Permanent, RetryAfter or Ambiguous."""
        await self._call("views.publish", {"user_id": user, "view": view})

    async def open_dm(self, user: str, urgency: Urgency = FIRST) -> str:
        """Return the channel of the bot's conversation with a person; the lowest `urgency` goes first.

        Raises Permanent, RetryAfter or Ambiguous.
        """
        if known := self._dms.get(user):
            return known
        answer = await self._call("conversations.open", {"users": user}, urgency=urgency)
        return self._dms.keep(user, str(answer["channel"]["id"]))

    async def find(self, channel: str, key: str, since: datetime, thread_ts: str | None = None) -> str | None:
        """Return the ts of the message that carries `key`, posted since the aware moment `since`, or None.

        Raises Permanent also where so much was said since then that not all of it was looked at.
        """
        where = {"channel": channel, "oldest": f"{since.timestamp():.6f}", "limit": SEARCH_PAGE_SIZE}
        where["include_all_metadata"] = True
        method = "conversations.replies" if thread_ts else "conversations.history"
        cursor = ""
        for _ in range(SEARCH_PAGES):
            page = where | ({"ts": thread_ts} if thread_ts else {}) | ({"cursor": cursor} if cursor else {})
            answer = await self._call(method, page)
            for message in answer["messages"]:
                if message.get("metadata", {}).get("event_payload", {}).get("key") == key:
                    return str(message["ts"])
            cursor = answer.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                return None
        raise Permanent("too_much_to_search")

    async def read(self, method: str, **args: Any) -> dict[str, Any]:
        """Call a method that only reads; raises Permanent, RetryAfter or Ambiguous."""
        return await self._call(method, args)

    async def respond(self, response_url: str, message: Message, *, in_place: bool = False) -> None:
        """Answer a gesture privately where it was made, through its response URL (5 uses in 30 minutes).

        With `in_place` the answer stands where the message stood that was clicked on. Raises Ambiguous or Permanent.
        """
        body = {"text": message.text, "blocks": message.blocks, "response_type": "ephemeral"}
        try:
            async with self._session.post(response_url, json=body | {"replace_original": in_place}) as answer:
                await answer.read()
                if answer.status >= CLIENT_ERROR:
                    raise Permanent(f"http_{answer.status}")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Ambiguous(type(error).__name__) from error

    async def send_file(
        self, channel: str, name: str, content: bytes, title: str, comment: str = "", thread_ts: str | None = None
    ) -> None:
        """Post a file that is not empty, under its `title` and with a `comment` in mrkdwn.

        Raises Permanent, RetryAfter or Ambiguous; only after Ambiguous may the file be there.
        """
        file_id = await self._handed_in(name, content)
        said = {"files": [{"id": file_id, "title": title}], "channel_id": channel}
        comments = {"initial_comment": comment} if comment else {}
        thread = {"thread_ts": thread_ts} if thread_ts else {}
        await self._call("files.completeUploadExternal", said | comments | thread, channel)

    async def upload(self, name: str, content: bytes, title: str) -> str:
        """Upload a picture that nobody sees until a message shows it, and return its id.

        Raises Permanent, or RetryAfter also where nobody knows whether it arrived.
        """
        file_id = await self._handed_in(name, content)
        try:
            await self._call("files.completeUploadExternal", {"files": [{"id": file_id, "title": title}]})
        except Ambiguous as error:
            raise RetryAfter(PAUSE_SECONDS, error.code) from error
        return file_id

    async def fetch_file(self, url: str, longest: int) -> bytes:
        """Return what is in the file at its `url_private_download`, of `longest` bytes at most.

        Raises Permanent (`too_large`, `missing_scope`, `foreign_address` where it is not Slack's), RetryAfter or
        Ambiguous.
        """
        return await download(self._session, url, self._client.token or "", self._client.base_url, longest)

    async def _handed_in(self, name: str, content: bytes) -> str:
        """Upload a file that nobody sees yet, so that an answer lost here leaves nothing open; return its id."""
        described = {"filename": name, "length": len(content)}
        try:
            answer = await self._call("files.getUploadURLExternal", described)
        except Ambiguous as error:
            raise RetryAfter(PAUSE_SECONDS, error.code) from error
        await upload(self._session, str(answer["upload_url"]), content)
        return str(answer["file_id"])

    async def _call(
        self, method: str, args: Mapping[str, Any], lane: str = "", at_last: Check = no_check, urgency: Urgency = FIRST
    ) -> dict[str, Any]:
        await self._pacing.turn(method, lane, urgency)
        at_last()
        try:
            answer = await self._client.api_call(method, **_body(method, args))
        except SlackApiError as error:
            raise self._classified(method, error) from error
        except (aiohttp.ClientError, TimeoutError, SlackClientError, json.JSONDecodeError) as error:
            raise Ambiguous(type(error).__name__) from error
        if not isinstance(answer.data, dict):
            raise Ambiguous("no_json")
        return answer.data

    def _classified(self, method: str, error: SlackApiError) -> SlackError:
        status = getattr(error.response, "status_code", getattr(error.response, "status", SERVER_ERROR))
        data = getattr(error.response, "data", None)
        code = str(data["error"]) if isinstance(data, dict) and "error" in data else f"http_{status}"
        if status == TOO_MANY or code in {"ratelimited", "rate_limited"}:
            seconds = float(error.response.headers.get("Retry-After", 30))
            self._pacing.hold(method, seconds)
            self.on_hold(method, seconds)
            return RetryAfter(seconds)
        if code in MENDED_BY_THE_OPERATOR and not (code == "missing_scope" and method in LOOKS):
            return RetryAfter(MENDING_SECONDS, code)
        if status >= SERVER_ERROR or code in AMBIGUOUS or code == f"http_{status}":
            return Ambiguous(code)
        return Permanent(code)


def _content(message: Message) -> dict[str, Any]:
    attached = {"attachments": message.attachments} if message.attachments else {}
    return {"text": message.text, "blocks": message.blocks} | attached


def _body(method: str, args: Mapping[str, Any]) -> dict[str, Any]:
    if method in READS_FORMS_ONLY:
        return {"data": {name: json.dumps(value) if isinstance(value, bool) else value for name, value in args.items()}}
    return {"json": dict(args)}
