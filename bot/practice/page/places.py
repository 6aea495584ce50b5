"""Where things are on the page: conversations, their addresses, and what is new in them."""

from typing import Final

from bot.practice.company import Member
from bot.practice.forms import ClientRefused
from bot.practice.model import Conversation
from bot.practice.page.stage import Stage
from bot.practice.workspace import Workspace

HOME: Final = "home"


def address(workspace: Workspace, member: Member, where: str) -> str:
    """The page of somebody at `"#sales"`, `"dm"` or `"home"`; a channel they are not in leads to what they see."""
    if where == HOME:
        return f"/as/{member.key}/{HOME}"
    room = workspace.dm_with(member.id) if where == "dm" else workspace.conversation(where)
    return f"/as/{member.key}/{room.id}"


def beginning(stage: Stage) -> str:
    """The page to begin with: where the next step of the tour is done, else with the first person."""
    for step in stage.steps:
        if not step.done(stage.workspace):
            return address(stage.workspace, stage.workspace.member(step.who), step.where)
    first = next(iter(stage.workspace.people.values()))
    return address(stage.workspace, first, "#general")


def label(workspace: Workspace, room: Conversation) -> str:
    """What people call a conversation."""
    return workspace.app.name if room.kind == "im" else room.name


def unread(workspace: Workspace, member: Member, room: Conversation) -> int:
    """How many messages of others this person has not seen yet; in channels those outside threads."""
    seen = float(workspace.last_read.get(member.id, {}).get(room.id, "0"))
    news = room.messages if room.kind == "im" else room.top_level
    return sum(float(message.ts) > seen and message.user != member.id for message in news)


def channels(workspace: Workspace) -> list[Conversation]:
    """All channels that are in use, by name."""
    rooms = (room for room in workspace.conversations.values() if room.kind != "im" and not room.archived)
    return sorted(rooms, key=lambda room: room.name)


def visible(workspace: Workspace, me: Member, place: str) -> Conversation:
    """The conversation with this id, if somebody may look at it; raises `ClientRefused`, KeyError for none."""
    room = workspace.conversations[place]
    if me.id not in room.members and (room.kind != "public" or me.is_restricted):
        raise ClientRefused(f"{me.display_name} does not see this conversation")
    return room
