"""What people type at its worst, and the ids that may stand in a message."""

from typing import Any, Final

from hypothesis import strategies as st

from bot.domain.requests import TEXT_MAX

Values = st.SearchStrategy[Any]

TEXTS: Final = (
    "<!channel> <!here> @everyone",
    "<@U0EVE00000> <!subteam^S0EVE00000>",
    "<#C0EVE00000> <https://evil.example|your payslip>",
    "https://evil.example",
    "&lt;!channel&gt; &amp; R&D",
    "*bold* _it_ ~no~ `code` ```block``` > quote",
    "{{ request }} {% raw %} %s {0.__class__}",
    "\u202eolleh \u200b 👩‍👩‍👧 \x00",
    "one\n\n• two",
    "<",
)
REPEATED: Final = ("<&>", "wort ")
PEOPLE: Final = ("U0LENA00000", "U0MAYA00000", "W0LUIS00000")
CHANNELS: Final = ("C0SALES00000", "G0LEADS00000")
NUMBERS: Final = st.integers(0, 2**31)
WORDS: Final = st.sampled_from(TEXTS) | st.sampled_from(REPEATED).map(lambda text: (text * TEXT_MAX)[:TEXT_MAX])
SOMEBODY: Final = st.sampled_from(PEOPLE)


def cut(longest: int) -> Values:
    """Texts that a form lets through up to some length."""
    return WORDS.map(lambda text: text[:longest])
