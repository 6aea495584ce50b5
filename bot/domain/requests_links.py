"""What fits a training request: existing resources, mentors, and the same need elsewhere."""

from dataclasses import dataclass

from bot.domain.matching import Reason


@dataclass(frozen=True, slots=True)
class Fitting:
    """Something that fits a request: `title` as it reads, `person` a user id, `address` a web address."""

    id: int
    title: str
    reasons: tuple[Reason, ...]
    number: int | None = None
    person: str | None = None
    channel_id: str | None = None
    address: str | None = None
    is_linked: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """What fits a request, at most three of each kind, the best first."""

    resources: tuple[Fitting, ...] = ()
    mentors: tuple[Fitting, ...] = ()
    similar: tuple[Fitting, ...] = ()
