"""Requests of which everything is as long as it can be still fit into what Slack takes."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

import pytest

from bot.domain.detective import Cause, Proposal
from bot.domain.followups import FollowUpView
from bot.domain.followups import Status as Standing
from bot.domain.requests import TEXT_MAX, Need, RequestView, Status
from bot.domain.requests_history import Kind, Step
from bot.domain.requests_links import Matches
from bot.domain.requests_outcomes import OVERRIDE_MAX, SHORT_MAX, STEPS, CharterStep, Decision, Outcome, Proposed
from bot.domain.requests_page import RequestPage
from bot.domain.requests_questions import Asked
from bot.practice.content import content
from bot.practice.views import checked
from messages import requests, requests_forms, requests_history, requests_outcomes, requests_outcomes_forms
from messages.message import BLOCKS_MAX, TEXT_MIN, Message
from messages.requests_questions import answer_form, questions
from messages.words import Words

WORDS: Final = Words()
NOW: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY: Final = date(2026, 3, 20)
LENA, MAYA = "U0LENA00000", "U0MAYA00000"
KINDS: Final = {"letters": "w", "lines": "ab\n", "quotation marks": '"', "mark-up": "<&>", "emoji": "👩‍👩‍👧"}
DECIDED: Final = Step(Kind.DECIDED, NOW, LENA, "build")
MESSAGES: Final[dict[str, Callable[[RequestView], Message]]] = {
    "card": lambda view: requests.card(WORDS, view),
    "card with gaps": lambda view: requests.card(
        WORDS, replace(view, need=replace(view.need, goal=None, goal_id=None))
    ),
    "named": lambda view: requests.named(WORDS, view, LENA),
    "captured": lambda view: requests.captured(WORDS, view),
    "late": lambda view: requests.late(WORDS, view),
    "questions": lambda view: questions(WORDS, view, 1),
    "step": lambda view: requests_history.step(WORDS, view, DECIDED, view.asked[:3], view.decision),
    "decided": lambda view: requests_outcomes.decided(WORDS, view, _decision(view)),
}


@pytest.fixture(params=list(KINDS.values()), ids=list(KINDS))
def view(request: pytest.FixtureRequest) -> RequestView:
    """A request from a message of the greatest length, of which all else is as long as a form lets it be."""
    text = str(request.param) * TEXT_MAX
    long, field = text[:TEXT_MAX], text[:SHORT_MAX]
    need = Need(long, field, field, field, field, DAY, field, 1, field)
    said = [Asked(place, 1 + place // 3, field, field, LENA, words=field) for place in range(9)]
    steps = (CharterStep(field, LENA, DAY),) * STEPS
    proposed = Proposed(
        Outcome.BUILD, field, field, field, text[:OVERRIDE_MAX], advice=field, offered=field, problem=field,
        measure=field, steps=steps,
    )  # fmt: skip
    everybody = tuple(f"U0MAYA{number:05}" for number in range(50))
    decision = Decision(
        1, proposed, LENA, NOW, text[:150], "https://wiki.example/" + "a" * 500, LENA, (LENA,), everybody
    )
    return RequestView(
        1, 10**6, MAYA, "C0SALES00000", "https://northwind.slack.com/archives/C1/p1", need, Status.TAKEN, LENA, NOW,
        is_answered=True, reframed=field, proposal=Proposal(Cause.TOOLS, (long,) * 3), asked=tuple(said),
        next_question=long, decision=decision, joined=tuple(range(50)),
    )  # fmt: skip


@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_a_message_fits_and_keeps_its_buttons(view: RequestView, build: Callable[[RequestView], Message]) -> None:
    made = build(view)
    content(made.text, made.blocks, [], too_long="msg_blocks_too_long")
    assert len(json.dumps(made.blocks, ensure_ascii=False)) <= BLOCKS_MAX


def test_what_fits_is_not_cut() -> None:
    need = Need("p" * 400, "d" * 400, "a" * 400)
    card = requests.card(WORDS, RequestView(1, 1, MAYA, None, None, need, Status.NEW, None, NOW))
    assert all(text and text in str(card.blocks) for text in (need.problem, need.desired, need.audience))
    assert TEXT_MIN < 400


def test_the_page_fits_with_years_of_history(view: RequestView) -> None:
    remark = Step(Kind.REMARKED, NOW, MAYA, view.need.problem)
    promise = FollowUpView(
        1, view.need.problem[:SHORT_MAX], MAYA, None, LENA, "C0SALES00000", DAY, Standing.OPEN, True, None, False, 1
    )
    page = RequestPage(view, (remark,) * 300, (promise,) * 30, is_partner=True, is_requester=True)
    checked(requests_history.page(WORDS, page), "home")


def test_the_forms_fit(view: RequestView) -> None:
    about = {"request": 10**9, "seen": 10**9, "outcome": "build", "cause": "expectations"}
    about |= {"override": _decision(view).proposed.override}
    for form in (
        requests_forms.read(WORDS, view),
        requests_forms.analyse(WORDS, view, []),
        answer_form(WORDS, view, view.asked, on_behalf=True),
        requests_outcomes_forms.route(WORDS, view, override=True),
        requests_outcomes_forms.details(WORDS, view, about, [], [], Matches()),
        requests_outcomes_forms.turn_down(WORDS, view, []),
    ):
        checked(form, "modal")


def _decision(view: RequestView) -> Decision:
    assert view.decision
    return view.decision
