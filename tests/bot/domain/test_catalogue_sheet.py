"""The catalogue as a table: the bytes that spreadsheets really write, and the way there and back."""

import codecs
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.catalogue import KINDS, TITLE_MAX, Entry, problems, said_in
from bot.domain.catalogue_mentors import MentorView
from bot.domain.catalogue_sheet import Said, Sheet, Trouble, mentors_written, sheet_in, written
from bot.domain.errors import Refused
from bot.domain.sheets_reading import BYTES_MAX, LINES_MAX, problem_at_sight

TABLE = 'Title,Address,Topics\r\nFührung – kurz,https://a.example/f,"leading, talks"\r\n'
MEANT = {"title": "Führung – kurz", "address": "https://a.example/f", "topics": ("leading", "talks")}
SEMICOLONS = TABLE.replace(",", ";").replace('"leading; talks"', "leading, talks")
TABS = TABLE.replace(",", "\t").replace('"leading\t talks"', "leading, talks")


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("cp1252"),
        SEMICOLONS.encode("cp1252"),
        SEMICOLONS.encode("utf-8-sig"),
        b"sep=;\r\n" + SEMICOLONS.encode("cp1252"),
        b"\xef\xbb\xbfsep=;\r\n" + SEMICOLONS.encode(),
        b'"sep=,"\n' + TABLE.encode(),
        b"sep=\t\r\n" + TABS.encode(),
        b"sep=|\n" + SEMICOLONS.replace(";", "|").encode(),
        TABS.encode(),
        codecs.BOM_UTF16_LE + TABS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TABS.encode("utf-16-be"),
        TABLE.replace("\r\n", "\n").encode(),
        TABLE.replace("\r\n", "\r").encode(),
        TABLE.rstrip().encode(),
        b"\r\n\r\n" + TABLE.encode(),
    ],
)
def test_a_table_is_read_whatever_its_encoding_separator_and_line_ends(content: bytes) -> None:
    [said] = sheet_in(content).said
    assert said.fields == MEANT


def test_columns_come_in_any_order_and_by_near_names_and_strange_ones_are_left_out() -> None:
    [said] = sheet_in(
        b"Price,LINK ,Tags,Course Name,Duration (min),Target_Audience,Format,Description,archived\n"
        b"9,https://a.example,a; b,Basics,45 min,managers,E-Learning,reps freeze,x\n"
    ).said
    assert said.fields == {
        "address": "https://a.example", "topics": ("a", "b"), "title": "Basics", "minutes": 45, "for_whom": "managers",
        "kind": "course", "good_for": "reps freeze", "is_retired": True,
    }  # fmt: skip


def test_of_two_columns_for_the_same_field_the_first_counts() -> None:
    [said] = sheet_in(b"Title,Name\nOne,Two\n").said
    assert said.fields == {"title": "One"}


def test_line_breaks_and_quotation_marks_inside_a_cell_belong_to_it() -> None:
    sheet = sheet_in(b'Title;Good for\r\n"The ""art"" of it";"one\r\ntwo; three"\r\nSecond;\r\n')
    assert sheet.said[0] == Said(2, {"title": 'The "art" of it', "good_for": "one\ntwo; three"})
    assert sheet.said[1] == Said(3, {"title": "Second", "good_for": None})


def test_what_a_line_leaves_empty_or_out_at_its_end_is_no_trouble() -> None:
    sheet = sheet_in(b"Title,Kind,Address,Topics,Retired\nShort\nEmpty,,,,\n,,,,\n")
    assert [each.fields for each in sheet.said] == [{"title": t, "topics": ()} for t in ("Short", "Empty")]
    assert sheet.troubles == ()


def test_a_line_that_cannot_be_taken_is_named_by_the_number_a_spreadsheet_shows() -> None:
    sheet = sheet_in(
        b'Title,Kind,Address,Minutes\nFine,,,\n\n"On two\nlines",,,\n,page,,\nBad,podcast,,\nBad,,http://a.example,\n'
        b"Bad,,,an hour\n" + b"x" * 151 + b",,,\n"
    )
    assert [each.line for each in sheet.said] == [2, 4]
    assert sheet.troubles == (
        Trouble(5, "title"), Trouble(6, "kind"), Trouble(7, "address"), Trouble(8, "minutes"), Trouble(9, "title"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no_title_column"),
        (b"\r\n", "no_title_column"),
        (b"Price,Place\n1,2\n", "no_title_column"),
        (b"PK\x03\x04\x14\x00\x06\x00", "is_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is_a_workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_table"),
        (codecs.BOM_UTF16_LE + b"T\x00i", "not_a_table"),
        (b'Title\n"never closed\nmore\n', "stray_quote"),
        (b'Title\n"closed"too early\n', "stray_quote"),
        (b"Title\n" + b"x" * BYTES_MAX, "file_too_large"),
        (b"Title\n" + b"x\n" * (LINES_MAX + 1), "too_many_lines"),
    ],
)
def test_what_is_no_such_table_or_too_much_of_it_is_refused_whole(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        sheet_in(content)


def test_as_many_lines_are_read_as_are_promised() -> None:
    assert len(sheet_in(b"Title\n" + b"x\n" * LINES_MAX).said) == LINES_MAX


@pytest.mark.parametrize(
    ("name", "size", "problem"),
    [
        ("resources.csv", BYTES_MAX, None),
        ("resources.csv", BYTES_MAX + 1, "file_too_large"),
        ("Resources.XLSX", 9, "is_a_workbook"),
        ("resources.xls", 9, "is_a_workbook"),
    ],
)
def test_a_workbook_and_a_large_file_are_known_by_name_and_size(name: str, size: int, problem: str | None) -> None:
    assert problem_at_sight(name, size) == problem


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
RISKY = st.sampled_from(["=1+1", "'=1", "-5", "'\t=1", "@x", '"', ";", ",", "a\nb", "sep=;", "ü", "\ufeffx", "1e5"])
TYPED = TEXT | RISKY | st.tuples(RISKY, TEXT).map("".join)


def _entry(typed: dict[str, str], kind: str, minutes: int | None, is_retired: bool) -> Entry:
    fields: dict[str, Any] = said_in(typed)
    return Entry(kind=kind, minutes=minutes, is_retired=is_retired, **fields)


ENTRIES = st.builds(
    _entry,
    st.fixed_dictionaries({"title": TYPED.map(lambda t: f"{t[: TITLE_MAX - 1]}!"), "topics": TYPED})
    | st.fixed_dictionaries({"title": TYPED, "address": st.just("https://a.example/=1"), "good_for": TYPED})
    | st.fixed_dictionaries({"title": TYPED, "for_whom": TYPED, "good_for": TYPED}),
    st.sampled_from(KINDS),
    st.none() | st.integers(1, 99_999),
    st.booleans(),
).filter(lambda entry: not problems(entry))


@given(st.lists(ENTRIES, min_size=1))
@example([Entry("'=1", "page", good_for="'\n-1")])
def test_what_was_exported_is_read_again_as_it_was(entries: list[Entry]) -> None:
    sheet = sheet_in(written(entries).encode())
    assert [each.entry for each in sheet.said] == entries
    assert sheet.troubles == ()


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda tail: b"Title;Kind\n" + tail))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Refused):
        assert isinstance(sheet_in(content), Sheet)


def test_mentors_are_written_so_that_nothing_is_calculated() -> None:
    mentor = MentorView(("=topic", "b"), 2, "-1+1", 7, "U0MAYA00000", "Maya")
    assert mentors_written([mentor]).splitlines()[1] == '"Maya","\'=topic, b",2,"\'-1+1"'
