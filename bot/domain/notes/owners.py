"""Who owns an item that is marked as a task: named before it, after it, or in brackets."""

import re

from bot.domain.notes.people import People
from bot.domain.notes.words import VERBS

GROUP = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")  # "(Priya)", "[Priya]"
FOR = re.compile(
    r"(?:actions?|tasks?|ap|ai|owners?|assigned|assignees?|lead|who)(?:\s+(?:for|on|to))?\s*:?\s+", re.IGNORECASE
)  # "(action for Priya)"
ARROW = re.compile(
    r"\s*(?:⇐|<=|<-|←|->|=>|→|⇒|—|–|\s-|\||\bby|\b(?:owners?|assigned to|assignee|who)\s*:|(?=<?@))\s*(?=\S)", re.IGNORECASE
)  # "send the deck - Priya"
CAN = re.compile(r"\s+(?:can|will|to)\s+")  # "(Priya can do this)"
AFTER_OWNER = re.compile(r"\s*:\s*|\s+[-–—]\s+")  # "Priya: ..."
TAGGED = re.compile(r"\[(?:name=)?([^\[\]]{2,40})\]\s*:?\s*")  # "[Priya] send the deck"
WORD = re.compile(r"\s*([a-z-]+)", re.IGNORECASE)
LAST = 80  # characters at the end of an item in which its owner is sought


def leading(text: str, people: People) -> tuple[tuple[str, ...], str]:
    """The owners an item starts with ("Priya: send it", "@lee send it") and what is left of it."""
    if (found := TAGGED.match(text)) and (owners := people.listed(found[1])):
        return owners, text[found.end() :]
    first = people.first(text)
    rest = text[len(first) :]
    if (mark := AFTER_OWNER.match(rest)) and (owners := people.listed(first)):
        return owners, rest[mark.end() :]
    if first and rest.strip() and (owners := people.listed(first, strict=True)):
        return owners, rest.strip(" ,")
    if _does(rest) and people.named(first) and (owners := people.listed(first)):
        return owners, text
    return (), text


def trailing(text: str, people: People) -> tuple[tuple[str, ...], str]:
    """The owners after an arrow or in brackets at the end of an item, and the item without them."""
    cut = max(0, len(text) - LAST)
    for found in reversed(list(ARROW.finditer(text, cut))):
        if owners := people.listed(text[found.end() :], strict=not found[0].strip() or found[0].strip() == "by"):
            return owners, text[: found.start()].rstrip()
    return in_brackets(text, people, cut)


def in_brackets(text: str, people: People, start: int = 0, *, told: bool = False) -> tuple[tuple[str, ...], str]:
    """The owners in the last brackets that hold people, if `told` by "action for", and the text without them."""
    for found in reversed(list(GROUP.finditer(text, start))):
        inside = found[1] if found[1] is not None else found[2]
        mark = FOR.match(inside)
        named = inside[mark.end() :] if mark else CAN.split(inside, maxsplit=1)[0]
        if (mark or not told) and (owners := people.listed(named)):
            return owners, f"{text[: found.start()].rstrip()} {text[found.end() :].strip()}".strip()
    return (), text


def starts_with_task(text: str) -> bool:
    """Whether the first word is a verb of doing, as in "Send the deck to Lee"."""
    word = WORD.match(text)
    return word is not None and word[1].casefold() in VERBS


def _does(rest: str) -> bool:
    word = WORD.match(rest)
    verb = word[1] if word else ""
    return verb.endswith("s") and (verb[:-1] in VERBS or verb[:-2] in VERBS)
