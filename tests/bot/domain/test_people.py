"""Whom a name in notes means."""

import pytest

from bot.domain.people import fitting, likely, resolve

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


def test_two_who_go_by_one_first_name_are_asked_about_whatever_else_they_are_called() -> None:
    colleagues = {"U1": ["Sam", "Samuel Lee"], "U2": ["Sam Okoro", "Sam Okoro"]}
    assert resolve("Sam", colleagues) is None
    assert fitting("Sam", colleagues) == ["U1", "U2"]
    assert resolve("Sam Okoro", colleagues) == "U2"


@pytest.mark.parametrize(
    ("name", "user"),
    [
        ("Jose", "U0JOSE"),
        ("JOSÉ", "U0JOSE"),
        ("Jose\u0301 Núñez", "U0JOSE"),
        ("José N.", "U0JOSE"),
        ("@jose n", "U0JOSE"),
        ("Lukasz", "U0LUKASZ"),
        ("Dr. Núñez", None),
        ("Dr. José", "U0JOSE"),
        ("田中", "U0TANAKA"),
        ("алексей", "U0ALEX"),
        ("한나", "U0HANNA"),
        ("Weiß", "U0WEISS"),
        ("José M.", None),
        ("M.", None),
    ],
)
def test_accents_scripts_titles_and_initials_are_understood(name: str, user: str | None) -> None:
    colleagues = {
        "U0JOSE": ["josé", "José Núñez"],
        "U0LUKASZ": ["Łukasz", "Łukasz Nowak"],
        "U0TANAKA": ["田中 陽子", "田中 陽子"],
        "U0ALEX": ["Алексей", "Алексей Иванов"],
        "U0HANNA": ["한나", "김 한나"],
        "U0WEISS": ["Weiss", "Weiss Bernd"],
    }
    assert resolve(name, colleagues) == user


@pytest.mark.parametrize(
    ("name", "users"),
    [("Alex", ["U1"]), ("Becker", ["U2", "U3"]), ("Dr. Becker", ["U2", "U3"]), ("Al", []), ("", []), ("Nora", [])],
)
def test_whoever_may_go_by_a_name_for_short_or_by_their_last_is_asked_about(name: str, users: list[str]) -> None:
    names = {"U1": ["Alexandra", "Alexandra Roth"], "U2": ["Tom", "Tom Becker"], "U3": ["Ute", "Ute Becker"]}
    assert likely(name, names) == users
