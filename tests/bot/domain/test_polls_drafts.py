"""Whatever is done to a draft: no question and no word gets lost that nobody took out."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls import Ballot, Kind, Question, problems
from bot.domain.polls_drafts import begun_from, blank, entered, fitted, moved, put, ready, removed, settled
from messages.polls_library import load

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WRITTEN = st.builds(
    Question, st.sampled_from(["Why?", "How?", "When?"]), st.sampled_from(Kind), st.just(("A", "B")), st.just(None)
)


def draft(*questions: Question) -> Ballot:
    return Ballot("C0SALES", "U0MAYA", questions or (Question("", most=None),))


@given(st.lists(WRITTEN, min_size=1, max_size=6), st.integers(0, 6), st.sampled_from([-1, 1]))
def test_moving_a_question_keeps_every_question(asked: list[Question], place: int, by: int) -> None:
    after = moved(place, by)(draft(*asked)).questions
    assert sorted(after, key=repr) == sorted(asked, key=repr)
    assert len(removed(place)(draft(*asked)).questions) >= max(len(asked) - 1, 1)


@given(WRITTEN, st.sampled_from(Kind))
def test_what_another_kind_needs_waits_in_the_draft(asked: Question, kind: Kind) -> None:
    there = entered({}, {"kind": kind})(draft(asked))
    assert entered({}, {"kind": asked.kind})(there) == draft(asked)
    shown = fitted(there.questions[0])
    assert bool(shown.options) == (kind in (Kind.SINGLE, Kind.MULTIPLE))


def test_a_new_question_takes_the_place_of_a_blank_one_only() -> None:
    one = put(1, {"text": "Why?"})(draft())
    assert [each.text for each in one.questions] == ["Why?"]
    assert [each.text for each in put(1, {"text": "How?"})(one).questions] == ["Why?", "How?"]
    assert blank(draft().questions[0])


def test_every_template_can_be_asked_as_it_is_and_keeps_what_somebody_wrote() -> None:
    for template in load():
        begun = begun_from(template, NOW + timedelta(days=5))(draft())
        assert problems(ready(begun), NOW) == {}
        own = begun_from(template, NOW + timedelta(days=5))(draft(Question("Why?")))
        assert own.questions == (Question("Why?"), *template.questions)
        assert begun_from(template, NOW)(begun).questions == template.questions


def test_settings_leave_what_they_do_not_offer_and_close_after_they_open() -> None:
    asked, later = draft(Question("Why?", Kind.TEXT)), NOW + timedelta(days=9)
    closing = entered({"closes_at": NOW + timedelta(days=1)}, {})(asked)
    after = settled({"opens_at": NOW + timedelta(days=2)}, frozenset({"reminds", "may_add"}), later)(closing)
    assert (after.closes_at, after.reminds, after.may_add, after.for_guests) == (later, True, False, False)
