"""The form that describes a department."""

from typing import Any

from bot.domain.departments import KINDS, DepartmentView
from messages import forms, pickers
from messages.departments import COUNTRIES, REGIONS, SUBMIT, ZONES
from messages.words import Words


def form(words: Words, department: DepartmentView, about: str) -> dict[str, Any]:
    """Return the form with what is known or assumed in it; `about` comes back with the submission."""
    kinds = {kind: words.plain(f"departments.kind_{kind}") for kind in KINDS}
    kind = department.kind if department.is_described else None
    zone, country = department.timezone, department.country
    blocks = [
        *forms.text(words, "departments.name", value=department.name, required=True, lines=False),
        pickers.select(words, "departments.kind", kinds, value=kind, required=True),
        forms.person(words, "departments.lead", value=department.lead),
        forms.person(words, "departments.partner", value=department.partner),
        pickers.lookup(words, "departments.timezone", ZONES, value=zone, label=department.zone_name, required=True),
        pickers.clock(words, "departments.opens", value=department.opens),
        pickers.clock(words, "departments.closes", value=department.closes),
        pickers.lookup(words, "departments.country", COUNTRIES, value=country, label=department.country_name),
        pickers.lookup(words, "departments.region", REGIONS, value=department.region, label=department.region_name),
    ]
    return forms.modal(words, "departments.form", SUBMIT, blocks, about=about)
