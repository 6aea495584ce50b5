"""Who words a planned message when its time comes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from messages.message import Message
from messages.words import Words


@dataclass(frozen=True, slots=True)
class Moment:
    """What a message is about (`refs`), when it is said (`now`, aware, UTC), and whether it stands in Slack already."""

    team_id: str
    refs: dict[str, Any]
    now: datetime
    is_refresh: bool = False


Wording = Callable[[Session, Words, Moment], Message]
"""Says what is true now; raises Hold when it is too early and Drop when there is nothing to say any more."""

Wordings = dict[str, Wording]
