"""From every combination of answers there is a next step or an end, and nothing is asked twice or in vain."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.detective import (
    UNSAID,
    Choice,
    Condition,
    Flow,
    Question,
    Reply,
    next_questions,
)
from tests.bot.domain.detective.flows import REAL, TOPICS, flows

KNOWN = st.sets(st.sampled_from(TOPICS))
TYPED = st.sampled_from(
    ["No idea, really", "Better QUALITY and soft-skills!", "Their attitude, and communication", "5"]
)
TEXTS = st.dictionaries(st.sampled_from(["problem", "desired", "evidence"]), TYPED)
MOST = st.sampled_from([3, 3, 1, 5])
YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))


def question(question_id: str, *, known_from: str = "", **when: list[str]) -> Question:
    conditions = tuple(Condition(asked, frozenset(choices)) for asked, choices in when.items())
    return Question(question_id, "gap", "none", "Ask?", "Why.", YES_NO, frozenset(known_from.split()), conditions)


def ids(questions: Sequence[Question]) -> list[str]:
    return [each.id for each in questions]


def answer(asked: Question, data: st.DataObject) -> Reply:
    """What somebody does with a question: picks, types, skips it, or leaves it for later."""
    done = data.draw(st.sampled_from([*(choice.id for choice in asked.choices), "typed", "skipped", "open"]), asked.id)
    if done == "typed":
        return Reply(asked.id, text=data.draw(TYPED))
    return {"skipped": Reply(asked.id, skipped=True), "open": Reply(asked.id)}.get(done) or Reply(asked.id, choice=done)


def check_batch(flow: Flow, replies: Sequence[Reply], known: set[str], texts: Mapping[str, str], most: int) -> None:
    """Hold what is asked next against what may be asked at all."""
    batch = next_questions(flow, replies, known, texts, most)
    assert batch == next_questions(flow, list(replies), sorted(known), dict(reversed(list(texts.items()))), most)
    assert len(batch) + sum(reply.is_open for reply in replies) <= most
    put = [*(reply.question for reply in replies), *ids(batch)]
    assert len(put) == len(set(put))
    assert sum(each.startswith("vague.") for each in put) <= 2
    assert all(each.known_from.isdisjoint(known) for each in batch)
    told = known | ({"vague"} if any(each.startswith("vague.") for each in put) else set())
    about_words = [each for each in ids(batch) if each.startswith("vague.")]
    room = max(0, most - sum(reply.is_open for reply in replies))
    assert ids(batch) == [*about_words, *may_be_asked(flow, replies, told)][:room]


def answers(flow: Flow, replies: Sequence[Reply], known: set[str]) -> dict[str, str | None]:
    """The answer to every question as the rules have it, None for what is open, not asked yet, or never will be."""
    put = {reply.question: reply for reply in replies}
    found: dict[str, str | None] = {}
    for each in flow.questions:
        if each.id in put:
            found[each.id] = None if put[each.id].is_open else put[each.id].choice or UNSAID
        else:
            holds = all(found[condition.question] in condition.choices for condition in each.when)
            found[each.id] = UNSAID if holds and not each.known_from.isdisjoint(known) else None
    return found


def may_be_asked(flow: Flow, replies: Sequence[Reply], known: set[str]) -> list[str]:
    """Every question that nothing stands in the way of."""
    settled, put = answers(flow, replies, known), {reply.question for reply in replies}
    new = [each for each in flow.questions if each.id not in put and each.known_from.isdisjoint(known)]
    return [each.id for each in new if all(settled[condition.question] in condition.choices for condition in each.when)]


def check_end(flow: Flow, replies: Sequence[Reply], known: set[str]) -> None:
    """See that each question that was never put is known, or hangs on an answer that was not given."""
    put = {reply.question for reply in replies}
    told = known | ({"vague"} if any(each.startswith("vague.") for each in put) else set())
    settled = answers(flow, replies, told)
    for each in flow.questions:
        if each.id not in put and each.known_from.isdisjoint(told):
            assert any(settled[condition.question] not in condition.choices for condition in each.when)
    assert len(replies) <= len(flow.questions) + 2


def walk(flow: Flow, data: st.DataObject) -> None:
    """Ask until the end, whatever is answered, skipped, typed or left open for a while."""
    known, texts, most = data.draw(KNOWN), data.draw(TEXTS), data.draw(MOST)
    replies: list[Reply] = []
    while True:
        check_batch(flow, replies, known, texts, most)
        batch = next_questions(flow, replies, known, texts, most)
        waiting = [reply.question for reply in replies if reply.is_open]
        if not batch and not waiting:
            return check_end(flow, replies, known)
        replies = [Reply(reply.question, skipped=True) if reply.is_open else reply for reply in replies]
        replies += [answer(each, data) for each in batch]


@given(st.data())
@settings(max_examples=60)
def test_the_questions_we_have_always_lead_to_an_end(data: st.DataObject) -> None:
    walk(REAL, data)


@given(flows(), st.data())
def test_any_valid_questions_always_lead_to_an_end(flow: Flow, data: st.DataObject) -> None:
    walk(flow, data)


@given(
    st.lists(st.builds(Reply, st.text(max_size=3), st.none() | st.text(max_size=3), st.none() | st.text(max_size=3)))
)
def test_replies_to_what_is_no_longer_in_the_file_do_no_harm(replies: list[Reply]) -> None:
    assert len(next_questions(REAL, replies, (), {}, most=100)) >= 1


def test_a_question_waits_while_the_one_it_hangs_on_is_open() -> None:
    flow = Flow((question("first"), question("then", first=["yes", "no", UNSAID])))
    assert ids(next_questions(flow, [], (), {})) == ["first"]
    assert ids(next_questions(flow, [Reply("first")], (), {})) == []
    assert ids(next_questions(flow, [Reply("first", choice="yes")], (), {})) == ["then"]


@pytest.mark.parametrize(
    "reply",
    [Reply("first", skipped=True), Reply("first", text="Hm"), Reply("first", choice="gone from the file")],
    ids=["skipped", "in other words", "a choice that was taken out"],
)
def test_what_no_choice_was_read_from_is_unsaid(reply: Reply) -> None:
    flow = Flow((question("first"), question("then", first=[UNSAID]), question("other", first=["yes", "no"])))
    assert ids(next_questions(flow, [reply], (), {})) == ["then"]


def test_what_is_known_already_counts_as_told_in_other_words() -> None:
    flow = Flow((question("first", known_from="goal"), question("then", first=[UNSAID]), question("no", first=["no"])))
    assert ids(next_questions(flow, [], {"goal"}, {})) == ["then"]


def test_a_branch_that_was_not_taken_closes_all_that_hangs_on_it() -> None:
    hanging = question("branch", first=["yes"]), question("leaf", branch=["yes", "no", UNSAID])
    flow = Flow((question("first"), *hanging, question("last")))
    assert ids(next_questions(flow, [Reply("first", choice="no")], (), {})) == ["last"]


def test_a_branch_that_was_not_taken_stays_closed_though_its_answer_is_known() -> None:
    flow = Flow(
        (question("first"), question("branch", known_from="goal", first=["yes"]), question("leaf", branch=[UNSAID]))
    )
    assert ids(next_questions(flow, [Reply("first", choice="no")], {"goal"}, {})) == []
    assert ids(next_questions(flow, [Reply("first", choice="yes")], {"goal"}, {})) == ["leaf"]


def test_every_condition_has_to_hold() -> None:
    flow = Flow((question("one"), question("two"), question("both", one=["yes"], two=["yes"])))
    yes, no = Reply("one", choice="yes"), Reply("two", choice="no")
    assert ids(next_questions(flow, [yes, Reply("two", choice="yes")], (), {})) == ["both"]
    assert ids(next_questions(flow, [yes, no], (), {})) == []


def test_no_more_than_three_ever_wait_for_somebody() -> None:
    flow = Flow(tuple(question(f"q{number}") for number in range(6)))
    assert ids(next_questions(flow, [], (), {})) == ["q0", "q1", "q2"]
    answered = [Reply("q0", choice="yes"), Reply("q1"), Reply("q2")]
    assert ids(next_questions(flow, answered, (), {})) == ["q3"]


def test_a_question_of_the_partner_takes_a_place_too() -> None:
    flow = Flow(tuple(question(f"q{number}") for number in range(6)))
    assert ids(next_questions(flow, [Reply("own.1"), Reply("own.2")], (), {})) == ["q0"]


def test_a_question_that_is_not_there_any_more_is_none() -> None:
    assert REAL.question("gone") is None
    assert REAL.question("vague.gone") is None
