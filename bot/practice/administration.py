"""What administrators and clocks do to a workspace: founding it, channels, people and groups that change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice import company, events
from bot.practice.company import Member
from bot.practice.model import Conversation, UserGroup

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace


def settle(workspace: Workspace) -> None:
    """Fills a new workspace with the company; the app is in no channel yet."""
    app = Member("touchpoint", workspace.app.name, is_bot=True, id=workspace.bot_user_id)
    workspace.people = {member.id: member for member in [*company.people(), app]}
    for room in company.ROOMS:
        members = [workspace.member(key).id for key in room.members]
        workspace.add_conversation(
            room.name, "private" if room.private else "public", members=members, topic=room.topic
        )
    for number, group in enumerate(company.GROUPS, 1):
        members = [workspace.member(key).id for key in group.members]
        made = UserGroup(f"S0PRACTICE{number}", group.name, group.handle, members)
        workspace.usergroups[made.id] = made


async def invite(workspace: Workspace, room: Conversation, user: str, inviter: str | None) -> None:
    """Adds somebody to a channel."""
    if user not in room.members:
        room.members.append(user)
        workspace.changes.tell()
        await workspace.courier.publish(events.membership(workspace, room, user, inviter=inviter, joined=True))


async def remove(workspace: Workspace, room: Conversation, user: str) -> None:
    """Takes somebody out of a channel; the app hears of itself as `channel_left`."""
    if user not in room.members:
        return
    room.members.remove(user)
    workspace.changes.tell()
    heard = events.membership(workspace, room, user, inviter=None, joined=False)
    if user == workspace.bot_user_id:
        heard += events.of_channel(workspace, room, "left", {"actor_id": room.creator})
    await workspace.courier.publish(heard)


async def archive(workspace: Workspace, room: Conversation, user: str) -> None:
    """Closes a channel for good."""
    room.archived = True
    workspace.changes.tell()
    await workspace.courier.publish(events.of_channel(workspace, room, "archive", {"user": user, "is_moved": 0}))


async def unarchive(workspace: Workspace, room: Conversation, user: str) -> None:
    """Opens an archived channel again."""
    room.archived = False
    workspace.changes.tell()
    who = {"actor_id" if room.kind == "private" else "user": user}
    await workspace.courier.publish(events.of_channel(workspace, room, "unarchive", who))


async def rename(workspace: Workspace, room: Conversation, name: str) -> None:
    """Gives a channel another name."""
    room.previous_names.append(room.name)
    room.name = name
    workspace.changes.tell()
    channel = {
        "id": room.id,
        "name": name,
        "name_normalized": name,
        "created": room.created,
        "is_channel": True,
        "is_mpim": False,
    }
    await workspace.courier.publish(events.of_channel(workspace, room, "rename", {"channel": channel}))


async def deactivate(workspace: Workspace, member: Member) -> None:
    """Somebody leaves the company."""
    member.deleted = True
    workspace.changes.tell()
    await workspace.courier.publish(events.of_user(workspace, member.id, "user_change"))


async def set_status(workspace: Workspace, member: Member, emoji: str, text: str, expiration: int = 0) -> None:
    """Somebody sets their status, until a moment (seconds since 1970) or until they clear it."""
    member.status_emoji, member.status_text, member.status_expiration = emoji, text, expiration
    workspace.changes.tell()
    await workspace.courier.publish(events.of_user(workspace, member.id, "user_change"))


async def hire(workspace: Workspace, member: Member) -> None:
    """Somebody joins the company."""
    workspace.people[member.id] = member
    workspace.changes.tell()
    await workspace.courier.publish(events.of_user(workspace, member.id, "team_join"))


async def regroup(workspace: Workspace, handle: str, users: list[str]) -> None:
    """Gives a user group exactly these members."""
    group = next(group for group in workspace.usergroups.values() if group.handle == handle.removeprefix("@"))
    before, group.users = group.users, users
    workspace.changes.tell()
    moment = int(workspace.now().timestamp())
    added, removed = [u for u in users if u not in before], [u for u in before if u not in users]
    await workspace.courier.publish(
        events.envelopes(
            workspace,
            "subteam_members_changed",
            {
                "type": "subteam_members_changed",
                "subteam_id": group.id,
                "team_id": workspace.team_id,
                "date_previous_update": moment,
                "date_update": moment,
                "added_users": added,
                "added_users_count": len(added),
                "removed_users": removed,
                "removed_users_count": len(removed),
                "event_ts": workspace.next_ts(),
            },
        )
    )
