"""Mentors as Slack shows them: the form with somebody's own offer, and for partners everybody's."""

from typing import Any, Final

from slackblocks import Block, RichText, RichTextUser

from bot.domain.catalogue_mentors import HOURS, MentorPage, MentorView, Offer
from messages import forms, pickers
from messages.catalogue import LINE_MAX
from messages.layout import bullets, button, buttons, header, paragraph, prose, small, who
from messages.message import short
from messages.words import Words

VOLUNTEERED: Final = "catalogue_mentors.volunteered"
STOP: Final = "catalogue_mentors.stop"
EXPORT: Final = "catalogue_mentors.export"

SHOWN: Final = 70


def mentor_line(words: Words, mentor: MentorView) -> list[RichText | RichTextUser]:
    """Return a mentor in a few words: who it is, and what they teach for how many hours a month."""
    return [who(mentor.user_id), RichText(short(words.plain("catalogue_mentors.teaches", mentor=mentor), LINE_MAX))]


def form(words: Words, page: MentorPage, typed: str = "", note: str = "") -> dict[str, Any]:
    """Return the form in which somebody volunteers, with the topics `typed` so far; `note` names a sentence on top."""
    name = "catalogue_mentors.mentor" if page.is_mentor else "catalogue_mentors.volunteer"
    blocks = [prose(words.mrkdwn(f"catalogue_mentors.{note}"))] if note else []
    blocks += [prose(words.mrkdwn(f"{name}_intro"))]
    if page.is_mentor:
        blocks.append(buttons(button(words.plain("catalogue_mentors.stop_button"), STOP, "stop")))
    blocks += _offer(words, page.offer, typed)
    if page.is_partner:
        blocks += _everybody(words, page)
    return forms.modal(words, name, VOLUNTEERED, blocks)


def volunteered(words: Words, offer: Offer) -> dict[str, Any]:
    """Return the thanks to somebody who volunteered."""
    taught = bullets(words.plain("catalogue_mentors.taught_label"), offer.topics)
    return forms.page(words, "catalogue_mentors.mentor", [prose(words.mrkdwn("catalogue_mentors.volunteered")), taught])


def stopped(words: Words) -> dict[str, Any]:
    """Return the confirmation that somebody is offered to nobody any more."""
    return forms.page(words, "catalogue_mentors.mentor", [prose(words.mrkdwn("catalogue_mentors.stopped"))])


def _offer(words: Words, offer: Offer, typed: str) -> list[Block]:
    hours = {str(count): words.plain("catalogue_mentors.hours", count=count) for count in HOURS}
    chosen = str(offer.hours) if offer.hours else None
    topics = typed or ", ".join(offer.topics)
    return [
        *forms.text(words, "catalogue_mentors.topics", value=topics, required=True, lines=False),
        pickers.select(words, "catalogue_mentors.hours", hours, value=chosen, required=True),
        *forms.text(words, "catalogue_mentors.about", value=offer.about or "", lines=False),
    ]


def _everybody(words: Words, page: MentorPage) -> list[Block]:
    """Return the mentors as partners see them, at most so many as a modal can show."""
    blocks = [header(words.plain("catalogue_mentors.mentors_title"))]
    if not page.mentors:
        return [*blocks, prose(words.mrkdwn("catalogue_mentors.no_mentors"))]
    blocks.append(buttons(button(words.plain("catalogue_mentors.export_button"), EXPORT, "mentors")))
    blocks += [_mentor(words, mentor) for mentor in page.mentors[:SHOWN]]
    hidden = len(page.mentors) - SHOWN
    return [*blocks, small(words.mrkdwn("catalogue_mentors.more_mentors", count=hidden))] if hidden > 0 else blocks


def _mentor(words: Words, mentor: MentorView) -> Block:
    about = [RichText(f"\n{short(mentor.about, LINE_MAX)}")] if mentor.about else []
    return paragraph([*mentor_line(words, mentor), *about])
