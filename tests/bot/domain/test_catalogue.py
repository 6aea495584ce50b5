"""What a resource and a mentor's offer need, and how what people typed is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import Entry, ResourceView, fits, minutes_in, order, problems, topics_in
from bot.domain.catalogue_mentors import Offer
from bot.domain.catalogue_mentors import problems as offer_problems

ADDRESS = "https://learn.example/negotiation"


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("negotiation, price talks", ("negotiation", "price talks")),
        ("#sales;#Sales; buying", ("sales", "buying")),
        (" one  word ,,\n two", ("one word", "two")),
        ("\u200b, # ,", ()),
        (None, ()),
    ],
)
def test_topics_are_typed_with_commas_semicolons_or_lines_between_them(
    text: str | None, topics: tuple[str, ...]
) -> None:
    assert topics_in(text) == topics


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45), ("45 min", 45), ("45 Minutes", 45), ("45,0", 45), ("45.00", 45), (" 5min. ", 5), ("", None),
        (None, None), ("0", 0), ("soon", 0), ("1 hour", 0), ("1:30", 0), ("45.5", 0), ("-5", 0), ("123456", 0),
    ],
)  # fmt: skip
def test_minutes_are_whole_and_what_is_none_counts_as_zero(text: str | None, minutes: int | None) -> None:
    assert minutes_in(text) == minutes


@pytest.mark.parametrize("address", [None, ADDRESS, "https://a.example/ü?x=1&y=(2)#top", "https://[::1]:8443/x"])
def test_a_resource_may_have_an_address_that_begins_with_https(address: str | None) -> None:
    assert problems(Entry("Negotiation basics", "course", address)) == {}


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://learn.example", "not_https"),
        ("javascript:alert(1)", "not_an_address"),
        ("ftp://learn.example/x", "not_https"),
        ("learn.example", "not_an_address"),
        ("https://", "not_an_address"),
        ("https://bank.example@evil.example", "not_an_address"),
        ("https://[::1", "not_an_address"),
        ("https://a.example/a b", "not_an_address"),
        ("https://a.example/|label>", "not_an_address"),
        ("https://a.example/" + "x" * 600, "address_too_long"),
    ],
)
def test_any_other_address_is_sent_back_with_its_reason(address: str, reason: str) -> None:
    assert problems(Entry("Negotiation basics", "course", address)) == {"address": reason}


def test_each_field_of_a_resource_has_its_own_limit() -> None:
    entry = Entry("x" * 151, "podcast", None, ("x" * 41,), "x" * 3_001, 0, "x" * 301)
    assert problems(entry) == {
        "title": "too_long", "kind": "required", "topics": "topic_too_long", "good_for": "too_long",
        "minutes": "not_minutes", "for_whom": "too_long",
    }  # fmt: skip
    assert problems(Entry("\u200b ", None, topics=tuple("abcdefghijklmnopqrstu"))) == {
        "title": "required", "kind": "required", "topics": "too_many_topics",
    }  # fmt: skip


@given(st.text())
def test_whatever_is_typed_as_an_address_is_either_fine_or_has_one_reason(address: str) -> None:
    assert set(problems(Entry("Title", "page", address or None))) <= {"address"}


def test_two_entries_are_the_same_by_address_and_for_want_of_one_by_title() -> None:
    assert Entry("A", "page", ADDRESS).identity == Entry("B", "video", ADDRESS).identity
    assert Entry("Price  Talks", "page").identity == Entry("price talks", "course").identity
    assert Entry("A", "page", ADDRESS).identity != Entry("A", "page").identity


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("", True),
        ("NEGOT", True),
        ("price managers", True),
        ("course", True),
        ("freeze", True),
        ("price python", False),
    ],
)
def test_a_search_finds_what_holds_every_word_somewhere(words: str, is_found: bool) -> None:
    entry = Entry("Negotiation basics", "course", None, ("Price talks",), "when reps freeze", 45, "new managers")
    assert fits(entry, words) == is_found


def test_what_is_retired_comes_last() -> None:
    known = [ResourceView("b", "page", id=1), ResourceView("A", "page", is_retired=True), ResourceView("C", "page")]
    assert [each.title for each in sorted(known, key=order)] == ["b", "C", "A"]


def test_a_mentor_names_topics_and_hours() -> None:
    assert offer_problems(Offer(("negotiation",), 2, "Ten years of buying")) == {}
    assert offer_problems(Offer()) == {"topics": "required", "hours": "required"}
    assert offer_problems(Offer(("x" * 41,), 7, "x" * 301)) == {
        "topics": "topic_too_long", "hours": "required", "about": "too_long",
    }  # fmt: skip
