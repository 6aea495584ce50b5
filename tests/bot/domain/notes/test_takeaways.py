from datetime import date

import pytest

from bot.domain.notes import Contribution, Takeaway, read

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    "text",
    [
        "We agreed to start with role play",
        "We decided that role play comes first.",
        "- Agreed: role play comes first",
        "*Decisions*\n• role play comes first",
        "## Decisions made\n1. role play comes first",
        "Decision - role play comes first",
        "We agreed:\n- role play comes first",
        "Key takeaways:\n- role play works better than slides",
        "Lesson learned: role play works better than slides",
        "We learned that role play beats slides",
        "The biggest obstacle is time for role play",
        "The role play will be held in May",
        "D1. role play comes first",
        "[DECISION] role play comes first",
        "RESOLVED: role play comes first",
        "💡 role play works better than slides",
        ":bulb: role play works better than slides",
        "What was decided?\nrole play comes first",
        "<kim> RESOLVED: role play comes first",
        "Sam moved to start with role play. Seconded by Ana. Carried 5-2.",
        "The sense of the room was to start with role play",
        "All agreed to start with role play",
        "Ana suggested starting with role play, which all agreed to",
        "The role play was accepted unanimously",
        "It was announced that role play comes first",
        "The course on role play is cancelled :cry:",
        "We will keep the role play",
        "We noticed that role play beats slides",
        "The board concludes that role play comes first",
        "The board decided to ask the staff to write up the role play",
        "The time of the role play changed; the day of it moved to May",
        "## Agreed procedure\n- role play comes first",
        "#agreed role play comes first",
        "## Decisions\n- role play comes first. It is short.",
    ],
)
def test_decisions_and_learnings_are_takeaways(text: str) -> None:
    (takeaway,) = read(text, DAY).takeaways
    assert "role play" in takeaway.text
    assert takeaway.said_by is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Priya said that buyers ask for a shorter demo", "Priya"),
        ("<@U0123ABC> mentioned that buyers ask for a shorter demo", "U0123ABC"),
        ("Priya Shah: buyers ask for a shorter demo", "Priya Shah"),
        ("• <@U0123ABC>: buyers ask for a shorter demo", "U0123ABC"),
        ("• <@U0123ABC> - buyers ask for a shorter demo", "U0123ABC"),
    ],
)
def test_a_takeaway_tells_who_said_it_and_credits_them(text: str, who: str) -> None:
    reading = read(text, DAY)
    (takeaway,) = reading.takeaways
    assert takeaway.said_by == who
    assert "buyers ask for a shorter demo" in takeaway.text
    assert reading.contributions == (Contribution(who, takeaway.text),)


@pytest.mark.parametrize(
    "text",
    [
        "Priya: what do buyers ask for?",
        "Priya: good morning all",
        "Budget: buyers have 5k left this year",
        "Did we agree on role play?",
        "Date: 10 March 2026",
        "Lee: yesterday the interviews, today the write-up of it all",
        "Thank you for your time this morning. As agreed:",
        "Present: Ada, Lee\nWebsite: buyers ask for a shorter demo",
        "The issue was resolved when the link was sent",
        "As agreed last time, the minutes are short",
        "Do we want to start with role play",
        "Sales Director: Priya Shah and all of her team",
        "Speakers: Priya Shah of Sales and Sam Lee of Operations",
        "## Motions\nPresenter: Priya Shah\nDetails: it costs 5k. It takes two days.",
        "Status: approved",
        "## Motions\n- Priya Shah\n- Passed.",
        "Motion to pay [vote needed]",
        "The form won't work on a phone",
        "The minutes of the last meeting were approved",
        "Priya asks if we need a meeting with the volunteers",
        "We want to thank the volunteers of the fair",
        "## Agenda\n- Welcome\n- The talk will be held in May\n\n## Notes\nIt was a short one.",
    ],
)
def test_questions_greetings_and_topics_are_no_takeaways(text: str) -> None:
    assert read(text, DAY).takeaways == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks to Priya for the deck", [("Priya", "the deck")]),
        ("Kudos to Ana and Ben for the workshop!", [("Ana", "the workshop"), ("Ben", "the workshop")]),
        (
            "Thank you <@U0123ABC> for the demo, and thanks Sam for the room",
            [("U0123ABC", "the demo"), ("Sam", "the room")],
        ),
        ("*Shout-outs*\n• Priya for the deck", [("Priya", "Priya for the deck")]),
        ("Priya showed the new call script", [("Priya", "showed the new call script")]),
    ],
)
def test_thanks_and_talks_are_contributions(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, DAY).contributions == tuple(Contribution(*each) for each in expected)


def test_of_a_meeting_told_word_by_word_only_decisions_are_takeaways() -> None:
    talk = "".join(
        f"Ada: the first thing in round {n} is time\nLee: and the next is money for all\n" for n in range(15)
    )
    (takeaway,) = read(f"{talk}Ada: so we agreed to wait\n", DAY).takeaways
    assert (takeaway.text, takeaway.said_by) == ("so we agreed to wait", "Ada")


def test_what_somebody_wants_in_a_talk_is_no_takeaway() -> None:
    talk = "Ada: we need a bigger room for that\nLee: do we?\nAda: yes, and we agreed to book one\n"
    assert [takeaway.text for takeaway in read(talk * 3, DAY).takeaways] == ["yes, and we agreed to book one"]


def test_the_same_takeaway_is_told_once() -> None:
    assert read("We agreed to wait\nWe agreed to wait", DAY).takeaways == (Takeaway("We agreed to wait", None),)


def test_thanks_among_the_action_items_credit_somebody_and_are_no_follow_up() -> None:
    found = read("Action items\n- Ines to book the room\n- Thanks to Jonas for the numbers\n", date(2026, 3, 2))
    assert [each.text for each in found.follow_ups] == ["book the room"]
    assert [(each.who, each.gave) for each in found.contributions] == [("Jonas", "the numbers")]


def test_what_buyers_do_before_something_else_is_no_promise_of_whoever_said_it() -> None:
    found = read("- Ines: buyers ask for a discount before they have seen the value\n", date(2026, 3, 2))
    assert found.follow_ups == ()
    assert [each.said_by for each in found.takeaways] == ["Ines"]
