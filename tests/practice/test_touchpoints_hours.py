"""When touchpoints are said: in the hours of the department, never on its days off, late but in order."""

from datetime import date, datetime, time, timedelta
from typing import Final

import pytest

from tests.practice.noting import (
    PLAN,
    POLL,
    RECAP,
    RESULT,
    THANKS,
    april,
    confirm,
    heads,
    invite,
    march,
    on,
    said,
)
from tests.practice.town import OFFICE, Town

OPENING: Final = time(9)


@pytest.mark.parametrize(
    ("confirmed", "recapped"),
    [
        (OFFICE.at(march(2), time(19)), "Tue 03 Mar 09"),
        (OFFICE.at(march(6), time(18)), "Mon 09 Mar 09"),
        (OFFICE.at(march(7), time(11)), "Mon 09 Mar 09"),
        (OFFICE.at(april(2), time(20)), "Tue 07 Apr 09"),
    ],
    ids=["in the evening", "on Friday evening", "on Saturday", "before Easter"],
)
async def test_nothing_is_posted_outside_working_hours(sales: Town, confirmed: datetime, recapped: str) -> None:
    await sales.move_to(confirmed)
    await confirm(sales, "Notes\n- Tom said prices are too high\n\nAction items\n- Tom to call Karl")
    assert heads(sales) == []
    assert heads(sales, sales.person("tom")) == []
    await walk(sales, OFFICE.today(confirmed), days=6)
    assert said(sales)[0] == (recapped, RECAP)
    assert said(sales, sales.person("tom"))[0][0] == recapped


async def test_hours_and_holidays_are_those_of_the_department(town: Town) -> None:
    await invite(town, "#engineering", by="yuki", opens="08:00", closes="16:00")
    await on(town, march(19), time(9))
    await confirm(town, who="luis", channel="#engineering")
    await walk(town, march(19), days=8)
    expected = [("Mon 23 Mar 00", RECAP), ("Thu 26 Mar 00", PLAN), ("Thu 26 Mar 00", "@Luis Ortega asks:")]
    assert said(town, "#engineering") == expected


async def test_weekends_are_those_of_the_country_and_what_waits_follows_a_change_of_hours(town: Town) -> None:
    await invite(town)
    await describe(town, "jerusalem", "israel")
    await on(town, march(5), time(18))
    await confirm(town)
    await walk(town, march(5), days=3)
    assert said(town) == [("Sun 08 Mar 08", RECAP)]
    await describe(town, "berlin", "germany", opens="10:30", closes="16:00")
    when = [OFFICE.at(day, time(10, 30)) for day in (march(11), march(23))]
    assert [row.due_at for row in map(town.said, ("meeting:1:plan", "meeting:1:acknowledgement"))] == when
    assert town.said("meeting:1:plan:ahead").due_at == OFFICE.at(march(10), time(10, 30))
    await on(town, march(11), OPENING)
    await on(town, march(11), time(10, 30))
    await on(town, march(23), time(10, 30))
    assert [line for line in said(town) if RESULT not in line[1]][1:] == [
        ("Wed 11 Mar 10", PLAN), ("Wed 11 Mar 10", POLL), ("Mon 23 Mar 10", THANKS),
    ]  # fmt: skip


async def test_a_channel_that_nobody_described_goes_by_the_zone_of_the_partner(town: Town) -> None:
    town.let_bot_in("#sales")
    await on(town, march(3), time(8, 30))
    await confirm(town)
    assert heads(town) == []
    await on(town, march(3), OPENING)
    assert said(town) == [("Tue 03 Mar 09", RECAP)]


async def test_after_two_weeks_of_silence_all_is_said_in_order_and_nothing_false(sales: Town) -> None:
    await on(sales, march(2), time(19))
    await confirm(sales)
    await on(sales, march(18))
    assert heads(sales) == [RECAP]
    await on(sales, march(19))
    assert heads(sales) == [RECAP, PLAN]
    await on(sales, march(20))
    assert heads(sales) == [RECAP, PLAN, THANKS]
    read = sales.read("#sales")
    assert "poll comes next" not in read
    assert not any(word in read.lower() for word in ("today", "tomorrow", "in a few days", "this week"))
    assert "(by Fri 6 Mar, open)" in read
    told = sales.read(sales.person("priya"))
    assert "remind you" not in told
    assert "due soon" not in told
    assert [line.split(",")[0] for line in heads(sales, sales.person("priya"))] == [
        "From the meeting in #sales",
        "1 follow-up is late.",
    ]


async def test_nothing_is_said_on_weekends_or_twice_in_a_month_of_looking_every_few_hours(sales: Town) -> None:
    await on(sales, march(2), time(19))
    await confirm(sales)
    await walk(sales, march(2), days=18)
    assert [line for line in heads(sales) if line != RESULT] == [RECAP, PLAN, POLL, THANKS]
    everything = [*said(sales), *said(sales, sales.person("priya")), *said(sales, sales.person("tom"))]
    assert not any(day.startswith(("Sat", "Sun")) for day, _ in everything)


async def describe(town: Town, zone: str, country: str, **hours: str) -> None:
    """Have Maya say where the sales team is, and when it works."""
    maya = town.person("maya")
    await maya.runs("#sales", "/ld", "department")
    found = [(await maya.searches(field, text))[0] for field, text in (("timezone", zone), ("country", country))]
    maya.fill(kind="sales", timezone=found[0], country=found[1], **hours)
    assert await maya.submits() == {}
    await town.settled()


async def walk(town: Town, start: date, days: int) -> None:
    """Go on day by day from the evening of a day, looking in at these hours of Berlin's."""
    for day in (start + timedelta(days=passed) for passed in range(1, days + 1)):
        for hour in (0, 3, 8, 9, 16, 18):
            await on(town, day, time(hour))
