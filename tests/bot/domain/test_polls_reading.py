"""A message read as a poll."""

import pytest

from bot.domain.polls_reading import read

ASK = "Which day suits you?"


@pytest.mark.parametrize(
    ("text", "question", "options", "reason"),
    [
        (ASK, ASK, (), ""),
        (f"{ASK}\n• Monday\n• Tuesday", ASK, ("Monday", "Tuesday"), ""),
        (f"Hi!\n{ASK}\n\n1. Monday\n2) Tuesday\nThank you!", f"Hi! {ASK}", ("Monday", "Tuesday"), "Thank you!"),
        (f"{ASK}\n:one: Monday\n  or in the evening\n:two: Tuesday", ASK, ("Monday or in the evening", "Tuesday"), ""),
        (f"{ASK}\nMonday\nTuesday", ASK, ("Monday", "Tuesday"), ""),
        (f"{ASK}\nMonday", f"{ASK}\nMonday", (), ""),
        (f"{ASK}\n- Monday", f"{ASK}\n- Monday", (), ""),
        (f"{ASK}\nMonday\n{'long ' * 40}", f"{ASK}\nMonday\n{('long ' * 40).strip()}", (), ""),
        ("- Monday\n- Tuesday", "", ("Monday", "Tuesday"), ""),
        ("", "", (), ""),
    ],
)  # fmt: skip
def test_its_list_becomes_the_answers(text: str, question: str, options: tuple[str, ...], reason: str) -> None:
    found, said = read(text)
    assert (found.text, found.options, said) == (question, options, reason)
