"""Pages of a draft: nothing is left out, and no page moves when something is corrected on another."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.followups import Promise
from bot.domain.meetings import Draft, Slot, Takeaway
from bot.domain.meetings_items import Kind
from bot.domain.meetings_pages import page, page_with, pages

Texts = tuple[str, ...]
TEXTS = st.lists(st.text("ab", min_size=1, max_size=40).map(lambda text: text * 60), max_size=70).map(tuple)


def draft(learned: Texts, promised: Texts = (), rest: Texts = ()) -> Draft:
    slots = {Kind.TAKEAWAY: _slots(learned), Kind.FOLLOW_UP: _slots(promised)}
    takeaways, promises = tuple(map(Takeaway, learned)), tuple(map(Promise, promised))
    return Draft(1, "C0SALES", date(2026, 3, 2), takeaways, promises, (), rest, {}, slots=slots)


def _slots(texts: Texts) -> tuple[Slot, ...]:
    return tuple(Slot(len(text)) for text in texts)


@given(TEXTS, TEXTS, TEXTS)
def test_all_pages_together_are_the_draft(
    learned: tuple[str, ...], promised: tuple[str, ...], rest: tuple[str, ...]
) -> None:
    whole = draft(learned, promised, rest)
    found = pages(whole)
    assert tuple(each for one in found for each in one.takeaways) == whole.takeaways
    assert tuple(each for one in found for each in one.promises) == whole.promises
    assert "".join(line for one in found for line in one.unplaced) == "".join(rest)
    assert [place for one in found for place in one.places_of(Kind.FOLLOW_UP)] == list(range(len(promised)))
    assert [one.number for one in found] == list(range(1, found[0].pages + 1))


def test_what_is_left_out_or_added_on_one_page_moves_no_other() -> None:
    whole = draft((), tuple(f"step {number}" for number in range(30)))
    kept = (Slot(6, is_shown=False), Slot(6, is_shown=False), *whole.slots[Kind.FOLLOW_UP][2:10])
    slots = {Kind.FOLLOW_UP: (*kept, Slot(6, is_added=True), *whole.slots[Kind.FOLLOW_UP][10:])}
    promises = (*whole.promises[2:10], Promise("new"), *whole.promises[10:])
    changed = replace(whole, promises=promises, slots=slots)
    assert [len(each.promises) for each in pages(changed)] == [9, 10, 10]
    assert page(changed, 1).promises == page(whole, 1).promises
    assert page(changed, 99).page == 2


def test_many_things_added_by_hand_make_pages_too() -> None:
    promises = tuple(Promise(str(number)) for number in range(50))
    added = replace(draft(()), promises=promises, slots={Kind.FOLLOW_UP: (Slot(1, is_added=True),) * 50})
    assert [len(each.promises) for each in pages(added)] == [20, 20, 10]


def test_a_follow_up_is_found_on_its_page() -> None:
    whole = draft((), tuple(map(str, range(30))))
    assert [page_with(whole, place) for place in (0, 10, 29, 99, None)] == [0, 1, 2, 0, 0]
