"""What a table changes in the catalogue: found by address, else by title; the same table twice changes nothing."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import Entry, ResourceView, values
from bot.domain.catalogue_merging import Merge, merged
from bot.domain.catalogue_sheet import Said, Sheet, Trouble, sheet_in, written

A, B = "https://a.example", "https://b.example"
TALKS = ResourceView("Price talks", "course", A, minutes=45, id=1)
BARE = ResourceView("Price talks", "page", id=2)


def _sheet(*fields: dict[str, Any], has_addresses: bool = True) -> Sheet:
    return Sheet(tuple(Said(line, each) for line, each in enumerate(fields, start=2)), (), has_addresses)


def _after(known: list[ResourceView], merge: Merge) -> list[ResourceView]:
    """The catalogue with the changes made."""
    changed = {each.id: each for each in merge.changed}
    added = [ResourceView(**values(each), id=len(known) + 1 + place) for place, each in enumerate(merge.added)]
    return [changed.get(each.id, each) for each in known] + added


def test_a_known_address_is_changed_and_an_unknown_one_added() -> None:
    merge = merged(_sheet({"title": "Talks", "address": A}, {"title": "Price talks", "address": B}), [TALKS])
    assert merge.changed == (replace(TALKS, title="Talks"),)
    assert merge.added == (Entry("Price talks", "page", B),)


def test_without_an_address_the_title_counts_and_what_the_table_leaves_out_stays() -> None:
    merge = merged(_sheet({"title": "PRICE  TALKS", "good_for": "freezing"}, has_addresses=False), [TALKS])
    assert merge.changed == (replace(TALKS, title="PRICE  TALKS", good_for="freezing"),)


def test_a_resource_without_an_address_gets_the_one_in_the_table() -> None:
    merge = merged(_sheet({"title": "Price talks", "address": B}), [TALKS, BARE])
    assert merge.changed == (replace(BARE, address=B),)


def test_who_is_meant_for_certain_is_not_taken_by_one_that_is_only_alike() -> None:
    merge = merged(_sheet({"title": "Price talks", "address": B}, {"title": "Price talks"}), [BARE])
    assert (merge.added, merge.changed, merge.same) == ((Entry("Price talks", "page", B),), (), 1)


def test_a_line_about_what_an_earlier_line_was_about_is_told_and_not_taken() -> None:
    sheet = _sheet({"title": "One", "address": A}, {"title": "Two", "address": A})
    merge = merged(replace(sheet, troubles=(Trouble(9, "title"),)), [])
    assert [each.title for each in merge.added] == ["One"]
    assert merge.troubles == (Trouble(3, "repeated"), Trouble(9, "title"))


TITLES = st.sampled_from(["Talks", "talks", "Basics", "Feedback"])
LINES = st.fixed_dictionaries(
    {"title": TITLES},
    optional={"address": st.sampled_from([A, B]), "minutes": st.integers(1, 3), "is_retired": st.booleans()},
)


@st.composite
def _tables(draw: st.DrawFn) -> Sheet:
    lines, has_addresses = draw(st.lists(LINES, max_size=6)), draw(st.booleans())
    kept = [{name: value for name, value in line.items() if has_addresses or name != "address"} for line in lines]
    return _sheet(*kept, has_addresses=has_addresses)


@given(st.lists(_tables(), max_size=3), _tables())
def test_the_same_table_twice_changes_nothing_and_no_two_resources_become_the_same(
    before: list[Sheet], table: Sheet
) -> None:
    known: list[ResourceView] = []
    for each in [*before, table]:
        known = _after(known, merged(each, known))
        assert len({view.identity for view in known}) == len(known)
    again = merged(table, known)
    assert (again.added, again.changed) == ((), ())


@given(st.lists(_tables(), max_size=3))
def test_what_was_exported_changes_nothing_here_and_makes_the_same_catalogue_elsewhere(tables: list[Sheet]) -> None:
    known: list[ResourceView] = []
    for each in tables:
        known = _after(known, merged(each, known))
    sheet = sheet_in(written(known).encode())
    here, elsewhere = merged(sheet, known), merged(sheet, [])
    assert (here.added, here.changed, here.same, here.troubles) == ((), (), len(known), ())
    assert [values(each) for each in elsewhere.added] == [values(each) for each in known]
