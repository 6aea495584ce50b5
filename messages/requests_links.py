"""Before anything new is built: what exists already, and who has the same need."""

from typing import Any, Final

from slackblocks import Block, PlainText, RichText, SectionBlock

from bot.domain.requests import RequestView
from bot.domain.requests_links import Fitting, Matches
from messages import forms
from messages.layout import Said, bullets, button, buttons, header, prose, quoted, small
from messages.message import Message, message, short
from messages.words import Words

LINK: Final = "requests.link"
LINKED: Final = "requests.linked"
SHOWN: Final = 500
LINE: Final = 150


def matches(words: Words, request: RequestView, found: Matches) -> dict[str, Any]:
    """Return the modal with what fits a request: resources, mentors and similar requests, each with its reason."""
    blocks: list[Block] = [quoted(words.plain("requests.problem_label"), request.reframed or request.need.problem)]
    for name, fitting in (("resources", found.resources), ("mentors", found.mentors), ("similar", found.similar)):
        blocks.append(header(words.plain(f"requests_links.{name}_title")))
        shown = [block for each in fitting for block in _match(words, request, name, each)]
        blocks += shown or [prose(words.mrkdwn(f"requests_links.no_{name}"))]
    return forms.page(words, "requests_links.matches", blocks)


def existing(words: Words, found: Matches) -> list[Block]:
    """Return in a few lines what exists already, for whoever is about to build something new."""
    lines: list[Said] = [
        [RichText(f"{words.plain(f'requests_links.{name}_named', fitting=each)}: {short(each.title, LINE)}")]
        for name, fitting in (("resources", found.resources), ("mentors", found.mentors), ("similar", found.similar))
        for each in fitting
    ]
    if not lines:
        return [small(words.mrkdwn("requests_links.nothing_exists"))]
    return [bullets(words.plain("requests_links.exists"), lines)]


def link_form(words: Words, request: RequestView, other: RequestView) -> dict[str, Any]:
    """Return the form that links two requests, and may introduce their requesters to each other."""
    blocks: list[Block] = [
        prose(words.mrkdwn("requests_links.together", request=request, other=other)),
        quoted(words.plain("requests_links.this_label", request=request), request.need.problem, SHOWN),
        quoted(words.plain("requests_links.this_label", request=other), other.need.problem, SHOWN),
        forms.tick(words, "requests_links.introduce"),
        *forms.text(words, "requests_links.introduction"),
    ]
    return forms.modal(words, "requests_links.link", LINKED, blocks, about=f"{request.id}:{other.id}")


def introduced(words: Words, request: RequestView, other: RequestView, by: str, said: str) -> Message:
    """Return the DM that introduces a requester to somebody with the same need."""
    text = words.mrkdwn("requests_links.introduced", request=request, other=other, by=by)
    return message(text, [prose(text), quoted(words.plain("requests_links.said_label"), said)])


def reason(words: Words, match: Fitting) -> str:
    """Return in plain text why something matches."""
    parts = [words.plain(f"requests_links.because_{each.kind}", words=list(each.words)) for each in match.reasons]
    return "; ".join(parts)


def _match(words: Words, request: RequestView, name: str, match: Fitting) -> list[Block]:
    said = SectionBlock(PlainText(short(match.title, SHOWN)))
    blocks: list[Block] = [
        said,
        small(words.mrkdwn(f"requests_links.{name}_why", match=match, why=reason(words, match))),
    ]
    if name == "similar" and not match.is_linked:
        label = words.plain("requests_links.link_button")
        blocks.append(buttons(button(label, LINK, f"{request.id}:{match.id}")))
    return blocks
