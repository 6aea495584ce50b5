"""The page as people use it: votes, the clock, reactions, marks, the drawer, and a new beginning."""

import re
from time import monotonic

from playwright.async_api import Page

from tests.browser.visitor import Visitor, expect, fills, menu, presses, said, sends, writes

POLL = "What should we practise?"


async def ask(page: Page) -> None:
    await writes(page, f"/ld poll {POLL}")
    await fills(page, options="Role play\nCall review")
    await sends(page)
    await expect(said(page, POLL)).to_be_visible()


async def test_two_people_vote_in_two_pages_and_each_sees_the_count_change(visitor: Visitor) -> None:
    maya = await visitor.opens_as("maya", "#sales")
    tom = await visitor.opens_as("tom", "#sales")
    await ask(maya)
    await said(maya, POLL).get_by_role("button", name="Vote").first.click()
    for page in (maya, tom):
        await expect(said(page, POLL)).to_contain_text("1 vote")
    await said(tom, POLL).get_by_role("button", name="Vote").first.click()
    for page in (maya, tom):
        await expect(said(page, POLL)).to_contain_text("2 people")


async def test_a_card_that_changes_under_a_pressed_button_does_not_swallow_the_click(visitor: Visitor) -> None:
    maya = await visitor.opens_as("maya", "#sales")
    tom = await visitor.opens_as("tom", "#sales")
    await ask(maya)
    vote = said(maya, POLL).get_by_role("button", name="Vote").first
    await vote.hover()
    await maya.mouse.down()
    async with maya.expect_response(lambda answer: answer.url == maya.url):
        await said(tom, POLL).get_by_role("button", name="Vote").first.click()
        await expect(said(tom, POLL)).to_contain_text("1 vote")
    await maya.evaluate("new Promise((done) => setTimeout(done, 100))")
    await maya.mouse.up()
    for page in (maya, tom):
        await expect(said(page, POLL)).to_contain_text("2 people")


async def test_the_clock_goes_on_and_what_is_due_is_posted_live(visitor: Visitor) -> None:
    page = await visitor.opens_as("lena", "#sales")
    await writes(page, "@Touchpoint notes of the sales weekly\nNext steps:\n- Priya to share the call list by Thursday")
    await visitor.goes(page, "lena", "dm")
    await presses(page, "Check the draft")
    await sends(page)
    priya = await visitor.opens_as("priya", "#sales")
    await expect(said(priya, "What we learned")).to_be_visible()
    await priya.get_by_role("button", name="Next Monday 9:00").click()
    await expect(priya.locator("#clock .now")).to_contain_text("Monday, 9 March, 09:00")
    await expect(said(priya, "What we learned").locator("a.replies")).to_be_visible()


async def test_reactions_replies_edits_and_deletions(visitor: Visitor) -> None:
    page = await visitor.opens_as("tom", "#sales")
    await writes(page, "The list is out")
    post = said(page, "The list is out")
    await menu(post).click()
    await post.get_by_role("button", name="React with bulb").click()
    await expect(post.get_by_role("button", name="bulb, 1")).to_have_attribute("aria-pressed", "true")
    await menu(post).click()
    await post.get_by_label("Name of another emoji").fill(":tada:")
    await post.get_by_role("button", name="React", exact=True).click()
    await expect(post.get_by_role("button", name="tada, 1")).to_have_text("🎉 1")
    await post.get_by_role("link", name="Reply in a thread").click()
    await page.locator("#reply textarea").fill("And it is short")
    await page.locator("#reply textarea").press("Enter")
    await expect(page.locator("#replies")).to_contain_text("And it is short")
    await expect(post.locator("a.replies")).to_have_text("1 reply")
    await menu(post).click()
    await post.get_by_label("Change it").fill("The list is out at last")
    await post.get_by_role("button", name="Save").click()
    await expect(said(page, "The list is out at last")).to_contain_text("(edited)")
    await menu(said(page, "at last")).click()
    await said(page, "at last").get_by_role("button", name="Delete it").click()
    await expect(page.locator("#messages")).to_contain_text("This message was deleted.")


async def test_a_shortcut_in_the_menu_of_a_message(visitor: Visitor) -> None:
    await visitor.stage.workspace.as_person("tom").says("#sales", "Nobody knows how to answer on price")
    page = await visitor.opens_as("maya", "#sales")
    post = said(page, "Nobody knows")
    await menu(post).click()
    await post.get_by_role("button", name="Make a training request").click()
    await expect(page.get_by_role("dialog", name="Training request")).to_contain_text("Nobody knows how to answer")


