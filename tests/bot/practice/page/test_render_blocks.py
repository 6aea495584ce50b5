"""Blocks and what can be clicked in them, as the page shows them."""

import pytest

from bot.practice import echo
from tests.bot.practice.page import gallery
from tests.bot.practice.page.gallery import AB, BUTTONS, MESSAGE, mrkdwn, plain
from tests.bot.practice.page.rendering import Json, Page, form, message, renderer

NOT_SHOWN = "cannot show"


def page_of(*blocks: Json, attachments: tuple[Json, ...] = ()) -> Page:
    return Page(renderer().message(message(*blocks, attachments=attachments)))


@pytest.mark.parametrize("block", [*MESSAGE, *gallery.FORM])
def test_every_block_and_element_of_the_reference_is_shown(block: Json) -> None:
    assert NOT_SHOWN not in page_of(block).text


@pytest.mark.parametrize(
    "block",
    [
        {"type": "carousel", "elements": []},
        {"type": "section", "text": plain("x"), "accessory": {"type": "hologram", "action_id": "a"}},
        {"type": "rich_text", "elements": [{"type": "rich_text_list"}]},
        {"type": "video"},
    ],
)
def test_what_it_does_not_know_or_was_built_wrongly_says_so(block: Json) -> None:
    page = page_of(block, {"type": "header", "text": plain("goes on")})
    assert NOT_SHOWN in page.text
    assert "goes on" in page.text


def test_the_same_message_gives_the_same_html() -> None:
    assert renderer().message(message(*MESSAGE)) == renderer().message(message(*MESSAGE))


def test_a_message_without_blocks_shows_its_text() -> None:
    assert renderer().message(message(text="a *b*")) == '<div class="text">a <strong>b</strong></div>'


def test_no_two_things_on_a_page_have_the_same_id() -> None:
    app, post = renderer(), message(*MESSAGE)
    page = Page(app.message(post) + app.message(post, "thread") + app.view(form(*gallery.FORM)))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids)) > 40


def test_a_button_says_which_it_is_and_asks_before() -> None:
    page = page_of({"type": "actions", "block_id": "row", "elements": BUTTONS})
    button = page.one("button", data_action="go")
    assert (button["data-act"], button["data-block"], button["value"]) == ("button", "row", "1")
    assert button["class"] == "button primary"
    asked = {key: value for key, value in button.items() if key.startswith("data-confirm")}
    assert asked == {
        "data-confirm-title": "Sure?",
        "data-confirm-text": "Really @Priya Nair?",
        "data-confirm-confirm": "Do it",
        "data-confirm-deny": "Stop",
        "data-confirm-style": "danger",
    }


def test_a_question_without_words_of_its_own_is_asked_all_the_same() -> None:
    button = {**BUTTONS[0], "confirm": {"text": plain("It is gone then.")}}
    asked = page_of({"type": "actions", "elements": [button]}).one("button")
    assert (asked["data-confirm-title"], asked["data-confirm-deny"]) == ("Are you sure?", "Cancel")


def test_a_button_with_an_address_is_a_link_unless_it_leads_nowhere() -> None:
    page = page_of({"type": "actions", "elements": BUTTONS})
    assert page.one("a", data_action="read")["href"] == "https://a.example/?x=1&y=2"
    assert page.one("button", data_action="run")["aria-label"] == "Run it"
    assert "javascript" not in str(page.elements)


def test_a_menu_of_more_holds_a_button_for_each_option() -> None:
    page = page_of({"type": "section", "text": plain("Poll"), "accessory": BUTTONS[-1]})
    assert page.one("summary")["aria-label"] == "Poll: More options"
    assert [button["value"] for button in page.all("button", data_act="overflow")] == ["a", "b"]
    assert page.all("button", data_url="https://a.example")


def test_a_menu_in_a_message_is_sent_as_soon_as_it_changes() -> None:
    menu = {"type": "static_select", "action_id": "pick", "options": AB, "placeholder": plain("Pick one")}
    page = page_of({"type": "section", "block_id": "b", "text": mrkdwn("*Owner*"), "accessory": menu})
    select = page.one("select")
    assert {key: select[key] for key in ("data-act", "data-dispatch", "data-block", "data-action", "aria-label")} == {
        "data-act": "static_select",
        "data-dispatch": "change",
        "data-block": "b",
        "data-action": "pick",
        "aria-label": "Owner: Pick one",
    }
    assert page.elements[-3:] == [("option", {"value": ""}), ("option", {"value": "a"}), ("option", {"value": "b"})]


def test_a_set_of_boxes_in_a_message_is_sent_as_soon_as_it_changes() -> None:
    boxes = {"type": "checkboxes", "action_id": "tick", "options": AB}
    page = page_of({"type": "actions", "block_id": "b", "elements": [boxes]})
    assert page.one("fieldset", data_act="checkboxes", data_dispatch="change", data_block="b", data_action="tick")
    assert [box["value"] for box in page.all("input", type="checkbox")] == ["a", "b"]


def test_only_pictures_of_this_machine_are_loaded() -> None:
    far, near = gallery.IMAGE, {**gallery.IMAGE, "image_url": "http://127.0.0.1:8010/static/chart.png"}
    page = page_of(far, {**near, "alt_text": "A chart"}, {**far, "image_url": "http://127.0.0.1.evil.example/x.png"})
    assert page.one("img") == {"class": "wide-image", "src": near["image_url"], "alt": "A chart"}
    assert len(page.all("span", role="img", aria_label="A cat")) == 2


def test_a_picture_in_blocks_may_be_a_file_of_the_workspace() -> None:
    by_id = {"type": "image", "slack_file": {"id": "F0PRACTICE001"}, "alt_text": "A chart"}
    by_address = {**by_id, "slack_file": {"url": "https://files.slack.com/files-pri/T0-F0PRACTICE002/chart.png"}}
    page = page_of(by_id, by_address)
    shown = [image["src"] for image in page.all("img")]
    assert shown == ["/as/maya/files/F0PRACTICE001", "/as/maya/files/F0PRACTICE002"]


def test_a_table_has_headings_and_aligned_columns() -> None:
    page = page_of(gallery.TABLE)
    assert [heading["class"] for heading in page.all("th", scope="col")] == ["align-left is-wrapped", "align-right"]
    assert [cell["class"] for cell in page.all("td")] == ["align-left is-wrapped", "align-right"]


def test_lists_keep_their_indent_and_their_numbers() -> None:
    page = page_of(gallery.RICH)
    assert page.one("ol") == {"class": "rich-list indent-1", "start": "5"}


def test_an_attachment_shows_its_colour_title_text_fields_and_blocks() -> None:
    words = {"color": "good", "title": "Report", "title_link": "https://a.example/r", "text": "*so*", "footer": "end"}
    fields = [{"title": "Who", "value": "<@U0PRIYA0000>", "short": True}]
    blocks = [{"type": "section", "text": plain("a & b"), "accessory": {"type": "button", "text": plain("Go")}}]
    page = page_of(attachments=({**words, "fields": fields}, {"color": '"><b>', "blocks": blocks}))
    assert [bar["fill"] for bar in page.all("rect")] == ["#2eb67d", "#dddddd"]
    assert page.one("a")["href"] == "https://a.example/r"
    assert page.one("button")["data-block"] == echo.blocks(blocks)[0]["block_id"]
    assert all(text in page.text for text in ("Report", "so", "Who", "@Priya Nair", "a & b", "end"))
