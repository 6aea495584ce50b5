"""The Web API methods served here: each takes a `Call` and gives the answer without `ok`, or raises
`Refused`."""

from __future__ import annotations

from collections.abc import Callable

from bot.practice.arguments import Call
from bot.practice.methods import chat, conversations, files, reactions, team, users, views
from bot.practice.model import Json

HANDLERS: dict[str, Callable[[Call], Json]] = {
    "api.test": team.api_test,
    "auth.test": team.auth_test,
    "bots.info": team.bots_info,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.list": conversations.list_all,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_dm,
    "conversations.replies": conversations.replies,
    "files.completeUploadExternal": files.complete_upload,
    "files.delete": files.delete,
    "files.getUploadURLExternal": files.get_upload_url,
    "files.info": files.info,
    "reactions.add": reactions.add,
    "reactions.get": reactions.get,
    "reactions.remove": reactions.remove,
    "team.info": team.team_info,
    "usergroups.list": users.usergroups,
    "usergroups.users.list": users.usergroup_members,
    "users.conversations": conversations.of_user,
    "users.info": users.info,
    "users.list": users.list_all,
    "users.lookupByEmail": users.lookup_by_email,
    "views.open": views.open_modal,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
