"""Numbers as people write them are read as they are meant, or not at all."""

from decimal import Decimal
from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.figures import POWERS, WRITTEN_MAX, Figure, Unreadable, is_currency, read

MEANT: Final = {
    "12,5": ("12.5", None),
    "1 200": ("1200", None),
    "1\u202f200,50": ("1200.50", None),
    "12.5 %": ("12.5", "%"),
    "€ 3m": ("3000000", "€"),
    "-€3k": ("-3000", "€"),
    "US$ 1.2bn": ("1200000000", "US$"),
    "EUR 40 000": ("40000", "EUR"),
    "3 million euros": ("3000000", "euros"),
    "20 calls a week": ("20", "calls a week"),
    "45 minutes": ("45", "minutes"),
    "1.200.000": ("1200000", None),
    "1,234.5": ("1234.5", None),
    "1’200": ("1200", None),
    "12,34,567": ("1234567", None),
    "0,125": ("0.125", None),
    "\u22124": ("-4", None),
    "٣": ("3", None),
}
REFUSED: Final = {
    "": "not_a_number",
    "twelve": "not_a_number",
    "about 12": "not_a_number",
    "<5 %": "not_a_number",
    "12-15": "not_a_number",
    "1,2,3": "not_a_number",
    "12.03.2026": "not_a_number",
    "4 of 5": "not_a_number",
    "12.": "not_a_number",
    "€ 3 $": "not_a_number",
    "--3": "not_a_number",
    "1,200": "two_numbers",
    "12.345 %": "two_numbers",
    "9" * (WRITTEN_MAX + 1): "too_long",
}  # fmt: skip
UNITS: Final = (None, "%", "€", "US$", "EUR", "m", "k", "minutes", "calls a week", "million")
SPACE: Final = "\u00a0"


@pytest.mark.parametrize(("text", "meant"), MEANT.items(), ids=MEANT)
def test_what_people_write_is_read_as_they_mean_it(text: str, meant: tuple[str, str | None]) -> None:
    figure, unit = read(text, None)
    assert (f"{figure.number:f}", unit) == meant


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=repr)
def test_what_is_no_number_or_may_be_two_is_not_guessed_at(text: str, reason: str) -> None:
    assert refusal(text) == reason


@pytest.mark.parametrize("text", ["12", "12 %", "12%", " 12 % "])
def test_a_unit_may_be_written_beside_the_number_once_more(text: str) -> None:
    assert read(text, "%") == (Figure("12", Decimal(12)), "%")


def test_the_first_word_of_a_unit_stands_for_it() -> None:
    assert read("20 Calls", "calls a week") == (Figure("20", Decimal(20)), "calls a week")


def test_another_unit_is_refused() -> None:
    assert refusal("12 €", "%") == "other_unit"


def test_a_letter_that_is_the_unit_multiplies_nothing() -> None:
    assert read("5 m", "m")[0].number == 5
    assert refusal("5 m m", "m") == "not_a_number"


@given(
    st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["", " ", SPACE, "'", ",", "."]),
    st.sampled_from(["", *POWERS]), st.sampled_from(UNITS), st.booleans(),
)  # fmt: skip
def test_a_number_comes_back_however_it_is_grouped_scaled_and_labelled(
    number: Decimal, gap: str, scale: str, unit: str | None, is_given: bool
) -> None:
    text = written(number, gap, scale, unit)
    assume(len(text) <= WRITTEN_MAX and scale != unit and (is_given or unit not in POWERS))
    figure, found = read(text, unit if is_given else None)
    assert figure.number == number.scaleb(POWERS.get(scale, 0))
    assert found == unit
    assert read(figure.written, unit) == (figure, unit)


@given(st.text(st.sampled_from("0123456789.,' -+%€kmbn\u00a0\u2212²½\u017fKa")), st.sampled_from(UNITS))
def test_any_text_is_read_or_refused_and_what_was_read_reads_the_same_again(text: str, unit: str | None) -> None:
    try:
        figure, found = read(text, unit)
    except Unreadable:
        return
    assert figure.number.is_finite()
    assert Decimal(f"{figure.number:f}") == figure.number
    assert read(figure.written, found) == (figure, found)


def refusal(text: str, unit: str | None = None) -> str:
    with pytest.raises(Unreadable) as error:
        read(text, unit)
    return error.value.reason


def written(number: Decimal, gap: str, scale: str, unit: str | None) -> str:
    """A number with a mark between its thousands, and its unit before or after it."""
    whole, part = f"{abs(number):,.2f}".split(".")
    digits = f"{whole.replace(',', gap)}{',' if gap == '.' else '.'}{part} {scale}"
    sign = "-" if number < 0 else ""
    return f"{sign}{unit}{digits}" if unit and is_currency(unit) else f"{sign}{digits} {unit or ''}"
