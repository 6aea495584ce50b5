"""Which questions come next: in the order of the flow, as far as the answers so far lead."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum, auto

from bot.domain.detective.flow import UNSAID, VAGUE, Condition, Flow, Question, Reply
from bot.domain.detective.wording import first_of, spoken

VAGUE_MOST = 2


class Standing(Enum):
    """Where a question stands that has no answer."""

    TO_ASK = auto()
    WAITS = auto()
    CLOSED = auto()


Standings = dict[str, str | Standing]


def next_questions(
    flow: Flow, replies: Sequence[Reply], known: Collection[str], texts: Mapping[str, str], most: int = 3
) -> tuple[Question, ...]:
    """Return what to ask now: nothing that was ever put, is `known`, or waits for the answer to another.

    Questions without an answer yet count towards `most`, so that no more than that ever wait for somebody. Vague
    words in `texts` (the need, by field) and in answers are asked about first, twice at most; once they are, the
    name `vague` counts as known. When nothing comes back and no question is open, that is the end.
    """
    put = {reply.question: reply for reply in replies}
    about_words = tuple(_about_words(flow, put, [*texts.values(), *(reply.text or "" for reply in replies)]))
    told = {*known, VAGUE} if about_words or _vague_put(put) else set(known)
    standings = _standings(flow, put, told)
    to_ask = (question for question in flow.questions if standings[question.id] is Standing.TO_ASK)
    room = most - sum(reply.is_open for reply in put.values())
    return (*about_words, *to_ask)[: max(0, room)]


def _about_words(flow: Flow, put: Collection[str], texts: Sequence[str]) -> Iterator[Question]:
    """Go through the questions about vague words that may still be put, in the order of the file."""
    room = VAGUE_MOST - _vague_put(put)
    all_said = [spoken(text) for text in texts]
    for group in flow.vague:
        word = first_of(group.words, all_said, group.unless) if room > 0 and group.question_id not in put else None
        if word:
            room -= 1
            yield group.question(word)


def _vague_put(put: Collection[str]) -> int:
    return sum(question_id.startswith(f"{VAGUE}.") for question_id in put)


def _standings(flow: Flow, put: Mapping[str, Reply], known: Collection[str]) -> Standings:
    """Return for each question the answer, or where it stands; each rests on questions before it only."""
    found: Standings = {}
    for question in flow.questions:
        reply = put.get(question.id)
        found[question.id] = _unasked(question, found, known) if reply is None else _asked(question, reply)
    return found


def _asked(question: Question, reply: Reply) -> str | Standing:
    return question.answer(reply) or Standing.WAITS


def _unasked(question: Question, earlier: Standings, known: Collection[str]) -> str | Standing:
    """Return where a question stands that was never put.

    A branch that was not taken closes all that hangs on it. What is known already counts as answered in words that no
    choice was read from, so that what follows from it can still be asked.
    """
    conditions = {_condition(condition, earlier[condition.question]) for condition in question.when}
    for standing in (Standing.CLOSED, Standing.WAITS):
        if standing in conditions:
            return standing
    return Standing.TO_ASK if question.known_from.isdisjoint(known) else UNSAID


def _condition(condition: Condition, answer: str | Standing) -> Standing | None:
    """Return what a condition makes of a question: closed, waiting, or None where it holds."""
    if isinstance(answer, str):
        return None if answer in condition.choices else Standing.CLOSED
    return Standing.CLOSED if answer is Standing.CLOSED else Standing.WAITS
