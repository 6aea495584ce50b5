"""The forms of a training request: what a manager says, what a partner makes of it, and who looks after it."""

from collections.abc import Mapping, Sequence
from typing import Any

from slackblocks import Block

from bot.domain.detective import Cause
from bot.domain.goals import GoalView
from bot.domain.requests import REQUIRED, TEXT_MAX, Need, RequestView
from messages import forms, goals, pickers
from messages.layout import quoted
from messages.requests import ANALYSED, FIELDS, HANDED_OVER, SUBMIT, need
from messages.requests_questions import exchanges
from messages.words import Words

ROOM = 50_000
QUESTIONS_SHOWN = 40


def form(
    words: Words, stated: Need, offered: Sequence[GoalView], about: str, callback_id: str = SUBMIT
) -> dict[str, Any]:
    """Return the request form with what is known of the need in it, and the department's goals to choose from.

    `about` comes back with the submission.
    """

    def text(field: str) -> list[Block]:
        value, required = getattr(stated, field) or "", field in REQUIRED
        return forms.text(words, f"requests.{field}", value=value, required=required)

    blocks = [block for field in (*REQUIRED, "evidence") for block in text(field)]
    blocks += goal_fields(words, stated.goal_id, stated.goal, offered)
    blocks += [forms.day(words, "requests.needed_by", value=stated.needed_by), *text("tried")]
    blocks.append(forms.tick(words, "requests.is_crisis", value=stated.is_crisis))
    return forms.modal(words, "requests.form", callback_id, blocks, about=about)


def goal_fields(words: Words, goal_id: int | None, goal: str | None, offered: Sequence[GoalView]) -> list[Block]:
    """Return the goals of the department to choose from, and room for another one in words."""
    if not offered:
        return forms.text(words, "requests.goal", value=goal or "")
    named = {str(each.id): goals.line(words, each) for each in offered}
    label, hint = (words.plain(f"requests.other_goal_{part}") for part in ("label", "hint"))
    chosen = pickers.select(words, "requests.goal_id", named, value=str(goal_id) if goal_id else None)
    return [chosen, *forms.typed(words, label, "goal", goal or "", hint=hint)]


def analyse(words: Words, request: RequestView, offered: Sequence[GoalView]) -> dict[str, Any]:
    """Return the form of a partner's analysis, with the cause that the answers point to."""
    stated = request.need
    causes = {each.value: words.plain(f"requests.cause_{each}") for each in Cause}
    proposed = request.proposal.cause if request.proposal else None
    blocks: list[Block] = [
        quoted(words.plain("requests.problem_label"), stated.problem),
        *forms.text(words, "requests.reframed", value=request.reframed or ""),
        *forms.text(words, "requests.evidence", value=stated.evidence or ""),
        *forms.text(words, "requests.audience", value=stated.audience or ""),
        *goal_fields(words, stated.goal_id, stated.goal, offered),
        *forms.text(words, "requests.no_goal", value=stated.no_goal or ""),
        pickers.select(words, "requests.cause", causes, value=request.cause or proposed),
    ]
    return forms.modal(words, "requests.analyse", ANALYSED, blocks, about=str(request.id))


def hand_over(words: Words, request: RequestView, partners: Mapping[str, str]) -> dict[str, Any]:
    """Return the form that gives a request to another partner; `partners` are names by user id."""
    offered = dict(list(partners.items())[: pickers.OPTIONS_MAX])
    blocks = [
        quoted(words.plain("requests.problem_label"), request.need.problem),
        pickers.select(words, "requests.partner", offered, value=request.partner, required=True),
    ]
    return forms.modal(words, "requests.hand_over", HANDED_OVER, blocks, about=str(request.id))


def read(words: Words, request: RequestView) -> dict[str, Any]:
    """Return a modal with what is known of a request, as far as Slack shows it (250 KB, 100 blocks)."""
    asked = request.asked[-QUESTIONS_SHOWN:]
    texts = [getattr(request.need, field) for field in FIELDS]
    texts += [text for each in asked for text in (each.question, each.answer)]
    longest = TEXT_MAX if sum(len(text or "") for text in texts) <= ROOM else ROOM // len(texts)
    blocks = [*need(words, request.need, longest), *exchanges(words, asked, longest)]
    return forms.page(words, "requests.read", blocks)
