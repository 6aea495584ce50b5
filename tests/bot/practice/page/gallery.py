"""One of each block and element, in the shapes of Slack's reference."""

from typing import Any, Final

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def asks(element: Json, **more: Any) -> Json:
    """An input block around an element, its block_id the element's type."""
    kind = element["type"]
    return {"type": "input", "block_id": kind, "label": plain(f"Label of {kind}"), "element": element, **more}


def section(text: str, *runs: Json) -> Json:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}, *runs]}


AB: Final[list[Json]] = [option("Apple", "a"), option("Berry :cherries:", "b")]
GROUPS: Final[list[Json]] = [
    {"label": plain("Fruit"), "options": AB},
    {"label": plain("Trees"), "options": [option("Oak", "o")]},
]
CONFIRM: Final[Json] = {
    "title": plain("Sure?"),
    "text": mrkdwn("*Really* <@U0PRIYA0000>?"),
    "confirm": plain("Do it"),
    "deny": plain("Stop"),
    "style": "danger",
}

TEXT_FIELDS: Final[list[Json]] = [
    {
        "type": "plain_text_input",
        "multiline": True,
        "max_length": 20,
        "placeholder": plain("Say it"),
        "focus_on_load": True,
    },
    {"type": "number_input", "is_decimal_allowed": True, "initial_value": "1.5"},
    {"type": "email_text_input"},
    {"type": "url_text_input"},
    {"type": "rich_text_input"},
]
PICKERS: Final[list[Json]] = [
    {"type": "datepicker", "initial_date": "2026-11-24"},
    {"type": "timepicker", "initial_time": "09:30"},
    {"type": "datetimepicker", "initial_date_time": 1795507200},
]
CHOICES: Final[list[Json]] = [
    {
        "type": "checkboxes",
        "options": [{**AB[0], "description": mrkdwn("a *red* one")}, AB[1]],
        "initial_options": [AB[1]],
    },
    {"type": "radio_buttons", "options": AB, "initial_option": AB[0]},
    {"type": "static_select", "options": AB, "placeholder": plain("Pick one"), "initial_option": AB[1]},
    {"type": "multi_static_select", "option_groups": GROUPS},
    {"type": "external_select", "min_query_length": 1, "initial_option": option("Coach", "c")},
    {"type": "multi_external_select", "initial_options": [option("Coach", "c")]},
    {"type": "users_select", "initial_user": "U0PRIYA0000"},
    {"type": "multi_users_select", "initial_users": ["U0TOM000000"]},
    {"type": "channels_select"},
    {"type": "multi_channels_select"},
    {"type": "conversations_select", "filter": {"include": ["private", "im"]}},
    {"type": "multi_conversations_select"},
]
FIELDS: Final[list[Json]] = [*TEXT_FIELDS, *PICKERS, *CHOICES]
FORM: Final[list[Json]] = [
    *(asks({**element, "action_id": "value"}, hint=plain(f"Hint of {element['type']}")) for element in FIELDS),
    asks({"type": "file_input", "action_id": "value"}, optional=True),
]

BUTTONS: Final[list[Json]] = [
    {
        "type": "button",
        "action_id": "go",
        "text": plain("Go :rocket:"),
        "value": "1",
        "style": "primary",
        "confirm": CONFIRM,
    },
    {"type": "button", "action_id": "read", "text": plain("Read"), "url": "https://a.example/?x=1&y=2"},
    {
        "type": "button",
        "action_id": "run",
        "text": plain("Run"),
        "url": "javascript:alert(1)",
        "accessibility_label": "Run it",
    },
    {"type": "workflow_button", "action_id": "flow", "text": plain("Flow"), "workflow": {}},
    {"type": "overflow", "action_id": "more", "options": [{**AB[0], "url": "https://a.example"}, AB[1]]},
]
IMAGE: Final[Json] = {"type": "image", "image_url": "https://pictures.example/cat.png", "alt_text": "A cat"}
ACCESSORIES: Final[list[Json]] = [
    *BUTTONS,
    *({**element, "action_id": "value"} for element in [*PICKERS, *CHOICES]),
    IMAGE,
]

RICH: Final[Json] = {
    "type": "rich_text",
    "elements": [
        section(
            "Hello ",
            {"type": "text", "text": "loud", "style": {"bold": True, "italic": True, "strike": True, "code": True}},
            {"type": "link", "url": "https://a.example/", "text": "a link"},
            {"type": "user", "user_id": "U0MAYA00000"},
            {"type": "usergroup", "usergroup_id": "S0EVE00000"},
            {"type": "channel", "channel_id": "C0PRACTICE01"},
            {"type": "broadcast", "range": "here"},
            {"type": "emoji", "name": "wave", "skin_tone": 3},
            {"type": "color", "value": "#F405B3"},
            {"type": "date", "timestamp": 1795507200, "format": "{date_long} at {time}", "fallback": "then"},
        ),
        {"type": "rich_text_list", "style": "bullet", "elements": [section("one"), section("two")]},
        {"type": "rich_text_list", "style": "ordered", "indent": 1, "offset": 4, "elements": [section("five")]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1\n"}]},
    ],
}
TABLE: Final[Json] = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    "rows": [
        [{"type": "raw_text", "text": "Who"}, {"type": "raw_text", "text": "Hours"}],
        [{"type": "rich_text", "elements": [section("Priya ")]}, {"type": "raw_number", "value": 4, "text": "4"}],
    ],
}
CHART: Final[Json] = {
    "type": "data_visualization",
    "title": "Hours",
    "chart": {
        "type": "bar",
        "series": [{"name": "2026", "data": [{"label": "May", "value": 3}]}],
        "axis_config": {"categories": ["May"]},
    },
}
PIE: Final[Json] = {**CHART, "chart": {"type": "pie", "segments": [{"label": "Sales", "value": 7}]}}
VIDEO: Final[Json] = {
    "type": "video",
    "title": plain("How it works"),
    "title_url": "https://video.example/1",
    "description": plain("Two minutes"),
    "alt_text": "A screen",
    "thumbnail_url": "https://video.example/1.png",
    "video_url": "https://video.example/1/embed",
    "author_name": "Lena",
}
MARKDOWN: Final = """# Plan
**bold** *soft* ~~gone~~ [a](https://a.example) `x`

- one
- two

1. first

> said

```
code
```

|a|b|
|-|-|
|1|2|
"""

MESSAGE: Final[list[Json]] = [
    {"type": "header", "text": plain("Good *news* :tada:")},
    {"type": "section", "text": mrkdwn("*Owner* <@U0PRIYA0000>"), "fields": [mrkdwn("*A*\n1"), plain("B")]},
    {"type": "divider"},
    {"type": "context", "elements": [IMAGE, mrkdwn("_small_ print"), plain("*as it is*")]},
    {"type": "actions", "elements": BUTTONS},
    {**IMAGE, "title": plain("Our cat")},
    RICH,
    {"type": "markdown", "text": MARKDOWN},
    VIDEO,
    TABLE,
    CHART,
    PIE,
    {"type": "file", "external_id": "ABC", "source": "remote"},
    {"type": "alert", "text": mrkdwn("Mind *this*"), "level": "warning"},
    *({"type": "section", "text": plain("Beside it"), "accessory": element} for element in ACCESSORIES),
]
