"""The practice page in a real browser."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.cli.story import BEGINS
from tests.browser.visitor import Visitor, visiting
from tests.databases import Sqlite

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One browser serves all tests of a worker, so all run in one loop."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The system's Chromium; `make test` installs it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "the browser tests need the package chromium"
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(sqlite_databases: Sqlite, browser: Browser) -> AsyncIterator[Visitor]:
    """Somebody with a browser before a practice workspace that begins on a Tuesday morning.

    Whatever the page asks for must be on loopback, and no script may fail.
    """
    with sqlite_databases.fresh() as url:
        async with visiting(url, BEGINS, browser) as visitor:
            yield visitor
    assert visitor.troubles == []
