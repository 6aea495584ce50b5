"""Questions and whole polls as plain JSON, for rows, drafts, series and the library."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.domain.polls import Ballot, Kind, Mode, Question


def packed(ballot: Ballot) -> dict[str, Any]:
    """Return a poll as JSON."""
    closes_at = ballot.closes_at.isoformat() if ballot.closes_at else None
    return asdict(ballot) | {"questions": questions_packed(ballot.questions), "closes_at": closes_at}


def unpacked(body: Mapping[str, Any]) -> Ballot:
    """Return the poll that was packed; what a later version added has its default."""
    closes_at = datetime.fromisoformat(body["closes_at"]) if body.get("closes_at") else None
    known = {name: value for name, value in body.items() if name in Ballot.__dataclass_fields__}
    return Ballot(
        **known
        | {"questions": questions(body["questions"]), "mode": Mode(body["mode"]), "closes_at": closes_at}
    )  # fmt: skip


def questions_packed(asked: Sequence[Question]) -> list[dict[str, Any]]:
    """Return questions as JSON."""
    return [asdict(each) | {"options": list(each.options)} for each in asked]


def questions(held: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Return the questions that were packed."""
    return tuple(
        Question(each["text"], Kind(each["kind"]), tuple(each.get("options", ())), each.get("most")) for each in held
    )
