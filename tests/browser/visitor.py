"""Somebody who tries the practice workspace in a browser."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from playwright.async_api import Browser, Locator, Page, expect

from bot.cli import tour
from bot.cli.page import shown
from bot.cli.stage import Stage
from bot.clock import MovableClock

LOOPBACK: Final = ("http://127.0.0.1:", "data:", "about:", "blob:")
HASTE: Final = 50.0
WIDE: Final = {"width": 1400, "height": 900}


class Visitor:
    """Opens the page as any of the people; `troubles` are failed scripts and requests that would leave loopback."""

    def __init__(self, stage: Stage, browser: Browser, address: str) -> None:
        self.stage, self.address = stage, address
        self.troubles: list[str] = []
        self._browser = browser

    async def opens(self, path: str = "/", **context: object) -> Page:
        """A new browser window at an address of the page."""
        own = await self._browser.new_context(**({"viewport": WIDE} | context))  # type: ignore[arg-type]
        page = await own.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("request", lambda request: self._check(request.url))
        await page.goto(f"{self.address}{path}")
        return page

    async def opens_as(self, who: str, where: str, **context: object) -> Page:
        """A new browser window of somebody at `"#sales"`, `"dm"` or `"home"`."""
        return await self.opens(self.path(who, where), **context)

    async def leaves(self) -> None:
        """Closes every window."""
        for context in self._browser.contexts:
            await context.close()

    def path(self, who: str, where: str) -> str:
        """Where somebody sees a conversation."""
        workspace = self.stage.workspace
        member = workspace.member(who)
        if where == "home":
            return f"/as/{member.key}/home"
        room = workspace.dm_with(member.id) if where == "dm" else workspace.conversation(where)
        return f"/as/{member.key}/{room.id}"

    async def goes(self, page: Page, who: str, where: str) -> None:
        """The same window, as somebody else or somewhere else."""
        await page.goto(f"{self.address}{self.path(who, where)}")

    def _check(self, url: str) -> None:
        if not url.startswith(LOOPBACK):
            self.troubles.append(f"asks for {url}")


@asynccontextmanager
async def visiting(url: str, begins: datetime, browser: Browser) -> AsyncIterator[Visitor]:
    """A practice workspace on the database at `url` from a moment on, its page, and a browser."""
    stage = Stage(url, MovableClock(begins), haste=HASTE)
    await stage.begin()
    try:
        await tour.prepare(stage)
        async with shown(stage, port=0) as address:
            visitor = Visitor(stage, browser, address)
            yield visitor
            await visitor.leaves()
    finally:
        await stage.end()


async def writes(page: Page, text: str) -> None:
    """Types into the composer and sends it, once no form is open."""
    await expect(page.locator("dialog")).to_have_count(0)
    composer = page.locator("#composer textarea")
    await composer.fill(text)
    await composer.press("Escape")
    await composer.press("Enter")


async def fills(page: Page, **fields: str) -> None:
    """Types into fields of the open form, by the names of their blocks."""
    for block, text in fields.items():
        await page.locator(f'dialog [name^="{block}/"]').first.fill(text)


async def chooses(page: Page, answer: str) -> None:
    """Chooses an answer in the open form."""
    await page.locator("dialog").get_by_label(answer, exact=True).check()


async def sends(page: Page) -> None:
    """Presses the button that sends the open form."""
    await page.locator("dialog .modal-foot .primary").click()


def said(page: Page, text: str) -> Locator:
    """The message in the conversation that says something."""
    return page.locator("#messages .message", has_text=text).last


def menu(post: Locator) -> Locator:
    """What opens the menu of a message."""
    return post.locator(".tools summary")


async def presses(page: Page, button: str, inside: str = "#main") -> None:
    """Presses the last button with this label."""
    await page.locator(inside).get_by_role("button", name=button, exact=True).last.click()


__all__ = ["Visitor", "chooses", "expect", "fills", "menu", "presses", "said", "sends", "visiting", "writes"]
