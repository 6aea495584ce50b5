"""What a workspace settled; the environment's values are the first ones."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import LND, Post
from bot.domain.settings import EMOJI_FIELDS, SettingsView, problems
from bot.services import outbox, people
from bot.store import settings
from bot.store.settings import Workspace

ASKED: Final = 3


def install(session: Session, team_id: str, bot_user_id: str, lnd_channel: str, partners: tuple[str, ...]) -> None:
    """Know the workspace. A new one starts with the environment's L&D channel and partners (people or a group)."""
    if workspace := session.get(Workspace, team_id):
        workspace.bot_user_id = bot_user_id
        return
    people = [partner for partner in partners if partner[:1] in "UW"]
    group = next((partner for partner in partners if partner.startswith("S")), None)
    session.add(
        Workspace(
            team_id=team_id, bot_user_id=bot_user_id, lnd_channel=lnd_channel or None, partners=people,
            partner_group=group,
        )
    )  # fmt: skip


def every(session: Session) -> Sequence[str]:
    """Return the team ids of the workspaces that installed the bot."""
    return settings.every(session)


def remember_group(session: Session, team_id: str, members: list[str]) -> None:
    """Keep who is in the partners' user group now."""
    session.get_one(Workspace, team_id).group_members = members


def partner_group(session: Session, team_id: str) -> str | None:
    """Return the user group whose members are partners, if one was chosen."""
    return session.get_one(Workspace, team_id).partner_group


def opened(session: Session, team_id: str, user_id: str) -> SettingsView:
    """Return the settings for somebody who may change them. Raises Refused for everybody else."""
    _require_settler(session, team_id, user_id)
    return view(session, team_id)


def is_waiting_for(session: Session, team_id: str, user_id: str) -> bool:
    """Say whether there is no partner yet and this person, an admin, may name the first ones."""
    return not people.partners(session, team_id) and people.is_admin(session, team_id, user_id)


def save(session: Session, team_id: str, user_id: str, said: SettingsView, now: datetime) -> None:
    """Keep the settings, confirm them, and have said what waited for a place. Raises Invalid and Refused."""
    _require_settler(session, team_id, user_id)
    if found := problems(said) | _partner_problems(session, team_id, said):
        raise Invalid(found)
    workspace = settings.of(session, team_id)
    if said.partner_group != workspace.partner_group:
        workspace.group_members = []
    for field in SettingsView.__slots__:
        setattr(workspace, field, getattr(said, field))
    workspace.partners = list(said.partners)
    key = f"settings:saved:{user_id}:{int(now.timestamp())}"
    outbox.plan(session, team_id, Post(key, "settings.saved", user_id), now, now)
    outbox.wake(session, team_id, LND, now)


def ask_for_invitation(session: Session, team_id: str, user_id: str, channel_id: str, now: datetime) -> None:
    """Tell whoever chose the L&D channel that the bot has to be invited there first."""
    key = f"settings:{channel_id}:invite:{user_id}:{int(now.timestamp())}"
    post = Post(key, "settings.not_there", user_id, {"channel": channel_id})
    outbox.plan(session, team_id, post, now, now)


def view(session: Session, team_id: str) -> SettingsView:
    """Return the settings as the form shows them."""
    workspace = settings.of(session, team_id)
    return SettingsView(
        lnd_channel=workspace.lnd_channel, partners=tuple(workspace.partners),
        partner_group=workspace.partner_group, response_hours=workspace.response_hours,
        plan_after=workspace.plan_after, acknowledge_after=workspace.acknowledge_after,
        **{field: getattr(workspace, field) for field in EMOJI_FIELDS},
        needs_approval=workspace.needs_approval,
    )  # fmt: skip


def meaning_of(session: Session, team_id: str, user_id: str, emoji: str) -> str | None:
    """Return what a partner's reaction, by its emoji's name, makes of a message: a `request`, a `takeaway`, a
    `follow_up` or a `contribution`; None for other emoji and other people."""
    workspace, name = settings.of(session, team_id), emoji.split("::")[0]
    field = next((field for field in EMOJI_FIELDS if getattr(workspace, field) == name), None)
    if field is None or not people.is_partner(session, team_id, user_id):
        return None
    return field.removesuffix("_emoji")


def _require_settler(session: Session, team_id: str, user_id: str) -> None:
    """Let partners pass; while there is none, the admins of the workspace."""
    partners = people.partners(session, team_id)
    if user_id in partners or is_waiting_for(session, team_id, user_id):
        return
    if partners:
        raise Refused("settings_of_partners", who=[people.name(session, team_id, user) for user in partners[:ASKED]])
    raise Refused("settings_of_admins")


def _partner_problems(session: Session, team_id: str, said: SettingsView) -> dict[str, str]:
    reasons = (people.problem(session, team_id, user) for user in said.partners)
    found = next((reason for reason in reasons if reason), None)
    return {"partners": found} if found else {}
