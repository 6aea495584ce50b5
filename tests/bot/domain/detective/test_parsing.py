"""A file of questions is read whole, or refused with a sentence for everything that is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.detective import LEARNING, Cause, Flow, FlowError, parse
from tests.bot.domain.detective.flows import REAL, flows, toml

GOOD = """
doubts = ["but"]

[[question]]
id = "could"
step = "ability"
cell = "knowledge"
ask = "Could they?"
why = "Often they can."
known_from = ["tried"]

[[question.choice]]
id = "yes"
label = "Yes"
cause = "skill"
weight = -2
because = "They could."
said_as = ["yep"]

[[question.choice]]
id = "no"
label = "No"

[[question]]
id = "good"
step = "expectations"
cell = "information"
ask = "Do they know?"
why = "Often they don't."
when = { could = ["yes", "unsaid"] }

[[vague]]
id = "quality"
words = ["quality"]
ask = "What is {word}?"
why = "Everybody differs."
"""
COULD = "Question “could”"
YES = f"{COULD}, choice “yes”"
MISTAKES = {
    "not TOML": ('ask = "Could', "ask = Could", "This is not TOML: "),
    "a number no computer holds": ("-2", "9" * 5000, "This is not TOML: "),
    "a key nobody knows": ("known_from", "knwon_from", "“knwon_from” means nothing here. Did you mean “known_from”?"),
    "a part nobody knows": ("[[vague]]", "[[vauge]]", "The file: “vauge” means nothing here. Did you mean “vague”?"),
    "no why": ('why = "Often they can."', "", f"{COULD}: why is missing. Please write it."),
    "an empty ask": ('"Could they?"', '"  "', f"{COULD}: ask is missing. Please write it."),
    "no id": ('id = "could"\n', "", "Question “1”: id is missing. Please write it."),
    "an odd id": ('id = "quality"', 'id = "Quality 1"', "the id “Quality 1” has to be short"),
    "an id twice": ('id = "good"', 'id = "could"', f"{COULD}: this id is there twice. Please rename one."),
    "a choice twice": ('id = "no"', 'id = "yes"', f"{COULD}: two choices have the id “yes”. Please rename one."),
    "a label twice": ('"No"', '"Yes!"', f"{COULD}: two choices are said as “yes”. Please change one."),
    "a saying twice": ('label = "No"', 'label = "No"\nsaid_as = ["Yep"]', f"{COULD}: two choices are said as “yep”."),
    "a reserved id": ('id = "no"', 'id = "unsaid"', f"{COULD}: no choice can have the id “unsaid”"),
    "a single choice": ('[[question.choice]]\nid = "no"\nlabel = "No"', "", f"{COULD}, choices: it offers 1 of them."),
    "a long label": ('"No"', f'"{"x" * 76}"', "label has 76 characters, and 75 are the most. Please shorten it."),
    "a long ask": ("Could they?", "x" * 2001, f"{COULD}: ask has 2,001 characters, and 2,000 are the most."),
    "a long question about words": ("What is", "x" * 1900, "ask has 1,908 characters, and 1,900 are the most."),
    "a long word": ('["quality"]', f'["{"x" * 81}"]', "is longer than 80 characters. Please shorten it."),
    "an unknown step": ('"ability"', '"abilty"', f"{COULD}: there is no step “abilty”. Did you mean “ability”?"),
    "an unknown cell": ('"knowledge"', '"?"', f"{COULD}: there is no cell “?”. You can write: information, resources"),
    "an unknown cause": ('"skill"', '"skills"', f"{YES}: there is no cause “skills”. Did you mean “skill”?"),
    "a cause that is a verdict": ('"skill"', '"mixed"', f"{YES}: there is no cause “mixed”."),
    "a cause without a reason": ('because = "They could."', "", f"{YES}: because is missing. Please write it."),
    "a cause without a weight": ("weight = -2", "", f"{YES}: a choice with a cause needs a weight"),
    "a weight without a cause": ('cause = "skill"', "", f"{YES}: a choice with a weight needs a cause."),
    "too much weight": ("-2", "-4", f"{YES}: the weight -4 is too much. Please write a whole number from -3 to 3."),
    "a weight in words": ("-2", '"two"', f"{YES}: weight has to be a whole number without quotation marks."),
    "a weight that is true": ("-2", "true", f"{YES}: weight has to be a whole number without quotation marks."),
    "a number for a text": ('"Could they?"', "5", f"{COULD}: ask has to be a text in quotation marks."),
    "a text for a list": ('["tried"]', '"tried"', f"{COULD}: known_from has to be a list of texts"),
    "a number in a list": ('["tried"]', "[1]", f"{COULD}: known_from has to be a list of texts"),
    "no parts": ("[[vague]]", "[vague]", "The file: vague has to be written as [[vague]], one part each."),
    "a list for a part": ("[[question.choice]]", "choice = [1]\n[[question]]", f"{COULD}: choice has to be written as"),
    "a later question": ('["tried"]', '[]\nwhen = { good = ["unsaid"] }', "“good”: that question is not further up."),
    "its own answer": ('["tried"]', '["a"]\nwhen = { could = ["yes"] }', "“could”: that question is not further up."),
    "no such question": ("{ could =", "{ coud =", "there is no such question further up. Did you mean “could”?"),
    "a condition on nothing": ('["tried"]', '[]\nwhen = { x = ["yes"] }', "further up. Please leave it out."),
    "no such choice": ('["yes", "unsaid"]', '["yess"]', "that question has no choice “yess”. Did you mean “yes”?"),
    "no choice at all": ('["yes", "unsaid"]', "[]", "no choice is listed. You can write: yes, no, unsaid."),
    "a condition in words": ('{ could = ["yes", "unsaid"] }', '"yes"', "Question “good”: when has to be written as"),
    "a text as a condition": ('["yes", "unsaid"]', '"yes"', "Question “good”, when: could has to be a list of texts"),
    "no words": ('["quality"]', "[]", "Vague words “quality”: words is missing. Please list at least one."),
    "a word twice": ('["quality"]', '["quality", "Quality"]', "Vague words: “quality” is there twice."),
    "no place for the word": ("{word}", "it", "Vague words “quality”: ask has to name the word that was used."),
}  # fmt: skip


def mistakes_in(text: str) -> tuple[str, ...]:
    with pytest.raises(FlowError) as refused:
        parse(text)
    assert str(refused.value) == " ".join(refused.value.mistakes)
    return refused.value.mistakes


def test_a_good_file_is_read_whole() -> None:
    could, good = parse(GOOD).questions
    assert (could.ask, could.known_from, could.doubts) == ("Could they?", frozenset({"tried"}), ("but",))
    assert [(each.id, each.cause, each.weight) for each in could.choices] == [("yes", Cause.SKILL, -2), ("no", None, 0)]
    assert [(each.question, each.choices) for each in good.when] == [("could", frozenset({"yes", "unsaid"}))]


@given(flows())
def test_whatever_is_valid_is_read_as_it_was_meant(flow: Flow) -> None:
    assert parse(toml(flow)) == flow


@pytest.mark.parametrize(("good", "bad", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_in_plain_words(good: str, bad: str, sentence: str) -> None:
    assert good in GOOD
    found = mistakes_in(GOOD.replace(good, bad, 1))
    assert any(sentence in each for each in found), found
    assert all(each.endswith((".", "?")) for each in found)


def test_all_mistakes_are_said_at_once() -> None:
    bad = GOOD.replace("Could they?", "").replace('"skill"', '"skil"').replace("{word}", "it").replace('["yes", ', "[")
    bad = bad.replace("[[vague]]", '[[question]]\nid = "could"\nstep = "gap"\n[[vague]]')
    assert mistakes_in(bad) == (
        f"{COULD}: ask is missing. Please write it.",
        f"{YES}: there is no cause “skil”. Did you mean “skill”?",
        f"{COULD}: cell is missing. Please write it.",
        f"{COULD}: ask is missing. Please write it.",
        f"{COULD}: why is missing. Please write it.",
        "Vague words “quality”: ask has to name the word that was used. Please write {word} where it should stand.",
        f"{COULD}: this id is there twice. Please rename one.",
    )


def test_a_file_without_a_question_asks_for_one() -> None:
    assert mistakes_in("") == ("The file: there is no question in it. Please write at least one, under [[question]].",)


@given(st.text() | st.text("[]={}\"'#\n.ab0", max_size=60))
def test_any_other_text_is_refused_and_nothing_else_happens(text: str) -> None:
    assert mistakes_in(text)


def test_brackets_without_end_are_refused() -> None:
    assert mistakes_in("a = " + "[" * 100_000)


def test_only_skill_and_a_mix_with_it_lead_to_learning() -> None:
    assert {Cause.SKILL, Cause.MIXED} == LEARNING


def test_our_own_questions_say_why_and_offer_little_to_read() -> None:
    for question in REAL.questions:
        assert question.ask.endswith("?") or "?" in question.ask
        assert len(question.ask) <= 100
        assert len(question.why) <= 120
        assert question.why.endswith(".")
        assert len(question.choices) <= 4
        assert all(choice.because.endswith(".") for choice in question.choices if choice.cause)
