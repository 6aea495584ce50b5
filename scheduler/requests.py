"""What the outbox says of training requests, and those whose time has come."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.detective import Flow
from bot.domain.outbox import Drop
from bot.domain.requests import RequestView
from bot.services import requests_decisions, requests_views, requests_waiting
from messages import requests, requests_history, requests_links, requests_outcomes, requests_questions
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings

Simple = Callable[[Words, RequestView], Message]


def register(wordings: Wordings, flow: Flow) -> None:
    """Say who words each kind of message about a request; `flow` holds the questions."""
    simple: dict[str, Simple] = {
        "requests.card": requests.card,
        "requests.confirmed": requests.confirmed,
        "requests.captured": requests.captured,
        "requests.taken": requests.taken,
        "requests.all_answered": requests_questions.all_answered,
        "requests.resumed": requests.resumed,
        "requests.closed": requests.closed,
        "requests.reopened": requests.reopened,
    }
    wordings.update({kind: partial(_simple, words_it, flow) for kind, words_it in simple.items()})
    others: dict[str, Callable[[Flow, Session, Words, Moment], Message]] = {
        "requests.questions": questions,
        "requests.reminder": reminder,
        "requests.named": named,
        "requests.late": late,
        "requests.step": step,
        "requests.decided": decided,
        "requests.agreed": agreed,
        "requests.introduced": introduced,
    }
    wordings.update({kind: partial(words_it, flow) for kind, words_it in others.items()})


async def look_after(deps: Deps, team_id: str) -> None:
    """Take up what was put off until now, and close what waits in vain."""
    await deps.store.run(requests_waiting.look_after, team_id, deps.now())


def questions(flow: Flow, session: Session, words: Words, at: Moment) -> Message:
    """Word a batch of questions; once the request is decided nobody is asked any more."""
    request = _request(flow, session, at)
    if not at.is_refresh and not request.is_open:
        raise Drop("decided before it was asked", expired=True)
    return requests_questions.questions(words, request, int(at.refs["batch"]))


def reminder(flow: Flow, session: Session, words: Words, at: Moment) -> Message:
    """Word a reminder of questions; there is none once anything was said to them."""
    request, batch, place = _request(flow, session, at), int(at.refs["batch"]), int(at.refs["place"])
    waits = all(each.is_open for each in requests_questions.of_batch(request, batch))
    if not at.is_refresh and not (waits and request.is_open):
        raise Drop("nothing waits for an answer")
    if not at.is_refresh and requests_waiting.is_overtaken(session, at.team_id, request.id, batch, place, at.now):
        raise Drop("a later one says it", expired=True)
    return requests_questions.reminder(words, request, batch, place)


def named(flow: Flow, session: Session, words: Words, at: Moment) -> Message:
    """Word for a partner that a request is theirs."""
    return requests.named(words, _request(flow, session, at), at.refs.get("by"))


def late(flow: Flow, session: Session, words: Words, at: Moment) -> Message:
    """Word that a promised answer is late; there is nothing to say once it was given, or promised anew."""
    request = _request(flow, session, at)
    is_news = request.is_open and not request.is_answered and not request.lead
    if not at.is_refresh and not (is_news and request.answer_by == datetime.fromisoformat(at.refs["answer_by"])):
        raise Drop("it was answered in time")
    return requests.late(words, request)


def step(flow: Flow, session: Session, words: Words, at: Moment) -> Message:
    """Word one step of a request's history for its thread."""
    request = _request(flow, session, at)
    done = requests_views.step(session, at.team_id, request.id, int(at.refs["step"]))
    answered = tuple(each for each in request.asked if each.id in at.refs.get("questions", ()))
    outcome = at.refs.get("outcome")
    decision = requests_decisions.one(session, at.team_id, int(outcome)) if outcome else None
    return requests_history.step(words, request, done, answered, decision)


def decided(flow: Flow, session: Session, words: Words, at: Moment) -> Message:
    """Word an outcome for a requester; one that another has replaced is not told any more."""
    decision = requests_decisions.told(session, at.team_id, int(at.refs["outcome"]))
    request = _request(flow, session, at)
    if not at.is_refresh and (request.decision is None or request.decision.id != decision.id):
        raise Drop("a later decision replaced it", expired=True)
    return requests_outcomes.decided(words, request, decision)


def agreed(flow: Flow, session: Session, words: Words, at: Moment) -> Message:
    """Word that everybody agreed to a charter."""
    decision = requests_decisions.told(session, at.team_id, int(at.refs["outcome"]))
    return requests_outcomes.agreed(words, _request(flow, session, at), decision)


def introduced(flow: Flow, session: Session, words: Words, at: Moment) -> Message:
    """Word the introduction of two people with the same need."""
    request = _request(flow, session, at)
    other = requests_views.view(session, at.team_id, {"request": at.refs["other"]}, flow)
    return requests_links.introduced(words, request, other, at.refs["by"], at.refs["words"])


def _simple(words_it: Simple, flow: Flow, session: Session, words: Words, at: Moment) -> Message:
    return words_it(words, _request(flow, session, at))


def _request(flow: Flow, session: Session, at: Moment) -> RequestView:
    return requests_views.view(session, at.team_id, at.refs, flow)
