"""The forms in which a follow-up is added, changed, put off, handed over and given up."""

from datetime import date
from typing import Any, Final

from slackblocks import Block

from bot.domain.followups import FollowUpView
from bot.domain.followups_changes import Abouts, Change, about_department, about_request
from messages import forms, pickers
from messages.followups import CHANGE, GIVE_UP, REASSIGN, SNOOZE, shown
from messages.message import short
from messages.words import Words

ADD: Final = "followups.add"
TEXT_MAX: Final = 500
PROBLEM_MAX: Final = 60


def add(words: Words, said: Change, offered: Abouts, about: str) -> dict[str, Any]:
    """Return the form for a new follow-up; `about` comes back with the submission."""
    fields = _fields(words, said)
    options = _options(words, offered)
    if options:
        fields.append(pickers.select(words, "followups.about", options, value=said.about))
    return forms.modal(words, "followups.add", ADD, fields, about=about)


def change(words: Words, said: Change, about: str) -> dict[str, Any]:
    """Return the form with what is said of a follow-up in it; `about` comes back with the submission."""
    return forms.modal(words, "followups.change", CHANGE, _fields(words, said), about=about)


def snooze(words: Words, follow_up: FollowUpView, until: date, about: str) -> dict[str, Any]:
    """Return the form that asks until when to be quiet, with a day in it; `about` comes back with the submission."""
    blocks = [*_shown(words, follow_up), forms.day(words, "followups.until", value=until, required=True)]
    return forms.modal(words, "followups.snooze", SNOOZE, blocks, about=about)


def reassign(words: Words, follow_up: FollowUpView, about: str) -> dict[str, Any]:
    """Return the form that asks who is to take a follow-up over; `about` comes back with the submission."""
    new = forms.labelled(
        words.plain("followups.new_owner_label"), forms.user_picker(None), "owner",
        hint=words.plain("followups.new_owner_hint"), required=True,
    )  # fmt: skip
    return forms.modal(words, "followups.reassign", REASSIGN, [*_shown(words, follow_up), new], about=about)


def give_up(words: Words, follow_up: FollowUpView, about: str) -> dict[str, Any]:
    """Return the form that asks why a follow-up is given up; `about` comes back with the submission."""
    why = forms.text(words, "followups.reason", required=True)
    return forms.modal(words, "followups.give_up", GIVE_UP, [*_shown(words, follow_up), *why], about=about)


def _fields(words: Words, said: Change) -> list[Block]:
    return [
        *forms.text(words, "followups.text", value=said.text or "", required=True),
        forms.person(words, "followups.owner", value=said.owner),
        forms.day(words, "followups.due_on", value=said.due_on),
    ]


def _shown(words: Words, follow_up: FollowUpView) -> list[Block]:
    return shown(words, follow_up, TEXT_MAX, named=True)


def _options(words: Words, offered: Abouts) -> dict[str, str]:
    requests = {
        about_request(id_): words.plain(
            "followups.about_request", number=number, problem=short(" ".join(problem.split()), PROBLEM_MAX)
        )
        for id_, number, problem in offered.requests
    }
    return {about_department(channel): name for channel, name in offered.departments.items()} | requests
