"""Files on their way between the bot and Slack."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.practice.model import File
from bot.slack import Ambiguous, Permanent, RetryAfter, SlackError
from bot.transfer import download, keeps_files_at
from tests.bot.line import Line, connected

CSV = "name,hours\nZoë,2\n".encode()
SLACK = "https://slack.com/api/"


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    async with connected() as made:
        yield made


def handed_in(line: Line, name: str = "resources.csv", content: bytes = CSV) -> File:
    maya = line.workspace.member("maya").id
    return line.workspace.files.add(maya, name, content, handed_in=True)


def address(line: Line, file: File) -> str:
    return f"{line.server.url}files-pri/{line.workspace.team_id}-{file.id}/download/{file.name}"


@asynccontextmanager
async def answering(answer: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[str]:
    """The address of a server that answers every request so."""
    server = TestServer(web.Application())
    server.app.router.add_get("/", answer)
    async with server:
        yield str(server.make_url("/"))


async def test_a_file_is_posted_with_its_title_and_a_comment(line: Line) -> None:
    await line.slack.send_file(line.channel, "resources.csv", CSV, "Resources", "Here you are.")
    [message] = line.workspace.conversation("#sales").messages
    [file] = [line.workspace.files.kept[file_id] for file_id in message.files]
    assert (file.name, file.title, file.content, message.text) == ("resources.csv", "Resources", CSV, "Here you are.")


async def test_a_file_goes_to_a_person_in_private(line: Line) -> None:
    maya = line.workspace.as_person("maya")
    await line.slack.send_file(await line.slack.open_dm(maya.id), "resources.csv", CSV, "Resources")
    assert [len(message.files) for message in maya.dm.messages] == [1]


async def test_a_file_goes_into_a_thread(line: Line) -> None:
    maya = line.workspace.as_person("maya")
    await maya.joins("#sales")
    root = await maya.says("#sales", "How are we doing?")
    await line.slack.send_file(line.channel, "chart.png", b"\x89PNG", "How we are doing", thread_ts=root.ts)
    assert [reply.thread_ts for reply in root.replies] == [root.ts]


async def test_a_file_goes_to_no_channel_that_the_bot_is_not_in(line: Line) -> None:
    with pytest.raises(Permanent, match="not_in_channel"):
        await line.slack.send_file(line.workspace.conversation("#procurement").id, "resources.csv", CSV, "Resources")


@pytest.mark.parametrize("kind", ["500", "drop", "internal_error"])
async def test_before_anybody_can_see_the_file_a_lost_answer_leaves_nothing_open(line: Line, kind: str) -> None:
    line.spoil("files.getUploadURLExternal", "after", kind)
    with pytest.raises(RetryAfter):
        await line.slack.send_file(line.channel, "resources.csv", CSV, "Resources")


async def test_an_upload_that_does_not_arrive_is_worth_another_try(line: Line) -> None:
    line.workspace.files.base = "http://127.0.0.1:9/"
    with pytest.raises(RetryAfter):
        await line.slack.send_file(line.channel, "resources.csv", CSV, "Resources")
    assert line.workspace.conversation("#sales").messages == []


async def test_an_upload_that_is_turned_away_is_final(line: Line) -> None:
    line.workspace.files.base = f"{line.server.url}nowhere/"
    with pytest.raises(Permanent, match="http_404"):
        await line.slack.send_file(line.channel, "resources.csv", CSV, "Resources")


async def test_when_the_last_answer_is_lost_the_file_may_be_there(line: Line) -> None:
    line.spoil("files.completeUploadExternal", "after", "drop")
    with pytest.raises(Ambiguous):
        await line.slack.send_file(line.channel, "resources.csv", CSV, "Resources")
    assert len(line.workspace.conversation("#sales").messages) == 1


async def test_what_was_handed_in_is_fetched_to_the_byte(line: Line) -> None:
    assert await line.slack.fetch_file(address(line, handed_in(line)), len(CSV)) == CSV


async def test_a_file_that_is_too_long_is_not_fetched(line: Line) -> None:
    with pytest.raises(Permanent, match="too_large"):
        await line.slack.fetch_file(address(line, handed_in(line)), len(CSV) - 1)


async def test_the_page_to_sign_in_is_no_file(line: Line) -> None:
    line.workspace.bot_scopes.discard("files:read")
    with pytest.raises(Permanent, match="missing_scope"):
        await line.slack.fetch_file(address(line, handed_in(line)), 10_000)


async def test_a_web_page_that_somebody_handed_in_is_a_file(line: Line) -> None:
    page = handed_in(line, "notes.html", b"<p>Hello</p>")
    assert await line.slack.fetch_file(address(line, page), 100) == b"<p>Hello</p>"


async def test_a_file_that_is_gone_is_gone_for_good(line: Line) -> None:
    file = handed_in(line)
    line.workspace.files.delete(file)
    with pytest.raises(Permanent, match="http_404"):
        await line.slack.fetch_file(address(line, file), 100)


async def test_somebody_elses_address_is_shown_no_token(line: Line) -> None:
    async with connected() as other:
        with pytest.raises(Permanent, match="foreign_address"):
            await line.slack.fetch_file(address(other, handed_in(other)), 100)


async def test_where_slack_redirects_to_another_place_the_token_stays_behind() -> None:
    seen: list[str | None] = []

    async def login(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization"))
        return web.Response(text="<p>Sign in</p>", content_type="text/html")

    async with answering(login) as elsewhere:

        async def redirect(request: web.Request) -> web.Response:
            seen.append(request.headers.get("Authorization"))
            raise web.HTTPFound(elsewhere)

        async with answering(redirect) as url, aiohttp.ClientSession() as session:
            with pytest.raises(Permanent, match="missing_scope"):
                await download(session, url, "xoxb-token", url, 100)
    assert seen == ["Bearer xoxb-token", None]


@pytest.mark.parametrize(
    ("status", "error"), [(429, RetryAfter), (403, Permanent), (500, Ambiguous)], ids=["too often", "refused", "broken"]
)
async def test_what_went_wrong_says_whether_to_ask_again(status: int, error: type[SlackError]) -> None:
    async def refuse(request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Retry-After": "7"})

    async with answering(refuse) as url, aiohttp.ClientSession() as session:
        with pytest.raises(error):
            await download(session, url, "xoxb-token", url, 100)


async def test_an_address_that_does_not_answer_is_worth_another_try(line: Line) -> None:
    url = address(line, handed_in(line))
    await line.server.stop()
    with pytest.raises(Ambiguous, match=aiohttp.ClientConnectorError.__name__):
        await line.slack.fetch_file(url, 100)


@pytest.mark.parametrize(
    ("api", "url", "is_own"),
    [
        (SLACK, "https://files.slack.com/files-pri/T1-F1/download/a.csv", True),
        (SLACK, "https://FILES.slack.com:443/files-pri/T1-F1/download/a.csv", True),
        ("https://slack-gov.com/api/", "https://files.slack-gov.com/files-pri/T1-F1/download/a.csv", True),
        ("http://127.0.0.1:8010/api/", "http://127.0.0.1:8010/files-pri/T1-F1/download/a.csv", True),
        ("http://127.0.0.1:8010/api/", "http://127.0.0.1:8011/files-pri/T1-F1/download/a.csv", False),
        (SLACK, "http://files.slack.com/files-pri/T1-F1/download/a.csv", False),
        (SLACK, "https://files.slack.com.example.com/a.csv", False),
        (SLACK, "https://files.slack.com@example.com/a.csv", False),
        (SLACK, "https://example.com\\@files.slack.com/a.csv", False),
        (SLACK, "//files.slack.com/a.csv", False),
        (SLACK, "file:///etc/passwd", False),
        (SLACK, "", False),
    ],
)
def test_the_token_goes_only_where_this_slack_keeps_its_files(api: str, url: str, is_own: bool) -> None:
    assert keeps_files_at(api, url) is is_own
