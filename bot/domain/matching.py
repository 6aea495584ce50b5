"""What is compared to find something similar, what was found, and why it is shown."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from bot.domain.matching_words import shared, words

KINDS: Final = ("request", "resource", "mentor")
MOST: Final = 3
SAME_DETAIL: Final = 0.05


@dataclass(frozen=True, slots=True)
class Description:
    """What somebody says of a need, a resource or a mentor: a sentence above all, and what is known beyond it.

    `kpi` and `cause` are names from a list, the same or not; `answers` are what else was said, in sentences.
    """

    sentence: str
    kpi: str | None = None
    audience: str | None = None
    cause: str | None = None
    answers: tuple[str, ...] = ()

    @property
    def beyond(self) -> str:
        """Return what is said beside the sentence, in one piece."""
        return ". ".join(said for said in (self.kpi, self.audience, *self.answers) if said)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was found: the same `kpi`, `audience` or `cause`, one `topic`, shared `words`, or the `meaning`.

    `words` are what is the same; there are none where the meaning alone is.
    """

    kind: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Something similar: `ref_id` is the row's id in the table of its kind, `score` is 1 for the same words."""

    kind: str
    ref_id: int
    score: float
    reasons: tuple[Reason, ...]


def lifted(score: float, one: Description, other: Description) -> float:
    """Return a score of two sentences, lifted by what is the same beyond them; at most 1."""
    return round(min(1.0, score + SAME_DETAIL * len(_same(one, other))), 3)


def reasons(one: Description, other: Description, topic: str | None) -> tuple[Reason, ...]:
    """Return why two descriptions are similar, the most telling first; never none. The words are those of `other`."""
    found = _same(one, other)
    if topic:
        found.append(Reason("topic", (topic,)))
    if common := shared(other.sentence, one.sentence):
        found.append(Reason("words", common))
    return tuple(found) or (Reason("meaning"),)


def best(matches: Collection[Match], most: int, threshold: float) -> list[Match]:
    """Return what is similar enough, the most similar first, then the oldest."""
    similar = [match for match in matches if match.score >= threshold]
    return sorted(similar, key=lambda match: (-match.score, match.ref_id))[:most]


def _same(one: Description, other: Description) -> list[Reason]:
    """Return what both say beyond their sentences."""
    found = []
    if one.kpi and other.kpi and one.kpi.casefold() == other.kpi.casefold():
        found.append(Reason("kpi", (other.kpi,)))
    if one.audience and other.audience and words(one.audience) == words(other.audience) != frozenset():
        found.append(Reason("audience", (other.audience,)))
    if one.cause and one.cause == other.cause:
        found.append(Reason("cause", (one.cause,)))
    return found
