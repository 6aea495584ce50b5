"""From one meeting to the next: open points come up again, and a brief comes before it."""

from datetime import time

from bot.store.followups import FollowUp
from tests.practice.noting import RECAP, THANKS, confirm, draft, entered, heads, invite, march, on, said
from tests.practice.promising import sends, step, stored, told
from tests.practice.town import Town

FIRST = """Notes
- Priya said that buyers wait

Action items
- Priya to share the call list by 13 March
- Tom to call Karl by 12 March"""
SECOND = "Notes\n- Tom said that the price list confuses customers"


async def second_draft(town: Town, notes: str = SECOND) -> tuple[str, str]:
    """Confirm a first meeting, and open the draft of one a week later; return the fields of the two open points."""
    await confirm(town, FIRST)
    await on(town, march(9))
    lena = await draft(town, notes)
    points = [field for field in entered(lena.modal) if field.startswith("point_")]
    assert len(points) == 2
    return points[0], points[1]


async def test_open_points_of_the_last_meeting_are_carried_along_or_done_in_the_next(stories: Town) -> None:
    await invite(stories)
    share, call = await second_draft(stories)
    lena = stories.person("lena")
    lena.fill(**{share: "Still open: carry it along", call: "Done"})
    assert await lena.submits() == {}
    await stories.settled()
    assert [(each.text, each.status) for each in stories.rows(FollowUp)] == [
        ("share the call list", "open"),
        ("call Karl", "done"),
    ]
    last = [post for post in stories.workspace.conversation("#sales").top_level if RECAP in str(post.blocks)][-1]
    assert "share the call list" in str(last.blocks)
    assert "call Karl" not in str(last.blocks)


async def test_an_open_point_that_nobody_speaks_of_stays_as_it_is(sales: Town) -> None:
    await second_draft(sales)
    assert await sales.person("lena").submits() == {}
    await sales.settled()
    assert [each.status for each in sales.rows(FollowUp)] == ["open", "open"]


async def test_an_open_point_that_the_notes_name_again_is_not_doubled(sales: Town) -> None:
    share, _ = await second_draft(sales, f"{SECOND}\n\nAction items\n- Priya to share the call list")
    form = entered(sales.person("lena").modal)
    assert form[share]["value"] == "still_open"
    assert "follow_up_0" not in form
    assert await sales.person("lena").submits() == {}
    await sales.settled()
    assert len(sales.rows(FollowUp)) == 2


async def test_what_was_said_of_open_points_is_saved_for_later(sales: Town) -> None:
    share, _ = await second_draft(sales)
    lena = sales.person("lena")
    lena.fill(**{share: "Done"})
    await lena.clicks(lena.modal or {}, "meetings.save")
    await sales.settled()
    await lena.closes(everything=True)
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    assert entered(lena.modal)[share]["value"] == "done"
    assert [each.status for each in sales.rows(FollowUp)] == ["open", "open"]


async def test_points_of_another_department_are_not_offered(sales: Town) -> None:
    await confirm(sales, FIRST)
    await invite(sales, "#procurement", by="marcus")
    sales.workspace.conversation("#procurement").members.append(sales.person("lena").id)
    lena = await draft(sales, SECOND, channel="#procurement")
    assert [field for field in entered(lena.modal) if field.startswith("point_")] == []


async def test_a_brief_comes_on_the_working_day_before_the_next_meeting(stories: Town) -> None:
    await invite(stories, lead="maya", partner="lena")
    notes = f"{FIRST}\n- Lena to prepare a role play by 11 March\n- Tom to book a room by 4 March\n"
    notes += "Next meeting: Monday 9 March"
    lena = await draft(stories, notes)
    assert entered(lena.modal)["next_on"] == "2026-03-09"
    assert await lena.submits() == {}
    await stories.settled()
    await on(stories, march(5), time(9))
    assert await step(stories, lena, "Reassign", owner="lena") == {}
    await on(stories, march(5), time(18))
    assert "Before your next meeting" not in str(heads(stories, lena))
    await on(stories, march(6), time(9))
    [(moment, _)] = [each for each in said(stories, lena) if "Before your next meeting" in each[1]]
    assert moment == "Fri 06 Mar 09"
    read = stories.read(lena)
    assert "On Mon 9 Mar you meet in #sales with @Maya Fernandes" in read
    ours, others = read.split("What we owe")[1].split("What others promised")
    assert "prepare a role play (due Wed 11 Mar)" in ours
    for words in ("@Lena Hoffmann: book a room (was due Wed 4 Mar)", "share the call list (due Fri 13 Mar)"):
        assert words in others
    assert "Buyers wait" in others.split("What we learned last time")[1]


