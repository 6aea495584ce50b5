"""What a requester writes to the bot in private, in the thread of a message about a request or beside it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.domain.detective import Flow
from bot.services import people, requests_answers, requests_triage
from bot.store import requests
from bot.store import requests_questions as questions


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message was taken for: an answer (the request's number), a remark, or neither.

    `several` are the numbers of the requests whose questions wait, where nobody can tell which one is meant.
    """

    answered: int | None = None
    remarked: bool = False
    several: tuple[int, ...] = ()


def hear(
    session: Session, team_id: str, user_id: str, text: str, place: tuple[str, str | None], flow: Flow, now: datetime
) -> Heard:
    """Take a message as an answer to what waits, or as a word about the request in whose thread it stands.

    `place` is the channel and the ts of the thread, None outside of one. Raises Refused for apps and who left.
    """
    people.require_presence(session, team_id, user_id)
    channel_id, thread_ts = place
    about = requests_triage.replied_to(session, team_id, user_id, channel_id, thread_ts) if thread_ts else None
    waiting = sorted({each.request_id for each in questions.waiting_for(session, team_id, user_id)})
    if about and about.id not in waiting:
        requests_triage.remark(session, team_id, user_id, about.id or 0, text, now)
        return Heard(remarked=True)
    wanted = [about.id] if about else waiting
    if len(wanted) == 1:
        return Heard(requests_answers.answer_in_words(session, team_id, user_id, text, wanted[0] or 0, flow, now))
    return Heard(several=tuple(row.number for row in requests.some(session, team_id, waiting)))
