"""`reactions.*`: the app's own emoji on messages."""

from __future__ import annotations

import re

from bot.practice import objects, timeline
from bot.practice.arguments import Call
from bot.practice.methods.chat import permalink
from bot.practice.model import Json, Message
from bot.practice.tickets import Refused

_NAME = re.compile(r"^[a-z0-9_+'-]+(::skin-tone-[2-6])?$")


def add(call: Call) -> Json:
    """Puts a reaction on a message."""
    post, name, user = _message(call), _name(call), call.workspace.bot_user_id
    if call.workspace.conversations[post.channel].archived:
        raise Refused("is_archived")
    if user in post.reactions.get(name, []):
        raise Refused("already_reacted")
    call.workspace.courier.publish_soon(timeline.react(call.workspace, post, user, name))
    return {}


def remove(call: Call) -> Json:
    """Takes the app's reaction off."""
    post, name, user = _message(call), _name(call), call.workspace.bot_user_id
    if user not in post.reactions.get(name, []):
        raise Refused("no_reaction")
    call.workspace.courier.publish_soon(timeline.unreact(call.workspace, post, user, name))
    return {}


def get(call: Call) -> Json:
    """A message with its reactions."""
    post = _message(call)
    shown = objects.message(call.workspace, post) | {"permalink": permalink(post)}
    return {"type": "message", "channel": post.channel, "message": shown}


def _name(call: Call) -> str:
    name = call.text("name").strip(":")
    if not _NAME.match(name):
        raise Refused("invalid_name")
    return name


def _message(call: Call) -> Message:
    if not call.text("channel") or not call.text("timestamp"):
        raise Refused("no_item_specified")
    room = call.conversation()
    if call.workspace.bot_user_id not in room.members:
        raise Refused("channel_not_found")
    if not re.fullmatch(r"\d+\.\d+", call.text("timestamp")):
        raise Refused("bad_timestamp")
    post = room.find(call.text("timestamp"))
    if post is None:
        raise Refused("message_not_found")
    return post
