"""Whom a name in notes means."""

import pytest

from bot.domain.people import resolve

COLLEAGUES = {
    "U0PRIYA0000": ["Priya", "Priya Nair"],
    "U0SHAH00000": ["Priya", "Priya Shah"],
    "U0TOM000000": ["tommy", "Tom Becker"],
}


@pytest.mark.parametrize(
    ("name", "user"),
    [
        ("U0TOM000000", "U0TOM000000"),
        ("Tom", "U0TOM000000"),
        ("@tommy", "U0TOM000000"),
        ("tom  BECKER", "U0TOM000000"),
        ("Priya Shah", "U0SHAH00000"),
    ],
)
def test_a_name_means_the_one_colleague_who_goes_by_it(name: str, user: str) -> None:
    assert resolve(name, COLLEAGUES) == user


@pytest.mark.parametrize("name", ["Priya", "Nora", "", "@", "Becker", "U0NOBODY000"])
def test_a_name_that_fits_nobody_or_several_means_nobody(name: str) -> None:
    assert resolve(name, COLLEAGUES) is None


def test_a_full_name_goes_before_the_first_name_of_somebody_else() -> None:
    assert resolve("Sam", {"U1": ["Sam", "Samuel Lee"], "U2": ["Sam Okoro", "Sam Okoro"]}) == "U1"
