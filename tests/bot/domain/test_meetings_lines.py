"""The lines of the draft's form: what is written there is read back as the same people, words and days."""

from datetime import date

import pytest
from hypothesis import given as tried_with
from hypothesis import strategies as st

from bot.domain.followups import Promise
from bot.domain.meetings import Contribution, Draft, Takeaway
from bot.domain.meetings_items import Item
from bot.domain.meetings_lines import given, learned, owned, promised, promised_in, promises_of, said, without_speaker
from bot.domain.notes import FollowUp

MET_ON = date(2026, 3, 2)
KNOWN = {
    "U0PRIYA0000": ["Priya", "Priya Nair"],
    "U0SHAH00000": ["Priya", "Priya Shah"],
    "U0TOM000000": ["Tom", "Tom Becker"],
    "U0TWIN10000": ["Max", "Max Roth"],
    "U0TWIN20000": ["Max", "Max Roth"],
}
PEOPLE = st.sampled_from([None, *KNOWN])
LINES = st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


def draft(*takeaways: Takeaway, gave: tuple[Contribution, ...] = ()) -> Draft:
    return Draft(1, "C0SALES", MET_ON, takeaways, (), gave, (), KNOWN)


@tried_with(st.lists(st.tuples(PEOPLE, LINES.filter(lambda text: ":" not in text))))
def test_a_draft_that_nobody_touched_says_what_it_said(lines: list[tuple[str | None, str]]) -> None:
    for who, what in lines:
        assert learned(said(who, what, KNOWN), draft()) == [Item(what, who)]


@tried_with(PEOPLE, st.none() | st.dates(MET_ON, date(2027, 3, 1)))
def test_a_follow_up_on_a_line_keeps_its_owner_and_its_day(owner: str | None, due_on: date | None) -> None:
    promise = Promise("send the call list", owner, due_on=due_on)
    assert promised_in(promised(promise, KNOWN), MET_ON, KNOWN) == [Item("send the call list", owner, due_on=due_on)]


@tried_with(PEOPLE, st.none() | st.dates(MET_ON, date(2027, 3, 1)))
def test_a_line_that_does_not_sound_like_a_follow_up_is_one_all_the_same(
    owner: str | None, due_on: date | None
) -> None:
    promise = Promise("🙈", owner, due_on=due_on)
    assert promised_in(promised(promise, KNOWN), MET_ON, KNOWN) == [Item("🙈", owner, due_on=due_on)]


def test_follow_ups_are_written_as_one_says_them() -> None:
    assert promised_in("Tom to call Karl by Friday", MET_ON, KNOWN) == [
        Item("call Karl", "U0TOM000000", due_on=date(2026, 3, 6))
    ]
    assert promised_in("book a room", MET_ON, KNOWN) == [Item("book a room")]


@pytest.mark.parametrize("line", ["Budget: 5k are left", "https://example.com/a", "Tom:", ": so what", "Nora: slow"])
def test_a_colon_makes_no_name(line: str) -> None:
    assert learned(line, draft()) == [Item(line)]


def test_a_name_that_fits_two_is_a_name_that_is_asked_about() -> None:
    assert learned("Priya: slow", draft()) == [Item("slow", name="Priya")]


def test_somebody_without_an_account_is_a_name_once_the_draft_named_them() -> None:
    slow = [Item("slow", name="Nora")]
    assert learned("Nora: slow", draft(Takeaway("fast", "Nora"))) == slow
    assert learned("Nora: slow", draft(gave=(Contribution("Nora", "numbers"),))) == slow


def test_whatever_stands_before_the_colon_of_a_gift_gave_it() -> None:
    assert given("Tom: two stories", draft()) == [Item("two stories", "U0TOM000000")]
    assert given("Nora from Basel: numbers", draft()) == [Item("numbers", name="Nora from Basel")]
    assert given("cake for all", draft()) == [Item("cake for all")]


@pytest.mark.parametrize(
    ("text", "owner", "item"),
    [
        ("Nora: send", None, Item("send", name="Nora")),
        ("send", None, Item("send")),
        ("Nora: send", "U0TOM000000", Item("send", "U0TOM000000")),
        ("Tom: send", None, Item("send", "U0TOM000000")),
        ("Budget: send it", None, Item("Budget: send it")),
        ("Budget: send it", "U0TOM000000", Item("Budget: send it", "U0TOM000000")),
    ],
)
def test_a_name_without_an_account_stands_in_the_text_where_it_can_be_taken_out(
    text: str, owner: str | None, item: Item
) -> None:
    assert owned(text, owner, None, "Nora", draft()) == item


@pytest.mark.parametrize(
    ("text", "said_by", "rest"),
    [
        ("Tom said that prices are high", "Tom", "Prices are high"),
        ("@tom: prices are high", "tom", "Prices are high"),
        ("<@U0TOM000000> said prices are high", "U0TOM000000", "Prices are high"),
        ("<@U0TOM000000|tom> mentioned prices", "U0TOM000000", "Prices"),
        ("Tomorrow prices rise", "Tom", "Tomorrow prices rise"),
        ("prices are high", None, "prices are high"),
    ],
)
def test_who_said_it_is_not_said_twice(text: str, said_by: str | None, rest: str) -> None:
    assert without_speaker(text, said_by) == rest


def test_each_owner_gets_a_promise_and_strangers_keep_their_name() -> None:
    found = FollowUp("call <Karl>", ("Tom", "Nora"), MET_ON, "today")
    assert promises_of(found, KNOWN, {"Tom": "U0TOM000000", "Nora": "Nora F."}.__getitem__, str.upper) == [
        Promise("CALL <KARL>", "U0TOM000000", due_on=MET_ON),
        Promise("CALL <KARL>", None, "Nora F.", MET_ON),
    ]
    assert promises_of(FollowUp("call", (), None, None), KNOWN, str) == [Promise("call")]
