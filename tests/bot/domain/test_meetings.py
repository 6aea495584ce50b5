"""What a corrected draft needs before it can be posted, and which follow-ups get fields of their own."""

import dataclasses
from datetime import date

from bot.domain.followups import TEXT_MAX, Promise
from bot.domain.meetings import Contribution, Corrected, Draft, Takeaway, problems

TODAY = date(2026, 3, 2)
LEARNED = (Takeaway("buyers wait"),)


def corrected(
    *, met_on: date | None = TODAY, takeaways: tuple[Takeaway, ...] = LEARNED, **promises: Promise
) -> Corrected:
    named = {key.removeprefix("at_"): promise for key, promise in promises.items()}
    return Corrected(met_on, takeaways, named, ())


def draft(*texts: str) -> Draft:
    return Draft(1, "C0SALES", TODAY, (), tuple(Promise(text) for text in texts), (), (), {})


def test_one_takeaway_or_one_follow_up_is_enough_to_post() -> None:
    assert problems(corrected(), TODAY) == {}
    assert problems(corrected(takeaways=(), at_0=Promise("call")), TODAY) == {}
    assert problems(corrected(takeaways=()), TODAY) == {"takeaways": "nothing_to_post"}


def test_a_meeting_cannot_lie_in_the_future() -> None:
    assert problems(corrected(met_on=date(2026, 3, 3)), TODAY) == {"met_on": "not_yet"}
    assert problems(corrected(met_on=None), TODAY) == {}


def test_a_follow_up_is_due_today_at_the_earliest() -> None:
    assert problems(corrected(at_0=Promise("call", due_on=TODAY)), TODAY) == {}
    assert problems(corrected(at_3=Promise("call", due_on=date(2026, 3, 1))), TODAY) == {"due_3": "in_the_past"}
    assert problems(corrected(more_0=Promise("call", due_on=date(2026, 3, 1))), TODAY) == {"more": "in_the_past"}


def test_whoever_gave_something_has_a_name() -> None:
    unnamed = dataclasses.replace(corrected(), contributions=(Contribution("", "cake"),))
    assert problems(unnamed, TODAY) == {"contributions": "nobody_named"}


def test_follow_ups_get_fields_of_their_own_if_they_fit() -> None:
    assert draft("a", "b" * TEXT_MAX, "c").in_fields == (0, 2)
