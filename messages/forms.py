"""Forms: each field's block id is the name of the value in the domain, so problems find their field."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from slackblocks import (
    Block,
    CheckboxGroup,
    DatePicker,
    Element,
    InputBlock,
    ModalView,
    Option,
    PlainText,
    PlainTextInput,
    RadioButtonGroup,
    UserSelectMenu,
)

from messages.message import short
from messages.words import Words

INPUT_MAX = 3_000
HEADING_MAX = 24
LABEL_MAX = 1_900
OPTION_MAX = 75
VALUE = "value"
YES = "yes"


def text(
    words: Words, name: str, *, value: str = "", required: bool = False, lines: bool = True, fields: int = 1
) -> list[Block]:
    """Return a text field called `feature.field`; text longer than one goes on in more, `fields` at the least."""
    label, hint = words.plain(f"{name}_label"), words.plain(f"{name}_hint")
    field = name.split(".")[1]
    return typed(words, label, field, value, hint=hint, required=required, lines=lines, fields=fields)


def typed(
    words: Words, label: str, field: str, value: str, *, hint: str = "", required: bool = False, lines: bool = True,
    fields: int = 1,
) -> list[Block]:  # fmt: skip
    """Return a text field under a label; text longer than one goes on in more, `fields` at the least."""
    pieces = [value[start : start + INPUT_MAX] for start in range(0, len(value), INPUT_MAX)]
    pieces += [""] * (fields - len(pieces))
    more = words.plain("forms.continued", label=short(label, LABEL_MAX))
    return [
        InputBlock(
            label if place == 0 else more,
            PlainTextInput(VALUE, initial_value=piece or None, multiline=lines, max_length=INPUT_MAX),
            block_id=field if place == 0 else f"{field}.{place}",
            hint=hint or None if place == 0 else None,
            optional=not (required and place == 0),
        )
        for place, piece in enumerate(pieces)
    ]


def joined(values: Mapping[str, Any], field: str, glue: str = "") -> str | None:
    """Return what was typed into a text field and those that continue it; None when nothing was."""
    pieces = [values.get(field)]
    while (name := f"{field}.{len(pieces)}") in values:
        pieces.append(values[name])
    return glue.join(piece for piece in pieces if piece).strip() or None


def day(words: Words, name: str, *, value: date | None = None, required: bool = False) -> Block:
    """Return a date field called `feature.field`."""
    return field_of(words, name, date_picker(value), required=required)


def person(words: Words, name: str, *, value: str | None = None, required: bool = False) -> Block:
    """Return a field called `feature.field` that picks somebody."""
    return field_of(words, name, user_picker(value), required=required)


def choice(words: Words, name: str, values: Sequence[str], *, value: str | None = None) -> Block:
    """Return radio buttons called `feature.field`; each value's label is the fragment `feature.field_value`."""
    options = [Option(PlainText(short(words.plain(f"{name}_{each}"), OPTION_MAX)), each) for each in values]
    chosen = next((option for option in options if option.value == value), None)
    return field_of(words, name, RadioButtonGroup(VALUE, options, initial_option=chosen), required=True)


def tick(words: Words, name: str, *, value: bool = False) -> Block:
    """Return one box to tick, called `feature.field`; ticked, its value is `yes`."""
    box = Option(PlainText(short(words.plain(f"{name}_box"), OPTION_MAX)), YES)
    return field_of(words, name, CheckboxGroup(VALUE, [box], initial_options=[box] if value else None))


def field_of(words: Words, name: str, element: Element, *, required: bool = False) -> Block:
    """Return an input block called `feature.field` around any element."""
    label, hint = words.plain(f"{name}_label"), words.plain(f"{name}_hint")
    return labelled(label, element, name.split(".")[1], hint=hint, required=required)


def labelled(label: str, element: Element, field: str, *, hint: str = "", required: bool = False) -> Block:
    """Return an input block whose block id is `field`."""
    return InputBlock(label, element, block_id=field, hint=hint or None, optional=not required)


def _heading(words: Words, fragment: str) -> str:
    return short(words.plain(fragment), HEADING_MAX)


def date_picker(value: date | None) -> Element:
    """Return an element that picks a day."""
    return DatePicker(VALUE, initial_date=value.isoformat() if value else None)


def user_picker(value: str | None) -> Element:
    """Return an element that picks somebody."""
    return UserSelectMenu(VALUE, initial_user=value)


def modal(words: Words, name: str, callback_id: str, blocks: Sequence[Block], *, about: str = "") -> dict[str, Any]:
    """Return a modal titled `feature.name_title`; `about` (at most 3,000 characters) comes back with its submission."""
    return ModalView(
        title=_heading(words, f"{name}_title"),
        submit=_heading(words, f"{name}_submit"),
        close=_heading(words, "forms.cancel"),
        blocks=list(blocks),
        callback_id=callback_id,
        private_metadata=about or None,
    ).to_dict()


def afresh(form: dict[str, Any], version: str) -> dict[str, Any]:
    """Return a form whose fields are new for Slack: in those it has met it would show what was typed before."""
    for block in form["blocks"]:
        if block["type"] == "input":
            block["element"]["action_id"] = f"{VALUE}_{version}"
    return form


def page(words: Words, name: str, blocks: Sequence[Block], *, about: str = "") -> dict[str, Any]:
    """Return a modal titled `feature.name_title` without a submission; `about` comes back with clicks in it."""
    return ModalView(
        title=_heading(words, f"{name}_title"),
        close=_heading(words, "forms.close"),
        blocks=list(blocks),
        private_metadata=about or None,
    ).to_dict()


def shown(words: Words, name: str, blocks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return a modal titled `feature.name_title` around blocks that are Slack's JSON already."""
    return page(words, name, []) | {"blocks": list(blocks)}
