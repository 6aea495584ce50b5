"""Files in the browser: attached to a message, picked into a form, seen and saved."""

import base64

import pytest
from playwright.async_api import FilePayload

from bot.practice import views
from tests.browser.test_accessible import check, narrow, tab_to
from tests.browser.visitor import Visitor, expect, said, sends

NOTES: FilePayload = {"name": "notes.md", "mimeType": "text/markdown", "buffer": b"# What we learned"}
CHART: FilePayload = {
    "name": "chart.png",
    "mimeType": "image/png",
    "buffer": base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ),
}
LIST: FilePayload = {"name": "people.csv", "mimeType": "text/csv", "buffer": b"name"}
FORM = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Bring a list"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "list",
            "label": {"type": "plain_text", "text": "Which list?"},
            "element": {"type": "file_input", "action_id": "value", "filetypes": ["csv"], "max_files": 1},
        }
    ],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_file_is_attached_sent_seen_and_saved(visitor: Visitor, scheme: str) -> None:
    page = await visitor.opens_as("maya", "#sales", color_scheme=scheme, viewport={"width": 375, "height": 800})
    await page.locator("#composer").get_by_label("Attach files").set_input_files([NOTES, CHART])
    await expect(page.get_by_role("status")).to_contain_text("notes.md, chart.png")
    await check(page)
    await page.get_by_label("Message to sales").fill("Our meeting")
    await page.keyboard.press("Enter")
    post = said(page, "Our meeting")
    await expect(post.get_by_role("img", name="chart.png")).to_be_visible()
    await expect(page.locator("#composer .attached")).to_be_hidden()
    async with page.expect_download() as saving:
        await post.get_by_role("link", name="notes.md").click()
    assert (await (await saving.value).path()).read_bytes() == b"# What we learned"
    await check(page)
    await narrow(page)


async def test_a_file_goes_into_a_form_with_the_keyboard_and_out_again(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales", viewport={"width": 375, "height": 800})
    view = views.open_modal(visitor.stage.workspace, visitor.stage.workspace.member("maya").id, FORM)
    picker = page.get_by_label("Which list?")
    await expect(picker).to_be_focused()
    await sends(page)
    await expect(picker).to_have_accessible_description("Please fill this in.")
    async with page.expect_file_chooser() as choosing:
        await picker.press("Space")
    await (await choosing.value).set_files(NOTES)
    await expect(picker).to_have_accessible_description("Notes.md can't go in here, only csv files.")
    await picker.set_input_files(LIST)
    picked = page.get_by_role("list", name="Picked files")
    await expect(picked).to_contain_text("people.csv")
    await expect(picker).to_be_focused()
    await check(page)
    await narrow(page)
    await tab_to(page, "Remove")
    await page.keyboard.press("Enter")
    await expect(picked).to_have_count(0)
    await expect(picker).to_be_focused()
    assert view.values["list", "value"]["files"] == []
