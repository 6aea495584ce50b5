"""What goes wrong between the program and Slack, told apart by whether trying again can help."""

from typing import Final

TOO_MANY: Final = 429
CLIENT_ERROR: Final = 400
SERVER_ERROR: Final = 500


class SlackError(Exception):
    """Slack did not do what was asked; `code` is Slack's word for why."""

    def __init__(self, code: str) -> None:
        """Keep Slack's error `code`."""
        super().__init__(code)
        self.code = code


class Permanent(SlackError):
    """Asking again for the same thing gets the same answer."""


class RetryAfter(SlackError):
    """Slack surely did nothing, and it is worth asking again after `seconds`."""

    def __init__(self, seconds: float, code: str = "ratelimited") -> None:
        """Wait `seconds` before the next call of this method."""
        super().__init__(code)
        self.seconds = seconds


class Ambiguous(SlackError):
    """The answer was lost: Slack may or may not have done it."""
