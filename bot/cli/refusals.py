"""What a command answers when it cannot do its work."""


class CannotRun(Exception):
    """The command cannot do its work; the text is one line that says why and what to do."""


class WrongUse(CannotRun):
    """The command was asked for something that it does not do."""
