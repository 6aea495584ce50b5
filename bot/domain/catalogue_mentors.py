"""Mentors: colleagues who volunteered to teach a topic, and may stop at any moment."""

from dataclasses import dataclass
from typing import Final

from bot.domain.catalogue import topics_problem

HOURS: Final = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20)
ABOUT_MAX: Final = 300


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody offers to teach, for so many hours a month, with a line about themselves."""

    topics: tuple[str, ...] = ()
    hours: int | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class MentorView(Offer):
    """A mentor as forms and messages show them; `user_id` is theirs, `name` what colleagues call them."""

    id: int = 0
    user_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class MentorPage:
    """What somebody sees of mentoring: their own offer, and for partners everybody's (`mentors`)."""

    offer: Offer
    is_mentor: bool
    is_partner: bool
    mentors: tuple[MentorView, ...] = ()


def problems(offer: Offer) -> dict[str, str]:
    """Return the reason for each field that needs another look before somebody is a mentor."""
    found = {
        "topics": topics_problem(offer.topics) if offer.topics else "required",
        "hours": None if offer.hours in HOURS else "required",
        "about": "too_long" if len(offer.about or "") > ABOUT_MAX else None,
    }
    return {field: reason for field, reason in found.items() if reason}
