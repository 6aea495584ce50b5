"""The page as a whole: what it says when something goes wrong, and what is ready before its first request."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
import jinja2
import pytest

from bot.http import serving
from bot.practice import OperationTimeout, PracticeServer, Workspace
from bot.practice.forms import ClientRefused
from bot.practice.page.app import page
from bot.practice.page.stage import BEGAN_ANEW, Step


@dataclass
class FixedStage:
    """A stage whose time stands still, and whose one step fails."""

    workspace: Workspace
    server: PracticeServer
    error: Exception

    @property
    def steps(self) -> tuple[Step, ...]:
        return (Step("Title", "maya", "#sales", "How", "Why", lambda _: False, self._play),)

    async def move_to(self, moment: datetime) -> None: ...

    async def restart(self) -> None: ...

    async def _play(self) -> None:
        raise self.error


@asynccontextmanager
async def visited(stage: FixedStage) -> AsyncIterator[aiohttp.ClientSession]:
    """A visitor of the page."""
    served = page(stage, lambda: False)
    async with serving(served, "127.0.0.1", 0) as port, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TimeoutError("the step"), "This takes longer than it should. Try again in a moment."),
        (KeyError("U1"), "This is no longer there."),
        (IndexError("list"), "This is no longer there."),
        (OperationTimeout("the app"), "We had some trouble connecting. Try again?"),
        (ClientRefused(BEGAN_ANEW), "Everything began anew meanwhile, so this was not done to its end."),
    ],
)
async def test_a_step_that_fails_ends_in_a_sentence(
    workspace: Workspace, server: PracticeServer, error: Exception, said: str
) -> None:
    async with visited(FixedStage(workspace, server, error)) as visitor:
        answer = await visitor.post("/tour/1", headers={"Sec-Fetch-Site": "same-origin"})
        assert (answer.status, await answer.json()) == (409, {"said": said})


async def test_the_first_visitor_waits_for_no_template(
    workspace: Workspace, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compile_ = jinja2.Environment.compile

    def noted(self: jinja2.Environment, source: Any, name: Any = None, *more: Any, **named: Any) -> Any:
        compiled.append(name)
        return compile_(self, source, name, *more, **named)

    async with visited(FixedStage(workspace, server, KeyError())) as visitor:
        monkeypatch.setattr(jinja2.Environment, "compile", noted)
        answer = await visitor.get("/")
        assert answer.status == 200
        assert "</html>" in await answer.text()
    assert [name for name in compiled if name] == []
