"""The page for everybody: the keyboard alone, screen readers, small screens, light and dark."""

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.async_api import Page

from tests.browser.visitor import Visitor, expect, fills, sends, writes

AXE: Final = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS: Final = ("serious", "critical")
NEED: Final = "/training-request reps freeze on price"


async def check(page: Page) -> None:
    """axe-core finds nothing serious on the page as it stands."""
    await page.evaluate(AXE.read_text())
    found: dict[str, Any] = await page.evaluate("axe.run()")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"] if v["impact"] in SERIOUS] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious(visitor: Visitor, scheme: str) -> None:
    page = await visitor.opens_as("maya", "#sales", color_scheme=scheme)
    await writes(page, NEED)
    await expect(page.get_by_role("dialog")).to_be_visible()
    await sends(page)
    await expect(page.get_by_label("Who is it about")).to_have_attribute("aria-invalid", "true")
    await check(page)
    await fills(page, desired="They hold the price", audience="12 account executives")
    await sends(page)
    await writes(page, "/ld poll What should we practise?")
    await fills(page, options="Role play\nCall review")
    await sends(page)
    await expect(page.get_by_role("button", name="Vote").first).to_be_visible()
    await check(page)
    await visitor.stage.settled()
    await visitor.goes(page, "lena", "#learning-team")
    await expect(page.get_by_role("button", name="Take it")).to_be_visible()
    await page.locator("#act-as summary").click()
    await check(page)
    await page.goto(f"{page.url}?drawer=1")
    await page.get_by_text("chat.postMessage").first.click()
    await check(page)
    await visitor.goes(page, "lena", "home")
    await expect(page.locator("#home .block").first).to_be_visible()
    await check(page)


async def test_the_keyboard_alone_files_and_takes_a_request(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    await tab_to(page, "Message to sales")
    await page.keyboard.type(NEED)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Training request")).to_be_visible()
    await expect(page.get_by_label("What is happening?")).to_be_focused()
    await tab_to(page, "What should happen instead?")
    await page.keyboard.type("They hold the price")
    await tab_to(page, "Who is it about, and how many?")
    await page.keyboard.type("12 account executives")
    await tab_to(page, "Send")
    await page.keyboard.press("Enter")
    await expect(page.locator("#messages")).to_contain_text("TR-1")

    await visitor.stage.settled()
    await tab_to(page, "Acting as")
    await page.keyboard.press("Enter")
    await tab_to(page, "Lena Hoffmann")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/as/lena/*")
    await tab_to(page, "learning-team")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="learning-team")).to_be_visible()
    await tab_to(page, "Take it")
    await page.keyboard.press("Enter")
    await expect(page.locator("#messages")).to_contain_text("@Lena Hoffmann looks after this")


async def test_a_menu_closes_with_escape_and_gives_the_focus_back(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    await tab_to(page, "Acting as")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Escape")
    await expect(page.locator("#act-as")).not_to_have_attribute("open", "")
    await expect(page.locator("#act-as summary")).to_be_focused()


async def test_a_small_screen_shows_everything_without_sideways_scrolling(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales", viewport={"width": 375, "height": 800})
    await writes(page, NEED)
    await fills(page, desired="They hold the price", audience="12 account executives")
    await narrow(page)
    await sends(page)
    await visitor.stage.settled()
    for where in ("#learning-team", "home", "dm"):
        await visitor.goes(page, "lena", where)
        await narrow(page)


async def narrow(page: Page) -> None:
    """Nothing is wider than the screen."""
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 375


async def tab_to(page: Page, name: str) -> None:
    """Presses Tab until what is called so has the focus."""
    for _ in range(120):
        await page.keyboard.press("Tab")
        if name in await page.evaluate(FOCUSED):
            return
    raise AssertionError(f"no Tab leads to {name!r}")


FOCUSED: Final = """() => {
    const it = document.activeElement;
    if (!it.matches("a, button, summary, textarea, input, select")) return "";
    const labels = [...(it.labels ?? [])].map((label) => label.innerText);
    return [it.getAttribute("aria-label"), ...labels, it.innerText].join(" ");
}"""
