"""One message or view, as the templates ask for its parts."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.practice import forms, pictures
from bot.practice.model import Json
from bot.practice.page.render import addresses, richtext
from bot.practice.page.render.choices import Choices, Group
from bot.practice.page.render.controls import Attributes, Controls
from bot.practice.page.render.words import Words

Place = tuple[str, str]
FEW = 12
_INPUTS = {
    "datepicker": "date",
    "timepicker": "time",
    "datetimepicker": "datetime-local",
    "email_text_input": "email",
    "url_text_input": "url",
}
_COLOURS = {"good": "#2eb67d", "warning": "#ecb22e", "danger": "#e01e5a"}
_HEX = re.compile(r"#?(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


class Surface:
    """What the templates need to know: words, choices, what is entered, and how controls are called."""

    def __init__(
        self,
        words: Words,
        choices: Choices,
        controls: Controls,
        zone: str,
        files: str,
        values: dict[Place, Json] | None = None,
        offered: dict[Place, list[Json]] | None = None,
    ) -> None:
        self.words, self.controls, self._choices, self._zone = words, controls, choices, ZoneInfo(zone)
        self._files = files
        self._values, self._offered = values or {}, offered or {}
        self.known = frozenset(forms.STATE_KEYS)

    def state(self, block: Json, element: Json) -> Json:
        """What is entered in an element, as in `state.values`."""
        return self._values.get(_place(block, element)) or forms.initial(element)

    def held(self, block: Json, element: Json) -> str:
        """What a field shows that takes text, a date, a time, or both in the reader's zone."""
        value: Any = self.state(block, element)[forms.STATE_KEYS[element["type"]]]
        if value is None:
            return ""
        if element["type"] == "datetimepicker":
            return datetime.fromtimestamp(int(value), self._zone).strftime("%Y-%m-%dT%H:%M")
        return richtext.words(value) if element["type"] == "rich_text_input" else str(value)

    def groups(self, block: Json, element: Json) -> list[Group]:
        """What can be chosen."""
        offered = self._offered.get(_place(block, element), [])
        return self._choices.of(element, self.state(block, element), offered)

    def is_set(self, block: Json, element: Json) -> bool:
        """Whether it shows as a set of boxes to tick, rather than as one control."""
        kind = element["type"]
        if kind in ("checkboxes", "radio_buttons", "multi_external_select"):
            return True
        return kind.startswith("multi_") and sum(len(group.choices) for group in self.groups(block, element)) <= FEW

    def error(self, block: Json) -> str:
        """What the app complained of in a block."""
        return self.controls.errors.get(block.get("block_id", ""), "")

    def attributes(self, block: Json, element: Json) -> Attributes:
        """Of a control that stands alone."""
        return self.controls.attributes(block, element)

    def input_type(self, element: Json) -> str:
        """The `type` of the `<input>` that an element is."""
        return _INPUTS.get(element["type"], "text")

    def input_mode(self, element: Json) -> str | None:
        """The keyboard that a small screen offers for it, where it is not that of its type."""
        if element["type"] != "number_input":
            return None
        return "decimal" if element.get("is_decimal_allowed") else "numeric"

    def colour(self, value: str | None) -> str:
        """The colour of an attachment's bar; grey unless it is one."""
        named = _COLOURS.get(value or "", value or "")
        return f"#{named.removeprefix('#')}" if _HEX.fullmatch(named) else "#dddddd"

    def picture(self, image: Json) -> str | None:
        """Where a picture is: on this machine, or among the workspace's files; None where it may not be loaded."""
        for file_id in pictures.named([image]):
            return f"{self._files}/{file_id}"
        url = image.get("image_url") or ""
        return url if addresses.is_here(url) else None

    def is_link(self, url: str | None) -> bool:
        """Whether an address may be linked to."""
        return addresses.is_link(url or "")

    def text(self, said: Json | str | None) -> Markup:
        """A text object, or mrkdwn; nothing for None."""
        if isinstance(said, str):
            return self.words.mrkdwn(said)
        return self.words.text(said) if said else Markup("")


def _place(block: Json, element: Json) -> Place:
    return block["block_id"], element["action_id"]
