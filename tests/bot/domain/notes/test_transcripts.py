"""What was said on a call, in the ways that calling tools write it down."""

from datetime import date

import pytest

from bot.domain.notes import Reading, read

TUESDAY = date(2026, 3, 10)
FRIDAY = date(2026, 3, 13)
TURNS = (
    ("0:02", "Ada Byron", "Hi all, can you hear me? It rained here all night, what a week."),
    ("0:09", "Lee Wu", "Yes, loud and clear, the trains are late again as always."),
    ("1:15", "Ada Byron", "So the first part takes too long for most of the new people."),
    ("2:40", "Lee Wu", "Okay, I'll send the list by Friday."),
    ("3:05", "Ada Byron", "Great. So we agreed to start with role play."),
)


def _written(way: str) -> str:
    if way == "subtitles":
        cues = [f"{n}\n00:0{at}.000 --> 00:0{at}.900\n{who}: {said}" for n, (at, who, said) in enumerate(TURNS, 1)]
        return "\n\n".join(["WEBVTT", *cues])
    if way == "voices":
        cues = [f"00:0{at}.000 --> 00:0{at}.900\n<v {who}>{said}</v>" for at, who, said in TURNS]
        return "\n\n".join(["WEBVTT", *cues])
    return "\n".join(way.format(at=at, who=who, said=said) for at, who, said in TURNS)


@pytest.mark.parametrize(
    "way",
    [
        "subtitles",
        "voices",
        "[{at}] {who}: {said}",
        "{at} {who}: {said}",
        "**[{at}] {who}:** {said}",
        "{at}\t From {who} : {said}",
        "{at}\t From {who} to Everyone : {said}",
        "{who}  {at}\n{said}\n",
        "{who} | {at}\n{said}\n",
        "{who} (Sales) {at}\n{said}\n",
    ],
)
def test_of_a_call_only_promises_and_decisions_are_kept(way: str) -> None:
    reading = read(_written(way), TUESDAY)
    assert reading.attendees == ("Ada Byron", "Lee Wu")
    assert [(made.text, made.owners, made.due_on) for made in reading.follow_ups] == [
        ("send the list", ("Lee Wu",), FRIDAY)
    ]
    assert ["role play" in takeaway.text for takeaway in reading.takeaways] == [True]
    assert _words(reading, "rained", "trains", "takes")


def test_a_sentence_goes_on_in_the_next_subtitle() -> None:
    first = "1\n00:00:01.000 --> 00:00:02.000\nAda: I will send"
    second = "2\n00:00:02.000 --> 00:00:03.000\nAda: the deck by Friday."
    (made,) = read(f"WEBVTT\n\n{first}\n\n{second}", TUESDAY).follow_ups
    assert (made.text, made.owners, made.due_on) == ("send the deck", ("Ada",), FRIDAY)


def test_people_who_ask_one_another_are_talking_and_not_telling() -> None:
    turns = "- Ada: the slides are in the new folder\n- Lee: which folder?\n- Ada: the one for May of course"
    talk = f"Present: Ada, Lee\n\n{turns}"
    assert read(talk, TUESDAY).takeaways == ()


def _words(reading: Reading, *words: str) -> bool:
    return all(word in repr(reading.rest) for word in words)
