"""The form of the settings."""

from collections.abc import Mapping
from typing import Any

from slackblocks import Block

from bot.domain.settings import ACKNOWLEDGE_MAX, DAYS_MAX, SettingsView
from messages import forms, pickers
from messages.settings import SUBMIT
from messages.words import Words


def form(words: Words, settings: SettingsView, groups: Mapping[str, str]) -> dict[str, Any]:
    """Return the form with what holds now; `groups` are the user groups to choose from, names by id."""
    blocks = [
        pickers.channel(words, "settings.lnd_channel", value=settings.lnd_channel),
        pickers.people(words, "settings.partners", value=settings.partners),
        *_group(words, settings, groups),
        pickers.number(words, "settings.response_days", value=settings.response_days, most=DAYS_MAX),
        pickers.number(words, "settings.plan_after", value=settings.plan_after, most=DAYS_MAX),
        pickers.number(words, "settings.acknowledge_after", value=settings.acknowledge_after, most=ACKNOWLEDGE_MAX),
    ]
    return forms.modal(words, "settings.form", SUBMIT, blocks)


def _group(words: Words, settings: SettingsView, groups: Mapping[str, str]) -> list[Block]:
    """Offer the groups, the chosen one even if Slack did not name it; nothing where there is none."""
    chosen = settings.partner_group
    offered = dict(groups) if chosen is None or chosen in groups else {**groups, chosen: chosen}
    names = {words.plain("settings.groups"): offered}
    return [pickers.grouped(words, "settings.partner_group", names, value=chosen)] if offered else []
