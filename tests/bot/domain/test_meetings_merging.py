"""What is typed into a page of a draft, and what becomes of the draft meanwhile: both are kept."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings_items import Item, Kind
from bot.domain.meetings_merging import Correction, Entries, Entry, among, corrected, lines, merged

ITEMS = st.builds(
    Item, st.text("abc ", min_size=1, max_size=6), st.none() | st.just("U0TOM000000"), st.none(),
    st.none() | st.dates(date(2026, 3, 1), date(2026, 3, 9)),
)  # fmt: skip
DRAFTS = st.lists(ITEMS, max_size=9).map(lambda items: tuple(Entry(each, place) for place, each in enumerate(items)))


def entries(*texts: str) -> Entries:
    return tuple(Entry(Item(text), place) for place, text in enumerate(texts))


@given(DRAFTS, st.data())
def test_a_page_that_nobody_typed_on_changes_nothing(draft: Entries, data: st.DataObject) -> None:
    start, end = sorted((data.draw(st.integers(0, 9)), data.draw(st.integers(0, 9))))
    now = tuple(data.draw(st.permutations(draft)))
    assert set(merged(now, draft[start:end], draft[start:end])) == set(draft)
    assert merged(draft, draft[start:end], draft[start:end]) == draft


@given(DRAFTS, DRAFTS, st.data())
def test_what_is_typed_stands_and_what_was_not_on_the_page_stays(
    draft: Entries, typed: Entries, data: st.DataObject
) -> None:
    start, end = sorted((data.draw(st.integers(0, 9)), data.draw(st.integers(0, 9))))
    page = draft[start:end]
    new = tuple(Entry(each.item, data.draw(st.sampled_from([None, *(old.place for old in page)]))) for each in typed)
    unique = tuple({each.place if each.place is not None else -at - 1: each for at, each in enumerate(new)}.values())
    found = [each.item for each in merged(draft, page, unique)]
    assert all(each.item in found for each in (*draft[:start], *draft[end:], *unique))


@given(st.lists(st.integers(0, 20), unique=True), st.lists(st.integers(0, 20), unique=True))
def test_what_is_left_out_keeps_its_place_among_the_others(before: list[int], order: list[int]) -> None:
    found = among(before, order)
    assert [place for place in found if place in order] == order
    assert sorted(found) == sorted({*before, *order})


def test_each_part_of_an_item_follows_whoever_changed_it() -> None:
    was, due = Item("call", "U0TOM000000"), date(2026, 3, 6)
    now, typed = Item("call Karl", "U0TOM000000"), Item("call", "U0SOFIA0000", due_on=due)
    found = merged((Entry(now, 3),), (Entry(was, 3),), (Entry(typed, 3),))
    assert found == (Entry(Item("call Karl", "U0SOFIA0000", due_on=due), 3),)


def test_what_went_meanwhile_comes_back_only_if_it_was_typed_anew() -> None:
    was = entries("call", "write")
    assert merged((), was, was) == ()
    assert merged((), was, (was[0], Entry(Item("write soon"), 1))) == (Entry(Item("write soon"), 1),)


def test_the_same_page_sent_twice_adds_once() -> None:
    page = entries("call")
    sent = (*page, Entry(Item("write")))
    once = (page[0], Entry(Item("write"), 1))
    assert merged(once, page, sent) == once


def test_a_place_that_means_something_newer_is_not_overwritten() -> None:
    old, typed, now = (Entry(Item(text), 1) for text in ("call", "call Karl", "book a room"))
    made = Correction(0, {Kind.FOLLOW_UP: (old,)}, {Kind.FOLLOW_UP: (typed,)})
    assert corrected((now,), Kind.FOLLOW_UP, made, {1}) == (now, Entry(Item("call Karl")))
    untouched = Correction(0, {Kind.FOLLOW_UP: (old,)}, {Kind.FOLLOW_UP: (old,)})
    assert corrected((now,), Kind.FOLLOW_UP, untouched, {1}) == (now,)


def test_a_line_that_was_left_alone_is_the_item_it_was_however_it_reads() -> None:
    def read(line: str) -> list[Item]:
        return [Item(part) for part in line.split(" and ")]

    showed, typed = lines("call and write\nbook", "call and write\nbook now\n\nsend and go", [4, 7], read)
    assert [(each.item.text, each.place) for each in showed] == [("call", 4), ("book", 7)]
    assert [(each.item.text, each.place) for each in typed] == [
        ("call", 4),
        ("book now", 7),
        ("send", None),
        ("go", None),
    ]
