"""What a use case may refuse: each names a reason that `messages` turns into a sentence."""

from typing import Any


class Refused(Exception):
    """The person may not do this, or it can't be done now; nothing was changed."""

    def __init__(self, reason: str, **values: Any) -> None:
        """Name the `reason` (an id of a sentence) and the values that the sentence mentions."""
        super().__init__(reason)
        self.reason = reason
        self.values = values


class Invalid(Exception):
    """A form can't be accepted as it stands; `problems` maps a field to the reason."""

    def __init__(self, problems: dict[str, str]) -> None:
        """Keep the `problems`, a reason for each field that needs another look."""
        super().__init__(", ".join(problems))
        self.problems = problems


class Duplicate(Exception):
    """This delivery has had its effect already; there is nothing more to do."""


class Unavailable(Exception):
    """The database did not answer in time: what was asked is not done, and it will not be done later."""

    def __init__(self, reason: str) -> None:
        """Keep the `reason` in the database's own words, without any value of a row."""
        super().__init__(reason)
        self.reason = reason


class Uncertain(Unavailable):
    """The database's answer was lost: what was asked may be done, now or in a moment."""
