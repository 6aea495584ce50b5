"""What Slack refuses in blocks: every limit at its edge."""

from typing import Any

import pytest

from bot.practice.blockkit import message_problems
from tests.bot.practice.tinybot import plain

Json = dict[str, Any]


def text(length: int) -> Json:
    return plain("x" * length)


def options(count: int, text_length: int = 1, value_length: int = 3) -> list[Json]:
    return [{"text": text(text_length), "value": f"{n}".rjust(value_length, "v")} for n in range(count)]


def section(**more: Any) -> Json:
    return {"type": "section", "text": plain("x")} | more


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("x")} | more


def select(**more: Any) -> Json:
    return actions({"type": "static_select", "options": options(2)} | more)


def asked(**element: Any) -> Json:
    return {"type": "input", "label": plain("x"), "element": element}


def confirm(title: int = 1, body: int = 1, yes: int = 1, no: int = 1) -> Json:
    return actions(button(confirm={"title": text(title), "text": text(body), "confirm": text(yes), "deny": text(no)}))


def pie(segments: int = 2, title: int = 5, label: int = 5) -> Json:
    parts = [{"label": "x" * label, "value": 1} for _ in range(segments)]
    return {"type": "data_visualization", "title": "x" * title, "chart": {"type": "pie", "segments": parts}}


AT_THE_EDGE = [
    [{"type": "divider"}] * 50,
    [section(block_id="a" * 255), section(block_id="b")],
    [section(text=text(3000))],
    [{"type": "section", "fields": [text(2000)] * 10}],
    [{"type": "header", "text": text(150)}],
    [{"type": "context", "elements": [text(1)] * 10}],
    [actions(*[button(action_id=str(n)) for n in range(25)])],
    [actions(button(action_id="a" * 255, text=text(75), value="v" * 2000, url="u" * 3000))],
    [select(options=options(100, 75, 150), placeholder=text(150))],
    [select(initial_option=options(2)[1])],
    [actions({"type": "radio_buttons", "options": options(10)})],
    [actions({"type": "overflow", "options": options(5)})],
    [confirm(100, 300, 30, 30)],
    [
        asked(type="plain_text_input", max_length=3000, initial_value="x" * 3000)
        | {"label": text(2000), "hint": text(2000)}
    ],
    [{"type": "image", "image_url": "https://a.example/x.png", "alt_text": "x" * 2000}],
    [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 20] * 100}],
    [{"type": "markdown", "text": "x" * 12_000}],
    [pie(12, 50, 20), pie()],
    [asked(type="datepicker", initial_date="2026-11-24")],
    [asked(type="number_input", is_decimal_allowed=False, min_value="1")],
]

