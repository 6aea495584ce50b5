"""Follow-ups in the habits of many kinds of minutes."""

from datetime import date

import pytest

from bot.domain.notes import FollowUp, read

TUESDAY = date(2026, 3, 10)
FRIDAY = date(2026, 3, 13)


def follow_ups(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(made.text, made.owners) for made in read(text, TUESDAY).follow_ups]


@pytest.mark.parametrize(
    "text",
    [
        "<kim> Action: Priya to book the room",
        "[10:02] <kim> ACTION: Priya to book the room",
        "[ACTION] Priya to book the room",
        "ACTION-12: Priya to book the room",
        "ACTION Priya to book the room",
        "AI(Priya): book the room",
        "A1. book the room (Priya, by Friday)",
        "Action – Priya – book the room",
        "📌 Priya to book the room",
        "1️⃣ Priya will book the room",
        "What happens next:\n- Priya → book the room",
        "Who does what by when?\nPriya will book the room",
        "Next steps — Priya: book the room",
        "Priya undertook to book the room",
        "Priya was asked to book the room",
        "Priya kindly agreed to book the room",
        "Priya (Sales) will book the room",
        "- Priya is to book the room",
        "-> Priya will book the room",
        "Actions\n\nbook the room\nOwner: Priya\nDue: Friday",
        "## Action items\n### book the room\n- **Owner:** Priya",
        "- [ ] book the room - Owner: Priya - Due: 2026-03-20",
        "- [ ] book the room (Owner: Priya; ETA: Friday)",
        "Task\tOwner\tDue\nbook the room\tPriya\tFriday",
        "Who     What             When\nPriya   book the room   Friday",
        "# | Action | Owner\n--- | --- | ---\n1 | book the room | Priya",
        "- 10/03-2 Priya to book the room",
        "- (carried over) Priya to book the room",
        "TODO(Priya) book the room",
        "Actions\n- Priya: please book the room",
        "#action Priya to book the room",
        "AP125 Priya to book the room - ONGOING",
        "⏭️ Next steps\nPriya — book the room",
        "Next things to do:\n- book the room (Priya)",
        "Spring fair -> Priya to book the room",
        "Priya's going to book the room",
        "Priya has an action to book the room",
        "Priya showed the plan and agreed to book the room",
        "Priya to:\n- book the room",
        "Priya will: book the room",
        "Present: Priya, Sam\n\nSam is new. Priya can book the room",
        "Present: Priya, Sam\n\nPriya promised Sam that she would book the room",
    ],
)
def test_each_habit_gives_text_and_owner(text: str) -> None:
    ((task, owners),) = follow_ups(text)
    assert owners == ("Priya",)
    assert task.endswith("book the room")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The log is to be archived by Tom by Friday.", ("The log is to be archived", ("Tom",))),
        ("New headsets (Tom to order)", ("New headsets", ("Tom",))),
        ("Actions:\n- Nominate two people (area managers, by Friday)", ("Nominate two people", ("area managers",))),
        ("Actions:\n- Decide on a vendor\n  - Owner: TBC", ("Decide on a vendor", ())),
        ("The design team will send the slides.", ("send the slides", ("The design team",))),
        ("Each working group to name a lead", ("name a lead", ("Each working group",))),
        ("Actions:\n- Client Services Team: write a plan", ("write a plan", ("Client Services Team",))),
        ("Present: Meg, Tom\n\nRing the school > todo Meg", ("Ring the school", ("Meg",))),
        ("Present: Meg, Tom\n\n- Posters (TODO Tom: print them)", ("Posters: print them", ("Tom",))),
        ("Present: Meg, Tom\n\nThe rules are to be printed / Meg", ("The rules are to be printed", ("Meg",))),
        ("Present: Meg, Tom\n\nMet the school; will write it up", ("Met the school; will write it up", ())),
        (
            "Present: Meg, Tom\n\nThe list needs an owner, which Tom agreed to do.",
            ("The list needs an owner, which Tom agreed to do", ("Tom",)),
        ),
        ("Present: Meg (MB) - Chair\n\nMB to print the rules", ("print the rules", ("MB",))),
        ("- Action Émile: call them", ("call them", ("Émile",))),
        ("Actions:\n- **All members:** Read the plan", ("Read the plan", ("All members",))),
        ("Tasks to be completed\n- print the rules", ("print the rules", ())),
        ("Present: Mike Z, Ada\n\nMike Z will ring them", ("ring them", ("Mike Z",))),
        ("Sam will ask Ana to ring the school", ("ask Ana to ring the school", ("Sam",))),
        (
            "Actions:\n- come back with a plan for the use of cameras at the fair (Mia, Sam, Lee, Kim Day, Bo Li)",
            ("come back with a plan for the use of cameras at the fair", ("Mia", "Sam", "Lee", "Kim Day", "Bo Li")),
        ),
        (
            "| **Item** | **Action Description** | **Assignee(s)** |\n|---|---|---|\n| 1 | ring the school | Tom |",
            ("ring the school", ("Tom",)),
        ),
        ("Actions:\n- me: talk to legal", ("talk to legal", ())),
        ("Next steps:\nMia and Tom go through the answers", ("Mia and Tom go through the answers", ("Mia", "Tom"))),
    ],
)
def test_owners_are_found_where_people_put_them(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert follow_ups(text) == [expected]


def test_what_is_told_below_a_task_is_none() -> None:
    notes = "- ACTION Priya: ring the school\n  - Tom reports that nobody is there\n  - Friday: holiday"
    assert follow_ups(notes) == [("ring the school", ("Priya",))]


def test_a_table_of_what_was_talked_about_lists_no_tasks() -> None:
    notes = "| Item | Who | Notes |\n|---|---|---|\n| Spring fair | All | The date is fine |"
    assert follow_ups(notes) == []
    assert follow_ups(f"## Actions\n\n{notes}") == [("Spring fair – The date is fine", ("All",))]


def test_a_column_may_ask_whether_it_is_done() -> None:
    notes = "| Task | Who | Done? |\n|---|---|---|\n| ring the school | Tom | Yes |\n| book a room | Meg | No |"
    assert follow_ups(notes) == [("book a room", ("Meg",))]


def test_a_bold_bullet_is_the_title_of_the_line_below_it() -> None:
    assert follow_ups("- **Spring Fair**\n  The team will ring the school") == [("ring the school", ("The team",))]


def test_a_promise_among_the_decisions_is_both() -> None:
    reading = read("## Decisions\n- Priya will ring the school", TUESDAY)
    assert [made.owners for made in reading.follow_ups] == [("Priya",)]
    assert [takeaway.text for takeaway in reading.takeaways] == ["Priya will ring the school"]


def test_where_all_was_noted_below_the_agenda_it_is_read() -> None:
    agenda = "Present: Ada, Tom\n\n## Agenda\n- Spring fair\n  - Tom will ring the school"
    assert follow_ups(agenda) == [("ring the school", ("Tom",))]
    assert follow_ups(f"{agenda}\n\n## Minutes\n\nNobody came.") == []


def test_a_line_that_sticks_out_of_the_margin_does_not_hide_it() -> None:
    lines = "\n".join(["The first plan was told at some length and then it was told again to those who"] * 14)
    wide = "Those who came late were " + ", ".join(["Ada Byron of the school"] * 9)
    last = "had come late to it all, and it was agreed that the plan is a good one for the\nschool. All left."
    text = f"{wide}\n\n{lines}\n{last}"
    assert read(text, TUESDAY).takeaways[-1].text.endswith("a good one for the school.")


def test_several_doers_in_a_line_are_as_many_follow_ups() -> None:
    text = "*Next steps:* <@U0123ABC> drafts it (due Friday), <@U0456DEF> tests it, Sam updates the page."
    assert [owners for _, owners in follow_ups(text)] == [("U0123ABC",), ("U0456DEF",), ("Sam",)]
    assert read(text, TUESDAY).follow_ups[0].due_on == FRIDAY


def test_she_may_be_whoever_the_sentence_before_was_about() -> None:
    text = (
        "Present: Mrs A. Rowley, Tom\n\nMrs Rowley reported on the course. It was agreed that she would obtain quotes."
    )
    assert follow_ups(text)[0][1] == ("Mrs Rowley",)


def test_whoever_takes_turns_in_the_notes_is_known_to_promise() -> None:
    turns = "Ada: the plan is late\nLee: yes, it is\n" * 3
    assert follow_ups(f"{turns}Ada: I'll send a new one")[-1] == ("send a new one", ("Ada",))


def test_cells_of_a_table_that_lists_no_tasks_are_read_as_prose() -> None:
    table = (
        "| Topic | Notes |\n|---|---|\n| Lifts | Two are out of order. Wen to order parts by Friday |\n| Signs | – |"
    )
    (made,) = read(table, TUESDAY).follow_ups
    assert made == FollowUp("order parts", ("Wen",), FRIDAY, "by Friday")


def test_words_after_by_on_a_label_say_when() -> None:
    assert read("TODO(maria) by EOW: ask for it", TUESDAY).follow_ups == (
        FollowUp("ask for it", ("maria",), FRIDAY, "by EOW"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Actions\n1. Priya to send the survey – DONE",
        "Actions\n1. [done] Priya to send the survey",
        "Actions\n1. Priya to send the survey (completed 5 March)",
        "Called to order at 7:02 by Priya Shah.",
        "Motion to accept the report by Priya",
        "Aim is to release it in May",
        "Tried to reuse the slides",
        "The plan for JS is to follow later",
        "- Priya:\n  - Do we test the slides?",
        "ACTION Priya: send the survey\nAction complete",
        "Actions\n- Priya to send the survey\n  - Done.",
        "Present: Priya, Sam\n\nMoved to noon so Priya can join",
        "Present: Priya, Sam\n\nPriya: agree with the plan, it is late",
        "During these meetings we will be following the house rules",
        "Too painful to solve later, so good to solve now",
        "Update on the move of the office (Priya)",
        "Present: Priya\n\n# Update on the move (TAC)",
        "All agreed to meet on Mondays",
        "The team agreed to meet on Mondays",
        "We will keep the old room",
        "## Checklist\n- [ ] Welcome everyone\n- [ ] Name a note taker",
        "## Regrets\n- [ ] Tom Ray, HR\n\n## Present\n- [x] Ada Lu, IT",
        "All clocks will return",
        "A new Fellow will take over soon",
        "Harder to keep track of it all",
        "Present: Ada Lu, Tom Ray, Kim Day\n\n- Ada: Eager to see the slides",
        "The call with Priya will move",
        "Present: Ada, Tom\n\nAda presents. Norway was asked.\nThe school in Norway plans to join",
        "[slides]: https://a.example/slides",
    ],
)
def test_what_only_looks_like_a_task_is_none(text: str) -> None:
    assert follow_ups(text) == []


def test_a_sentence_that_begins_like_a_title_is_kept() -> None:
    text = "Spring fair: Meg has booked it. Volunteers are still needed for set-up. Tom will make a list."
    reading = read(text, TUESDAY)
    assert [made.owners for made in reading.follow_ups] == [("Tom",)]
    assert "Volunteers are still needed for set-up." in reading.rest


def test_days_are_read_month_first_where_the_notes_write_them_so() -> None:
    notes = "Action: Priya to call by 3/24\nAction: Sam to call by 4/5"
    assert [made.due_on for made in read(notes, TUESDAY).follow_ups] == [date(2026, 3, 24), date(2026, 4, 5)]
    alone = "Action: Sam to call by 4/5"
    assert read(alone, TUESDAY).follow_ups[0].due_on == date(2026, 5, 4)
    assert read(alone, TUESDAY, month_first=True).follow_ups[0].due_on == date(2026, 4, 5)
    assert read(f"{alone}\nAction: Priya to call by 24/3", TUESDAY, month_first=True).follow_ups[0].due_on == date(
        2026, 5, 4
    )
