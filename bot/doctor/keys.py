"""Whether the keys of secret polls are where this bot looks for them, and nobody else can read them."""

from collections.abc import Mapping

from bot.doctor.finding import Finding
from bot.keys import Keys

NAME = "Keys of polls"
SHARE = "Bring the folder back, or set TOUCHPOINT_KEYS to where it is; all bots on one database share one folder."


def examine(keys: Keys, locks: Mapping[int, str]) -> Finding:
    """Look for the keys of these open polls that somebody has answered, each by its name."""
    if lost := [str(poll) for poll, name in locks.items() if keys.get(name) is None]:
        return Finding(
            NAME, f"are not all in {keys.folder}: the answers of poll {', '.join(lost)} can't be read", SHARE
        )
    if keys.is_open_to_others():
        return Finding(NAME, f"can be read by others on this machine ({keys.folder})", f"chmod -R go= {keys.folder}")
    return Finding(NAME)