BEYOND = [
    ([{"type": "divider"}] * 51, "no more than 50 items allowed"),
    ([section(block_id="a" * 256)], "less than 256"),
    ([section(block_id="a"), section(block_id="a")], "block_id a already exists"),
    ([section(text=text(3001))], "less than 3001"),
    ([section(text=plain(""))], "more than 0"),
    ([{"type": "section"}], "must provide text or fields"),
    ([{"type": "section", "fields": [text(1)] * 11}], "no more than 10"),
    ([section(accessory={"type": "datetimepicker"})], "datetimepicker"),
    ([{"type": "section", "fields": [text(2001)]}], "less than 2001"),
    ([{"type": "header", "text": text(151)}], "less than 151"),
    ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "must be a valid enum value"),
    ([{"type": "context", "elements": [text(1)] * 11}], "no more than 10"),
    ([{"type": "context", "elements": []}], "no fewer than 1"),
    ([actions(*[button(action_id=str(n)) for n in range(26)])], "no more than 25"),
    ([actions(button(action_id="a"), button(action_id="a"))], "action_id a already exists"),
    ([actions(button(action_id="a" * 256))], "less than 256"),
    ([actions(button(text=text(76)))], "less than 76"),
    ([actions(button(value="v" * 2001))], "less than 2001"),
    ([actions(button(url="u" * 3001))], "less than 3001"),
    ([actions(button(style="green"))], "must be a valid enum value"),
    ([actions(button(colour="green"))], "invalid additional property: colour"),
    ([select(options=options(101))], "no more than 100"),
    ([select(options=[])], "no fewer than 1"),
    ([select(options=options(1, 76))], "less than 76"),
    ([select(options=options(1, 1, 151))], "less than 151"),
    ([select(options=[{"text": text(1)}])], "missing required field: value"),
    ([select(options=[options(1)[0] | {"description": text(76)}])], "less than 76"),
    (
        [select(option_groups=[{"label": text(1), "options": options(1)}])],
        "exactly one of options and option_groups",
    ),
    ([select(initial_option={"text": text(1), "value": "else"})], "must equal one of the options"),
    ([select(placeholder=text(151))], "less than 151"),
    ([actions({"type": "radio_buttons", "options": options(11)})], "no more than 10"),
    ([actions({"type": "checkboxes", "options": options(11)})], "no more than 10"),
    ([actions({"type": "overflow", "options": options(6)})], "no more than 5"),
    ([actions({"type": "overflow", "options": []})], "no fewer than 1"),
    ([actions({"type": "plain_text_input"})], "unsupported type: plain_text_input"),
    ([confirm(title=101)], "less than 101"),
    ([confirm(body=301)], "less than 301"),
    ([confirm(yes=31)], "less than 31"),
    ([confirm(no=31)], "less than 31"),
    ([asked(type="plain_text_input") | {"label": text(2001)}], "less than 2001"),
    ([asked(type="plain_text_input") | {"hint": text(2001)}], "less than 2001"),
    ([asked(type="plain_text_input", max_length=3001)], "from 1 to 3000"),
    ([asked(type="button", text=plain("x"))], "unsupported type: button"),
    ([asked(type="datepicker", initial_date="24.11.2026")], "must be a date"),
    ([asked(type="timepicker", initial_time="9:30")], "must be a time"),
    ([asked(type="number_input")], "missing required field: is_decimal_allowed"),
    ([{"type": "image", "image_url": "https://a.example/x.png"}], "missing required field: alt_text"),
    ([{"type": "image", "image_url": "u", "alt_text": "x" * 2001}], "less than 2001"),
    ([{"type": "image", "alt_text": "x"}], "exactly one of image_url and slack_file"),
    ([{"type": "image", "alt_text": "x", "slack_file": {}}], "exactly one of url and id"),
    (
        [{"type": "image", "alt_text": "x", "slack_file": {"id": "F0PRACTICE1", "url": "u"}}],
        "exactly one of url and id",
    ),
    ([{"type": "image", "alt_text": "x", "slack_file": {"id": "chart"}}], "must match regex pattern"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}], "no more than 20"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101}], "no more than 100"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2, "no more than 1 table"),
    ([{"type": "markdown", "text": "x" * 6001}] * 2, "less than 12001 characters together"),
    ([pie(13)], "no more than 12"),
    ([pie(title=51)], "less than 51"),
    ([pie(1, label=21)], "less than 21"),
    ([pie()] * 3, "no more than 2 data_visualization"),
    ([{"type": "banner"}], "unsupported type: banner"),
    (["words"], "unsupported type: None"),
    ({"type": "divider"}, "must provide an array"),
]


@pytest.mark.parametrize("blocks", AT_THE_EDGE)
def test_blocks_at_their_limit_are_taken(blocks: Any) -> None:
    assert message_problems(blocks) == []


@pytest.mark.parametrize(("blocks", "words"), BEYOND)
def test_blocks_beyond_their_limit_are_refused(blocks: Any, words: str) -> None:
    problems = message_problems(blocks)
    assert len(problems) == 1
    assert words in problems[0]


def test_a_complaint_points_at_the_place() -> None:
    assert message_problems([section(), actions(button(text=text(76)))]) == [
        "[ERROR] must be less than 76 characters [json-pointer:/blocks/1/elements/0/text/text]"
    ]
