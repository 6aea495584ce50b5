"""The form of the settings."""

from collections.abc import Mapping
from typing import Any

from slackblocks import Block

from bot.domain.settings import (
    ACKNOWLEDGE_MAX,
    DAYS_MAX,
    EMOJI_FIELDS,
    HOURS,
    HOURS_A_DAY,
    RESPONSE_HOURS,
    SettingsView,
)
from messages import forms, pickers
from messages.settings import SUBMIT
from messages.words import Words


def form(words: Words, settings: SettingsView, groups: Mapping[str, str]) -> dict[str, Any]:
    """Return the form with what holds now; `groups` are the user groups to choose from, names by id."""
    blocks = [
        pickers.channel(words, "settings.lnd_channel", value=settings.lnd_channel),
        pickers.people(words, "settings.partners", value=settings.partners),
        *_group(words, settings, groups),
        _hours(words, settings.response_hours),
        _days(words, "settings.plan_after", settings.plan_after, DAYS_MAX),
        _days(words, "settings.acknowledge_after", settings.acknowledge_after, ACKNOWLEDGE_MAX),
        forms.tick(words, "settings.needs_approval", value=settings.needs_approval),
        *(block for field in EMOJI_FIELDS for block in _emoji(words, field, getattr(settings, field))),
    ]
    return forms.modal(words, "settings.form", SUBMIT, blocks)


def _group(words: Words, settings: SettingsView, groups: Mapping[str, str]) -> list[Block]:
    """Offer the groups, the chosen one even if Slack did not name it; nothing where there is none."""
    chosen = settings.partner_group
    named = {chosen: chosen} | dict(groups) if chosen else dict(groups)
    offered = dict(list(named.items())[: pickers.OPTIONS_MAX])
    return [pickers.select(words, "settings.partner_group", offered, value=chosen)] if offered else []


def _emoji(words: Words, field: str, value: str | None) -> list[Block]:
    return forms.text(words, f"settings.{field}", value=f":{value}:", required=True, lines=False)


def _hours(words: Words, value: int | None) -> Block:
    """Offer some hours to choose from, and those that hold now."""
    offered = sorted({*HOURS, value or RESPONSE_HOURS})
    hours = {str(count): words.plain("settings.hours", count=count, days=_whole_days(count)) for count in offered}
    return pickers.select(words, "settings.response_hours", hours, value=str(value), required=True)


def _whole_days(hours: int) -> int | None:
    return None if hours % HOURS_A_DAY else hours // HOURS_A_DAY


def _days(words: Words, name: str, value: int | None, most: int) -> Block:
    days = {str(count): words.plain("settings.days", count=count) for count in range(1, most + 1)}
    return pickers.select(words, name, days, value=str(value), required=True)
