"""Slack's and Markdown's mark-up, taken off a line of text."""

import re

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff]")  # direction marks, joiners
SLACK_LINK = re.compile(r"<((?:https?|mailto):[^<>|\s]+)(?:\|([^<>]*))?>")  # "<https://a.example|the page>"
MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)")  # "[the page](https://a.example)"
STARS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?![\w*])")  # "*bold*", "**bold**"
UNDERSCORES = re.compile(r"(?<![\w/])(_{1,3})(?=[^\s_])([^_]*[^\s_])\1(?!\w)")  # "_italic_"
HTML_NAMES = (
    "a|abbr|b|br|code|dd|div|dl|dt|em|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th"
    "|thead|tr|u|ul"
)
HTML = re.compile(rf"</?(?:{HTML_NAMES})\b[^<>]*>", re.IGNORECASE)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!~-])")  # "Ada\_L"


def plain(text: str) -> str:
    """A line without emphasis, back-slashes and link mark-up (a link becomes `label address`); mentions stay."""
    text = SLACK_LINK.sub(_link, HTML.sub("", text))
    text = MARKDOWN_LINK.sub(lambda found: f"{found[1]} {found[2]}".strip(), text)
    text = UNDERSCORES.sub(r"\2", STARS.sub(r"\2", text))
    return ESCAPED.sub(r"\1", text).strip()


def _link(found: re.Match[str]) -> str:
    address, label = found[1], (found[2] or "").strip()
    return address if label in ("", address) else f"{label} {address}"
