"""What the doctor finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what is `wrong` with it (empty when nothing is), how to `mend` that, and details."""

    what: str
    wrong: str = ""
    mend: str = ""
    lines: tuple[str, ...] = ()
