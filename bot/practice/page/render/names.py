"""Mentions, links and dates as the reader sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.practice import dates, markup
from bot.practice.blocktext import name_of
from bot.practice.company import Member
from bot.practice.page.render import addresses, emojis

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace


class Names:
    """What tokens and ids stand for, for one reader of the workspace."""

    def __init__(self, workspace: Workspace, reader: Member) -> None:
        self._workspace, self._reader, self._zone = workspace, reader, ZoneInfo(reader.zone)

    def token(self, token: markup.Token) -> Markup:
        """One `<…>` of Slack's text."""
        body, label = markup.unescape(token.body), emojis.shown(markup.unescape(token.label))
        if body.startswith("!date^"):
            asked = markup.moment(body)
            return self.date(asked.timestamp, asked.pattern, asked.link, label) if asked else Markup.escape(label)
        if token.is_mention:
            return self.mention(body)
        return self.broadcast(body[1:]) if body.startswith("!") else link(body, label)

    def mention(self, body: str) -> Markup:
        """A person, channel or user group: `@U…`, `#C…`, `!subteam^S…`."""
        key = body.removeprefix("!subteam^").lstrip("@#")
        if key in self._workspace.conversations:
            return self._channel(key)
        group = self._workspace.usergroups.get(key)
        concerned = key == self._reader.id or (group is not None and self._reader.id in group.users)
        return _mention(name_of(self._workspace, body), concerned)

    def broadcast(self, whom: str) -> Markup:
        """`here`, `channel` or `everyone`."""
        return _mention(f"@{whom}", True)

    def date(self, timestamp: float, pattern: str, url: str = "", fallback: str = "") -> Markup:
        """A moment in the reader's zone; `fallback` when there is no such moment."""
        try:
            text = dates.written(timestamp, pattern, self._zone, self._workspace.now())
            machine = dates.written(timestamp, "{date_num}T{time_secs}", self._zone)
        except ValueError:
            return Markup.escape(fallback)
        time = Markup('<time datetime="{}">{}</time>').format(machine, text)
        return link(url, time) if url else time

    def _channel(self, key: str) -> Markup:
        room = self._workspace.conversations[key]
        if room.kind == "public" or self._reader.id in room.members:
            address = f"/as/{self._reader.key}/{room.id}"
            return Markup('<a class="mention" href="{}">#{}</a>').format(address, room.name)
        return _mention("private channel", False)


def link(url: str, label: str | Markup = "") -> Markup:
    """A link that opens elsewhere; only its label when it leads nowhere a person may go."""
    shown = label or url
    if not addresses.is_link(url):
        return Markup.escape(shown)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, shown)


def _mention(name: str, concerns_reader: bool) -> Markup:
    own = " mention-own" if concerns_reader else ""
    return Markup('<span class="mention{}">{}</span>').format(own, name)
