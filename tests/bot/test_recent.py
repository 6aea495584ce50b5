"""A memory of what was met lately."""

from hypothesis import given
from hypothesis import strategies as st

from bot.recent import Recent


def test_what_was_used_longest_ago_is_forgotten_first() -> None:
    recent = Recent[str, int](most=2)
    for number, key in enumerate("ab"):
        recent.keep(key, number)
    assert recent.get("a") == 0
    recent.keep("c", 2)
    assert [recent.get(key) for key in "abc"] == [0, None, 2]


def test_a_value_kept_again_takes_the_place_of_the_first() -> None:
    recent = Recent[str, int](most=2)
    recent.keep("a", 1)
    assert recent.keep("a", 2) == 2
    assert (recent.get("a"), len(recent)) == (2, 1)


@given(st.lists(st.integers()), st.integers(1, 5))
def test_it_never_grows_beyond_its_bounds_and_the_last_one_is_there(keys: list[int], most: int) -> None:
    recent = Recent[int, int](most)
    for key in keys:
        recent.keep(key, key)
        assert recent.get(key) == key
        assert len(recent) <= most
