"""Pictures of what people see, for the README: `make pictures` puts them into docs."""

import os
from pathlib import Path
from typing import Final

import pytest_asyncio
from playwright.async_api import Error, Locator, Page

from tests.browser.visitor import Visitor, chooses, expect, fills, presses, said, sends, writes

FOLDER: Final = Path(os.environ.get("PICTURES", "build/pictures"))
SCENE: Final = {"viewport": {"width": 1500, "height": 1300}, "device_scale_factor": 1.5}


@pytest_asyncio.fixture(loop_scope="session")
async def toured(visitor: Visitor) -> Visitor:
    """The story, played until the team has voted."""
    await visitor.stage.steps[6].play()
    return visitor


async def test_recap_poll_and_home(toured: Visitor) -> None:
    page = await toured.opens_as("sofia", "#sales", **SCENE)
    await picture(page, "recap", said(page, "What we learned in your meeting").locator("article"))
    await said(page, "What we learned").locator("a.replies").click()
    poll = page.locator("#replies .message", has=page.get_by_role("button", name="Vote"))
    await picture(page, "poll", poll.locator("article"))
    page = await toured.opens_as("lena", "home", **SCENE)
    for _ in range(2):  # at the second visit nothing changes any more
        async with page.expect_response("**/do/home"):
            await toured.goes(page, "lena", "home")
        await toured.stage.settled()
    await picture(page, "home", page.locator("#home form"))


async def test_questions_answers_and_card(visitor: Visitor) -> None:
    await visitor.stage.steps[0].play()
    page = await visitor.opens_as("maya", "dm", **SCENE)
    await picture(page, "questions", said(page, "Three short questions").locator("article"))
    await presses(page, "Answer")
    await chooses(page, "Some of them could")
    await chooses(page, "They don't know how yet")
    await fills(page, question_3="Nine of thirty deals this quarter went at 6 % less.")
    await picture(page, "answers", page.get_by_role("dialog"))
    await sends(page)
    await expect(said(page, "Three more questions")).to_be_visible()
    await visitor.goes(page, "lena", "#learning-team")
    await presses(page, "Take it")
    await expect(said(page, "TR-1")).to_contain_text("Lena Hoffmann looks after this.")
    await picture(page, "card", said(page, "TR-1").locator("article"))


async def test_form_and_page(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales", **SCENE | {"viewport": {"width": 1500, "height": 960}})
    await writes(page, "/training-request reps freeze when buyers push back on price")
    await fills(page, desired="They hold the price and ask what it is worth", audience="12 account executives")
    await picture(page, "form", page.get_by_role("dialog"))
    await sends(page)
    await expect(said(page, "TR-1")).to_be_visible()
    await picture(page, "page", page.locator("body"))


async def picture(page: Page, name: str, what: Locator) -> None:
    """Writes what is seen of an element; a picture of nothing would be tiny."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}.png"
    for tries_left in (2, 1, 0):
        try:
            await what.screenshot(path=file, animations="disabled")
            break
        except Error as error:  # the page put a newer part in its place while the picture was taken
            if "not attached" not in str(error) or not tries_left:
                raise
    assert file.stat().st_size > 5_000
