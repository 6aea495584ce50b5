"""The wording: Jinja2 templates, a file a feature, a block a fragment.

`*.mrkdwn.j2` is Slack's mark-up: exactly `& < >` are escaped (https://docs.slack.dev/messaging/formatting-message-text),
and mentions, dates and links come only from the filters here. `*.txt.j2` is plain text: nothing is escaped.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from messages.own import OwnWording, rendered
from messages.sandbox import Filters

HERE: Final = Path(__file__).parent
SLACK_ID: Final = re.compile(r"[A-Z][A-Z0-9]{1,20}")


class Words:
    """Renders fragments of one language, in an installation's own wording where it has one."""

    def __init__(self, language: str = "en", own: Path | None = None) -> None:
        """Read templates of `language`; those in the folder `own` go first and run in a sandbox (messages.sandbox).

        A file there has the name of the one it changes, and only the blocks that it words anew. What can't be read
        or rendered there is said in the original wording, and the log names the file.
        """
        self._mrkdwn = _environment(language, SlackMarkup.escape)
        self._plain = _environment(language, str)
        self._own = OwnWording(own, FILTERS, {"mrkdwn": SlackMarkup, "txt": str}) if own else None

    def mrkdwn(self, fragment: str, **values: Any) -> str:
        """Render `feature.fragment` as Slack's mark-up; what people typed comes out escaped."""
        return self._render(self._mrkdwn, fragment, "mrkdwn", values)

    def plain(self, fragment: str, **values: Any) -> str:
        """Render `feature.fragment` as plain text, for labels, buttons, headers and titles."""
        return self._render(self._plain, fragment, "txt", values)

    def _render(self, environment: Environment, fragment: str, kind: str, values: dict[str, Any]) -> str:
        feature, block = fragment.split(".")
        file = f"{feature}.{kind}.j2"
        own = self._own.render(file, block, values) if self._own else None
        return rendered(environment.get_template(file), block, values) if own is None else own


def escape(text: str) -> str:
    """Escape what Slack's mark-up gives a meaning to, and nothing else."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class SlackMarkup(Markup):
    """Text that is Slack's mark-up already."""

    @classmethod
    def escape(cls, text: Any) -> "SlackMarkup":
        """Escape `& < >` only: Slack shows any other entity literally."""
        return text if isinstance(text, cls) else cls(escape(str(text)))


def person(user_id: str) -> SlackMarkup:
    """Mention somebody; raises ValueError for anything that is not a Slack id."""
    return SlackMarkup(f"<@{_id(user_id)}>")


def channel(channel_id: str) -> SlackMarkup:
    """Link to a channel; raises ValueError for anything that is not a Slack id."""
    return SlackMarkup(f"<#{_id(channel_id)}>")


def link(url: str, label: str) -> SlackMarkup:
    """Link to a web address under a label; raises ValueError for what is not https."""
    if not url.startswith("https://") or any(mark in url for mark in "<>| "):
        raise ValueError("not a web address")
    return SlackMarkup(f"<{escape(url)}|{escape(label)}>")


def day(value: date) -> str:
    """Write a calendar day, which is the same day for every reader: `Tue 24 Nov`."""
    return f"{value:%a} {value.day} {value:%b}"


def moment(value: datetime) -> SlackMarkup:
    """Write a moment in each reader's own time zone, with UTC as the fallback."""
    token = f"<!date^{int(value.timestamp())}^{{date_short_pretty}} at {{time}}|{value:%d %b %H:%M} UTC>"
    return SlackMarkup(token)


def listed(items: Sequence[Any]) -> SlackMarkup:
    """Join items as one says them: `a, b and c`."""
    parts = [SlackMarkup.escape(item) for item in items]
    if len(parts) < 2:
        return SlackMarkup("").join(parts)
    return SlackMarkup(", ").join(parts[:-1]) + SlackMarkup(" and ") + parts[-1]


def plural(count: int, one: str, many: str) -> str:
    """Say how many: `1 vote`, `2 votes`."""
    return f"{count} {one if count == 1 else many}"


def _id(value: str) -> str:
    if not SLACK_ID.fullmatch(value):
        raise ValueError("not a Slack id")
    return value


FILTERS: Final[Filters] = {
    "person": person, "channel": channel, "link": link, "day": day, "moment": moment, "listed": listed,
    "plural": plural,
}  # fmt: skip


@cache
def _environment(language: str, show: Callable[[Any], str]) -> Environment:
    loader = FileSystemLoader(HERE / language)
    environment = Environment(
        loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    environment.filters.update(FILTERS)
    environment.finalize = show
    return environment
