"""The page as a whole: what it says when something goes wrong, and what is ready before its first request."""

from typing import Any

import jinja2
import pytest

from bot.practice import OperationTimeout, PracticeServer, Workspace
from bot.practice.forms import ClientRefused
from bot.practice.page.stage import BEGAN_ANEW
from tests.bot.practice.page.standing import FixedStage, visited


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


async def test_an_emoji_that_nobody_knows_is_refused(workspace: Workspace, server: PracticeServer) -> None:
    tom = workspace.as_person("tom")
    await tom.says("#sales", "The list is out")
    [post] = workspace.conversation("#sales").messages
    async with visited(FixedStage(workspace, server, KeyError())) as visitor:
        form = {"message": f"{post.channel}:{post.ts}", "emoji": "no such thing"}
        answer = await visitor.post("/as/tom/do/react", data=form, headers={"Sec-Fetch-Site": "same-origin"})
        assert (answer.status, "no emoji called no such thing" in await answer.text()) == (409, True)
    assert post.reactions == {}


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
