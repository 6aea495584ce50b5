"""Files on the page: uploaded with a message or into a form, shown, and saved."""

import io
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.practice import Person, PracticeServer, Workspace, views
from bot.practice.files import LARGEST
from tests.bot.practice.gallery import field, modal
from tests.bot.practice.page.standing import FixedStage, visited

NOTES = b"# Notes"
PAGE = {"X-Page": "1"}


@pytest.fixture
async def visitor(workspace: Workspace, server: PracticeServer) -> AsyncIterator[aiohttp.ClientSession]:
    async with visited(FixedStage(workspace, server, KeyError())) as session:
        yield session


def upload(*files: tuple[str, bytes | io.BytesIO], **fields: str) -> aiohttp.FormData:
    form = aiohttp.FormData(fields)
    for name, content in files:
        form.add_field("file", content, filename=name)
    return form


async def test_a_message_goes_with_its_files(visitor: aiohttp.ClientSession, workspace: Workspace) -> None:
    sales = workspace.conversation("#sales")
    sent = upload(("notes.md", NOTES), ("more.txt", b"more"), channel=sales.id, text="Our notes")
    assert (await visitor.post("/as/maya/upload/share", data=sent, headers=PAGE)).status == 204
    [post] = sales.messages
    assert post.text == "Our notes"
    assert [workspace.files.kept[file_id].content for file_id in post.files] == [NOTES, b"more"]
    html = await (await visitor.get(f"/as/tom/{sales.id}")).text()
    assert 'download="notes.md">notes.md</a> <span class="dim">Markdown (raw), 7 Bytes</span>' in html


async def test_a_file_can_be_shared_in_private_without_words(visitor: aiohttp.ClientSession, maya: Person) -> None:
    await visitor.post("/as/maya/upload/share", data=upload(("notes.md", NOTES), channel=maya.dm.id, text=""))
    assert [(post.text, len(post.files)) for post in maya.dm.messages] == [("", 1)]


async def test_a_picture_has_words_for_who_does_not_see_it(
    visitor: aiohttp.ClientSession, maya: Person, workspace: Workspace
) -> None:
    post = await maya.shares("#sales", "chart.png", b"PNG")
    workspace.files.kept[post.files[0]].alt = "Requests <rise>"
    html = await (await visitor.get(f"/as/maya/{post.channel}")).text()
    assert f'<img src="/as/maya/files/{post.files[0]}" alt="Requests &lt;rise&gt;">' in html
    workspace.files.delete(workspace.files.kept[post.files[0]])
    assert "This file was deleted." in await (await visitor.get(f"/as/maya/{post.channel}")).text()


async def test_a_file_is_saved_and_never_run(visitor: aiohttp.ClientSession, maya: Person) -> None:
    post = await maya.shares("#sales", "Märchen.html", b"<script>alert(1)</script>")
    answer = await visitor.get(f"/as/tom/files/{post.files[0]}")
    assert await answer.read() == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''M%C3%A4rchen.html"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_nobody_gets_a_file_of_a_conversation_they_do_not_see(
    visitor: aiohttp.ClientSession, maya: Person
) -> None:
    post = await maya.shares("dm", "notes.md", NOTES)
    assert (await visitor.get(f"/as/maya/files/{post.files[0]}")).status == 200
    assert (await visitor.get(f"/as/tom/files/{post.files[0]}")).status == 404
    assert (await visitor.get("/as/tom/files/F0NOWHERE")).status == 404


async def test_files_go_into_a_form_and_out_of_it(
    visitor: aiohttp.ClientSession, maya: Person, workspace: Workspace
) -> None:
    view = views.open_modal(workspace, maya.id, modal(field("file_input", telling=False)))
    await visitor.post("/as/maya/upload/pick", data=upload(("a.csv", b"a"), view=view.id, block="block"))
    assert "a.csv" in await (await visitor.get("/as/maya/home")).text()
    assert [file["name"] for file in view.values["block", "any"]["files"]] == ["a.csv"]
    await visitor.post("/as/maya/upload/pick", data=upload(view=view.id, block="block"))
    assert view.values["block", "any"]["files"] == []


async def test_what_cannot_go_in_is_said_at_its_field(
    visitor: aiohttp.ClientSession, maya: Person, workspace: Workspace
) -> None:
    asked = field("file_input", telling=False)
    asked["element"]["filetypes"] = ["csv"]
    view = views.open_modal(workspace, maya.id, modal(asked))
    await visitor.post("/as/maya/upload/pick", data=upload(("a.xlsx", b"a"), view=view.id, block="block"))
    assert view.errors == {"block": "A.xlsx can't go in here, only csv files."}
    await visitor.post("/as/maya/upload/pick", data=upload(("a.csv", b"a"), view=view.id, block="block"))
    assert view.errors == {}


async def test_what_is_too_large_is_refused_in_a_sentence(visitor: aiohttp.ClientSession, workspace: Workspace) -> None:
    sent = upload(("notes.md", io.BytesIO(bytes(LARGEST + 1))), channel=workspace.conversation("#sales").id, text="")
    answer = await visitor.post("/as/maya/upload/share", data=sent, headers=PAGE)
    assert (answer.status, await answer.json()) == (409, {"said": "Notes.md is larger than 10 MB."})
    assert workspace.files.kept == {}


async def test_what_does_not_say_how_much_it_is_is_not_read(visitor: aiohttp.ClientSession) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield NOTES

    answer = await visitor.post("/as/maya/upload/share", data=endless(), headers=PAGE)
    assert (answer.status, await answer.json()) == (409, {"said": "This is too much at once."})


async def test_another_website_uploads_nothing(visitor: aiohttp.ClientSession, workspace: Workspace) -> None:
    sent = upload(("notes.md", NOTES), channel=workspace.conversation("#sales").id, text="")
    answer = await visitor.post("/as/maya/upload/share", data=sent, headers={"Origin": "https://a.example"})
    assert (answer.status, workspace.files.kept) == (403, {})
