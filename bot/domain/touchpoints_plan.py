"""The action plan as a team discusses it: what is suggested and why, and what they say to it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.matching import Reason

SUGGESTIONS_MAX = 4
WORDS_MAX = 1_000


class Voice(StrEnum):
    """What somebody says to a plan."""

    AGREE = "agree"
    ADJUST = "adjust"
    NOT_NOW = "not_now"


class Rule(StrEnum):
    """What a suggestion comes from."""

    RESOURCE = "resource"
    MENTOR = "mentor"
    NEED = "need"
    APPROACH = "approach"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may help with a takeaway: `text` as it reads; `because` says why an approach suits.

    `reasons` are those of the matching, `person` is a user id, `number` that of a training request elsewhere,
    `keyword` the word in the takeaway that an approach goes by. `ref` names the line: `resource:7`.
    """

    ref: str
    rule: Rule
    takeaway: str
    text: str = ""
    because: str = ""
    keyword: str = ""
    reasons: tuple[Reason, ...] = ()
    address: str | None = None
    person: str | None = None
    number: int | None = None
    channel_id: str | None = None


@dataclass(frozen=True, slots=True)
class Discussion:
    """What a team said to a plan: how many agree, would adjust it, or would rather not now, and the replies."""

    agree: int = 0
    adjust: int = 0
    not_now: int = 0
    replies: int = 0

    @property
    def voices(self) -> int:
        """Return how many people said something by a button."""
        return self.agree + self.adjust + self.not_now


def chosen(suggestions: list[Suggestion]) -> tuple[Suggestion, ...]:
    """Return the few that are shown: each thing once, and one of every rule before a second of any."""
    firsts: dict[str, Suggestion] = {}
    for each in suggestions:
        firsts.setdefault(each.ref, each)
    once = list(firsts.values())
    ranked = sorted(once, key=lambda each: [other for other in once if other.rule == each.rule].index(each))
    return tuple(ranked[:SUGGESTIONS_MAX])


def is_unanswered(replies: list[bool]) -> bool:
    """Say whether the last reply under a plan waits for L&D; each says whether a partner wrote it, in order."""
    return bool(replies) and not replies[-1]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What somebody (`by`, a user id) would adjust in a plan, in their words."""

    by: str
    words: str
