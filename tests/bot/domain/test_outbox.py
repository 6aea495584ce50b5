"""When a message is tried again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.outbox import RETRY_LONGEST, retry_at

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@given(st.integers(1, 10_000))
def test_the_waits_grow_up_to_five_minutes(attempts: int) -> None:
    assert NOW < retry_at(NOW, attempts) <= retry_at(NOW, attempts + 1) <= NOW + RETRY_LONGEST


def test_the_first_tries_are_seconds_apart() -> None:
    assert [retry_at(NOW, attempts) - NOW for attempts in (1, 2, 3)] == [
        timedelta(seconds=seconds) for seconds in (4, 8, 16)
    ]
