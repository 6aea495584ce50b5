from datetime import date

import pytest

from bot.domain.notes import read

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Present: Ada, Grace and Lee", ("Ada", "Grace", "Lee")),
        ("**Attendees:** Ada Byron, Grace H., José", ("Ada Byron", "Grace H", "José")),
        ("*Present* <@U0123ABC>, <@U0456DEF|grace>", ("U0123ABC", "U0456DEF")),
        ("Present: Ada, <@U0123ABC>, Lee", ("Ada", "U0123ABC", "Lee")),
        ("## Attendees\n- Ada Byron (Sales)\n- Grace Hopper @grace (Ops)", ("Ada Byron", "Grace Hopper")),
        ("*Participants*\n• @ada\n• _@grace_", ("ada", "grace")),
        ("Roll call:\n* name / team\n* Ada / Sales / @ada", ("Ada",)),
        ('Attendees\n\n• "Ada Byron - Sales"\n• "Grace Hopper - Johnson & Sons"', ("Ada Byron", "Grace Hopper")),
        ("# Present\n\nada, grace, zed0", ("ada", "grace", "zed0")),
        ("Present: All, Ada and Grace slightly late", ("Ada", "Grace")),
        ("*Attendance*\n• <@U0123ABC> came late\n• Lee", ("U0123ABC", "Lee")),
        ("Present: Ada\nApologies: Tom", ("Ada",)),
        ("- Attendees: Ada, Lee.\n- Regrets:", ("Ada", "Lee")),
        ("[name=Ada] shows the plan\n[name=Lee] asks why", ("Ada", "Lee")),
        ("Attendees:\n- Ada Byron, Sales\n- Lee Wu, Ops\n- José Gil, IT", ("Ada Byron", "Lee Wu", "José Gil")),
        ("Present: Ada, Lee. Apologies: Tom", ("Ada", "Lee")),
        ("Board members present:\n\nAda Byron\nLee Wu\n\nAbsent:\n\nTom", ("Ada Byron", "Lee Wu")),
        ("Teilnehmer: Jürgen Müller, Anke", ("Jürgen Müller", "Anke")),
        ("Who: Ada, Lee, me", ("Ada", "Lee")),
        ("👥 Ada, Lee", ("Ada", "Lee")),
        ("Present: @ada @lee", ("ada", "lee")),
        ("## Present\n- AB: Ada Byron\n- LW: Lee Wu", ("Ada Byron", "Lee Wu")),
        ("## Attendance\n### Roll call\n- [x] Ada, IT\n- [ ] Tom, HR\n- [x] Lee, HR", ("Ada", "Lee")),
        ("## Attendees\n| Name | Present |\n|---|---|\n| Ada | ✓ |\n| Tom | no |\n| Lee | yes |", ("Ada", "Lee")),
        ("<ada> hello\n<lee> the numbers are in", ("ada", "lee")),
        ("Ada: one\nLee: two\nAda: three\nLee: four\nAda: five\nLee: six", ("Ada", "Lee")),
        ("## Who joined\n- Ada Byron ([@ada](https://a.example))\n- Lee Wu", ("Ada Byron", "Lee Wu")),
        ("## 👥 Attendees\n- Ada Byron (IT) [host]\n- Lee Wu (HR)", ("Ada Byron", "Lee Wu")),
        ("## People\n- @ada sales lead\n- @lee (invited, but couldn't join)\n- @kim trainer", ("ada", "kim")),
        ("## Attendees\n\n@ada\n@lee", ("ada", "lee")),
        ("Present:\n\nAda (AB) - Chair\n\nLee (LW)\n\nApologies:\n\nTom", ("Ada", "Lee")),
        (
            "### Sign-in\nYour name and team:\n\n1. Ada Byron, she/her, IT\n2. Lee Wu; he/him; HR",
            ("Ada Byron", "Lee Wu"),
        ),
        (
            "Parents' group\nAda Byron – Head\nLee Wu – Chair\nKim Day\n\nMinutes were read.",
            ("Ada Byron", "Lee Wu", "Kim Day"),
        ),
        (
            "## Voting Attendees\n- [x] Ada Byron - IT\n- [ ] Tom Ray - HR\n## Non-Voting Attendees\n- Lee Wu",
            ("Ada Byron", "Lee Wu"),
        ),
        (
            "## Attendance\nAda Byron, Lee Wu, Kim Day and Bo Li\n\nBudget report\nThe balance is 50.",
            ("Ada Byron", "Lee Wu", "Kim Day", "Bo Li"),
        ),
        ("Participants:\n- Ada Byron\n- Lee Wu\n\nSummary\n- Overview of it all", ("Ada Byron", "Lee Wu")),
        (
            "## Present\n- Ada Byron, IT\n- Lee Wu, HR\n- Kim Day, HR\n\n### Guests\n\nNote: be kind, ask, and stay.",
            ("Ada Byron", "Lee Wu", "Kim Day"),
        ),
        (
            "### Attendees\n- Ada Byron, IT\n- Lee Wu, HR\n- Kim Day, HR\n\n#### Edits\n- Timing open\n- Who teaches?",
            ("Ada Byron", "Lee Wu", "Kim Day"),
        ),
        ("## Attendance\n### Staff\n- Ada Byron\n- Lee Wu\n### Others\n- Kim Day", ("Ada Byron", "Lee Wu", "Kim Day")),
        ("Present: Mike Z, Ada", ("Mike Z", "Ada")),
        ("No list at all", ()),
    ],
)
def test_a_list_of_attendees_gives_their_names(text: str, names: tuple[str, ...]) -> None:
    assert read(text, DAY).attendees == names


def test_what_is_told_below_an_attendee_names_nobody() -> None:
    assert read("## Attendees\n- Ada on the plan\n  - versions for Wales, Scotland\n- Lee", DAY).attendees == (
        "Ada",
        "Lee",
    )


def test_the_list_ends_where_the_prose_begins() -> None:
    text = "*Present*\n• Ada\n• Lee\n\nThe meeting was recorded, and Tom will watch the video."
    reading = read(text, DAY)
    assert reading.attendees == ("Ada", "Lee")
    assert reading.follow_ups[0].owners == ("Tom",)


def test_those_who_were_absent_stay_in_the_rest() -> None:
    assert read("Apologies: Tom", DAY).rest == ("Apologies: Tom",)


def test_the_initials_of_an_attendee_name_an_owner() -> None:
    (made,) = read("Present: Priya Shah, Lee\n\nPS will call the client", DAY).follow_ups
    assert made.owners == ("PS",)
