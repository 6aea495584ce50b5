"""What the answers say is the cause: a proposal with its reasons, for the partner to decide."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.detective.flow import Cause, Choice, Flow, Reply

ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """The most likely cause, and the sentences that led there, the strongest first."""

    cause: Cause
    reasons: tuple[str, ...]


def propose(flow: Flow, replies: Sequence[Reply]) -> Proposal:
    """Return the cause that the chosen answers speak for; words that no choice was read from count for nothing.

    The weights of each cause are added up, and it is strong from `ENOUGH` on: one strong sign, or two answers that
    point the same way. No strong cause is unclear, without a reason. Skill and another that are both strong are
    mixed, whichever leads. Otherwise the strong cause leads; of several, that with the most weight, and of equals the
    one that is cheapest to mend, which is the order of `Cause`.
    """
    chosen = list(_chosen(flow, replies))
    weights: Counter[Cause] = Counter()
    for choice in chosen:
        if choice.cause:
            weights[choice.cause] += choice.weight
    strong = [cause for cause in Cause if weights[cause] >= ENOUGH]
    if not strong:
        return Proposal(Cause.UNCLEAR, ())
    if Cause.SKILL in strong and len(strong) > 1:
        return Proposal(Cause.MIXED, _reasons(chosen, strong))
    leading = max(strong, key=lambda cause: weights[cause])
    return Proposal(leading, _reasons(chosen, [leading]))


def _chosen(flow: Flow, replies: Sequence[Reply]) -> Iterator[Choice]:
    """Go through the chosen answers in the order of the flow, whatever the order of the replies."""
    put = {reply.question: reply for reply in replies}
    for question in flow.questions:
        choice = question.choice(put[question.id].choice) if question.id in put else None
        if choice:
            yield choice


def _reasons(chosen: Sequence[Choice], causes: Sequence[Cause]) -> tuple[str, ...]:
    """Return what speaks for these causes: what weighs for one of them, and what weighs against any other."""
    speaking = [choice for choice in chosen if choice.cause and (choice.cause in causes) == (choice.weight > 0)]
    speaking.sort(key=lambda choice: -abs(choice.weight))
    return tuple(dict.fromkeys(choice.because for choice in speaking))
