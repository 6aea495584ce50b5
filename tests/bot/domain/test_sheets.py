"""Tables for spreadsheets: text comes back as it was written, and nothing that people wrote is calculated."""

import csv
import re
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.sheets import cell, rows

CALCULATED = tuple("=+-@\t\r")
A_NUMBER = re.compile(r"[+-][0-9]+([.,][0-9]+)?")
NUMBERS = st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=2)).map(str)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "\t=1", "\rx", "\nx", "  =1", "\u00a0=1", "\ufeff=1",
        "'=1", '"=1', "\u201c@x", "\uff1d1+1", "\uff0b1", "\uff0d1+1", "\uff20SUM", "\x00=1", "\u22121+1", "-", "--1",
    ],
)  # fmt: skip
def test_what_could_be_calculated_becomes_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Role play", "a=b", "3 + 4", "-5", "+3.5", "1,5", "50 %", "Maya's list", "…"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


@given(NUMBERS)
def test_a_number_stays_a_number(text: str) -> None:
    assert cell(text) == text


@given(st.text())
@example(" \t=1")
def test_no_text_begins_with_a_formula(text: str) -> None:
    said = cell(text)
    assert said in (text, f"'{text}")
    assert not said.startswith(CALCULATED) or A_NUMBER.fullmatch(said)


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1), max_size=4))
def test_a_table_comes_back_as_it_was_written(table: list[list[str]]) -> None:
    text = rows(table).encode().decode()
    assert list(csv.reader(StringIO(text, newline=""))) == [[cell(each) for each in line] for line in table]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_people_write_begins_a_cell_of_its_own(text: str) -> None:
    assert rows([[text, 1]]) == f'"{cell(text).replace(chr(34), 2 * chr(34))}",1\r\n'


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert rows([["é", 2]], bom=True).encode() == b'\xef\xbb\xbf"\xc3\xa9",2\r\n'
