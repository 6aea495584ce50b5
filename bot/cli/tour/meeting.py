"""The scenes around a meeting: its notes, the draft, and the recap."""

from datetime import date, datetime
from typing import Final

from bot.cli.tour import signs
from bot.cli.tour.asking import SALES
from bot.cli.tour.cast import Cast
from bot.domain.calendar import Calendar
from bot.practice import Message, Person

A_WEEK: Final = 7
FIRST, SECOND, THIRD = 2, 3, 7
ROLE_PLAY: Final = "prepare a role play"
SHARPER: Final = "prepare a role play with Tom's three objections"
TAKEAWAY: Final = "Maya: the discount is asked for before anybody has seen the value"
NOTES: Final = """@Touchpoint notes of the sales weekly
Takeaways:
- {takeaway}
- Tom: the price comes up in the first call, and nobody has an answer ready
- Deals with a reference customer close without a discount
Next steps:
- Priya to share the call list by {first}
- Tom to write down the three objections he hears most by {second}
- Lena to {role_play} by {third}
Thanks to Sofia for the numbers on lost deals"""


async def note(cast: Cast) -> None:
    """Have a partner post the notes of a meeting."""
    lena = cast.person("lena")
    await cast.then(
        "Lena was at the sales weekly and posts her notes.",
        lena.says(SALES, notes(cast.office(), cast.workspace.now())),
    )


async def correct(cast: Cast) -> None:
    """Have the partner correct the draft and confirm it."""
    lena = signs.writer(cast.workspace, "meetings.confirm") or await _open(cast)
    _sharpen(cast, lena)
    cast.form(lena)
    await cast.then("She corrects the draft, which only she sees, and confirms it.", lena.submits())
    await cast.home(lena)


def notes(office: Calendar, now: datetime) -> str:
    """Return notes of a meeting whose promises are due around the action plan, on working days."""
    today, start = office.today(now), office.today(office.next_open(now))
    first, second, third = (named(office.after(start, days), today) for days in (FIRST, SECOND, THIRD))
    return NOTES.format(takeaway=TAKEAWAY, role_play=ROLE_PLAY, first=first, second=second, third=third)


def named(day: date, today: date) -> str:
    """Name a coming day as one says it: by its weekday, or by its date from a week on."""
    return f"{day:%A}" if (day - today).days < A_WEEK else f"{day.day} {day:%B}"


def held_on(office: Calendar, now: datetime) -> date:
    """Return the day of a meeting that was over by `now`: today once work has begun, else the working day before."""
    today = office.today(now)
    has_begun = office.is_working_day(today) and now >= office.at(today, office.opens)
    return today if has_begun else office.before(today, 1)


async def _open(cast: Cast) -> Person:
    draft = await _waiting(cast)
    lena = cast.owner(draft)
    await lena.clicks(draft, signs.DRAFT)
    return lena


def _sharpen(cast: Cast, lena: Person) -> None:
    """Correct what is ours, and put something in where the notes held nothing to post."""
    assert lena.modal
    fields = {block: next(iter(entered.values())) for block, entered in lena.modal["state"]["values"].items()}
    promises = {name: field.get("value") for name, field in fields.items() if name.startswith("follow_up_")}
    mine = {name: SHARPER for name, text in promises.items() if text == ROLE_PLAY}
    if mine:
        lena.fill(**mine, met_on=held_on(cast.office(), cast.workspace.now()))
    if not promises:
        cast.enter(lena, takeaways=TAKEAWAY)


async def _waiting(cast: Cast) -> Message:
    """Return the newest draft that nobody has confirmed; new notes are posted where there is none."""
    if not signs.offering(cast.workspace, signs.DRAFT):
        await note(cast)
    return signs.offering(cast.workspace, signs.DRAFT)[-1]