async def test_names_and_commands_are_completed(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    composer = page.get_by_label("Message to sales")
    await composer.press_sequentially("/tr")
    await expect(page.get_by_role("option", name="/training-request")).to_be_visible()
    await composer.press("Enter")
    await expect(composer).to_have_value("/training-request ")
    await composer.fill("")
    await composer.press_sequentially("Thank you @pri")
    await composer.press("Tab")
    await composer.press("Enter")
    await expect(said(page, "Thank you")).to_contain_text("@Priya")


async def test_what_is_new_is_marked_until_it_was_seen(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#general")
    await visitor.stage.workspace.as_person("tom").says("#sales", "The list is out")
    link = page.get_by_role("navigation", name="Conversations").get_by_role("link", name="sales", exact=False).first
    await expect(link).to_have_class("unread")
    await link.click()
    await expect(said(page, "The list is out")).to_be_visible()
    await expect(page.locator("#rooms a.unread", has_text=re.compile(r"# sales$"))).to_have_count(0)


async def test_what_only_one_person_sees_can_be_put_away(visitor: Visitor) -> None:
    page = await visitor.opens_as("tom", "#sales")
    await writes(page, "/ld help")
    note = said(page, "Only visible to you")
    await expect(note).to_be_visible()
    other = await visitor.opens_as("sofia", "#sales")
    await expect(other.locator("#composer")).to_be_visible()
    await expect(other.locator("#messages")).not_to_contain_text("Only visible to you")
    await note.get_by_role("button", name="Dismiss this message").click()
    await expect(page.locator("#messages")).not_to_contain_text("Only visible to you")


async def test_a_command_that_is_none_is_said(visitor: Visitor) -> None:
    page = await visitor.opens_as("tom", "#sales")
    await writes(page, "/dance")
    await expect(page.get_by_role("alert")).to_contain_text("/dance is not a valid command")
    await expect(page.get_by_label("Message to sales")).to_have_value("/dance")


async def test_a_guest_sees_only_where_she_was_let_in(visitor: Visitor) -> None:
    page = await visitor.opens_as("gwen", "#sales")
    await expect(page.locator("#rooms")).not_to_contain_text("general")
    await visitor.goes(page, "gwen", "#learning-team")
    await expect(page).not_to_have_url(re.compile("/as/gwen/"))


async def test_behind_the_scenes_the_traffic_of_one_message(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    await ask(page)
    post = said(page, POLL)
    await menu(post).click()
    await post.get_by_role("link", name="Behind the scenes of this").click()
    drawer = page.get_by_role("complementary", name="Behind the scenes")
    await expect(drawer).to_contain_text("chat.postMessage")
    await expect(drawer).not_to_contain_text("views.open")
    await drawer.get_by_text("chat.postMessage").first.click()
    await expect(drawer).to_contain_text('"text": "What should we practise?')
    await expect(drawer).not_to_contain_text("xoxb-")


async def test_a_lost_answer_is_survived_before_everybodys_eyes(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    await page.get_by_role("link", name="Behind the scenes").click()
    await page.get_by_role("button", name="Lost answers").click()
    await expect(page.get_by_role("link", name="Fault switched on")).to_be_visible()
    await writes(page, f"/ld poll {POLL}")
    await fills(page, options="Role play\nCall review")
    await sends(page)
    await expect(said(page, POLL)).to_be_visible(timeout=20_000)
    await page.get_by_role("button", name="Off", exact=True).click()
    await expect(page.get_by_role("link", name="Fault switched on")).to_have_count(0)
    await visitor.stage.settled()
    await expect(page.locator("#messages .message.app", has_text=POLL)).to_have_count(1)


async def test_everything_begins_anew(visitor: Visitor) -> None:
    page = await visitor.opens_as("maya", "#sales")
    await writes(page, "This will be forgotten")
    await expect(said(page, "forgotten")).to_be_visible()
    await page.get_by_role("button", name="Start again").click()
    await page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    await expect(said(page, "forgotten")).to_be_visible()
    await page.get_by_role("button", name="Start again").click()
    await page.get_by_role("dialog").get_by_role("button", name="Start again").click()
    await expect(page.locator("#messages")).not_to_contain_text("forgotten", timeout=20_000)
    await writes(page, "A new day")
    await expect(said(page, "A new day")).to_be_visible()


async def test_the_first_message_is_there_within_two_seconds(visitor: Visitor) -> None:
    begins = monotonic()
    page = await visitor.opens()
    await expect(page.locator("#messages .message").first).to_be_visible()
    assert monotonic() - begins < 2


async def test_a_click_shows_its_effect_within_300_milliseconds_at_the_median(visitor: Visitor) -> None:
    await visitor.stage.workspace.as_person("tom").says("#sales", "The list is out")
    page = await visitor.opens_as("maya", "#sales")
    taken = sorted([await _click(page, emoji) for emoji in ("bulb", "thumbsup", "pushpin", "raised_hands") * 4])
    assert taken[len(taken) // 2] < 0.3


async def _click(page: Page, emoji: str) -> float:
    """Milliseconds do not count how long it takes to find the menu."""
    post = said(page, "The list is out")
    await menu(post).click()
    shown = post.locator(".reactions button", has_text="1").and_(page.locator(f'[value="{emoji}"]'))
    there = await shown.count()
    begins = monotonic()
    await post.get_by_role("button", name=f"React with {emoji}").click()
    await expect(shown).to_have_count(0 if there else 1)
    return monotonic() - begins
