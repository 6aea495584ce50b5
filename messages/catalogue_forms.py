"""The catalogue's modals: the list with its search, and the forms on top of it."""

import json
from typing import Any, Final

from slackblocks import Block, FileInput

from bot.domain.catalogue import KINDS, Entry, Listing, ResourceView
from bot.domain.catalogue_merging import Imported
from messages import forms
from messages.catalogue import (
    ADD,
    ADDED,
    BRING_BACK,
    CHANGE,
    CHANGED,
    EXPORT,
    IMPORT,
    IMPORTED,
    RETIRE,
    SEARCH,
    imported_blocks,
    resource_block,
)
from messages.layout import button, buttons, prose, small
from messages.words import Words

SHOWN: Final = 40
FILE_TYPES: Final = ("csv", "tsv", "xls", "xlsx")
"""A workbook is taken only to be told how to save it: Slack would just refuse it."""


def listing(words: Words, listing: Listing, note: str = "") -> dict[str, Any]:
    """Return the list with a search field; `note` names a sentence about what was just done."""
    blocks = [prose(words.mrkdwn(f"catalogue.{note}"))] if note else []
    if listing.may_change:
        blocks.append(_steps(words))
    blocks += forms.text(words, "catalogue.words", value=listing.words, lines=False)
    blocks.append(small(words.mrkdwn("catalogue.found", listing=listing)))
    for resource in listing.resources:
        blocks.append(resource_block(words, resource))
        if listing.may_change:
            blocks.append(_steps_of(words, resource))
    return forms.modal(words, "catalogue.list", SEARCH, blocks, about=listing.words)


def form(words: Words, entry: Entry, resource_id: int | None, searched: str) -> dict[str, Any]:
    """Return the form of a resource, a new one without `resource_id`; what was `searched` below comes back with it."""
    minutes = str(entry.minutes) if entry.minutes else ""

    def line(field: str, value: str | None, *, required: bool = False) -> list[Block]:
        return forms.text(words, f"catalogue.{field}", value=value or "", required=required, lines=False)

    blocks = [
        *line("title", entry.title, required=True),
        forms.choice(words, "catalogue.kind", KINDS, value=entry.kind),
        *line("address", entry.address),
        *line("topics", ", ".join(entry.topics)),
        *forms.text(words, "catalogue.good_for", value=entry.good_for or ""),
        *line("minutes", minutes),
        *line("for_whom", entry.for_whom),
    ]
    name, callback_id = ("catalogue.change", CHANGED) if resource_id else ("catalogue.add", ADDED)
    about = json.dumps({"id": resource_id, "words": searched})
    return forms.modal(words, name, callback_id, blocks, about=about)


def import_form(words: Words, about: str) -> dict[str, Any]:
    """Return the form that takes a file; `about` comes back with it."""
    picker = FileInput(forms.VALUE, filetypes=list(FILE_TYPES), max_files=1)
    blocks = [prose(words.mrkdwn("catalogue.columns")), forms.field_of(words, "catalogue.file", picker, required=True)]
    return forms.modal(words, "catalogue.import", IMPORTED, blocks, about=about)


def importing(words: Words) -> dict[str, Any]:
    """Return what is shown while a file is read."""
    return forms.page(words, "catalogue.import", [prose(words.mrkdwn("catalogue.importing"))])


def imported(words: Words, imported: Imported) -> dict[str, Any]:
    """Return what an import came to."""
    return forms.page(words, "catalogue.import", imported_blocks(words, imported))


def _steps(words: Words) -> Block:
    steps = (("add", ADD, True), ("import", IMPORT, False), ("export", EXPORT, False))
    return buttons(
        *(button(words.plain(f"catalogue.{name}_button"), action, name, primary=first) for name, action, first in steps)
    )


def _steps_of(words: Words, resource: ResourceView) -> Block:
    name, action = ("bring_back", BRING_BACK) if resource.is_retired else ("retire", RETIRE)
    change = button(words.plain("catalogue.change_button"), CHANGE, str(resource.id))
    return buttons(change, button(words.plain(f"catalogue.{name}_button"), action, str(resource.id)))
