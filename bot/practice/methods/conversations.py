"""`conversations.*` and `users.conversations`: what the app can see of channels and direct messages."""

from __future__ import annotations

from bot.practice import objects
from bot.practice.arguments import Call
from bot.practice.model import Conversation, Json, Message
from bot.practice.paging import page
from bot.practice.tickets import Refused

_PREFIX = {"public": "channels", "private": "groups", "im": "im"}
NEVER_READ = "0000000000.000000"
_TYPES = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}


def history(call: Call) -> Json:
    """Top-level messages, newest first, of a conversation the app is in."""
    room = _readable(call, "history")
    if call.workspace.bot_user_id not in room.members:
        raise Refused("not_in_channel")
    shown = [m for m in room.messages if (m.thread_ts is None or m.broadcast) and _within(call, m)]
    messages, cursor = page(call, shown[::-1], default=100, most=999)
    body = {
        "messages": _objects(call, messages),
        "has_more": bool(cursor["response_metadata"]["next_cursor"]),
        "pin_count": 0,
        "channel_actions_ts": None,
        "channel_actions_count": 0,
    }
    return body | (cursor if body["has_more"] else {})


def replies(call: Call) -> Json:
    """A message and its thread, oldest first."""
    room = _readable(call, "history")
    if call.workspace.bot_user_id not in room.members:
        raise Refused("channel_not_found")
    asked = room.find(call.text("ts"))
    if asked is None:
        raise Refused("thread_not_found")
    root, *rest = room.thread(asked.thread_ts or asked.ts)
    messages, cursor = page(call, [root, *(m for m in rest if _within(call, m))], default=1000, most=1000)
    more = bool(cursor["response_metadata"]["next_cursor"])
    return {"messages": _objects(call, messages), "has_more": more} | (cursor if more else {})


def info(call: Call) -> Json:
    """One conversation."""
    room = _readable(call, "read")
    shown = objects.conversation(call.workspace, room, count=call.flag("include_num_members"))
    return {"channel": shown | ({"last_read": NEVER_READ} if _member(call, room) else {})}


def list_all(call: Call) -> Json:
    """All conversations of the asked types that the app can see; public channels when no type is named."""
    return _listed(call, [room for room in _of_types(call) if room.kind == "public" or _member(call, room)])


def of_user(call: Call) -> Json:
    """The conversations the app, or the named person, is a member of, as far as the app can see them."""
    user = call.text("user", call.workspace.bot_user_id)
    rooms = [r for r in _of_types(call) if user in r.members and (r.kind == "public" or _member(call, r))]
    return _listed(call, rooms)


def members(call: Call) -> Json:
    """The user ids in a conversation."""
    found, cursor = page(call, _readable(call, "read").members, default=100, most=1000)
    return {"members": found} | cursor


def open_dm(call: Call) -> Json:
    """The direct message with one person."""
    if channel := call.text("channel"):
        room = call.workspace.conversations.get(channel)
        if room is None or room.kind != "im":
            raise Refused("channel_not_found")
        return {"no_op": True, "already_open": True, "channel": {"id": room.id}}
    return _open_with(call, [user.strip() for user in call.text("users").split(",") if user.strip()])


def _open_with(call: Call, users: list[str]) -> Json:
    if not users:
        raise Refused("users_list_not_supplied")
    call.need_scope("im:write" if len(users) == 1 else "mpim:write")
    if len(users) > 1:
        raise Refused("method_not_supported_for_channel_type")
    person = call.workspace.people.get(users[0])
    if person is None or person.is_bot:
        raise Refused("user_not_found")
    if person.deleted:
        raise Refused("user_disabled")
    room = call.workspace.dm_with(person.id)
    return {"channel": objects.conversation(call.workspace, room) if call.flag("return_im") else {"id": room.id}}


def _readable(call: Call, what: str) -> Conversation:
    room = call.conversation()
    call.need_scope(f"{_PREFIX[room.kind]}:{what}")
    return room


def _of_types(call: Call) -> list[Conversation]:
    kinds = [_TYPES.get(name.strip(), "") for name in call.text("types", "public_channel").split(",")]
    if "" in kinds:
        raise Refused("invalid_types")
    for kind in kinds:
        call.need_scope(f"{_PREFIX.get(kind, 'mpim')}:read")
    hidden = call.flag("exclude_archived")
    return [r for r in call.workspace.conversations.values() if r.kind in kinds and not (hidden and r.archived)]


def _member(call: Call, room: Conversation) -> bool:
    return call.workspace.bot_user_id in room.members


def _listed(call: Call, rooms: list[Conversation]) -> Json:
    shown, cursor = page(call, rooms, default=100, most=1000)
    return {"channels": [objects.conversation(call.workspace, room, count=True) for room in shown]} | cursor


def _within(call: Call, message: Message) -> bool:
    oldest, latest = _moment(call, "oldest", "invalid_ts_oldest"), _moment(call, "latest", "invalid_ts_latest")
    edge = message.ts in (call.text("oldest"), call.text("latest"))
    if edge:
        return call.flag("inclusive")
    return (oldest is None or float(message.ts) > oldest) and (latest is None or float(message.ts) < latest)


def _moment(call: Call, name: str, error: str) -> float | None:
    value = call.text(name)
    try:
        return float(value) if value else None
    except ValueError:
        raise Refused(error) from None


def _objects(call: Call, messages: list[Message]) -> list[Json]:
    metadata = call.flag("include_all_metadata")
    return [objects.message(call.workspace, message, metadata=metadata) for message in messages]
