"""The form that describes a department."""

from collections.abc import Iterable
from typing import Any

from bot.domain.departments import KINDS, Choices, DepartmentView
from messages import forms, pickers
from messages.departments import SUBMIT
from messages.words import Words


def form(words: Words, department: DepartmentView, choices: Choices, about: str) -> dict[str, Any]:
    """Return the form with what is known or assumed in it; `about` comes back with the submission."""
    kinds = {kind: words.plain(f"departments.kind_{kind}") for kind in KINDS}
    kind = department.kind if department.is_described else None
    blocks = [
        *forms.text(words, "departments.name", value=department.name, required=True, lines=False),
        pickers.select(words, "departments.kind", kinds, value=kind, required=True),
        forms.person(words, "departments.lead", value=department.lead),
        forms.person(words, "departments.partner", value=department.partner),
        pickers.grouped(
            words,
            "departments.timezone",
            _zones(words, choices.zones, department.timezone),
            value=department.timezone,
            required=True,
        ),
        pickers.clock(words, "departments.opens", value=department.opens),
        pickers.clock(words, "departments.closes", value=department.closes),
        pickers.grouped(
            words,
            "departments.country",
            {words.plain("departments.countries"): choices.countries},
            value=department.country,
        ),
    ]
    return forms.modal(words, "departments.form", SUBMIT, blocks, about=about)


def _zones(words: Words, zones: Iterable[str], assumed: str) -> dict[str, dict[str, str]]:
    """Put the assumed zone first, and the others under the part of the world they lie in."""
    groups = {words.plain("departments.assumed_zone"): {assumed: _readable(assumed)}}
    for zone in zones:
        if zone != assumed:
            groups.setdefault(zone.split("/")[0], {})[zone] = _readable(zone)
    return groups


def _readable(zone: str) -> str:
    return zone.replace("_", " ")
