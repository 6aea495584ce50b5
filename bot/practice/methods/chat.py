"""`chat.*`: messages the app posts, changes and takes back."""

from __future__ import annotations

from bot.practice import pictures, timeline
from bot.practice.arguments import Call
from bot.practice.company import TEAM_DOMAIN
from bot.practice.content import UPDATE_TEXT_LIMIT, content, metadata
from bot.practice.model import Conversation, Json, Message
from bot.practice.objects import message
from bot.practice.tickets import Refused


def post_message(call: Call) -> Json:
    """A message of the app in a channel it is in, or to a person."""
    room = _target(call)
    _may_post(call, room)
    post = Message(
        channel=room.id,
        ts=call.workspace.next_ts(),
        user=call.workspace.bot_user_id,
        bot=True,
        thread_ts=_thread(call, room),
        metadata=_metadata(call),
        broadcast=call.flag("reply_broadcast"),
        **_content(call, too_long="msg_blocks_too_long"),
    )
    call.workspace.courier.publish_soon(timeline.post(call.workspace, post))
    return {"channel": room.id, "ts": post.ts, "message": message(call.workspace, post)}


def update(call: Call) -> Json:
    """New content for a message of the app; blocks, attachments and metadata that are not sent stay."""
    room = call.conversation()
    post = _own(call, room, "cant_update_message")
    if room.archived:
        raise Refused("is_inactive")
    if len(call.text("text") + call.text("markdown_text")) > UPDATE_TEXT_LIMIT:
        raise Refused("msg_too_long")
    written = _content(call, too_long="msg_too_long")
    changes = {name: value for name, value in written.items() if name == "text" or name in call.args}
    if "metadata" in call.args:
        changes["metadata"] = _metadata(call)
    call.workspace.courier.publish_soon(timeline.edit(call.workspace, post, changes, by=post.user))
    return {"channel": room.id, "ts": post.ts, "text": post.text, "message": message(call.workspace, post)}


def delete(call: Call) -> Json:
    """Takes a message of the app away."""
    room = call.conversation()
    post = _own(call, room, "cant_delete_message")
    call.workspace.courier.publish_soon(timeline.delete(call.workspace, post))
    return {"channel": room.id, "ts": post.ts}


def post_ephemeral(call: Call) -> Json:
    """A message that one member of the conversation sees until they look away."""
    room, user = _target(call), call.text("user")
    _may_post(call, room, anywhere=False)
    if user not in room.members:
        raise Refused("user_not_in_channel")
    post = Message(
        channel=room.id,
        ts=call.workspace.next_ts(),
        user=call.workspace.bot_user_id,
        bot=True,
        ephemeral_to=user,
        thread_ts=call.text("thread_ts") or None,
        **_content(call, too_long="msg_too_long"),
    )
    timeline.show(call.workspace, post)
    return {"message_ts": post.ts}


def get_permalink(call: Call) -> Json:
    """The address of a message."""
    room = call.conversation()
    post = room.find(call.text("message_ts"))
    if post is None:
        raise Refused("message_not_found")
    return {"channel": room.id, "permalink": permalink(post)}


def permalink(post: Message) -> str:
    """A message's address, naming its thread if it is a reply."""
    url = f"https://{TEAM_DOMAIN}.slack.com/archives/{post.channel}/p{post.ts.replace('.', '')}"
    return f"{url}?thread_ts={post.thread_ts}&cid={post.channel}" if post.thread_ts else url


def _target(call: Call) -> Conversation:
    wanted, workspace = call.text("channel"), call.workspace
    if wanted in workspace.people and not workspace.people[wanted].deleted and wanted != workspace.bot_user_id:
        return workspace.dm_with(wanted)
    for room in workspace.conversations.values():
        if wanted.startswith("#") and wanted[1:] == room.name and room.kind == "public":
            return room
    return call.conversation()


def _may_post(call: Call, room: Conversation, *, anywhere: bool = True) -> None:
    if room.archived:
        raise Refused("is_archived")
    if room.kind == "im" and not call.workspace.app.messages_tab:
        raise Refused("messages_tab_disabled")
    public = anywhere and room.kind == "public" and "chat:write.public" in call.workspace.bot_scopes
    if call.workspace.bot_user_id not in room.members and not public:
        raise Refused("not_in_channel")


def _thread(call: Call, room: Conversation) -> str | None:
    wanted = call.text("thread_ts")
    if not wanted:
        return None
    root = room.find(wanted)
    if root is None:
        raise Refused("cannot_reply_to_message")
    return root.thread_ts or root.ts


def _content(call: Call, *, too_long: str) -> Json:
    if call.args.get("markdown_text") and (call.args.get("text") or call.args.get("blocks")):
        raise Refused("markdown_text_conflict")
    blocks = call.parsed("blocks", "invalid_blocks_format")
    attachments = call.parsed("attachments", "invalid_arguments")
    written = content(call.text("markdown_text") or call.text("text"), blocks, attachments, too_long=too_long)
    if problems := pictures.problems(call.workspace, blocks, attachments):
        raise Refused("invalid_blocks", problems)
    return written


def _metadata(call: Call) -> Json | None:
    return metadata(call.parsed("metadata", "invalid_metadata_format"))


def _own(call: Call, room: Conversation, error: str) -> Message:
    post = room.find(call.text("ts"))
    if post is None:
        raise Refused("message_not_found")
    if not post.bot:
        raise Refused(error)
    return post
