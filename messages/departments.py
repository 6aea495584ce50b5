"""Departments as Slack shows them: what is asked, what was noted, and when a channel is lost."""

from typing import Final

from slackblocks import RichText

from bot.domain.departments import DepartmentView
from messages.layout import Said, bullets, button, buttons, prose, small, who
from messages.message import Message, message
from messages.words import Words

OPEN: Final = "departments.open"
ZONES: Final = "departments.zones"
COUNTRIES: Final = "departments.countries"
REGIONS: Final = "departments.regions"
SUBMIT: Final = "departments.submit"


def hello(words: Words, department: DepartmentView) -> Message:
    """Return the question to whoever invited the bot; thanks once somebody has answered it."""
    if department.is_described:
        text = words.mrkdwn("departments.hello_answered", department=department)
        return message(text, [prose(text)])
    text = words.mrkdwn("departments.hello", department=department)
    tell = button(words.plain("departments.tell_button"), OPEN, department.channel_id, primary=True)
    later = small(words.mrkdwn("departments.hello_later", department=department))
    return message(text, [prose(text), buttons(tell), later])


def described(words: Words, department: DepartmentView) -> Message:
    """Return the confirmation of what was noted, with what is still to do."""
    text = words.mrkdwn("departments.described", department=department)
    blocks = [prose(text), bullets(words.plain("departments.noted_label"), _facts(words, department))]
    if not department.bot_is_there:
        blocks.append(prose(words.mrkdwn("departments.not_there", department=department)))
    return message(text, [*blocks, small(words.mrkdwn("departments.change"))])


def removed(words: Words, department: DepartmentView, planned: int) -> Message:
    """Return what L&D hears when the bot was taken out of a channel in which `planned` messages were to come."""
    text = words.mrkdwn("departments.removed", department=department, planned=planned)
    return message(text, [prose(text)])


def archived(words: Words, department: DepartmentView, planned: int) -> Message:
    """Return what L&D hears when a channel was archived in which `planned` messages were to come."""
    text = words.mrkdwn("departments.archived", department=department, planned=planned)
    return message(text, [prose(text)])


def _facts(words: Words, department: DepartmentView) -> list[Said]:
    people = {"lead": department.lead, "partner": department.partner}
    named = [
        [RichText(words.plain(f"departments.{role}_fact") + " "), who(user)] for role, user in people.items() if user
    ]
    facts = [words.plain(f"departments.{fact}_fact", department=department) for fact in ("name", "hours")]
    return [*facts, *named, words.plain("departments.holidays_fact", department=department)]
