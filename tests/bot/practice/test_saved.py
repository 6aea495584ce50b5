"""A workspace that is kept in a file, and is there again."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import Message, Person, PracticeServer, Workspace, objects, timeline, views
from bot.practice.courier import Ack, Delivery, Transport
from bot.practice.saved import VERSION, InUse, Saved, Unreadable
from tests.bot.practice.clock import Clock
from tests.bot.practice.tinybot import TinyBot, over_socket

PEOPLE = ("maya", "tom", "lena")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
FORM = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "A form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "need",
            "label": {"type": "plain_text", "text": "What is needed?"},
            "element": {"type": "plain_text_input", "action_id": "entered"},
        },
        {
            "type": "input",
            "block_id": "list",
            "label": {"type": "plain_text", "text": "Who needs it?"},
            "element": {"type": "file_input", "action_id": "picked"},
        },
    ],
}
HOME = {"type": "home", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*Welcome*"}}]}
DEEDS = st.tuples(
    st.sampled_from(
        ["says", "replies", "edits", "deletes", "reacts", "unreacts", "whispers", "opens", "pushes", "types", "errs",
         "closes", "publishes", "sees", "invites", "renames", "archives", "shares", "picks", "unshares"]
    ),
    st.sampled_from(PEOPLE),
    st.integers(0, 5),
    WORDS,
)  # fmt: skip


class Company:
    """Plays deeds; those that are not possible now do nothing."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.sales, self.procurement = workspace.conversation("#sales"), workspace.conversation("#procurement")

    async def plays(self, deed: str, who: str, place: int, words: str) -> None:
        workspace, person = self.workspace, self.workspace.as_person(who)
        posts = [post for post in self.sales.messages if not post.deleted]
        own = [post for post in posts if post.user == person.id]
        post, mine = (some[place % len(some)] if some else None for some in (posts, own))
        if deed == "says" and not self.sales.archived:
            await person.says(self.sales.id, words)
        elif deed == "replies" and post and not self.sales.archived:
            await person.says(self.sales.id, words, thread=post.ts)
        elif deed == "shares" and not self.sales.archived:
            await person.shares(self.sales.id, f"{words}.txt", words.encode(), words * (place % 2))
        elif deed == "unshares" and post and post.files:
            workspace.files.delete(workspace.files.kept[post.files[0]])
        elif deed == "edits" and mine:
            await person.edits(mine, words)
        elif deed == "deletes" and mine:
            await person.deletes(mine)
        elif deed == "reacts" and post:
            await person.reacts(post, ("bulb", "+1")[place % 2])
        elif deed == "unreacts" and post and person.id in post.reactions.get("bulb", []):
            await person.unreacts(post, "bulb")
        elif deed == "whispers":
            timeline.show(
                workspace,
                Message(
                    self.sales.id, workspace.next_ts(), workspace.bot_user_id, words, bot=True, ephemeral_to=person.id
                ),
            )
        elif deed == "invites":
            await workspace.invite_bot((self.sales, self.procurement)[place % 2].id, who)
        elif deed == "renames":
            await workspace.rename(self.sales.id, f"sales-{place}")
        elif deed == "archives" and place == 0:
            await workspace.archive(self.sales.id)
        elif deed == "sees":
            workspace.last_read.setdefault(person.id, {})[self.sales.id] = workspace.next_ts()
        else:
            self._fills(deed, person, words)

    def _fills(self, deed: str, person: Person, words: str) -> None:
        depth = len(person.modals)
        if deed == "opens":
            views.open_modal(self.workspace, person.id, FORM)
        elif deed == "pushes" and 0 < depth < views.STACK_LIMIT:
            views.push(self.workspace, person.id, FORM)
        elif deed == "types" and depth:
            person.fill(need=words)
        elif deed == "picks" and depth:
            person.fill(list=[(f"{words}.csv", words.encode())])
        elif deed == "errs" and depth:
            self.workspace.modals[person.id][-1].errors = {"need": words}
        elif deed == "closes" and depth:
            views.close(self.workspace, self.workspace.modals[person.id][-1])
        elif deed == "publishes":
            views.publish(self.workspace, person.id, HOME)


