"""What controls are called: their ids and names, what says and describes them, what the page's script reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from bot.practice.model import Json
from bot.practice.page.render.words import Words

TYPED = ("plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input")
_NO_CHOICE = {
    "button": "Button",
    "overflow": "More options",
    "datepicker": "Date",
    "timepicker": "Time",
    "datetimepicker": "Date and time",
}

_CONFIRM = {"title": "Are you sure?", "text": "", "confirm": "Yes", "deny": "Cancel"}
Attributes = dict[str, str]


def field_name(block: Json, element: Json) -> str:
    """The name under which a form sends what is entered."""
    return f"{block['block_id']}/{element['action_id']}"


@dataclass(frozen=True)
class Controls:
    """The controls of one message or view. `scope` begins every id, so that two of them do not meet on a page;
    `errors` are by block_id."""

    words: Words
    scope: str
    errors: dict[str, str] = field(default_factory=dict)

    def key(self, block: Json, element: Json) -> str:
        """The id of a control."""
        return "/".join([self.scope, quote(block["block_id"], safe=""), quote(element["action_id"], safe="")])

    def attributes(self, block: Json, element: Json) -> Attributes:
        """Of a control that stands alone."""
        placeholder = self.words.plain(element.get("placeholder"))
        shown = {"placeholder": placeholder} if placeholder and element["type"] in TYPED else {}
        limits = {"maxlength": str(element["max_length"])} if "max_length" in element else {}
        return self.described(block, element) | self.sent(block, element) | shown | limits

    def group(self, block: Json, element: Json) -> Attributes:
        """Of a set of checkboxes or radio buttons as a whole; its boxes have the name."""
        found = self.described(block, element) | self.sent(block, element)
        return {key: value for key, value in found.items() if key not in ("name", "autofocus")}

    def picker(self, block: Json, element: Json) -> Attributes:
        """Of a file input, which has no name: its files go up as soon as they are picked."""
        said = {key: text for key, text in self.described(block, element).items() if key != "aria-required"}
        endings = ",".join(f".{ending.lstrip('.')}" for ending in element.get("filetypes", []))
        several = {"multiple": ""} if element.get("max_files", 10) > 1 else {}
        return said | {"data-block": block["block_id"]} | ({"accept": endings} if endings else {}) | several

    def name(self, block: Json, element: Json) -> str:
        """The name of a field in its form; of radio buttons outside one, a name that only they have."""
        return field_name(block, element) if block["type"] == "input" else self.key(block, element)

    def described(self, block: Json, element: Json) -> Attributes:
        """The id of a control, what describes it, and whether it has the focus."""
        focus = {"autofocus": ""} if element.get("focus_on_load") else {}
        asked = block["type"] == "input"
        said = self._asked(block, element) if asked else {"aria-label": self.label(block, element)}
        return {"id": self.key(block, element)} | said | focus

    def button(self, block: Json, element: Json) -> Attributes:
        """Of a button, or of the items of an overflow menu."""
        found = {"data-block": block["block_id"], "data-action": element["action_id"], "data-act": element["type"]}
        if "accessibility_label" in element:
            found["aria-label"] = element["accessibility_label"]
        return found | self._confirmed(element)

    def sent(self, block: Json, element: Json) -> Attributes:
        """How the value of a control reaches the app: with its form, by itself at once, or both."""
        found = {"data-block": block["block_id"], "data-action": element["action_id"]}
        if block["type"] == "input":
            found["name"] = field_name(block, element)
        if block["type"] != "input" or block.get("dispatch_action"):
            found |= {"data-act": element["type"], "data-dispatch": _moment(element)}
        return found | self._confirmed(element)

    def label(self, block: Json, element: Json) -> str:
        """What a control outside a form is called: the words beside it, and its placeholder."""
        beside = self.words.plain(block.get("text"))[:80] if block.get("accessory") is element else ""
        own = self.words.plain(element.get("placeholder")) or _NO_CHOICE.get(element["type"], "Choose")
        return f"{beside}: {own}" if beside else own

    def _asked(self, block: Json, element: Json) -> Attributes:
        error = block["block_id"] in self.errors
        key = self.key(block, element)
        described = [f"{key}/hint"] * ("hint" in block) + [f"{key}/error"] * error
        found = {"aria-describedby": " ".join(described)} if described else {}
        if element["type"] == "checkboxes" or element["type"].startswith("multi_"):
            return found
        required = {} if block.get("optional") else {"aria-required": "true"}
        return found | required | ({"aria-invalid": "true"} if error else {})

    def _confirmed(self, element: Json) -> Attributes:
        confirm = element.get("confirm")
        if not confirm:
            return {}
        said = {key: self.words.plain(confirm.get(key)) or words for key, words in _CONFIRM.items()}
        return {f"data-confirm-{key}": text for key, text in (said | {"style": confirm.get("style", "")}).items()}


def _moment(element: Json) -> str:
    if element["type"] not in TYPED:
        return "change"
    config = element.get("dispatch_action_config") or {}
    return "change" if "on_character_entered" in config.get("trigger_actions_on", []) else "enter"
