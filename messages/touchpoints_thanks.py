"""What is asked before an acknowledgement: may somebody be named, and by when does L&D keep what it missed."""

from collections.abc import Sequence
from typing import Any, Final

from slackblocks import Block

from bot.domain.touchpoints_thanks import Missed, Naming
from messages import forms
from messages.layout import bullets, button, buttons, prose, small
from messages.message import Message, message, short
from messages.words import Words

NAME_ME: Final = "touchpoints.name_me"
RATHER_NOT: Final = "touchpoints.rather_not"
NEW_DATES: Final = "touchpoints.new_dates"
DATED: Final = "touchpoints.dated"
GIVEN_SHOWN: Final = 10
GIVEN_MAX: Final = 300
LABEL_MAX: Final = 150
FIELDS_MAX: Final = 40


def may_name(words: Words, naming: Naming) -> Message:
    """Return the DM that asks a contributor whether they may be named, and later what they said."""
    text = words.mrkdwn("touchpoints_thanks.may_name", naming=naming)
    gave = bullets(
        words.plain("touchpoints_thanks.gave"), [short(each, GIVEN_MAX) for each in naming.gave[:GIVEN_SHOWN]]
    )
    value = str(naming.meeting_id)
    yes = button(words.plain("touchpoints_thanks.name_me_button"), NAME_ME, value)
    no = button(words.plain("touchpoints_thanks.rather_not_button"), RATHER_NOT, value)
    standing = small(words.mrkdwn("touchpoints_thanks.answer", naming=naming))
    return message(text, [prose(text), gave, buttons(yes, no), standing])


def new_dates_form(words: Words, meeting_id: int, missed: Sequence[Missed]) -> dict[str, Any]:
    """Return the form that asks for a new day for each promise that L&D missed."""
    asked: list[Block] = [
        forms.labelled(
            words.plain("touchpoints_thanks.new_label", missed=each, text=short(each.text, LABEL_MAX)),
            forms.date_picker(each.new_on), f"new_{each.follow_up_id}",
        )
        for each in missed[:FIELDS_MAX]
    ]  # fmt: skip
    intro = prose(words.mrkdwn("touchpoints_thanks.new_dates_intro"))
    return forms.modal(words, "touchpoints_thanks.new_dates", DATED, [intro, *asked], about=str(meeting_id))
