"""What a workspace settled; the environment's values are the first ones."""

from sqlmodel import Session

from bot.store.settings import Workspace


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


def remember_group(session: Session, team_id: str, members: list[str]) -> None:
    """Keep who is in the partners' user group now."""
    session.get_one(Workspace, team_id).group_members = members


def partner_group(session: Session, team_id: str) -> str | None:
    """Return the user group whose members are partners, if one was chosen."""
    return session.get_one(Workspace, team_id).partner_group
