"""Whatever people and apps write, the page has no element, attribute or address that we did not put there."""

from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.model import View
from tests.bot.practice.page.gallery import FORM, asks, mrkdwn, plain
from tests.bot.practice.page.rendering import Json, Page, form, message, renderer

BITS: Final = (
    '"><script>alert(1)</script>',
    "' onclick=alert(1) x='",
    "<https://a.example/\" onmouseover=\"alert(1)|x>",
    "<javascript:alert(1)|x>",
    "[x](javascript:alert(1))",
    "![x](https://a.example/x.png)",
    "<@U0MAYA00000|<b>>",
    "<!date^1795507200^{date}<i>^javascript:x|<b>>",
    "<!date^9^{ago}|",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&#60;script&#62;",
    "```",
    "`*_~",
    "\n&gt; <b>",
    "</textarea></select></form>",
    "<!--",
    "{{ 7 * 7 }}{% raw %}",
    "\x00\u202e",
    "https://a.example/'\"><u>",
    "plain words",
)  # fmt: skip
HOSTILE: Final = st.lists(st.sampled_from(BITS) | st.text(max_size=8), max_size=6).map("".join)
TAGS: Final = set(
    "a blockquote button code dd div dl dt em fieldset figcaption figure h3 h4 h5 h6 hr input label legend li"
    " mark ol optgroup option p pre s section select small span strong svg rect summary details table tbody td"
    " textarea th thead time tr u ul br caption".split()
)
LINKS: Final = ("http://", "https://", "mailto:", "/as/maya/")
ANYTHING: Final = settings(max_examples=150, deadline=None)


def safe(html: str) -> Page:
    """The page, once every tag, attribute and address in it is one of ours."""
    page = Page(html)
    assert {tag for tag, _ in page.elements} <= TAGS
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "src")]
        for address in (attributes.get("href"), attributes.get("data-url")):
            assert address is None or address.lower().startswith(LINKS)
    return page


@ANYTHING
@given(HOSTILE)
def test_text_adds_only_what_mark_up_allows(text: str) -> None:
    for block in (
        {"type": "markdown", "text": text},
        {"type": "section", "text": mrkdwn(text), "fields": [plain(text)]},
    ):
        safe(renderer().message(message(block)))
    attachment = {"title": text, "title_link": text, "text": text, "color": text, "footer": text, "author_name": text}
    safe(renderer().message(message(text=text, attachments=(attachment,))))


def names(html: str) -> list[tuple[str, frozenset[str]]]:
    return [(tag, frozenset(attributes)) for tag, attributes in safe(html).elements]


def everywhere(text: str) -> list[Json]:
    """Plain text in every place of a message that takes it."""
    said = plain(text)
    confirm = {"title": said, "text": said, "confirm": said, "deny": said}
    options = [{"text": said, "value": text, "description": said}]
    button = {"type": "button", "action_id": text, "text": said, "value": text, "confirm": confirm, "url": text}
    menu = {"type": "static_select", "action_id": "m", "placeholder": said, "options": options}
    return [
        {"type": "header", "text": said},
        {"type": "context", "elements": [said, {"type": "image", "image_url": text, "alt_text": text}]},
        {"type": "actions", "block_id": text, "elements": [{**button, "accessibility_label": text}, menu]},
        {"type": "section", "text": said, "accessory": {"type": "overflow", "options": [{**options[0], "url": text}]}},
        {"type": "table", "rows": [[{"type": "raw_text", "text": text}]]},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": runs(text)}]},
        asks({"type": "plain_text_input", "action_id": "t", "multiline": True, "initial_value": text}, hint=said),
        asks({"type": "email_text_input", "action_id": "t", "placeholder": said, "initial_value": text}),
        asks({"type": "checkboxes", "action_id": "t", "options": options}),
    ]  # fmt: skip


def runs(text: str) -> list[Json]:
    return [
        {"type": "text", "text": text, "style": {"code": True}},
        {"type": "link", "url": text, "text": text},
        {"type": "user", "user_id": text},
        {"type": "emoji", "name": text},
        {"type": "broadcast", "range": text},
        {"type": "color", "value": text},
        {"type": "date", "timestamp": 1795507200, "format": text, "url": text, "fallback": text},
    ]


@ANYTHING
@given(HOSTILE.filter(lambda text: text.strip() and not text.startswith("http")))
def test_plain_text_changes_no_element_wherever_it_stands(text: str) -> None:
    hostile, harmless = (renderer().view(form(*everywhere(said))) for said in (text, "words"))
    assert names(hostile) == names(harmless)


@ANYTHING
@given(HOSTILE)
def test_what_people_enter_and_errors_say_is_only_text(text: str) -> None:
    view: View = form(*FORM, plain_text_input=text)
    view.values["plain_text_input", "value"] = {"type": "plain_text_input", "value": text}
    rich: dict[str, Any] = {"elements": [{"elements": [{"type": "text", "text": text}]}]}
    view.values["rich_text_input", "value"] = {"type": "rich_text_input", "rich_text_value": rich}
    safe(renderer().view(view))


@pytest.mark.parametrize(
    "html", ["<script>", '<a href="javascript:x">', "<p onclick=x>", '<img src="https://a.example">', "<b>"]
)
def test_the_check_itself_sees_what_is_not_ours(html: str) -> None:
    with pytest.raises(AssertionError):
        safe(html)