async def test_no_brief_comes_once_a_later_meeting_was_confirmed(sales: Town) -> None:
    await confirm(sales, FIRST, next_on="2026-03-12")
    await on(sales, march(9))
    await confirm(sales, SECOND, next_on="2026-03-16")
    await on(sales, march(13), time(9))
    lena = sales.person("lena")
    assert [moment for moment, line in said(sales, lena) if "Before your next meeting" in line] == ["Fri 13 Mar 09"]


async def test_what_is_carried_along_is_thanked_for_once_in_the_later_acknowledgement(sales: Town) -> None:
    share, call = await second_draft(sales)
    lena, priya = sales.person("lena"), sales.person("priya")
    lena.fill(**{share: "Still open: carry it along", call: "Done"})
    assert await lena.submits() == {}
    await sales.settled()
    await on(sales, march(10), time(9))
    [first] = _thanks(sales)
    assert ("call Karl" in first, "share the call list" in first) == (True, False)
    await priya.clicks(told(priya), "followups.done")
    await on(sales, march(12), time(9))
    await on(sales, march(13), time(9))
    assert [moment for moment, line in said(sales) if line == THANKS] == ["Tue 10 Mar 09", "Fri 13 Mar 09"]
    first, second = _thanks(sales)
    assert ("call Karl" in first, "share the call list" in first) == (True, False)
    assert ("call Karl" in second, "share the call list" in second) == (False, True)


async def test_what_is_found_done_after_the_thank_you_is_thanked_for_in_the_next(sales: Town) -> None:
    await confirm(sales, FIRST)
    for day in (5, 10, 16):
        await on(sales, march(day), time(17) if day == 10 else time(9))
    [first] = _thanks(sales)
    assert "share the call list (by Fri 13 Mar)" in first
    await on(sales, march(17))
    lena = await draft(sales, SECOND)
    share, call = [field for field in entered(lena.modal) if field.startswith("point_")]
    lena.fill(**{share: "Done", call: "Still open: carry it along"})
    assert await lena.submits() == {}
    await sales.settled()
    await on(sales, march(20), time(9))
    await on(sales, march(31), time(9))
    first, second = _thanks(sales)
    assert ("share the call list" in first, "@Tom Becker: call Karl (by Thu 12 Mar)" in first) == (False, True)
    assert "What came of it\n        • @Priya Nair: share the call list" in second
    assert "@Tom Becker: call Karl (was due Thu 12 Mar)" in second
    await sales.person("tom").clicks(told(sales.person("tom")), "followups.done", value=str(stored(sales, "call").id))
    await sales.settled()
    first, second = _thanks(sales)
    assert ("call Karl" in first, "call Karl" in second.split("What came of it")[1]) == (False, True)


async def test_what_l_and_d_owned_is_owned_again_only_where_its_new_day_was_missed_too(sales: Town) -> None:
    await confirm(sales, "Notes\n- Lena to send the slides by 6 March\n- Lena to run a role play by 6 March")
    for day in (5, 16):
        await on(sales, march(day), time(9))
    [first] = _thanks(sales)
    assert first.count("(promised for Fri 6 Mar, not done yet; we still owe you a new date)") == 2
    await _moves(sales, "send the slides", "2026-04-03")
    await _moves(sales, "run a role play", "2026-03-20")
    await on(sales, march(17), time(9))
    lena = await draft(sales, SECOND)
    points = [field for field in entered(lena.modal) if field.startswith("point_")]
    lena.fill(**dict.fromkeys(points, "Still open: carry it along"))
    assert await lena.submits() == {}
    for day in (20, 23):
        await on(sales, march(day), time(9))
    await _moves(sales, "run a role play", "2026-04-03")
    await on(sales, march(31), time(9))
    first, second = _thanks(sales)
    owed, still = second.split("What we owe you")[1].split("Still open")
    assert "run a role play (promised for Fri 6 Mar, not done yet; now by Fri 3 Apr)" in owed
    assert "send the slides (by Fri 3 Apr)" in still
    assert first.count("not done yet; now by Fri 3 Apr") == 2


async def _moves(town: Town, text: str, day: str) -> None:
    """Have Lena give a promise of her own another day, where she was told of it."""
    lena, option = town.person("lena"), f"change:{stored(town, text).id}"
    [down] = [each for each in lena.dm.messages if "you are down for" in each.text]
    [block] = [str(each["block_id"]) for each in down.blocks if f"'{option}'" in str(each)]
    await lena.clicks(down, "followups.more", option=option, block=block)
    assert await sends(town, lena, due_on=day) == {}


def _thanks(town: Town) -> list[str]:
    """The acknowledgements that stand in #sales, as they read."""
    parts = town.read("#sales").split("Touchpoint: ")
    return [part for part in parts if part.startswith((f"{THANKS}\n", f"{THANKS} (edited)\n"))]
