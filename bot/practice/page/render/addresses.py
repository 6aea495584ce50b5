"""Which addresses in messages may be linked to, and which may be loaded."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LINKED = re.compile(r"(https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def is_link(url: str) -> bool:
    """Whether people may follow it: the web and mail, nothing that runs."""
    return _LINKED.fullmatch(url) is not None


def is_here(url: str) -> bool:
    """Whether the page may load it: only what comes from this very machine."""
    try:
        return is_link(url) and urlsplit(url).hostname in _LOOPBACK
    except ValueError:
        return False
