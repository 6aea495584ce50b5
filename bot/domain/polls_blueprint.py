"""Questions and whole polls as plain JSON, for rows, drafts, series and the library."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.domain.polls import Ballot, Kind, Mode, Question, Rhythm

MOMENTS = ("opens_at", "closes_at")


def packed(ballot: Ballot) -> dict[str, Any]:
    """Return a poll as JSON."""
    moments = {name: at.isoformat() if (at := getattr(ballot, name)) else None for name in MOMENTS}
    return asdict(ballot) | {"questions": questions_packed(ballot.questions), **moments}


def unpacked(body: Mapping[str, Any]) -> Ballot:
    """Return the poll that was packed; what a later version added has its default."""
    known = {name: value for name, value in body.items() if name in Ballot.__dataclass_fields__}
    moments = {name: datetime.fromisoformat(body[name]) if body.get(name) else None for name in MOMENTS}
    rhythm = Rhythm(body["rhythm"]) if body.get("rhythm") else None
    read = {"questions": questions(body["questions"]), "mode": Mode(body["mode"]), "rhythm": rhythm}
    return Ballot(**known | moments | read)


def questions_packed(asked: Sequence[Question]) -> list[dict[str, Any]]:
    """Return questions as JSON."""
    return [asdict(each) | {"options": list(each.options)} for each in asked]


def questions(held: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Return the questions that were packed."""
    return tuple(
        Question(each["text"], Kind(each["kind"]), tuple(each.get("options", ())), each.get("most")) for each in held
    )
