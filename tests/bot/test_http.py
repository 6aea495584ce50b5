"""HTTP mode, asked over real HTTP."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from statistics import median
from time import monotonic

import pytest
from starlette.applications import Starlette

from bot.http import serving
from tests.bot.site import FORM, JSON, Site, as_json, command, signed, site_on
from tests.databases import Sqlite


@pytest.fixture
def url(sqlite_databases: Sqlite) -> Iterator[str]:
    with sqlite_databases.fresh() as url:
        yield url


@pytest.fixture
async def site(url: str) -> AsyncIterator[Site]:
    async with site_on(url) as site:
        yield site


async def test_a_signed_command_is_answered(site: Site) -> None:
    body = command(site.practice, "help")
    status, text = await site.post(body, signed(body))
    assert (status, json.loads(text)["response_type"]) == (200, "ephemeral")


async def test_no_answer_waits_for_the_network_to_acknowledge_its_head(site: Site) -> None:
    """Slack keeps its connection: an answer in two pieces would stand still for 40 ms."""
    body = command(site.practice, "help")
    taken = []
    for _ in range(21):
        began = monotonic()
        await site.post(body, signed(body))
        taken.append(monotonic() - began)
    assert median(taken) < 0.035


async def test_people_are_answered_over_http(site: Site) -> None:
    maya = site.practice.workspace.as_person("maya")
    await maya.runs("#sales", "/ld", "help")
    assert "/training-request" in maya.ephemerals[-1].text + str(maya.ephemerals[-1].blocks)
    assert await site.practice.verify_request_url()


async def test_a_wrong_a_missing_and_an_old_signature_are_refused(site: Site) -> None:
    body = command(site.practice, "help")
    refused = [signed(body, secret="another"), FORM, signed(body, age=301), signed(body, age=-330)]
    assert [(await site.post(body, headers))[0] for headers in refused] == [401] * 4


@pytest.mark.parametrize(
    "strange",
    [{"X-Slack-Request-Timestamp": "soon"}, {"X-Slack-Request-Timestamp": "9" * 5_000}, {"X-Slack-Signature": "v0=é"}],
    ids=["no-number", "far-away", "not-ascii"],
)
async def test_a_signature_that_is_none_is_refused(site: Site, strange: dict[str, str]) -> None:
    assert (await site.post(b"{}", signed(b"{}") | strange))[0] == 401


async def test_slacks_first_question_to_the_address_is_answered(site: Site) -> None:
    body = as_json({"type": "url_verification", "challenge": "say this"})
    status, text = await site.post(body, signed(body, kind=JSON))
    assert (status, "say this" in text) == (200, True)


async def test_a_process_that_lives_says_so(site: Site) -> None:
    assert await site.get("/healthz") == (200, "ok")


async def test_it_is_ready_when_database_and_slack_answer(site: Site) -> None:
    assert await site.get("/readyz") == (200, "ok")


async def test_it_is_not_ready_without_slack(site: Site) -> None:
    await site.practice.stop()
    assert await site.get("/readyz") == (503, "no answer from Slack")
    await site.practice.start()
    assert await site.get("/readyz") == (200, "ok")


async def test_it_is_not_ready_while_the_database_takes_no_writes(site: Site, url: str) -> None:
    with closing(connect(Path(url.removeprefix("sqlite:///")), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await site.get("/readyz") == (503, "no answer from the database")
        assert (await site.get("/metrics"))[0] == 200
        other.execute("ROLLBACK")
        assert await site.get("/readyz") == (200, "ok")


async def test_it_says_of_both_that_they_are_missing(site: Site, url: str) -> None:
    await site.practice.stop()
    with closing(connect(Path(url.removeprefix("sqlite:///")), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await site.get("/readyz") == (503, "no answer from the database and Slack")
    await site.practice.start()


async def test_an_address_in_use_is_an_error(site: Site) -> None:
    with pytest.raises(OSError, match="in use"):
        async with serving(Starlette(), "127.0.0.1", site.port):
            pass
