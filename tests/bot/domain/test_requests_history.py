"""The replies that say what happened come in the order in which it did."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.requests_history import step_key

IDS = st.integers(1, 99_999_999)


@given(IDS, st.lists(IDS, unique=True))
def test_the_keys_of_steps_sort_as_the_steps_do(request_id: int, steps: list[int]) -> None:
    in_order = [step_key(request_id, step) for step in sorted(steps)]
    assert sorted(in_order) == in_order
    assert len(set(in_order)) == len(steps)
