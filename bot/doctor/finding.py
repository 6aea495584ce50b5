"""What the doctor finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what is `wrong` with it (empty when nothing is), and how to `mend` that."""

    what: str
    wrong: str = ""
    mend: str = ""
