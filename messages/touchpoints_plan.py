"""The action plan's suggestions, and what a team says to it."""

from collections.abc import Sequence
from typing import Any, Final

from slackblocks import Block, RichText, RichTextLink, RichTextUser

from bot.domain.touchpoints_plan import SUGGESTIONS_MAX, Adjustment, Discussion, Rule, Suggestion
from messages import forms
from messages.layout import bullets, button, buttons, paragraph, small, who
from messages.message import Message, message, short
from messages.words import Words

AGREE: Final = "touchpoints.agree"
ADJUST: Final = "touchpoints.adjust"
ADJUSTED: Final = "touchpoints.adjusted"
NOT_NOW: Final = "touchpoints.not_now"
TEXT_MAX: Final = 200
TAKEAWAY_MAX: Final = 120
WHY_MAX: Final = 150
ADJUSTMENT_MAX: Final = 1_000


def suggested(words: Words, suggestions: Sequence[Suggestion]) -> list[Block]:
    """Return what is suggested, each with the takeaway and the rule it comes from; nothing where nothing fits."""
    lines = [_line(words, each) for each in suggestions[:SUGGESTIONS_MAX]]
    return [bullets(words.plain("touchpoints_plan.suggested"), lines)] if lines else []


def voices(words: Words, meeting_id: int, discussion: Discussion) -> list[Block]:
    """Return the buttons with which a team says what it thinks, and what was said until now."""
    said = {AGREE: "agree", ADJUST: "adjust", NOT_NOW: "not_now"}
    steps = [button(words.plain(f"touchpoints_plan.{name}_button"), id_, str(meeting_id)) for id_, name in said.items()]
    counted = small(words.mrkdwn("touchpoints_plan.counted", discussion=discussion))
    return [buttons(*steps), counted]


def adjust_form(words: Words, meeting_id: int) -> dict[str, Any]:
    """Return the form that asks what somebody would adjust."""
    asked = forms.text(words, "touchpoints_plan.words", required=True)
    return forms.modal(words, "touchpoints_plan.adjust", ADJUSTED, asked, about=str(meeting_id))


def adjusted(words: Words, adjustment: Adjustment) -> Message:
    """Return what somebody would adjust, for the plan's thread."""
    text = words.mrkdwn("touchpoints_plan.adjusted", by=adjustment.by)
    would = words.plain("touchpoints_plan.would")
    said = RichText(f" {would}: {short(adjustment.words, ADJUSTMENT_MAX)}")
    return message(text, [paragraph([who(adjustment.by), said])])


def _line(words: Words, each: Suggestion) -> list[RichText | RichTextUser | RichTextLink]:
    name = f"touchpoints_plan.{each.rule}"
    because = words.plain(
        "touchpoints_plan.because",
        takeaway=short(" ".join(each.takeaway.split()), TAKEAWAY_MAX), why=short(_why(words, each), WHY_MAX),
    )  # fmt: skip
    said = words.plain(name, text=short(each.text, TEXT_MAX), number=each.number)
    shown: RichText | RichTextLink = RichTextLink(each.address, said) if each.address else RichText(said)
    person: list[RichText | RichTextUser] = [who(each.person), RichText(" ")] if each.person else []
    return [*person, shown, RichText(f" {because}")]


def _why(words: Words, each: Suggestion) -> str:
    if each.rule == Rule.APPROACH:
        return words.plain("touchpoints_plan.why_approach", keyword=each.keyword, because=each.because)
    parts = [words.plain(f"requests_links.because_{why.kind}", words=list(why.words)) for why in each.reasons]
    return "; ".join(parts)
