"""Who owns an item that is marked as a task: named before it, after it, or in brackets."""

import re

from bot.domain.notes.people import AND, LONGEST_NAME, PERSON, SEPARATOR, People, called, is_group
from bot.domain.notes.words import NOT_NAMES, VERBS

GROUP = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")  # "(Priya)", "[Priya]"
BEFORE_ARROW = re.compile(r"[^\W\d][\w'’-]*(?:(?:, | and | & |/|\+)[\w'’-]+)*(?=:\s|\s*(?:->|=>|→|⇒|➡))")
FOR = re.compile(
    r"(?:actions?|tasks?|ap|ai|owners?|assigned|assignees?|lead|who)(?:\s+(?:for|on|to))?\s*:?\s+",
    re.IGNORECASE,
)  # "(action for Priya)"
ARROW = re.compile(
    r"\s*(?:⇐|<=|<-|←|->|=>|→|⇒|—|–|\s-|\||,|\bby|\b(?:owners?|assigned to|assignee|who)\s*:"
    r"|(?<!\bwith)(?<!\bto)(?<!\bfor)(?<!\bfrom)(?<!\bask)(?<!\band)(?<!\bof)(?<!\bat)(?<!,)"
    r"\s(?=<@|@))\s*(?=\S)",
    re.IGNORECASE,
)  # "send the deck - Priya"
DUE = re.compile(r"(?:^|[\s,;]+)(?:due|by|deadline|eta|before|until)\b.*")  # "(Priya, due Friday)"
CAN = re.compile(r"\s+(?:can|will|to)\s+")  # "(Priya can do this)"
AFTER_OWNER = re.compile(r"\s*:\s*|\s+[-–—]\s+|\s*(?:->|=>|→|⇒|➡)\s*")  # "Priya: ...", "Priya → ..."
ME = re.compile(r"^(?:me|I)(?::|\s+[-–—]|\s*(?:->|=>|→|⇒|➡))\s+(?=\S)", re.IGNORECASE)  # nobody can tell who that is
GROUP_LABEL = re.compile(r"([\w/&-]+(?: [\w/&-]+){0,4})\s*:\s+")  # "Design Team: ..."
TAGGED = re.compile(r"\[(?:name=)?([^\[\]]{2,40})\]\s*:?\s*")  # "[Priya] send the deck"
ANYONE = re.compile(
    rf"((?:[A-Z][\w'’-]*+ ?){{1,3}}+(?:{AND}(?:[A-Z][\w'’-]*+ ?){{1,3}}+)*+)"
    r"(?<= )(?:to|will|needs? to) ([a-z-]+)"
)  # "Tech Team to prepare it", "PS will call"
WORD = re.compile(
    r"\s*(?:(?:please|first|second|third|then|next|finally|lastly|also|possibly),?\s+)*([a-z-]+)\b(?!['’(]|[./]\w)",
    re.IGNORECASE,
)  # "First, send"
NOUN = re.compile(
    r"(?:updates?|reports?|reviews?|requests?|votes?|talks?|demo) (?:on|of|from) ", re.IGNORECASE
)  # "Update on"
TODO_INSIDE = re.compile(
    r"(?P<about>.*?\S)\s*(?:[>(\[;]|\s[-–—])\s*"
    r"(?:todo|to-do|TODO|TO DO|Todo|ToDo)(?!\s+list)(?: for| on)?[:\s]+\(?(?P<what>\S.*)"
)
AFTER_SLASH = re.compile(r"(.*\S)\s+/\s+([^/]{2,40})$")
OBLIGED = re.compile(r"\b(?:to be|must be|should be|will be|needs? to|to) [a-z]+")
DOER = re.compile(rf"(?:^|,? and |[,;] )({PERSON}(?:{AND}{PERSON})*+) ([a-z]+)\b")  # "Priya drafts it, Sam tests it"
LAST = 80  # characters at the end of an item in which its owner is sought


def leading(text: str, people: People) -> tuple[tuple[str, ...], str]:
    """The owners an item starts with ("Priya: send it", "@lee send it") and what is left of it."""
    text = ME.sub("", text, count=1)
    if (found := TAGGED.match(text)) and (owners := people.listed(found[1])):
        return owners, text[found.end() :]
    first = people.first(text) or _casual(text, people)
    rest = text[len(first) :]
    if (mark := AFTER_OWNER.match(rest)) and (owners := people.listed(first)):
        return owners, rest[mark.end() :]
    if (found := GROUP_LABEL.match(text)) and is_group(found[1]) and starts_with_task(text[found.end() :]):
        return (called(found[1]),), text[found.end() :]
    if first and rest.strip() and (owners := people.listed(first, strict=True)):
        return owners, rest.strip(" ,")
    if first and _does(first, rest) and not starts_with_task(text) and all(map(people.named, SEPARATOR.split(first))):
        return people.listed(first), text
    if (found := ANYONE.match(text)) and found[2] in VERBS and not starts_with_task(text) and _is_actor(found[1]):
        return tuple(map(called, SEPARATOR.split(found[1]))), text[found.start(2) :]
    return (), text


