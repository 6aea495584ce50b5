"""A promise passes from one person to another: whoever is to take it over is asked, and until then it stays."""

from datetime import date, datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.followups import Status, offer_key
from bot.domain.followups_changes import Kind
from bot.domain.outbox import Post
from bot.services import followups_days, followups_moves, followups_reminders, outbox, people
from bot.services.followups import Place, is_lnd, still_open
from bot.store import followups, followups_steps
from bot.store.followups import FollowUp
from bot.store.followups_steps import FollowUpStep


def reassign(
    session: Session, team_id: str, user_id: str, follow_up_id: int, owner: str | None, place: Place, now: datetime
) -> None:
    """Ask somebody to take an open promise over; whoever chooses themselves has it at once.

    Raises Invalid for somebody who can't keep one, and Refused for all but the owner and the partners.
    """
    row = still_open(session, team_id, user_id, follow_up_id)
    if wrong := owner_problem(session, team_id, owner) if owner else "required":
        raise Invalid({"owner": wrong})
    ask(session, row, user_id, owner, now)
    followups_reminders.show(session, row, place, now)


def take_over(session: Session, team_id: str, user_id: str, follow_up_id: int, place: Place, now: datetime) -> None:
    """Make an open promise one's own, as a partner. Raises Refused."""
    people.require_partner(session, team_id, user_id)
    row = still_open(session, team_id, user_id, follow_up_id)
    ask(session, row, user_id, user_id, now)
    followups_reminders.show(session, row, place, now)


def accept(session: Session, team_id: str, user_id: str, follow_up_id: int, place: Place, now: datetime) -> None:
    """Take over the promise that one was asked to. Raises Refused for others, and when it is not offered any more."""
    row = _offered(session, team_id, user_id, follow_up_id)
    readers = {row.owner, _asked_by(session, row)}
    _hand_over(session, row, user_id, user_id, now, readers)
    followups_reminders.show(session, row, place, now)


def decline(session: Session, team_id: str, user_id: str, follow_up_id: int, place: Place, now: datetime) -> None:
    """Leave the promise to whoever has it. Raises Refused for others, and when it is not offered any more."""
    row = _offered(session, team_id, user_id, follow_up_id)
    readers = {row.answers, _asked_by(session, row)}
    row.offered_to = None
    _answer(session, row, note(session, row, Kind.DECLINED, user_id, now, person=user_id), user_id, readers, now)
    followups_reminders.show(session, row, place, now)


def ask(session: Session, row: FollowUp, by: str, to: str | None, now: datetime) -> None:
    """Ask `to` whether they take the promise over; nothing is asked of who has it, and who asks themselves has it."""
    if to is None or to == row.offered_to:
        return
    if to == row.owner:
        row.offered_to = None
        return
    if to == by:
        _hand_over(session, row, by, to, now, {row.owner})
        return
    row.offered_to = to
    step = note(session, row, Kind.OFFERED, by, now, person=to)
    post = Post(offer_key(row.id or 0, step), "followups.offered", to, {"follow_up": row.id, "step": step})
    outbox.plan(session, row.team_id, post, now, now)


def owner_problem(session: Session, team_id: str, owner: str | None) -> str | None:
    """Return why somebody can't keep a promise: they left, or they are an app. A guest can."""
    wrong = people.problem(session, team_id, owner)
    return None if wrong == "is_a_guest" else wrong


def note(
    session: Session, row: FollowUp, kind: Kind, by: str, now: datetime, *, person: str | None = None,
    reason: str | None = None, due_before: date | None = None, due_after: date | None = None,
) -> int:  # fmt: skip
    """Keep what happened to a promise, and return the id of the step."""
    today = followups_days.of_promise(session, row).today(now)
    step = FollowUpStep(
        team_id=row.team_id, follow_up_id=row.id or 0, kind=kind, by=by, at=now, on_day=today, person=person,
        reason=reason, due_before=due_before, due_after=due_after,
    )  # fmt: skip
    session.add(step)
    session.flush()
    return step.id or 0


def _offered(session: Session, team_id: str, user_id: str, follow_up_id: int) -> FollowUp:
    people.require_presence(session, team_id, user_id)
    row = followups.get(session, team_id, follow_up_id)
    if row is None or row.offered_to != user_id or row.status != Status.OPEN:
        raise Refused("not_offered")
    return row


def _asked_by(session: Session, row: FollowUp) -> str | None:
    offers = followups_steps.of(session, row.team_id, [row.id or 0], Kind.OFFERED)
    return offers[-1].by if offers else None


def _hand_over(session: Session, row: FollowUp, by: str, to: str, now: datetime, readers: set[str | None]) -> None:
    """Give the promise to `to`: what told its owner before shows that, and its reminders go to the new one."""
    followups_reminders.show(session, row, ("", ""), now)
    _count_for(session, row, to, now)
    row.owner, row.owner_name, row.offered_to = to, None, None
    row.snoozed_until, row.help_asked_at, row.absence_key = None, None, None
    _answer(session, row, note(session, row, Kind.TAKEN, by, now, person=to), to, readers, now)
    followups_reminders.plan(session, row, now)


def _count_for(session: Session, row: FollowUp, to: str, now: datetime) -> None:
    """Have a promise that `to` takes over counted for whoever had it on its day."""
    is_missed = followups_moves.missed_on(session, row, now) is not None
    if is_missed and row.is_lnd:
        row.missed_by = row.missed_by or row.owner
    row.is_lnd = is_lnd(session, row.team_id, to) and (row.is_lnd or not is_missed)


def _answer(session: Session, row: FollowUp, step: int, who: str, readers: set[str | None], now: datetime) -> None:
    for reader in sorted(each for each in readers if each and each != who):
        if people.is_there(session, row.team_id, reader):
            post = Post(
                f"followup:{row.id}:answered:{step}:{reader}", "followups.answered", reader,
                {"follow_up": row.id, "step": step},
            )  # fmt: skip
            outbox.plan(session, row.team_id, post, now, now)
