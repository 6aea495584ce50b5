"""The catalogue and spreadsheets: a table comes in whole, and goes out so that it can come in again."""

import pytest

from bot.domain.sheets_reading import BYTES_MAX
from bot.practice.model import File
from bot.store.outbox import Outgoing
from tests.practice.cataloguing import add, hand_in, look, shown, stored
from tests.practice.gesture import filled
from tests.practice.town import Town

TABLE = (
    "Name;Link;Tags\r\nFührung;https://a.example/f;leading, talks\r\n;https://a.example/x;\r\nFeedback;;\r\n".encode(
        "cp1252"
    )
)


async def test_a_table_from_excel_comes_in_and_the_same_one_changes_nothing(stories: Town) -> None:
    assert await hand_in(stories, "resources.csv", TABLE) == {}
    lena = stories.person("lena")
    assert "2 resources added." in shown(lena.modals[-1])
    assert "1 line could not be read:" in shown(lena.modals[-1])
    assert "Line 3 has no title" in shown(lena.modals[-1])
    assert "Line 3 has no title" in str(lena.dm.messages[-1].blocks)
    assert "Führung" in shown(lena.modals[0])
    assert stored(stories)["Führung"].topics == ["leading", "talks"]
    assert await hand_in(stories, "resources.csv", TABLE) == {}
    assert "Nothing is new in this file: 2 resources are in the catalogue just like that." in shown(lena.modals[-1])
    assert await hand_in(stories, "resources.csv", TABLE.replace(b"talks", b"teams")) == {}
    assert "1 resource changed, 1 as before." in shown(lena.modals[-1])
    assert stored(stories)["Führung"].topics == ["leading", "teams"]
    assert sorted(stored(stories)) == ["Feedback", "Führung"]


async def test_what_was_exported_opens_in_excel_and_can_be_imported_again(town: Town) -> None:
    lena = await add(town, title="=SUM(1;2)", good_for='two\nlines, and "more"')
    before = stored(town)
    await lena.clicks(lena.modals[-1], "catalogue.export")
    await town.settled()
    assert "I sent you the catalogue in a direct message." in shown(lena.modals[-1])
    [file] = _files(town)
    assert file.name == "catalogue.csv"
    assert file.content.startswith(b"\xef\xbb\xbf")
    assert b'"\'=SUM(1;2)"' in file.content
    assert await hand_in(town, file.name, file.content) == {}
    assert "Nothing is new in this file: 1 resource is" in shown(lena.modals[-1])
    assert stored(town) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("resources.xlsx", b"PK\x03\x04", "In Excel choose File, Save As"),
        ("resources.csv", b"Title\n" + b"x" * BYTES_MAX, "This file is larger than 1 MB."),
    ],
)
async def test_a_workbook_and_a_large_file_are_sent_back_at_their_field(
    town: Town, name: str, content: bytes, said: str
) -> None:
    errors = await hand_in(town, name, content)
    assert said in errors["file"]
    assert town.person("lena").modals[-1]["title"]["text"] == "Import resources"
    assert stored(town) == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04", "In Excel choose File, Save As"),
        (b"Price\n9\n", "I found no column called Title."),
        (b'Title\nFine\n"never closed\n', "A quotation mark in line 3 is not closed"),
        (b"Title\n" + b"x\n" * 5_001, "This file has more than 5000 lines."),
    ],
)
async def test_what_cannot_be_read_is_said_where_the_person_waits_and_nothing_comes_in(
    town: Town, content: bytes, said: str
) -> None:
    assert await hand_in(town, "resources.csv", content) == {}
    assert said in shown(town.person("lena").modals[-1])
    assert stored(town) == {}


async def test_who_closed_the_form_hears_in_private_why_nothing_came_in(town: Town) -> None:
    lena = await look(town)
    await lena.clicks(lena.modals[-1], "catalogue.import")
    lena.fill(file=[("resources.csv", b"Price\n9\n")])
    await lena.submits()
    await lena.closes(everything=True)
    await town.settled()
    assert "I found no column called Title." in town.workspace.read(lena)
    assert town.rows(Outgoing) == []


async def test_who_closed_the_form_hears_in_private_what_came_in(town: Town) -> None:
    lena = await look(town)
    await lena.clicks(lena.modals[-1], "catalogue.import")
    lena.fill(file=[("resources.csv", TABLE)])
    await lena.submits()
    await lena.closes(everything=True)
    await town.settled()
    assert "2 resources added." in town.workspace.read(lena)


async def test_a_form_delivered_twice_is_told_once(town: Town) -> None:
    lena = await look(town)
    await lena.clicks(lena.modals[-1], "catalogue.import")
    handed_in = filled(town, lena, file=[("resources.csv", TABLE)]).delivery(lena.id)
    for _ in range(2):
        await town.workspace.courier.attempt(handed_in)
    await town.settled()
    assert len(lena.dm.messages) == 1
    assert len(stored(town)) == 2


async def test_a_file_that_slack_does_not_give_out_is_said_where_the_person_waits(town: Town) -> None:
    lena = await look(town)
    await lena.clicks(lena.modals[-1], "catalogue.import")
    lena.fill(file=[("resources.csv", TABLE)])
    town.workspace.files.kept.clear()
    assert await lena.submits() == {}
    await town.settled()
    assert "I could not get the file from Slack, so nothing was imported." in shown(lena.modals[-1])
    assert stored(town) == {}


async def test_without_the_permissions_for_files_it_says_what_is_missing_and_what_to_do(town: Town) -> None:
    lena = await add(town)
    town.workspace.app.scopes.difference_update({"files:read", "files:write"})
    await lena.clicks(lena.modals[-1], "catalogue.export")
    await town.settled()
    assert "I could not send you the file just now." in shown(lena.modals[-1])
    await lena.clicks(lena.modals[-1], "catalogue.import")
    await town.settled()
    assert "Ask whoever installed Touchpoint to give it the permission files:read." in shown(lena.modals[-1])


async def test_who_is_no_partner_any_more_when_the_form_is_sent_brings_nothing_in(town: Town) -> None:
    lena, luis = await look(town), town.person("luis")
    await lena.clicks(lena.modals[-1], "catalogue.import")
    lena.fill(file=[("resources.csv", TABLE)])
    await luis.runs("#learning-team", "/ld", "settings")
    luis.fill(partners=["luis"])
    assert await luis.submits() == {}
    assert await lena.submits() == {}
    await town.settled()
    assert "Only L&D partners can do this." in shown(lena.modals[-1])
    assert stored(town) == {}


def _files(town: Town) -> list[File]:
    return [file for file in town.workspace.files.kept.values() if file.user == town.workspace.bot_user_id]