def trailing(text: str, people: People, *, sure: bool = False) -> tuple[tuple[str, ...], str]:
    """The owners after an arrow or in brackets at the end of an item, and the item without them.

    Brackets that also hold the day (`sure`) name an owner even where no person is written: "(area managers, May)".
    """
    cut = max(0, len(text) - LAST)
    cut = min(cut, max(0, text.rfind("(", 0, cut))) if text.rfind("(", 0, cut) > text.rfind(")", 0, cut) else cut
    for found in ARROW.finditer(text, cut):
        if owners := people.listed(text[found.end() :], strict=found[0].strip() in ("", ",", "by")):
            return owners, text[: found.start()].rstrip(" |,;-–—")
    return in_brackets(text, people, cut, sure=sure)


def in_brackets(
    text: str, people: People, start: int = 0, *, told: bool = False, sure: bool = False
) -> tuple[tuple[str, ...], str]:
    """The owners in the last brackets with people (`told`: with "action for"), and the text without them."""
    for found in reversed(list(GROUP.finditer(text, start))):
        inside = found[1] if found[1] is not None else found[2]
        mark, due = FOR.match(inside), DUE.search(inside)
        named = inside[mark.end() if mark else 0 : due.start() if due else None]
        owners = people.listed(CAN.split(named, maxsplit=1)[0]) if mark or not told else ()
        if not owners and (due or sure) and not told and 1 <= len(named.split()) <= LONGEST_NAME:
            owners = people.assigned(named)
        if owners:
            kept = f"({due[0].strip(' ,;')})" if due else ""
            return owners, " ".join(f"{text[: found.start()]} {kept} {text[found.end() :]}".split())
    return (), text


def todo_inside(text: str, people: People) -> tuple[tuple[str, ...], str] | None:
    """The owner and the task of "Ring the school > todo Priya" or "Posters (TODO Sam: print them)"."""
    found = TODO_INSIDE.match(text)
    if not found:
        return None
    named = people.first(found["what"])
    owners = people.listed(named, strict=True) if named else ()
    what = found["what"][len(named) if owners else 0 :].strip(" :)")
    if not owners and not starts_with_task(what):
        return None
    return owners, f"{found['about'].strip(' :;-')}: {what}" if what else found["about"].strip()


def after_slash(text: str, people: People) -> tuple[tuple[str, ...], str]:
    """The owner of "The rules are to be printed / Priya", a row of a table that was pasted as text."""
    found = AFTER_SLASH.match(text)
    owners = people.listed(found[2], strict=True) if found and OBLIGED.search(found[1]) else ()
    return (owners, found[1]) if found and owners else ((), text)


def doers(text: str, people: People) -> list[str]:
    """A text cut before each person who does something: "Priya drafts it, Sam tests it"."""
    starts = [
        found
        for found in DOER.finditer(text)
        if people.listed(found[1], strict=found.start() == 0) and _does(found[1], f" {found[2]}")
    ]
    if len(starts) <= 1:
        return [text]
    ends = [found.start() for found in starts[1:]] + [len(text)]
    return [text[found.start(1) : end] for found, end in zip(starts, ends, strict=True)]


def starts_with_task(text: str) -> bool:
    """Whether the first word is a verb of doing, as in "Send the deck to Lee"."""
    word = WORD.match(text)
    return word is not None and word[1].casefold() in VERBS and not NOUN.match(text)


def _casual(text: str, people: People) -> str:
    found = BEFORE_ARROW.match(text)
    return found[0] if found and people.listed(found[0]) else ""


def _is_actor(subject: str) -> bool:
    first = subject.split(" ", 1)[0].casefold()
    return not (
        first.endswith(("ed", "ion", "ly")) or first in NOT_NAMES or first in VERBS
    )  # "Called to order", "Motion to accept"


def _does(first: str, rest: str) -> bool:
    word = WORD.match(rest)
    verb = word[1] if word else ""
    if SEPARATOR.search(first):
        return verb in VERBS
    return (verb.endswith("s") and verb[:-1] in VERBS) or (verb.endswith("es") and verb[:-2] in VERBS)
