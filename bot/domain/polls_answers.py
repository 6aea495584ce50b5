"""What one person answered in a poll: their clicks, and what they wrote into its form."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from bot.domain.polls import TEXT_MAX, Kind, Question

DOUBLE_CLICK_SECONDS = 1.0
CLICKS_KEPT = 8
COMMENT = 99
BYTES_OF_CLICKS = CLICKS_KEPT * 24 + 8
BYTES_A_CHOICE = 8
BYTES_A_QUESTION = 16
BYTES_A_TEXT = 2 * 4 * TEXT_MAX
BYTES_AROUND = 256
WRITER = json.JSONEncoder(ensure_ascii=False)

Answer = tuple[int, ...] | str


class TooMany(Exception):
    """One more option would be more than may be chosen; `most` says how many those are."""

    def __init__(self, most: int) -> None:
        """Allow `most`."""
        super().__init__(most)
        self.most = most


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's answers.

    `clicks` are Slack's timestamps of the clicks on each option of the first question, `withdrawn` that of the
    moment when they took everything back. `sent` is what they sent with the form, by the question's place, and `draft`
    what they entered and did not send yet, as of `drafted`, which is empty where nothing waits. `times` is how often
    they sent it.
    """

    clicks: Mapping[int, Sequence[str]] = field(default_factory=dict)
    withdrawn: str = ""
    sent: Mapping[int, Answer] = field(default_factory=dict)
    draft: Mapping[int, Answer] = field(default_factory=dict)
    drafted: str = ""
    times: int = 0

    def to(self, place: int, question: Question) -> Answer | None:
        """Return the answer to the question at this place; None where there is none."""
        chosen = _clicked(self, question) if place == 0 and self.clicks else ()
        return chosen or self.sent.get(place) or None

    @property
    def comment(self) -> str | None:
        """Return what the person added in their own words; None where that is nothing."""
        return str(self.sent[COMMENT]) if COMMENT in self.sent else None


EMPTY = Sheet()


def clicked(sheet: Sheet, question: Question, option: int, at: str) -> Sheet:
    """Return the sheet with a click on an option of its first question, seen by Slack at `at` (`1772442000.123456`).

    The same sheet comes out in whatever order and however often clicks arrive. Where one option may be chosen the
    latest click counts; where several may, a click on what is chosen takes it back, and a double click is one click.
    Raises TooMany.
    """
    before = sheet.clicks.get(option, ())
    if at in before:
        return sheet
    after = replace(sheet, clicks={**sheet.clicks, option: _kept(sorted([*before, at]))})
    if question.kind == Kind.MULTIPLE and question.most and len(_clicked(after, question)) > question.most:
        raise TooMany(question.most)
    return after


def is_echo(sheet: Sheet, option: int, at: str) -> bool:
    """Say whether a click at `at` is the second half of a double click on an option."""
    return any(0 < float(at) - float(click) < DOUBLE_CLICK_SECONDS for click in sheet.clicks.get(option, ()))


def withdrawn(sheet: Sheet, at: str) -> Sheet:
    """Return the sheet without an answer; what was clicked before `at` does not count any more."""
    return Sheet(clicks=sheet.clicks, withdrawn=max(sheet.withdrawn, at), times=sheet.times)


def packed(sheet: Sheet) -> bytes:
    """Return the sheet as JSON."""
    held = {
        "clicks": sheet.clicks, "withdrawn": sheet.withdrawn, "sent": sheet.sent, "draft": sheet.draft,
        "drafted": sheet.drafted, "times": sheet.times,
    }  # fmt: skip
    return WRITER.encode({name: value for name, value in held.items() if value}).encode()


def unpacked(data: bytes) -> Sheet:
    """Return the sheet that was packed."""
    held = json.loads(data.decode())
    return Sheet(
        clicks={int(option): tuple(clicks) for option, clicks in held.get("clicks", {}).items()},
        withdrawn=held.get("withdrawn", ""), sent=_answers(held.get("sent", {})), draft=_answers(held.get("draft", {})),
        drafted=held.get("drafted", ""), times=held.get("times", 0),
    )  # fmt: skip


def room(questions: Sequence[Question], *, most_options: int, has_comments: bool) -> int:
    """Return how many bytes the fullest sheet takes, so that its size tells nothing of what is in it.

    `most_options` is how many options a question may have once people have added theirs.
    """
    sizes = [max(each.size, most_options if each.options else 0) for each in questions]
    texts = sum(each.kind == Kind.TEXT for each in questions) + has_comments
    choices = sizes[0] * BYTES_OF_CLICKS + 2 * sum(sizes) * BYTES_A_CHOICE
    return BYTES_AROUND + choices + 2 * (len(questions) + 1) * BYTES_A_QUESTION + texts * BYTES_A_TEXT


def _kept(clicks: list[str]) -> tuple[str, ...]:
    """Leave out pairs of old clicks, which took each other back, where there are many."""
    return tuple(clicks[2:] if len(clicks) > CLICKS_KEPT else clicks)


def _clicked(sheet: Sheet, question: Question) -> tuple[int, ...]:
    standing = {option: [at for at in clicks if at > sheet.withdrawn] for option, clicks in sheet.clicks.items()}
    if question.kind == Kind.MULTIPLE:
        return tuple(sorted(option for option, clicks in standing.items() if _times(clicks) % 2))
    latest = max(((clicks[-1], option) for option, clicks in standing.items() if clicks), default=None)
    return (latest[1],) if latest else ()


def _times(clicks: Sequence[str]) -> int:
    """Count clicks, a double click as one."""
    moments = [float(at) for at in clicks]
    return sum(later - earlier >= DOUBLE_CLICK_SECONDS for earlier, later in pairwise([float("-inf"), *moments]))


def _answers(held: Mapping[str, Any]) -> dict[int, Answer]:
    return {int(place): value if isinstance(value, str) else tuple(value) for place, value in held.items()}