def seen(workspace: Workspace) -> list[object]:
    """All that anybody can see, and what the app has not heard yet."""
    rooms = list(workspace.conversations.values())
    people = [workspace.as_person(key) for key in workspace.people]
    return [
        [objects.conversation(workspace, room) for room in rooms],
        [objects.message(workspace, each, metadata=True) for room in rooms for each in room.messages],
        [workspace.read(room) for room in rooms],
        [(person.member, person.modals, person.home, person.modals and person.modal_errors) for person in people],
        [[objects.message(workspace, each) for each in workspace.ephemerals.get(key, [])] for key in workspace.people],
        workspace.usergroups,
        workspace.files.kept,
        workspace.last_read,
        workspace.courier.owed,
        (workspace.last_number, workspace.last_moment),
    ]


def again(file: Path, clock: Clock) -> Workspace:
    """The workspace as the next process finds it."""
    with closing(Saved(file)) as saved:
        found = Workspace(now=clock.now)
        assert saved.load(found)
        return found


@settings(max_examples=25, deadline=None)
@given(st.lists(DEEDS, max_size=25))
def test_whatever_was_done_is_there_again(deeds: list[tuple[str, str, int, str]]) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(_done_and_found_again(Path(folder) / "workspace.db", deeds))


async def _done_and_found_again(file: Path, deeds: list[tuple[str, str, int, str]]) -> None:
    clock = Clock()
    workspace = Workspace(now=clock.now)
    with closing(Saved(file)) as saved:
        saved.keep(workspace)
        company = Company(workspace)
        for deed in deeds:
            await company.plays(*deed)
        await workspace.courier.stop()
    found = again(file, clock)
    assert seen(found) == seen(workspace)
    assert (found.next_number(), found.next_ts()) == (workspace.next_number(), workspace.next_ts())


async def test_what_the_app_was_answered_is_written_already(
    workspace: Workspace, client: AsyncWebClient, tmp_path: Path
) -> None:
    with closing(Saved(tmp_path / "workspace.db")) as saved:
        saved.keep(workspace)
        workspace.conversation("#sales").members.append(workspace.bot_user_id)
        for number in range(3):
            answer = await client.chat_postMessage(channel=workspace.conversation("#sales").id, text=f"news {number}")
            found = again(_as_killed_now(tmp_path, f"{number}"), Clock())
            assert found.conversation("#sales").messages[-1].ts == answer["ts"]
            assert found.last_number == workspace.last_number


async def test_what_the_app_hears_is_written_already(workspace: Workspace, bot: TinyBot, tmp_path: Path) -> None:
    copies: list[Path] = []
    with closing(Saved(tmp_path / "workspace.db")) as saved:
        workspace.conversation("#sales").members.append(workspace.bot_user_id)
        saved.keep(workspace)
        transport = workspace.courier.transport
        assert transport
        workspace.courier.transport = _Witness(transport, lambda: copies.append(_as_killed_now(tmp_path, "copy")))
        await workspace.as_person("maya").says("#sales", "a need")
        workspace.courier.transport = transport
    found = again(copies[0], Clock())
    assert found.conversation("#sales").messages[-1].text == "a need"
    assert len(found.courier.owed) == 1
    assert found.last_number == workspace.last_number


class _Witness:
    """Looks on before each delivery."""

    def __init__(self, transport: Transport, look: Callable[[], None]) -> None:
        self._transport, self._look = transport, look

    async def deliver(self, delivery: Delivery) -> Ack:
        self._look()
        return await self._transport.deliver(delivery)


