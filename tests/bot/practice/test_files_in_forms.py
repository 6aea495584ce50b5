"""Files that people hand in with a form."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import ClientRefused, Person, Workspace
from bot.practice.files import LARGEST
from tests.bot.practice.calls import refusal
from tests.bot.practice.carried import fetched
from tests.bot.practice.gallery import field, modal
from tests.bot.practice.tinybot import Json, TinyBot

CSV = b"name,hours\nMaya,2\n"


def asking(**more: object) -> Json:
    """A form with a file input that may be left empty."""
    asked = field("file_input", telling=False) | {"optional": True}
    asked["element"] |= more
    return modal(asked)


async def opened(bot: TinyBot, person: Person, view: Json) -> None:
    await person.global_shortcut("anywhere")
    await bot.client.views_open(trigger_id=bot.done[-1]["trigger_id"], view=view)


async def test_what_is_handed_in_with_a_form_can_be_fetched(bot: TinyBot, maya: Person, workspace: Workspace) -> None:
    await opened(bot, maya, asking(filetypes=["csv"]))
    maya.fill(block=[("resources.csv", CSV)])
    await maya.submits()
    state = bot.done[-1]["view"]["state"]["values"]["block"]["any"]
    [file] = state["files"]
    assert state["type"] == "file_input"
    assert (file["name"], file["filetype"], file["mimetype"], file["size"]) == ("resources.csv", "csv", "text/csv", 18)
    assert await fetched(file["url_private_download"], workspace.bot_token) == (200, "text/csv", CSV)


async def test_a_file_input_left_alone_holds_no_files(bot: TinyBot, maya: Person) -> None:
    await opened(bot, maya, asking())
    await maya.submits()
    state = bot.done[-1]["view"]["state"]["values"]["block"]["any"]
    assert state == {"type": "file_input", "files": []}


async def test_picked_files_can_be_put_back(bot: TinyBot, maya: Person) -> None:
    await opened(bot, maya, asking())
    maya.fill(block=[("resources.csv", CSV)])
    maya.fill(block=None)
    await maya.submits()
    assert bot.done[-1]["view"]["state"]["values"]["block"]["any"]["files"] == []


async def test_a_form_that_needs_a_file_is_not_sent_without_one(bot: TinyBot, maya: Person) -> None:
    await opened(bot, maya, modal(field("file_input", telling=False)))
    with pytest.raises(ClientRefused, match="not complete: block"):
        await maya.submits()


@pytest.mark.parametrize(
    ("limits", "picked", "why"),
    [
        ({"filetypes": ["csv"]}, [("resources.xlsx", CSV)], "only csv files"),
        ({"filetypes": ["csv"]}, [("csv", CSV)], "only csv files"),
        ({"max_files": 1}, [("a.csv", CSV), ("b.csv", CSV)], "1 file at most"),
        ({}, [(f"{number}.csv", CSV) for number in range(11)], "10 files at most"),
        ({}, [("empty.csv", b"")], "empty.csv is empty"),
        ({}, [("long.csv", b"x" * (LARGEST + 1))], "larger than 10 MB"),
    ],
)
async def test_slacks_client_does_not_take_every_file(
    bot: TinyBot, maya: Person, workspace: Workspace, limits: Json, picked: list[tuple[str, bytes]], why: str
) -> None:
    await opened(bot, maya, asking(**limits))
    with pytest.raises(ClientRefused, match=why):
        maya.fill(block=picked)
    assert workspace.files.kept == {}


async def test_an_ending_in_capitals_is_the_same_type(bot: TinyBot, maya: Person, workspace: Workspace) -> None:
    await opened(bot, maya, asking(filetypes=["csv"]))
    maya.fill(block=[("RESOURCES.CSV", CSV)])
    assert [file.name for file in workspace.files.kept.values()] == ["RESOURCES.CSV"]


@pytest.mark.parametrize("limits", [{"max_files": 0}, {"max_files": 11}, {"filetypes": []}, {"filetypes": "csv"}])
async def test_a_file_input_has_limits_of_its_own(
    client: AsyncWebClient, maya: Person, workspace: Workspace, limits: Json
) -> None:
    trigger = workspace.triggers.mint(maya.id)
    answer = await refusal(client.views_open(trigger_id=trigger, view=asking(**limits)))
    assert answer["error"] == "invalid_arguments"


async def test_a_file_input_stands_in_modals_only(client: AsyncWebClient, maya: Person) -> None:
    home = {"type": "home", "blocks": [field("file_input", telling=False)]}
    assert (await refusal(client.views_publish(user_id=maya.id, view=home)))["error"] == "invalid_arguments"


async def test_a_form_with_a_file_input_needs_the_scope(
    client: AsyncWebClient, maya: Person, workspace: Workspace
) -> None:
    workspace.bot_scopes.discard("files:read")
    trigger = workspace.triggers.mint(maya.id)
    answer = await refusal(client.views_open(trigger_id=trigger, view=asking()))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "files:read")
