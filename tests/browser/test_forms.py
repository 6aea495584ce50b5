"""Forms in the browser: errors at the field, what was typed, forms on top of forms."""

import re

from bot.practice import views
from tests.browser.visitor import Visitor, expect, fills, said, sends, writes

NEED = "/training-request reps freeze on price"
NOTICE = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "One moment"},
    "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "This could not be saved."}}],
}


async def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    await writes(page, NEED)
    await fills(page, desired="They hold the price")
    await sends(page)
    audience = page.get_by_label("Who is it about, and how many?")
    await expect(audience).to_have_attribute("aria-invalid", "true")
    await expect(audience).to_have_accessible_description(re.compile("Please fill this in"))
    await expect(page.get_by_label("What should happen instead?")).to_have_value("They hold the price")


async def test_what_the_app_refuses_is_said_at_its_field(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    await writes(page, "/ld poll What first?")
    await fills(page, options="Only one")
    await sends(page)
    options = page.locator('dialog [name^="options/"]')
    await expect(options).to_have_attribute("aria-invalid", "true")
    await expect(page.locator("dialog .error")).to_be_visible()
    await fills(page, options="Role play\nCall review")
    await sends(page)
    await expect(page.locator("dialog")).to_have_count(0)
    await expect(said(page, "What first?")).to_contain_text("Call review")


async def test_what_was_typed_survives_a_reload(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    await writes(page, NEED)
    async with page.expect_response("**/do/keep"):
        await fills(page, desired="They hold the price")
    await page.reload()
    await expect(page.get_by_label("What should happen instead?")).to_have_value("They hold the price")


async def test_typing_goes_on_while_others_speak(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    await writes(page, NEED)
    field = page.get_by_label("What should happen instead?")
    await field.press_sequentially("They hold ")
    await visitor.stage.workspace.as_person("tom").says("#sales", "Has anybody seen the new list?")
    await expect(said(page, "Has anybody seen")).to_be_attached()
    await page.keyboard.type("the price")
    await expect(field).to_have_value("They hold the price")


async def test_escape_closes_a_form(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    await writes(page, NEED)
    await expect(page.get_by_role("dialog", name="Training request")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)


async def test_a_form_on_top_of_a_form_leads_back_to_it(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    await writes(page, NEED)
    await fills(page, desired="They hold the price")
    views.push(visitor.stage.workspace, visitor.stage.workspace.member("maya").id, NOTICE)
    await expect(page.get_by_role("dialog", name="One moment")).to_be_visible()
    await page.get_by_role("button", name="Back").click()
    await expect(page.get_by_label("What should happen instead?")).to_have_value("They hold the price")