async def test_an_event_that_was_not_acknowledged_is_heard_from_the_next_process(tmp_path: Path) -> None:
    file, clock = tmp_path / "workspace.db", Clock()
    workspace = Workspace(now=clock.now)
    with closing(Saved(file)) as saved:
        workspace.conversation("#sales").members.append(workspace.bot_user_id)
        saved.keep(workspace)
        await workspace.as_person("maya").says("#sales", "is anybody there?")
        await workspace.courier.stop()
    found = again(file, clock)
    assert len(found.courier.owed) == 1
    async with PracticeServer(found) as server:
        handlers = await over_socket(TinyBot(found, server))
        found.courier.resume()
        await found.until(lambda: not found.courier.owed)
        assert [each.payload["event"]["text"] for each in found.deliveries if each.ack] == ["is anybody there?"]
        for handler in handlers:
            await handler.close_async()


def test_a_file_is_for_one_at_a_time(tmp_path: Path) -> None:
    with closing(Saved(tmp_path / "workspace.db")), pytest.raises(InUse):
        Saved(tmp_path / "workspace.db")
    Saved(tmp_path / "workspace.db").close()


def test_a_new_file_holds_no_workspace(tmp_path: Path, clock: Clock) -> None:
    with closing(Saved(tmp_path / "workspace.db")) as saved:
        assert not saved.load(Workspace(now=clock.now))


def test_what_is_forgotten_is_gone(tmp_path: Path, workspace: Workspace) -> None:
    with closing(Saved(tmp_path / "workspace.db")) as saved:
        saved.keep(workspace)
        saved.note("place", "here")
        saved.forget()
        workspace.changes.tell()
        assert (saved.load(Workspace(now=workspace.now)), saved.noted("place")) == (False, None)


def test_a_note_is_there_again(tmp_path: Path) -> None:
    with closing(Saved(tmp_path / "workspace.db")) as saved:
        saved.note("place", "here")
        saved.note("place", "there")
    with closing(Saved(tmp_path / "workspace.db")) as saved:
        assert saved.noted("place") == "there"


def test_a_file_that_is_none_of_ours_is_said_to_be_unreadable_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "workspace.db"
    file.write_text("from an earlier time, and not a database at all" * 50)
    with pytest.raises(Unreadable):
        Saved(file)
    assert file.read_text().startswith("from an earlier time")


@pytest.mark.parametrize("change", [f"PRAGMA user_version = {VERSION + 1}", "PRAGMA user_version = 0"])
def test_a_file_of_another_version_is_unreadable(tmp_path: Path, workspace: Workspace, change: str) -> None:
    file = _kept(tmp_path, workspace)
    with closing(sqlite3.connect(file)) as database:
        database.execute(change)
    with pytest.raises(Unreadable, match="version"):
        Saved(file)


@pytest.mark.parametrize(
    "change",
    ["DELETE FROM piece WHERE kind = 'numbers'", "UPDATE piece SET body = '{' WHERE kind = 'room'",
     "UPDATE piece SET body = '[]' WHERE kind = 'person'", "UPDATE piece SET body = '{\"a\": 1}' WHERE kind = 'room'"],
)  # fmt: skip
def test_a_workspace_with_a_hole_in_it_is_unreadable(tmp_path: Path, workspace: Workspace, change: str) -> None:
    file = _kept(tmp_path, workspace)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(change)
    with closing(Saved(file)) as saved, pytest.raises(Unreadable):
        saved.load(Workspace(now=workspace.now))


def _kept(folder: Path, workspace: Workspace) -> Path:
    with closing(Saved(folder / "workspace.db")) as saved:
        saved.keep(workspace)
    return folder / "workspace.db"


def _as_killed_now(folder: Path, name: str) -> Path:
    """The files as they would be found if the process ended at once."""
    copy = folder / name
    copy.mkdir()
    for file in folder.glob("workspace.db*"):
        shutil.copy(file, copy)
    return copy / "workspace.db"
