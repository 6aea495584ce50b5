"""What the outbox says of training requests."""

from sqlmodel import Session

from bot.domain.outbox import Drop
from bot.domain.requests import OPEN
from bot.services import requests_views
from messages import requests
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings


def register(wordings: Wordings) -> None:
    """Say who words each kind of message about a request."""
    wordings.update(
        {
            "requests.card": card,
            "requests.confirmed": confirmed,
            "requests.captured": captured,
            "requests.taken": taken,
            "requests.question": question,
            "requests.answered": answered,
            "requests.decided": decided,
        }
    )


def card(session: Session, words: Words, at: Moment) -> Message:
    """Word the triage card."""
    return requests.card(words, requests_views.view(session, at.team_id, at.refs))


def confirmed(session: Session, words: Words, at: Moment) -> Message:
    """Word the confirmation of a request from the form."""
    return requests.confirmed(words, requests_views.view(session, at.team_id, at.refs))


def captured(session: Session, words: Words, at: Moment) -> Message:
    """Word the confirmation of a request captured from a message."""
    return requests.captured(words, requests_views.view(session, at.team_id, at.refs))


def taken(session: Session, words: Words, at: Moment) -> Message:
    """Word who looks after the request."""
    return requests.taken(words, requests_views.view(session, at.team_id, at.refs))


def question(session: Session, words: Words, at: Moment) -> Message:
    """Word a question to the requester; once the request is decided nobody is asked any more."""
    request = requests_views.view(session, at.team_id, at.refs)
    if not at.is_refresh and request.status not in OPEN:
        raise Drop("decided before it was asked", expired=True)
    return requests.question(words, request, requests_views.asked(session, at.team_id, at.refs))


def answered(session: Session, words: Words, at: Moment) -> Message:
    """Word the requester's answer for the partner."""
    asked = requests_views.asked(session, at.team_id, at.refs)
    return requests.answered(words, requests_views.view(session, at.team_id, at.refs), asked)


def decided(session: Session, words: Words, at: Moment) -> Message:
    """Word the outcome for the requester."""
    return requests.decided(words, requests_views.view(session, at.team_id, at.refs))
