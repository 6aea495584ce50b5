"""What people typed, before anything is known of its meaning."""


def is_visible(text: str) -> bool:
    """Say whether there is anything to see in a text."""
    return any(character.isprintable() and not character.isspace() for character in text)


def one_line(text: str) -> str:
    """Return a text with every run of spaces and line breaks made one space."""
    return " ".join(text.split())
