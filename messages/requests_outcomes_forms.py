"""The forms in which a partner decides a request: the route first, then what that outcome needs."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from slackblocks import Block

from bot.domain.catalogue import ResourceView
from bot.domain.catalogue_mentors import MentorView
from bot.domain.detective import Cause
from bot.domain.requests import RequestView
from bot.domain.requests_links import Matches
from bot.domain.requests_outcomes import (
    ALWAYS_REQUIRED,
    RECOMMENDATIONS,
    STEPS,
    TURNED_DOWN,
    WITH_CHARTER,
    CharterStep,
    Outcome,
    Proposed,
)
from messages import forms, pickers
from messages.layout import prose, quoted, small
from messages.message import short
from messages.requests_links import existing
from messages.requests_outcomes import TALKED
from messages.words import Words

ROUTED: Final = "requests.routed"
PROPOSED: Final = "requests.proposed"
TURNED: Final = "requests.turned_down"
NAME: Final = "requests_outcomes"
TEXTS: Final = (*ALWAYS_REQUIRED, "advice", "offered", "problem", "measure")
BLANK: Final = Proposed(Outcome.DECLINE, None, None, None)


def route(words: Words, request: RequestView, *, override: bool) -> dict[str, Any]:
    """Return the first form: the cause, and what it leads to; with `override` also why the analysis is passed over."""
    blocks: list[Block] = []
    if request.need.unknown:
        missing = [words.plain(f"requests.{field}_unknown") for field in request.need.unknown]
        blocks.append(small(words.mrkdwn("requests.missing", missing=missing)))
    causes = {each.value: words.plain(f"requests.cause_{each}") for each in Cause}
    proposed = request.proposal.cause if request.proposal else None
    blocks.append(pickers.select(words, f"{NAME}.cause", causes, value=request.cause or proposed))
    blocks.append(prose(words.mrkdwn(f"{NAME}.routes")))
    chosen = request.outcome if request.outcome in RECOMMENDATIONS else None
    blocks.append(forms.choice(words, f"{NAME}.outcome", RECOMMENDATIONS, value=chosen))
    blocks += forms.text(words, f"{NAME}.override", required=override)
    return forms.modal(words, f"{NAME}.route", ROUTED, blocks, about=about(request))


def details(
    words: Words, request: RequestView, about: Mapping[str, Any], resources: Sequence[ResourceView],
    mentors: Sequence[MentorView], found: Matches,
) -> dict[str, Any]:  # fmt: skip
    """Return the second form, with what the outcome that `about` names needs; `about` comes back with it.

    Whoever wants to build something new sees what was `found` first.
    """
    outcome = Outcome(about["outcome"])
    stated = request.decision.proposed if request.decision and request.decision.outcome == outcome else BLANK
    blocks: list[Block] = [
        quoted(words.plain("requests.problem_label"), request.need.problem),
        *_text(words, stated, "reason"),
    ]
    if outcome == Outcome.BUILD:
        blocks[:0] = existing(words, found)
    if outcome == Outcome.REUSE:
        blocks += _resource(words, resources, stated.resource_id)
    if outcome == Outcome.COACHING and mentors:
        blocks.append(_mentor(words, mentors, stated.mentor_id))
    if outcome == Outcome.ADVICE:
        blocks += _advice(words, stated)
    if outcome in WITH_CHARTER:
        blocks += _charter(words, request, stated)
    blocks += [*_text(words, stated, "support"), *_text(words, stated, "challenge")]
    return forms.modal(words, f"{NAME}.{outcome}", PROPOSED, blocks, about=json.dumps(dict(about), ensure_ascii=False))


def turn_down(words: Words, request: RequestView, resources: Sequence[ResourceView]) -> dict[str, Any]:
    """Return the form for a no or a not now; a no offers something instead."""
    blocks: list[Block] = [
        quoted(words.plain("requests.problem_label"), request.need.problem),
        forms.choice(words, f"{NAME}.outcome_no", TURNED_DOWN),
        forms.day(words, f"{NAME}.deferred_until"),
        *forms.text(words, f"{NAME}.offered"),
        *(_resource(words, resources, None, required=False) if resources else []),
    ]
    blocks += [each for field in ALWAYS_REQUIRED for each in _text(words, BLANK, field)]
    return forms.modal(words, f"{NAME}.turn_down", TURNED, blocks, about=about(request))


def talk(words: Words, request_id: int) -> dict[str, Any]:
    """Return the form in which a requester answers an outcome in their own words."""
    return forms.modal(
        words, f"{NAME}.talk", TALKED, forms.text(words, f"{NAME}.remark", required=True), about=str(request_id)
    )


def about(request: RequestView, **more: Any) -> str:
    """Return what a form keeps of the request: its id, and the decision that was seen."""
    seen = request.decision.id if request.decision else 0
    return json.dumps({"request": request.id, "seen": seen} | more)


def proposed(outcome: Outcome, values: Mapping[str, Any], override: str | None = None) -> Proposed:
    """Return what stands in the fields of such a form; a step of the charter with nothing in it is left out."""
    steps = (_step_in(values, place) for place in range(STEPS))
    return Proposed(
        outcome=outcome,
        override=override,
        resource_id=_number(values.get("resource_id")),
        mentor_id=_number(values.get("mentor_id")),
        owner=values.get("owner"),
        due_on=values.get("due_on"),
        deferred_until=values.get("deferred_until"),
        steps=tuple(step for step in steps if step.what or step.who or step.due_on),
        **{field: forms.joined(values, field) for field in TEXTS},
    )


def _text(words: Words, stated: Proposed, field: str) -> list[Block]:
    return forms.text(words, f"{NAME}.{field}", value=getattr(stated, field) or "", required=True)


def _resource(
    words: Words, resources: Sequence[ResourceView], chosen: int | None, *, required: bool = True
) -> list[Block]:
    """Offer the catalogue; where it is empty, say how to fill it."""
    if not resources:
        return [prose(words.mrkdwn(f"{NAME}.no_resources"))]
    offered = {str(each.id): each.title for each in resources[: pickers.OPTIONS_MAX]}
    value = str(chosen) if chosen else None
    return [pickers.select(words, f"{NAME}.resource_id", offered, value=value, required=required)]


def _mentor(words: Words, mentors: Sequence[MentorView], chosen: int | None) -> Block:
    offered = {
        str(each.id): words.plain(f"{NAME}.mentor", mentor=each) for each in mentors[: pickers.OPTIONS_MAX]
    }  # fmt: skip
    return pickers.select(words, f"{NAME}.mentor_id", offered, value=str(chosen) if chosen else None)


def _advice(words: Words, stated: Proposed) -> list[Block]:
    owner = forms.person(words, f"{NAME}.owner", value=stated.owner, required=True)
    return [
        *_text(words, stated, "advice"),
        owner,
        forms.day(words, f"{NAME}.due_on", value=stated.due_on, required=True),
    ]


def _charter(words: Words, request: RequestView, stated: Proposed) -> list[Block]:
    problem = stated.problem or request.reframed or request.need.problem
    blocks = [
        *forms.text(words, f"{NAME}.problem", value=short(problem, forms.INPUT_MAX), required=True),
        *_text(words, stated, "measure"),
    ]
    steps = [*stated.steps, *[CharterStep("", None, None)] * STEPS][:STEPS]
    return blocks + [block for place, step in enumerate(steps) for block in _step(words, place, step)]


def _step(words: Words, place: int, step: CharterStep) -> list[Block]:
    def label(field: str) -> str:
        return words.plain(f"{NAME}.{field}_label", place=place + 1)

    is_first = place == 0
    return [
        *forms.typed(words, label("what"), f"what_{place}", step.what, required=is_first, lines=False),
        forms.labelled(label("who"), forms.user_picker(step.who), f"who_{place}", required=is_first),
        forms.labelled(label("by"), forms.date_picker(step.due_on), f"by_{place}", required=is_first),
    ]


def _step_in(values: Mapping[str, Any], place: int) -> CharterStep:
    what = forms.joined(values, f"what_{place}") or ""
    return CharterStep(what, values.get(f"who_{place}"), values.get(f"by_{place}"))


def _number(value: str | None) -> int | None:
    return int(value) if value else None
