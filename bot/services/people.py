"""Who somebody is, and what they may do: asked at each action, of whoever acts."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.domain import markup
from bot.domain.errors import Refused
from bot.domain.people import PersonFacts
from bot.store import people, settings
from bot.store.people import Person


def remember(session: Session, team_id: str, facts: Iterable[PersonFacts]) -> None:
    """Keep what Slack says of people, so that no action has to ask for it."""
    people.keep(session, [Person(team_id=team_id, **fact.values()) for fact in facts])


def is_known(session: Session, team_id: str, user_id: str) -> bool:
    """Say whether the bot knows this person's name and rights."""
    return people.get(session, team_id, user_id) is not None


def known(session: Session, team_id: str) -> Sequence[str]:
    """Return the user ids of everybody whom the bot knows."""
    return people.user_ids(session, team_id)


def partners(session: Session, team_id: str) -> list[str]:
    """Return the user ids of the workspace's L&D partners: of those named, who are still members of it."""
    workspace = settings.of(session, team_id)
    named = dict.fromkeys([*workspace.partners, *workspace.group_members])
    return [user for user in named if problem(session, team_id, user) is None]


def partners_by_name(session: Session, team_id: str) -> dict[str, str]:
    """Return what colleagues call each L&D partner, by user id."""
    return {user: name(session, team_id, user) for user in partners(session, team_id)}


def lnd_recipient(session: Session, team_id: str) -> str | None:
    """Return where the L&D team is reached: its channel, else its first partner, else None."""
    return settings.of(session, team_id).lnd_channel or next(iter(partners(session, team_id)), None)


def is_partner(session: Session, team_id: str, user_id: str) -> bool:
    """Say whether this person is one of the workspace's L&D partners."""
    return user_id in partners(session, team_id)


def require_partner(session: Session, team_id: str, user_id: str) -> None:
    """Let L&D partners pass; raises Refused('partners_only') for everybody else."""
    if not is_partner(session, team_id, user_id):
        raise Refused("partners_only")


def is_member(session: Session, team_id: str, user_id: str) -> bool:
    """Say whether this is a member of the workspace: no guest, nobody from outside, no app, nobody who left."""
    return is_known(session, team_id, user_id) and problem(session, team_id, user_id) is None


def require_member(session: Session, team_id: str, user_id: str) -> None:
    """Let members of the workspace pass; raises Refused('members_only') for guests and outside people."""
    if not is_member(session, team_id, user_id):
        raise Refused("members_only")


def require_presence(session: Session, team_id: str, user_id: str) -> None:
    """Let everybody pass, also guests and outside people; raises Refused('members_only') for apps and who left."""
    if not is_there(session, team_id, user_id):
        raise Refused("members_only")


def absent(session: Session, team_id: str, user_ids: Collection[str]) -> set[str]:
    """Return those of these who cannot act, as `is_there` says it of one."""
    return people.absent(session, team_id, user_ids)


def members(session: Session, team_id: str, user_ids: Collection[str]) -> set[str]:
    """Return those of these who are members, as `is_member` says it of one."""
    return people.members(session, team_id, user_ids)


def is_admin(session: Session, team_id: str, user_id: str) -> bool:
    """Say whether this person administers the Slack workspace."""
    person = people.get(session, team_id, user_id)
    return person is not None and person.is_admin and not person.has_left


def known_as(session: Session, team_id: str) -> dict[str, list[str]]:
    """Return the names that each colleague goes by, by user id."""
    return {each.user_id: [each.name, each.real_name] for each in people.colleagues(session, team_id)}


def readable(session: Session, team_id: str, text: str) -> str:
    """Return what somebody wrote in Slack as plain words: mentions become names, and escaping is undone."""
    written = markup.readable(text, _names(session, team_id)) if "<" in text else text
    return markup.unescape(written)


def _names(session: Session, team_id: str) -> dict[str, str]:
    return {each.user_id: each.name for each in people.colleagues(session, team_id)}


def name(session: Session, team_id: str, user_id: str) -> str:
    """Return what colleagues call this person, for places where a mention cannot stand."""
    person = people.get(session, team_id, user_id)
    return person.name if person else "somebody"


def called(session: Session, team_id: str, who: str) -> str:
    """Return the name of a user, also of one who left; a name, and an id the bot has not met, stay as they are."""
    person = people.get(session, team_id, who)
    return person.name if person else who


def timezone(session: Session, team_id: str, user_id: str | None) -> str:
    """Return the person's IANA time zone; UTC for somebody unknown."""
    person = people.get(session, team_id, user_id) if user_id else None
    return person.timezone if person else "UTC"


def today(session: Session, team_id: str, user_id: str, now: datetime) -> date:
    """Return the date it is for this person at the aware moment `now`."""
    return now.astimezone(ZoneInfo(timezone(session, team_id, user_id))).date()


def is_there(session: Session, team_id: str, user_id: str) -> bool:
    """Say whether this is somebody who can act: not a bot, and not known to have left."""
    person = people.get(session, team_id, user_id)
    return person is None or not (person.has_left or person.is_bot)


def has_left(session: Session, team_id: str, user_id: str) -> bool:
    """Say whether this person's account was deactivated."""
    person = people.get(session, team_id, user_id)
    return person is not None and person.has_left


def is_away(session: Session, team_id: str, user_id: str, now: datetime) -> bool:
    """Say whether this person is away at the aware moment `now`, as their status tells."""
    person = people.get(session, team_id, user_id)
    return person is not None and person.is_away and (person.away_until is None or person.away_until > now)


def back_at(session: Session, team_id: str, user_id: str) -> datetime | None:
    """Return when this person is back, aware, in UTC; None where nobody said."""
    person = people.get(session, team_id, user_id)
    return person.away_until if person else None


def problem(session: Session, team_id: str, user_id: str | None) -> str | None:
    """Return why nothing can be entrusted to this person: they left, or they are an app or a guest."""
    person = people.get(session, team_id, user_id) if user_id else None
    if person is None:
        return None
    reasons = {"has_left": person.has_left, "is_a_bot": person.is_bot, "is_a_guest": person.is_guest}
    return next((reason for reason, holds in reasons.items() if holds), None)
