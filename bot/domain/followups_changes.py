"""What may change about a promise, and what is kept of each change."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.followups import TEXT_MAX

SNOOZE_LONGEST = timedelta(weeks=4)
DEPARTMENT, REQUEST = "department", "request"


class Kind(StrEnum):
    """What happened to a promise."""

    MOVED = "moved"
    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: `person` was asked or answered, `reason` says why it was given up."""

    id: int
    kind: Kind
    by: str
    at: datetime
    person: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a form says of a promise; `about` is a department or a request, as `about_department` and its twin say."""

    text: str | None = None
    owner: str | None = None
    due_on: date | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Abouts:
    """What a new promise can belong to: names of departments by channel, problems of open requests by id and number."""

    departments: dict[str, str]
    requests: tuple[tuple[int, int, str], ...] = ()


def problems(change: Change, due_before: date | None, today: date) -> dict[str, str]:
    """Return the reason for each field that needs another look; the owner is not looked at here.

    A promise may be due in the past only where it was so before, and one that has a day keeps having one.
    """
    found = {}
    if not (change.text or "").strip():
        found["text"] = "required"
    elif len(change.text or "") > TEXT_MAX:
        found["text"] = "too_long"
    if change.due_on is None and due_before:
        found["due_on"] = "day_needed"
    if change.due_on and change.due_on < today and change.due_on != due_before:
        found["due_on"] = "in_the_past"
    return found


def snooze_problem(day: date | None, today: date) -> str | None:
    """Return why nothing can be quiet until `day`: it is not to come, or too far away."""
    if day is None:
        return "required"
    if day <= today:
        return "in_the_past_or_today"
    return "snoozed_too_long" if day > today + SNOOZE_LONGEST else None


def about_department(channel_id: str) -> str:
    """Return how a form names a department."""
    return f"{DEPARTMENT}:{channel_id}"


def about_request(request_id: int) -> str:
    """Return how a form names a training request."""
    return f"{REQUEST}:{request_id}"


def meant(about: str | None) -> tuple[str | None, int | None]:
    """Return the channel or the request id that a form names; neither where it names nothing."""
    kind, _, value = (about or "").partition(":")
    return value if kind == DEPARTMENT else None, int(value) if kind == REQUEST and value.isdigit() else None
