"""Polls that are being put together: begun, changed, found again, and asked. Each draft is its owner's alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.polls import Ballot, Question, problems
from bot.domain.polls_blueprint import packed, unpacked
from bot.domain.polls_drafts import Change, DraftView, begun_from, blank, ready, settled
from bot.domain.polls_library import Template
from bot.domain.polls_results import PollView
from bot.services import departments, people, polls, polls_views
from bot.store import polls_drafts
from bot.store.polls import PollDraft

UNTOUCHED: Final = timedelta(days=1)
IN_SETTINGS: Final = ("reason", "opens_at")


class Stale(Refused):
    """A form is behind: the draft was changed in another one."""

    def __init__(self) -> None:
        """Say so where it is shown as it comes."""
        super().__init__("poll_draft_changed")


def begin(
    session: Session, team_id: str, user_id: str, channel_id: str, question: Question, reason: str, now: datetime
) -> DraftView:
    """Begin a draft, for a channel or, without one, for a channel still to be chosen. Raises Refused for guests."""
    people.require_member(session, team_id, user_id)
    polls_drafts.forget_untouched(session, team_id, user_id, now - UNTOUCHED)
    closes_at = polls.default_closing(session, team_id, channel_id, user_id, now)
    ballot = Ballot(channel_id, user_id, (question,), closes_at=closes_at, reason=reason)
    draft = PollDraft(
        team_id=team_id, owner=user_id, channel_id=channel_id, body=packed(ballot), revision=0, edition=0,
        changed_at=now,
    )  # fmt: skip
    session.add(draft)
    session.flush()
    return _view(session, draft)


def of_person(session: Session, team_id: str, user_id: str, most: int) -> list[DraftView]:
    """Return the drafts that somebody wrote something in, the last one first."""
    return [_view(session, draft) for draft in polls_drafts.kept(session, team_id, user_id, most)]


def view(session: Session, team_id: str, user_id: str, draft_id: int) -> DraftView:
    """Return a draft to its owner. Raises Refused('gone'), and Refused('members_only') for guests."""
    return _view(session, _draft(session, team_id, user_id, draft_id))


def resume(
    session: Session, team_id: str, user_id: str, draft_id: int, begun: tuple[int, Change] | None, now: datetime
) -> DraftView:
    """Take a draft up again: its channel can be chosen anew, and a closing time that has passed moves on.

    `begun` is the draft whose form it takes the place of, with what was typed there: kept, if there is a word in it.
    Raises Refused('gone'), and Refused('members_only') for guests.
    """
    draft = _draft(session, team_id, user_id, draft_id)
    if begun and begun[0] != draft_id:
        other = _draft(session, team_id, user_id, begun[0])
        if not all(map(blank, begun[1](unpacked(other.body)).questions)):
            _keep(other, (begun[1],), now)
    ballot = unpacked(draft.body)
    if ballot.closes_at and ballot.closes_at <= now:
        later = polls.default_closing(session, team_id, ballot.channel_id, user_id, now)
        draft.body = packed(replace(ballot, closes_at=later))
    draft.channel_id = ""
    return _view(session, draft)


def change(
    session: Session, team_id: str, user_id: str, draft_id: int, revision: int, changes: tuple[Change, ...],
    now: datetime,
) -> DraftView:  # fmt: skip
    """Keep changes, in their order, made in a form that showed this `revision`. Raises Refused, and Stale."""
    draft = _draft(session, team_id, user_id, draft_id, revision)
    _keep(draft, changes, now)
    return _view(session, draft)


def settle(
    session: Session, team_id: str, user_id: str, draft_id: int, revision: int, settings: dict[str, object],
    ticked: frozenset[str], now: datetime,
) -> DraftView:  # fmt: skip
    """Keep what the form of the settings holds. Raises Refused, Stale, and Invalid for what needs another look."""
    draft = _draft(session, team_id, user_id, draft_id, revision)
    opens_at, channel_id = settings.get("opens_at"), unpacked(draft.body).channel_id
    opens = opens_at if isinstance(opens_at, datetime) else now
    closes_at = polls.default_closing(session, team_id, channel_id, user_id, opens)
    ballot = _keep(draft, (settled(settings, ticked, closes_at),), now)
    found = problems(ready(ballot), now)
    if wrong := {field: reason for field, reason in found.items() if field in IN_SETTINGS}:
        raise Invalid(wrong)
    return _view(session, draft)


def choose(
    session: Session, team_id: str, user_id: str, draft_id: int, revision: int, changes: tuple[Change, ...],
    template: Template, now: datetime,
) -> DraftView:  # fmt: skip
    """Begin the draft from a template; what somebody wrote themselves stays in it. Raises Refused, and Stale."""
    draft = _draft(session, team_id, user_id, draft_id, revision)
    ballot = _keep(draft, changes, now)
    days = departments.of_person(session, team_id, ballot.channel_id, user_id)
    opens = max(ballot.opens_at or now, now)
    closes_at = days.at(days.after(days.today(opens), template.open_days), days.closes)
    draft.body, draft.edition = packed(begun_from(template, closes_at)(ballot)), draft.edition + 1
    return _view(session, draft)


def ask(
    session: Session, team_id: str, user_id: str, draft_id: int, revision: int, changes: tuple[Change, ...],
    now: datetime,
) -> int:  # fmt: skip
    """Put the draft to its channel as `polls.ask` does, and return the poll's id; the draft is gone then.

    Raises Refused, Stale, and Invalid for what needs another look.
    """
    draft = _draft(session, team_id, user_id, draft_id, revision)
    ballot = ready(_keep(draft, changes, now))
    if not ballot.channel_id:
        raise Invalid({"channel_id": "required"} | problems(ballot, now))
    session.delete(draft)
    return polls.ask(session, team_id, user_id, ballot, now)


def discard(session: Session, team_id: str, user_id: str, draft_id: int, now: datetime) -> None:
    """Throw a draft away. Raises Refused('gone')."""
    session.delete(_draft(session, team_id, user_id, draft_id))


def preview(ballot: Ballot, now: datetime) -> PollView:
    """Return a draft as its channel would read it at the moment `now`."""
    asked = ready(ballot)
    return PollView(
        id=0, channel_id=asked.channel_id, owner=asked.owner, title=asked.title, reason=asked.reason, mode=asked.mode,
        questions=tuple(map(polls_views.question, asked.questions)), answers=0, is_survey=asked.is_survey,
        is_live=asked.is_live, may_add=asked.may_add, for_guests=asked.for_guests, has_comments=asked.has_comments,
        created_at=now, closes_at=asked.closes_at,
    )  # fmt: skip


def _draft(session: Session, team_id: str, user_id: str, draft_id: int, revision: int | None = None) -> PollDraft:
    people.require_member(session, team_id, user_id)
    draft = polls_drafts.get(session, team_id, user_id, draft_id)
    if draft is None:
        raise Refused("gone")
    if revision not in (None, draft.revision):
        raise Stale
    return draft


def _keep(draft: PollDraft, changes: tuple[Change, ...], now: datetime) -> Ballot:
    """Keep changes; whose poll it is, and where it was begun, is none of them."""
    ballot = unpacked(draft.body)
    for each in changes:
        ballot = each(ballot)
    ballot = replace(ballot, owner=draft.owner, channel_id=draft.channel_id or ballot.channel_id)
    draft.body, draft.revision, draft.changed_at = packed(ballot), draft.revision + 1, now
    return ballot


def _view(session: Session, draft: PollDraft) -> DraftView:
    ballot = unpacked(draft.body)
    timezone = departments.zone_of(session, draft.team_id, ballot.channel_id) or ""
    return DraftView(
        draft.id or 0, draft.revision, draft.edition, ballot, draft.changed_at, timezone, bool(draft.channel_id)
    )
