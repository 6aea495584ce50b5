"""Which item of a draft became which: nothing is paired twice, nothing is forgotten."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings_items import Item, of, pairs

WORDS = st.lists(st.sampled_from("buyers wait for a discount in the first call".split()), max_size=6).map(" ".join)
ITEMS = st.lists(st.builds(Item, WORDS, st.none() | st.just("U0TOM000000")), max_size=12)


@given(ITEMS, ITEMS)
def test_every_item_before_and_after_is_in_exactly_one_pair(before: list[Item], after: list[Item]) -> None:
    found = pairs(before, after)
    assert sorted(old for old, _ in found if old is not None) == list(range(len(before)))
    assert sorted(new for _, new in found if new is not None) == list(range(len(after)))


@given(ITEMS, st.randoms())
def test_what_only_changed_its_place_is_the_same(items: list[Item], chance: object) -> None:
    moved = list(items)
    chance.shuffle(moved)  # type: ignore[attr-defined]
    assert all(old is not None and new is not None and items[old] == moved[new] for old, new in pairs(items, moved))


def test_what_says_nearly_the_same_is_the_same_item_and_the_rest_is_new() -> None:
    before = [Item("buyers wait for a discount"), Item("prices are high")]
    after = [Item("nobody owns the list"), Item("buyers wait for a better discount", due_on=date(2026, 3, 6))]
    assert pairs(before, after) == [(0, 1), (1, None), (None, 0)]


def test_only_colleagues_are_named_by_their_id() -> None:
    assert of("slow", "U0TOM000000", {"U0TOM000000"}) == Item("slow", "U0TOM000000")
    assert of("slow", "WILLIAM", {"U0TOM000000"}) == Item("slow", None, "WILLIAM")
    assert of("slow", None, ()).who is None
