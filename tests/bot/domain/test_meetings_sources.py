"""Threads as notes, the next meeting's day, and which files are read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings_sources import Wrote, decoded, next_meeting, problem_of_file, thread, told_by, without_mention

MONDAY = date(2026, 3, 2)
LENA, TOM = "U0LENA00000", "U0TOM000000"


def test_what_others_say_in_a_thread_bears_their_name_and_the_note_takers_words_stand_as_written() -> None:
    said = [
        Wrote(LENA, "Sales weekly"),
        Wrote(TOM, "prices are high for most buyers\n- nobody owns the list"),
        Wrote(LENA, "- fine"),
    ]
    assert thread(said, LENA).splitlines() == [
        "Sales weekly", "",
        f"<@{TOM}>: prices are high for most buyers", f"- <@{TOM}>: nobody owns the list", "",
        "- fine",
    ]  # fmt: skip


def test_below_a_title_of_theirs_lines_stand_as_they_wrote_them() -> None:
    said = [Wrote(TOM, "good call today\nAction items\n- Priya to share the list")]
    assert thread(said, LENA).splitlines() == [
        f"<@{TOM}>: good call today", "Action items", "- Priya to share the list",
    ]  # fmt: skip


@given(st.lists(st.builds(Wrote, st.sampled_from([LENA, TOM]), st.text())))
def test_a_thread_loses_no_line(messages: list[Wrote]) -> None:
    notes = thread(messages, LENA)
    lines = [line.strip() for each in messages for line in each.text.splitlines() if line.strip()]
    assert all(line.split()[-1] in notes for line in lines)


@pytest.mark.parametrize(
    ("notes", "day"),
    [
        ("Next meeting: Tuesday 10 March", date(2026, 3, 10)),
        ("- *Next meeting:* next Tuesday", date(2026, 3, 10)),
        ("the next call is on 17 March at 10:00", date(2026, 3, 17)),
        ("Next session 20/3", date(2026, 3, 20)),
        ("Tom to call Karl before the next meeting on budget", None),
        ("next meeting", None),
        ("Next meeting: 27 February 2026", None),
        ("", None),
    ],
)
def test_the_day_of_the_next_meeting_is_read_where_the_notes_say_it(notes: str, day: date | None) -> None:
    assert next_meeting(notes, MONDAY) == day


@given(st.text())
def test_any_notes_can_be_asked_for_the_next_meeting(notes: str) -> None:
    assert next_meeting(f"next meeting: {notes}", MONDAY) != MONDAY


def test_text_and_markdown_are_read_up_to_a_size() -> None:
    assert problem_of_file("Weekly.MD", 100) is problem_of_file("weekly.txt", 160_000) is None
    assert problem_of_file("weekly.docx", 100) == "notes_file_unreadable"
    assert problem_of_file("weekly.txt", 160_001) == "notes_too_long"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_files_are_read_in_the_encodings_that_editors_write(encoding: str) -> None:
    assert decoded("Überblick – läuft".encode(encoding)) == "Überblick – läuft"


@pytest.mark.parametrize("content", [b"\x89PNG\x00\x01", bytes(range(1, 256)) * 20, b"\x01\x02\x03\xff" * 90])
def test_what_is_no_text_is_not_taken_for_it(content: bytes) -> None:
    assert decoded(content) is None


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=300))
def test_words_in_any_script_are_text(text: str) -> None:
    assert decoded(text.encode()) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("- I will call Karl", f"- <@{LENA}> will call Karl"),
        ("Actions\n[ ] I’ll call Karl\n2. me to write", f"Actions\n[ ] <@{LENA}>’ll call Karl\n2. <@{LENA}> to write"),
        ("Me: book a room", f"<@{LENA}>: book a room"),
        ("I think it rains\nmeeting: at ten\nIn short, I will", "I think it rains\nmeeting: at ten\nIn short, I will"),
    ],
)
def test_whoever_promises_in_their_own_notes_is_named(text: str, read: str) -> None:
    assert told_by(text, LENA) == read


def test_the_mention_at_the_beginning_is_no_note() -> None:
    assert without_mention("<@U0TOUCHPOINT>, notes <@U0TOM000000>") == "notes <@U0TOM000000>"
