"""Slack's JSON objects of the directory: the team, its people, its user groups."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.practice.company import TEAM_DOMAIN, TEAM_NAME, Member
from bot.practice.model import Json, UserGroup

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

_SIZES = (24, 32, 36, 48, 72, 192, 512)
ICONS = {f"image_{size}": f"https://{TEAM_DOMAIN}.slack.com/practice/{size}.png" for size in _SIZES}


def team(workspace: Workspace) -> Json:
    """The team as `team.info` gives it."""
    return {
        "id": workspace.team_id,
        "name": TEAM_NAME,
        "domain": TEAM_DOMAIN,
        "email_domain": f"{TEAM_DOMAIN}.example",
        "url": f"https://{TEAM_DOMAIN}.slack.com/",
        "icon": {"image_default": True, "image_34": ICONS["image_36"]},
    }


def user(workspace: Workspace, member: Member) -> Json:
    """The full user object, its offset that of the workspace's present moment."""
    now = workspace.now()
    local = now.astimezone(ZoneInfo(member.zone))
    offset = local.utcoffset()
    active = not member.deleted
    return {
        "id": member.id,
        "team_id": member.team_id or workspace.team_id,
        "name": member.key,
        "deleted": member.deleted,
        "color": "9f69e7",
        "real_name": member.real_name,
        "tz": member.zone,
        "tz_label": local.tzname() or member.zone,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": _profile(workspace, member),
        "is_admin": member.is_admin and active,
        "is_owner": member.is_owner and active,
        "is_primary_owner": member.is_owner and active,
        "is_restricted": member.is_restricted and active,
        "is_ultra_restricted": False,
        "is_bot": member.is_bot,
        "is_app_user": False,
        "updated": int(now.timestamp()),
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
        "locale": "en-GB",
    }


def _profile(workspace: Workspace, member: Member) -> Json:
    profile: Json = {
        "title": member.title,
        "phone": "",
        "skype": "",
        "real_name": member.real_name,
        "real_name_normalized": member.real_name,
        "display_name": member.display_name,
        "display_name_normalized": member.display_name,
        "status_text": member.status_text,
        "status_text_canonical": "",
        "status_emoji": member.status_emoji,
        "status_emoji_display_info": [],
        "status_expiration": member.status_expiration,
        "fields": {},
        "avatar_hash": "practice",
        "first_name": member.display_name,
        "last_name": member.real_name.partition(" ")[2],
        "team": member.team_id or workspace.team_id,
    } | ICONS
    if member.is_bot:
        return profile | {
            "bot_id": workspace.app.bot_id,
            "api_app_id": workspace.app_id,
            "always_active": True,
        }
    if "users:read.email" in workspace.bot_scopes:
        profile["email"] = email(member)
    return profile


def email(member: Member) -> str:
    """The member's address."""
    return f"{member.key}@{TEAM_DOMAIN}.example"


def usergroup(workspace: Workspace, group: UserGroup, *, users: bool = False) -> Json:
    """The user group object; `users` adds its members."""
    return {
        "id": group.id,
        "team_id": workspace.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 1_700_000_000,
        "date_update": 1_700_000_000,
        "date_delete": 0,
        "auto_type": None,
        "created_by": "USLACKBOT",
        "updated_by": "USLACKBOT",
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        "user_count": len(group.users),
        "auto_provision": False,
        "enterprise_subteam_id": "",
    } | ({"users": list(group.users)} if users else {})
