"""Whatever is pasted is read: nothing fails, nothing is lost, and long notes do not take long."""

import re
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.notes import Reading, read

DAY = date(2026, 3, 10)
PIECES = (
    """
Priya|<@U0123ABC>|@sam|to send|will book|by Friday|12 March|- [ ]|[x]|☐|•|◦|*|_|~|`|**Action:**|ACTION:
Present:|# Next steps|(|)|(Priya)|[|]|:|;|,|.|?|<https://a.example|<!channel>|<|>|Thanks to|We agreed
שלום|مرحبا|🎉|\u202e
""".strip()
    .replace("\n", "|")
    .split("|")
)
PIECES += ["|", "\n", "\n\n", "    ", "\t"]
LINES = """
- {0} {1}
• {0}: {1}
Priya to send {0} by Friday {1}
Sam will book {0}. Then {1}
- [ ] {0} {1} (Priya)
- [x] {0} {1}
☐ {0} – {1}
ACTION: {0} {1}
We agreed to {0}, {1}
Priya said that {0} is {1}
| {0} | {1} | x |
Thanks to Priya for {0} and {1}
{0}; {1}
    ◦ {0} ({1})
TODO: send {0}; call {1}
Priya: we lose {0} before {1}
<@U0123ABC> will send {0} on 12 March, {1}
{0} {1}?
> {0} *{1}*
Due: {0} {1}
Owner: {0} {1}
She will send {0} ({1})
Budget: {0} {1}
1. {0} ~{1}~
We need {0}. Action: Sam to send {1}
<sam> {0} {1}
[10:02] <sam> ACTION: Sam to send {0} {1}
{0}	Sam	{1}
The {0} is to be sent by Sam to {1}
D1. {0} and {1}
A1. {0} {1} (Sam, by Friday)
Sam → {0} {1}
💡 {0} {1}
📌 {0} {1}
Motion by Sam to buy {0}. Second: Priya. Carried {1}.
New {0} (Sam to order {1})
Actions: Sam drafts {0}, Priya tests {1}
Attendees: {0}, {1}
Today: {0} {1}
{0} is needed for {1}
Old {0} stays {1}
Ring {0} > todo Sam: {1}
- Posters {0} (TODO Sam: {1})
The {0} is to be printed {1} / Sam
TODO(sam) {0} {1}
#action {0} {1}
AP12 Sam to send {0} {1} - ONGOING
Each group to send {0} {1}
Sam met {0} and will send {1}
Sam read {0}; will send {1}
[10:02] Sam: {0} {1}
Sam Lee 0:12
<li>{0}</li><li>{1}</li><li>Sam to send it</li>
<tr><td>{0}</td><td>{1}</td></tr>
Action completed
Presenter: {0} {1}
Sam asked whether {0} is {1}
All to send {0} {1}
Sam can send {0} {1}
""".strip("\n").split("\n")
HEADINGS = ["", "*Next steps*\n", "# Decisions\n", "Notes:\n", "Thanks\n\n", "| Task | Owner | Due |\n|---|---|---|\n"]
LONG = (
    """
a|A|Priya, |(|[|*a|_a |<@U1|by Friday |A. |; |12 March 2026 |a: |@a @b |e.g. |will be |1.1 |Thanks to |(Priya) |• |Ab/|-
2026-|by the |<https://a|Priya and |Priya to send |# |~a|Action: |we agreed to
to be done by |Motion moved |Next meeting |<kim> |9/9-9 |a    b|🎉 |Action |the end of the
-> |<td>|x - done |Abc
<li>a|</td>|<a href="|Priya 0:12 |<v A>|(TODO |; will send |> todo |the design |A / a|Priya and will |sent (|by Nov 1-
""".strip("\n")
    .replace("\n", "|")
    .split("|")
)
LONG += [
    "\n",
    "00:00:01.000 --> 00:00:02.000\nA: b\n",
    "Priya Lee 0:12\na\n",
    "[0:12] Priya: a\n",
    "<td>a</td>\n",
    "- [ ] Priya to send it by Friday\n",
    "| a | b ",
    "- a\n    - b\n",
]


@given(
    text=st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join) | st.lists(st.sampled_from(PIECES)).map("".join)
)
def test_no_text_makes_the_reader_fail(text: str) -> None:
    assert isinstance(read(text, DAY), Reading)


@given(
    lines=st.lists(st.sampled_from(LINES), max_size=8),
    heading=st.sampled_from(HEADINGS),
)
def test_no_word_of_a_line_is_lost(lines: list[str], heading: str) -> None:
    text = heading + "\n".join(line.format(f"aword{n}", f"zword{n}") for n, line in enumerate(lines))
    assert set(re.findall(r"[az]word\d", text)) - set(re.findall(r"[az]word\d", repr(read(text, DAY)))) == set()


@given(lines=st.lists(st.sampled_from(LINES), max_size=6))
def test_a_due_day_comes_with_the_words_that_say_it(lines: list[str]) -> None:
    text = "\n".join(line.format("decks", "rooms") for line in lines)
    assert all(made.due_words for made in read(text, DAY).follow_ups if made.due_on)
    if "Friday" not in text and "12 March" not in text:
        assert not any(made.due_on for made in read(text, DAY).follow_ups)


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "\u200f\u202b", "***", "---", "```\n```", "|||", "- \n- ", "#", "<!channel>", "()"]
)
def test_empty_and_broken_notes_hold_nothing(text: str) -> None:
    reading = read(text, DAY)
    assert (reading.takeaways, reading.follow_ups, reading.contributions, reading.attendees) == ((), (), (), ())


def test_notes_without_anything_to_find_stay_as_they_are() -> None:
    text = "The weather was fine.\n\nלמחרת ירד גשם\n<https://good.example|https://evil.example>"
    assert read(text, DAY).rest == tuple(line for line in text.split("\n") if line)


@pytest.mark.parametrize("piece", LONG)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (1_000, 20_000))
    read(short, DAY)
    assert _time(long) < 20 * 4 * _time(short) + 0.05


def _time(text: str) -> float:
    times = []
    for _ in range(2):
        start = process_time()
        read(text, DAY)
        times.append(process_time() - start)
    return min(times)
