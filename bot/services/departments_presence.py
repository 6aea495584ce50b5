"""Where the bot is: invited to a channel, taken out of it, or left behind in an archive."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.departments import hello_key
from bot.domain.outbox import LND, Post
from bot.services import departments, outbox, outbox_channels, people, polls_noticing
from bot.store import departments as rows
from bot.store import settings
from bot.store.departments import Department


def joined(session: Session, team_id: str, user_id: str, channel_id: str, inviter: str | None, now: datetime) -> None:
    """Note that the bot came into a channel, and ask who invited it which department this is, once.

    Nothing happens when somebody else came in, and nobody is asked about the L&D team's own channel.
    """
    workspace = settings.of(session, team_id)
    if user_id != workspace.bot_user_id:
        return
    outbox_channels.restore_for_channel(session, team_id, channel_id)
    polls_noticing.channel_back(session, team_id, channel_id, now)
    if channel_id == workspace.lnd_channel:
        return
    row = departments.at(session, team_id, channel_id, inviter, now)
    row.bot_is_there = True
    if inviter and not row.described_at and people.is_member(session, team_id, inviter):
        _ask(session, row, inviter, now)


def left(session: Session, team_id: str, channel_id: str, why: str, now: datetime) -> None:
    """Note that the bot can't post in a channel any more; `why` is `removed` or `archived`.

    What is known stays. What was planned there is called off until the bot is invited again, and L&D is told, once.
    """
    if channel_id == settings.of(session, team_id).lnd_channel:
        _tell_partners(session, team_id, channel_id, why, now)
        return
    row = rows.of_channel(session, team_id, channel_id)
    if row is None or not row.bot_is_there:
        return
    row.bot_is_there = False
    planned = outbox_channels.cancel_for_channel(session, team_id, channel_id)
    key, refs = f"department:{row.id}:{why}:{int(now.timestamp())}", {"department": row.id, "planned": planned}
    reader = row.partner if row.partner and people.is_there(session, team_id, row.partner) else LND
    outbox.plan(session, team_id, Post(key, f"departments.{why}", reader, refs), now, now)


def bot_left(session: Session, team_id: str, user_id: str, channel_id: str, now: datetime) -> None:
    """Note that the bot left a channel; nothing happens when it was somebody else."""
    if user_id == settings.of(session, team_id).bot_user_id:
        left(session, team_id, channel_id, "removed", now)


def _ask(session: Session, row: Department, inviter: str, now: datetime) -> None:
    if row.invited_by is None:
        assumed = departments.beginning(session, row.team_id, row.channel_id, inviter, now)
        row.timezone, row.country, row.partner = assumed.timezone, assumed.country, assumed.partner
    row.invited_by = inviter
    post = Post(hello_key(row.id or 0, inviter), "departments.hello", inviter, {"department": row.id})
    outbox.plan(session, row.team_id, post, now, now)


def _tell_partners(session: Session, team_id: str, channel_id: str, why: str, now: datetime) -> None:
    """Tell the partners one by one: the channel that they read is the one that is lost."""
    for partner in people.partners(session, team_id):
        key = f"settings:{channel_id}:lost:{now:%Y%m%d%H%M}:{partner}"
        post = Post(key, "settings.channel_lost", partner, {"channel": channel_id, "why": why})
        outbox.plan(session, team_id, post, now, now)
