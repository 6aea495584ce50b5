"""The form that describes a department."""

import json
from collections.abc import Mapping
from typing import Any

from slackblocks import Block

from bot.domain.departments import KINDS, Cadence, DepartmentView
from bot.domain.settings import ACKNOWLEDGE_MAX, DAYS_MAX
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
    cadence = _cadence(words, department.cadence) if department.cadence else []
    return forms.modal(words, "departments.form", SUBMIT, [*blocks, *cadence], about=about)


def _cadence(words: Words, cadence: Cadence) -> list[Block]:
    asked: dict[int | None, str] = {None: words.plain("departments.as_settled")}
    approval = asked | {True: words.plain("departments.with_word"), False: words.plain("departments.without_word")}
    return [
        _own(words, "departments.plan_after", asked | _days(words, DAYS_MAX), cadence.plan_after),
        _own(words, "departments.acknowledge_after", asked | _days(words, ACKNOWLEDGE_MAX), cadence.acknowledge_after),
        _own(words, "departments.needs_approval", approval, cadence.needs_approval),
    ]


def _days(words: Words, most: int) -> dict[int | None, str]:
    return {count: words.plain("settings.days", count=count) for count in range(1, most + 1)}


def _own(words: Words, name: str, labels: Mapping[Any, str], value: int | None) -> Block:
    """Return a menu whose values are JSON: null is what the settings say, and a menu can't be emptied."""
    options = {json.dumps(each): label for each, label in labels.items()}
    return pickers.select(words, name, options, value=json.dumps(value), required=True)
