from datetime import date

import pytest

from bot.domain.notes import FollowUp, read

TUESDAY = date(2026, 3, 10)
FRIDAY = date(2026, 3, 13)


def follow_ups(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(made.text, made.owners) for made in read(text, TUESDAY).follow_ups]


def test_the_promise_of_a_name_has_owner_and_day() -> None:
    (made,) = read("Priya to share the call list by Friday", TUESDAY).follow_ups
    assert made == FollowUp("share the call list", ("Priya",), FRIDAY, "by Friday")


@pytest.mark.parametrize(
    "line",
    [
        "Priya to book the room",
        "Priya will book the room.",
        "Priya is going to book the room",
        "Priya agreed to book the room",
        "- Priya: book the room",
        "ACTION: Priya to book the room",
        "*Action:* Priya to book the room",
        "Action (Priya): book the room",
        "Action for Priya: book the room",
        "AI: Priya - book the room",
        "TODO: book the room (Priya)",
        "- [ ] Priya: book the room",
        "* [ ] book the room (Priya)",
        "☐ book the room – Priya",
        ":white_large_square: book the room [Priya]",
        ":white_check_mark: Priya to book the room",
        "1. [ ] [Priya] book the room",
        "*Next steps*\n• book the room (Priya)",
        "## Action items\n- Priya: book the room",
        "Action items:\n1. Priya – book the room",
        "Next steps\n\n- book the room ⇐ Priya",
        "*TO DO:* _book the room => Priya_",
        "Priya:\n- book the room",
        "- [ ] book the room\n  - Owner: Priya",
        "| Task | Who | By when |\n|---|---|---|\n| book the room | Priya | |",
        "We need one. Action: Priya to book the room",
        "Priya said she would book the room.",
    ],
)
def test_each_way_to_write_a_task_gives_its_text_and_owner(line: str) -> None:
    ((text, owners),) = follow_ups(line)
    assert owners == ("Priya",)
    assert text.endswith("book the room")


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("<@U0123ABC> to book it", ("U0123ABC",)),
        ("<@U0123ABC|priya> will book it", ("U0123ABC",)),
        ("- [ ] @priya.shah book it", ("priya.shah",)),
        ("Priya and Sam to book it", ("Priya", "Sam")),
        ("<@U0123ABC>, <@U0456DEF> and Sam will book it", ("U0123ABC", "U0456DEF", "Sam")),
        ("ACTION: Priya/Sam to book it", ("Priya", "Sam")),
        ("@priya @sam to book it", ("priya", "sam")),
        ("- [ ] book it (Priya, Sam)", ("Priya", "Sam")),
        ("- [ ] book it (everyone)", ("everyone",)),
        ("ACTION: All to book it", ("All",)),
        ("ACTION: Data Team to book it", ("Data Team",)),
        ("Marketing to book it", ("Marketing",)),
        ("Priya Shah will book it", ("Priya Shah",)),
        ("- [ ] book it (??)", ()),
        ("TODO: book it", ()),
    ],
)
def test_owners_are_returned_as_written(line: str, owners: tuple[str, ...]) -> None:
    assert follow_ups(line) == [("book it", owners)]


def test_two_promises_in_a_sentence_are_two_follow_ups() -> None:
    text = "Actions: Priya to write the script, Sam to film it; Lee to cut it."
    assert follow_ups(text) == [("write the script", ("Priya",)), ("film it", ("Sam",)), ("cut it", ("Lee",))]


def test_she_is_whoever_made_the_promise_before() -> None:
    assert follow_ups("Priya will send the deck. She will also invite Sam.")[1] == ("invite Sam", ("Priya",))


def test_a_request_to_a_mention_is_a_follow_up() -> None:
    assert follow_ups("<@U0123ABC> can you check the budget") == [("check the budget", ("U0123ABC",))]


def test_notes_without_any_capital_name_people_in_small_letters() -> None:
    text = "quick notes from today\npriya to send the deck by friday\nsam will book the room"
    assert follow_ups(text) == [("send the deck", ("priya",)), ("book the room", ("sam",))]


def test_the_owner_of_a_group_owns_what_stands_below() -> None:
    text = "- To be done by @priya and @sam:\n    - [ ] write the survey\n    - [ ] send it"
    assert follow_ups(text) == [("write the survey", ("priya", "sam")), ("send it", ("priya", "sam"))]


def test_a_line_below_gives_the_day() -> None:
    (made,) = read("- [ ] Priya to send the deck\n    - by 20 March at the latest", TUESDAY).follow_ups
    assert made.due_on == date(2026, 3, 20)


def test_owner_and_day_share_brackets() -> None:
    (made,) = read("- [ ] order headsets (Sam, due 2026-03-20)", TUESDAY).follow_ups
    assert (made.text, made.owners, made.due_on) == ("order headsets", ("Sam",), date(2026, 3, 20))


def test_a_wrapped_line_is_one_follow_up() -> None:
    text = (
        "**Action:** Priya to read the minutes of all the meetings of the\n"
        "last quarter and mail the team with what was never answered\n"
        "**Action:** Sam to book a room\n"
    )
    assert [text for text, _ in follow_ups(text)] == [
        "read the minutes of all the meetings of the last quarter and mail the team with what was never answered",
        "book a room",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- [x] Priya to send the deck",
        "~Priya to send the deck~",
        "- [ ] Sam to call\n- ✅ Priya to send the deck",
        ":white_check_mark: Deck sent to all managers",
        "*Done*\n- Priya to send the deck",
        "| Task | Owner | Status |\n|---|---|---|\n| Send the deck | Priya | Done |",
    ],
)
def test_what_is_done_is_no_open_follow_up(text: str) -> None:
    assert "Priya" not in str(read(text, TUESDAY).follow_ups)
    assert "eck" not in str(read(text, TUESDAY).follow_ups)


@pytest.mark.parametrize(
    "text",
    [
        "Priya could send the deck",
        "If Priya will send the deck, we can start",
        "Priya will not send the deck",
        "Priya will be there",
        "The demo will take an hour",
        "Will Priya send the deck?",
        "Need to decide on a date",
        "Thanks to everyone",
        "Link to the deck",
        "*Agenda*\n- Review the budget\n- Priya to present the numbers",
        "*Checklist*\n- Start recording",
        "It would be nice to have a coach",
    ],
)
def test_what_is_not_promised_is_no_follow_up(text: str) -> None:
    assert follow_ups(text) == []


def test_a_box_that_but_names_those_below_it_is_no_follow_up() -> None:
    assert follow_ups("- [ ] Colour palette\n    - [ ] Update the guide (Sam)") == [("Update the guide", ("Sam",))]


def test_a_table_keeps_its_other_columns_in_the_text() -> None:
    table = "| Action | Owner | Due | Remark |\n|---|---|---|---|\n| Draft it | Ana & Ben | 12 March | short |"
    (made,) = read(table, TUESDAY).follow_ups
    assert made == FollowUp("Draft it – short", ("Ana", "Ben"), date(2026, 3, 12), "12 March")
