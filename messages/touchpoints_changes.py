"""The form in which a partner corrects a meeting after it was confirmed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from slackblocks import Block, PlainTextInput

from bot.domain.touchpoints_changes import Confirmed, Kept
from messages import forms
from messages.layout import prose
from messages.message import short
from messages.words import Words

CORRECT: Final = "touchpoints.correct"
CORRECTED: Final = "touchpoints.corrected"
EACH_MAX: Final = 28
LABEL_MAX: Final = 150


def form(words: Words, confirmed: Confirmed, names: Mapping[str, str]) -> dict[str, Any]:
    """Return the form with what was confirmed in it; `names` are those of people, by user id."""
    blocks = [
        prose(words.mrkdwn("touchpoints_changes.intro")),
        forms.day(words, "touchpoints_changes.met_on", value=confirmed.met_on),
        *_lines(words, "takeaway", confirmed.takeaways, names),
        *forms.text(words, "touchpoints_changes.more_takeaways"),
        *_lines(words, "follow_up", confirmed.follow_ups, names),
        *_lines(words, "contribution", confirmed.contributions, names),
        *forms.text(words, "touchpoints_changes.more_contributions"),
        forms.tick(words, "touchpoints_changes.called_off"),
    ]
    about = str(confirmed.meeting_id)
    return forms.modal(words, "touchpoints_changes.form", CORRECTED, blocks, about=about)


def _lines(words: Words, kind: str, lines: Sequence[Kept], names: Mapping[str, str]) -> list[Block]:
    return [_line(words, kind, place, each, names) for place, each in enumerate(lines[:EACH_MAX], start=1)]


def _line(words: Words, kind: str, place: int, each: Kept, names: Mapping[str, str]) -> Block:
    who = short(names.get(each.who, each.who), LABEL_MAX) if each.who else ""
    label = words.plain(f"touchpoints_changes.{kind}", place=place, who=who)
    text = short(each.text, forms.INPUT_MAX)
    field = PlainTextInput(forms.VALUE, initial_value=text, multiline=True, max_length=forms.INPUT_MAX)
    return forms.labelled(label, field, f"{kind}_{each.id}", required=kind == "follow_up")
