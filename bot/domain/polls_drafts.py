"""A poll that somebody is still putting together: what is changed in it, question by question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.polls import QUESTIONS_MAX, Ballot, Kind, Question, question_problems
from bot.domain.polls_library import Template
from bot.domain.typed import is_visible

HAVE_OPTIONS = frozenset({Kind.SINGLE, Kind.MULTIPLE})
EXTRAS = ("may_add", "for_guests", "has_comments", "reminds")
Change = Callable[[Ballot], Ballot]


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its form shows it.

    `revision` counts its changes, `edition` how often it was begun from something else: where two forms show one
    draft, they tell which of them is behind. `timezone` is that of the channel's department, empty where there is none.
    A draft that `is_placed` belongs to the channel in which it was begun.
    """

    id: int
    revision: int
    edition: int
    ballot: Ballot
    changed_at: datetime
    timezone: str = ""
    is_placed: bool = False

    @property
    def has_room(self) -> bool:
        """Say whether one more question may be added."""
        return len(self.ballot.questions) < QUESTIONS_MAX

    @property
    def name(self) -> str:
        """Return what the draft is called: its title, or its first question; empty where neither is written."""
        return self.ballot.title or self.ballot.questions[0].text


def blank(question: Question) -> bool:
    """Say whether nothing is written in a question yet."""
    return not is_visible(question.text) and not question.options


def fitted(question: Question) -> Question:
    """Return a question with only what its kind has: a draft keeps the options that another kind would need."""
    options = question.options if question.kind in HAVE_OPTIONS else ()
    return replace(question, options=options, most=question.most if question.kind == Kind.MULTIPLE else 1)


def ready(ballot: Ballot) -> Ballot:
    """Return a draft as it would be asked; only several questions have a title."""
    questions = tuple(map(fitted, ballot.questions))
    may_add = ballot.may_add and any(each.options for each in questions)
    return replace(ballot, questions=questions, may_add=may_add, title=ballot.title if len(questions) > 1 else "")


def needs_work(question: Question) -> bool:
    """Say whether a question can't be asked as it stands."""
    return bool(question_problems(fitted(question)))


def entered(poll: Mapping[str, Any], question: Mapping[str, Any]) -> Change:
    """Return the change of filling in the main form: what it holds of the poll, and of its one question."""

    def change(ballot: Ballot) -> Ballot:
        first, *others = ballot.questions
        return replace(ballot, questions=(replace(first, **question), *others), **poll)

    return change


def put(place: int, question: Mapping[str, Any]) -> Change:
    """Return the change of wording the question at a place, or of adding one; it takes the place of a blank one."""

    def change(ballot: Ballot) -> Ballot:
        asked = list(ballot.questions)
        if place < len(asked):
            asked[place] = replace(asked[place], **question)
        else:
            asked = [each for each in asked if not blank(each)] + [replace(Question("", most=None), **question)]
        return replace(ballot, questions=tuple(asked))

    return change


def moved(place: int, by: int) -> Change:
    """Return the change of moving the question at a place up (-1) or down (1); at the end of the list none."""

    def change(ballot: Ballot) -> Ballot:
        asked, to = list(ballot.questions), place + by
        if 0 <= place < len(asked) and 0 <= to < len(asked):
            asked[place], asked[to] = asked[to], asked[place]
        return replace(ballot, questions=tuple(asked))

    return change


def removed(place: int) -> Change:
    """Return the change of taking a question out; the last one stays."""

    def change(ballot: Ballot) -> Ballot:
        left = tuple(each for at, each in enumerate(ballot.questions) if at != place)
        return replace(ballot, questions=left or ballot.questions)

    return change


def offered(ballot: Ballot) -> tuple[str, ...]:
    """Return which boxes the settings offer: adding answers only where there are any to choose from."""
    has_options = any(each.kind in HAVE_OPTIONS for each in ballot.questions)
    return EXTRAS if has_options else EXTRAS[1:]


def settled(settings: Mapping[str, Any], ticked: frozenset[str], closes_at: datetime) -> Change:
    """Return the change of the settings, with the boxes that are `ticked`.

    A poll that would close before it opens closes at `closes_at` instead.
    """

    def change(ballot: Ballot) -> Ballot:
        boxes: dict[str, Any] = {name: name in ticked for name in offered(ballot)}
        after = replace(ballot, **settings, **boxes)
        is_upside_down = after.opens_at and after.closes_at and after.closes_at <= after.opens_at
        return replace(after, closes_at=closes_at) if is_upside_down else after

    return change


def begun_from(template: Template, closes_at: datetime) -> Change:
    """Return the change of beginning from a template. A question that somebody wrote themselves stays the first."""

    def change(ballot: Ballot) -> Ballot:
        is_own = len(ballot.questions) == 1
        own = ballot.questions if is_own and not blank(ballot.questions[0]) else ()
        return replace(
            ballot, questions=own + template.questions, title=template.title, mode=template.mode, closes_at=closes_at,
            reason=(is_own and ballot.reason) or template.reason, rhythm=template.rhythm, is_live=template.is_live,
            may_add=template.may_add, for_guests=template.for_guests, has_comments=template.has_comments,
            reminds=template.reminds,
        )  # fmt: skip

    return change
