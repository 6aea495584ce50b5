"""The eight steps of the story, by hand, in one window."""

from datetime import timedelta

from tests.browser.visitor import Visitor, chooses, expect, fills, presses, said, sends, writes

NOTES = """@Touchpoint notes of the sales weekly
Takeaways:
- Tom: the price comes up in the first call
- Deals with a reference customer close without a discount
Next steps:
- Priya to share the call list by Thursday
Thanks to Sofia for the numbers on lost deals"""


async def test_the_eight_steps_by_hand(visitor: Visitor) -> None:
    page = await visitor.opens()
    await expect(page.locator("#step-1.current")).to_be_visible()

    await writes(page, "/training-request reps freeze when buyers push back on price")
    await fills(page, desired="They hold the price", audience="12 account executives")
    await sends(page)
    await expect(said(page, "TR-1")).to_contain_text("Only visible to you")
    await expect(page.locator("#step-1.done")).to_be_visible()

    await visitor.goes(page, "maya", "dm")
    await presses(page, "Answer")
    await chooses(page, "Some of them could")
    await chooses(page, "They don't know how yet")
    await fills(page, question_3="Nine of thirty deals.")
    await sends(page)
    await expect(said(page, "Three more questions")).to_be_visible()

    await visitor.goes(page, "lena", "#learning-team")
    await presses(page, "Take it")
    await presses(page, "Analyse")
    await fills(page, reframed="They never say it aloud before it counts", goal="The average discount")
    await page.get_by_label("What causes it").select_option("knowledge and skill")
    await sends(page)
    await presses(page, "Recommend")
    await chooses(page, "Build something together")
    await sends(page)
    await fills(page, reason="That takes practice.", support="Two role plays.", challenge="Half an hour a week.")
    day = (visitor.stage.clock.now() + timedelta(days=20)).date().isoformat()
    await fills(page, measure="Half the discount", what_0="run two role plays", by_0=day)
    await page.get_by_label("Step 1: who").select_option(visitor.stage.workspace.member("lena").id)
    await sends(page)
    await expect(page.locator("dialog")).to_have_count(0)
    await visitor.goes(page, "maya", "dm")
    await presses(page, "Agree")
    await expect(said(page, "Everybody agreed on TR-1")).to_be_visible()
    await expect(page.locator("#step-2.done")).to_be_visible()

    await visitor.goes(page, "lena", "#sales")
    await writes(page, NOTES)
    await expect(page.locator("#step-3.done")).to_be_visible()

    await visitor.goes(page, "lena", "dm")
    await presses(page, "Check the draft")
    await fills(page, follow_up_0="share the call list with the first objections")
    await sends(page)
    await expect(page.locator("#step-4.done")).to_be_visible()

    await visitor.goes(page, "priya", "#sales")
    await expect(said(page, "What we learned in your meeting")).to_contain_text("share the call list with the first")
    await expect(page.locator("#step-5.done")).to_be_visible()

    for _ in range(3):
        before = await page.locator("#clock .now").inner_text()
        await page.get_by_role("button", name="Next working day").click()
        await expect(page.locator("#clock .now")).not_to_have_text(before)
    await said(page, "What we learned").locator("a.replies").click()
    await expect(page.locator("#thread")).to_contain_text("What should we start with?")
    await expect(page.locator("#step-6.done")).to_be_visible()

    await page.locator("#thread").get_by_role("button", name="Vote").first.click()
    await expect(page.locator("#step-7.done")).to_be_visible()

    await visitor.goes(page, "priya", "dm")
    await presses(page, "Done")
    await visitor.goes(page, "tom", "#sales")
    await page.get_by_role("button", name="+10 days").click()
    await expect(page.locator("#step-8.done")).to_be_visible(timeout=30_000)
    await said(page, "What we learned").locator("a.replies").click()
    await expect(page.locator("#replies .message").last).to_contain_text("Thank you")
    await expect(page.locator("#tour-end")).to_be_visible()
