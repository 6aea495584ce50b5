"""People in notes: how they are written, and which words are names."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.domain.notes.words import EVERYONE, GROUPS, NOT_NAMES, TEAMS, VERBS

MENTION = r"<@[UW][A-Z0-9]++(?:\|[^<>|]*+)?>"  # "<@U0123ABC>", "<@U0123ABC|priya>"
HANDLE = r"(?<![\w.@])@\w[\w-]*+(?:\.\w[\w-]*+)*+"  # "@priya", "@priya.shah"
TITLE = r"(?:(?:[A-Z]|Mrs?|Ms|Dr|Prof|Rev|Cllr)\. )?"
NAME = rf"{TITLE}[^\W\d_a-z][\w'’-]*+(?: [^\W\d_a-z](?:[\w'’-]++|\.|\b)){{0,2}}"  # "Priya", "R. Shah", "Josh R."
PERSON = rf"(?:{MENTION}|{HANDLE}|{NAME})"
AND = r"(?:, and |, ?| and | & | ?/ ?|\+| \+ | (?=<?@))"
PEOPLE_AT_END = re.compile(rf"(?<![\w@<.'’-]){PERSON}(?:{AND}{PERSON})*+$")  # "... so Priya and Sam"
PEOPLE_AT_START = re.compile(rf"{PERSON}(?:{AND}{PERSON})*+")  # "Priya, Sam: ..."
SEPARATOR = re.compile(r"\s*(?:,|;|&|/|\+|\band\b|\s(?=<?@\w))\s*", re.IGNORECASE)
TAG = re.compile(rf"{MENTION}|{HANDLE}")
ID = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>|]*)?>")
ADDRESS = re.compile(r"(?<!\S)\S*(?:@|://)\S*")  # "priya@example.com"
WORD = re.compile(r"[^\W\d_][\w'’-]*")
FIRST_WORD = re.compile(r"[\w'’-]+")
PLAIN_NAME = re.compile(r"(?:[A-Z][a-z]*\. )?[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}")  # "Josh R."
ALL_AT_END = re.compile(  # "all", "all area managers"
    r"(?:^|(?<=[\s:]))"
    r"(?:(?:all|everyone|everybody)"
    r"|all(?: [a-z]+)?(?: [a-z]+(?:[eo]rs|ees|ists|ians|students|leads|heads)| exec| staff| hands))$",
    re.IGNORECASE,
)
TOPIC = re.compile(
    r"(?:ful|less|ible|able|ous|ing|tion|sion|ment|ness|(?<=\w\w)ity|ics|ship|ware|ups|sts|ages|ances?|ences?)$"
)  # "Onboarding: ..."
GROUP_WORDS = (  # "the design (team)", "Design and Print (Team)"
    r"(?:(?i:the|each|every|all|both|our) (?:(?!an? |to |for |of |in |on |and |with )[\w/&-]+ ){0,3}"
    r"|[A-Z][\w/&-]*+ (?:(?:[A-Z][\w/&-]*+|of|and|&) ){0,3})"
)
GROUP = re.compile(rf"(?:{GROUP_WORDS})?(?i:{'|'.join(sorted(GROUPS))})")
GROUP_AT_END = re.compile(rf"(?<![\w@/-])(?:{GROUP.pattern})$")
IS_TEAM = re.compile(r"(?:^| )[Tt]eam$")  # "Tech Team"
NOBODY = frozenset("tbc tbd tba n/a na none nobody unassigned open someone somebody anyone volunteer".split())
PARTICLES = frozenset("da de del der den di do dos du la le van von bin al el ter zu".split())
FEWEST_KNOWN = 6  # names of those who met, first names included
LEAST_FORMAL = 2  # "Mrs A. Rowley" is "Mrs Rowley", and "Ann Rowley" is "Rowley"
MOST_INITIALS = 3
MOST_OWNERS = 8
LONGEST_NAME = 3
LOOK_BACK = 120  # characters before a verb in which its subject is sought


def called(person: str) -> str:
    """A person as Touchpoint keeps them: the id of a mention, "priya" for "@priya", else the name as written."""
    found = ID.search(person)
    return found[1] if found else person.strip(" \t*_.:,()[]\"'“”").removeprefix("@").strip()


def is_everyone(person: str) -> bool:
    """Whether this stands for the whole group: "all", "everyone", "all managers"."""
    words = person.casefold().split()
    return bool(words) and words[0] in EVERYONE and (len(words) == 1 or (words[0] == "all" and len(words) <= 3))


def is_group(subject: str) -> bool:
    """Whether this names a group or an office by what it is: "the design team", "each working group"."""
    return GROUP.fullmatch(subject) is not None and subject.split(" ", 1)[0].casefold() not in VERBS


@dataclass(slots=True)
class People:
    """Who is known from the notes, which words they write with a small letter, whether all (`casual`), and which
    with a capital more than once (`often`)."""

    known: set[str] = field(default_factory=set)
    ordinary: frozenset[str] = frozenset()
    casual: bool = False
    often: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str, met: Iterable[str]) -> "People":
        """The people of a text in which these were met: each is known by full name and by first name."""
        names = [name.casefold() for name in met if not is_everyone(name)]
        known = {*names, *(name.split()[0] for name in names), *map(_initials, names), *map(_formal, names)} - {""}
        words = WORD.findall(ADDRESS.sub(" ", text))
        ordinary = frozenset(word for word in words if word[0].islower())
        capitals = Counter(word for word in words if word[0].isupper())
        often = frozenset(word for word, count in capitals.items() if count > 1)
        return cls(known, ordinary, not capitals, often)

    def knows(self, word: str) -> bool:
        """Whether this is a mention, a handle, or someone who was met."""
        return TAG.fullmatch(word) is not None or called(word).casefold() in self.known

    def named(self, word: str) -> bool:
        """Whether this may be a person: someone known, or a name by its look."""
        if self.knows(word) or is_everyone(word) or is_group(word) or IS_TEAM.search(word) or word.casefold() in TEAMS:
            return True
        if word.endswith("-"):
            return False
        first = word.split(" ", 1)[0].casefold().strip(".'’")
        if first in NOT_NAMES or TOPIC.search(first) or _is_past(first):
            return False
        if self.casual:
            return first not in VERBS and first.isalpha()
        return word[:1].isupper() and not (word.isupper() and len(word) > MOST_INITIALS) and first not in self.ordinary

    def may_be_stranger(self, word: str) -> bool:
        """Whether a word ahead of "to send it" may name somebody although those who met are known without them."""
        return len(self.known) < FEWEST_KNOWN or " " in word or word in self.often

    def listed(self, text: str, *, strict: bool = False) -> tuple[str, ...]:
        """The people a text consists of ("Priya, Sam and @lee"), if `strict` one of them known, or ()."""
        parts = [part for part in SEPARATOR.split(text.strip(" \t.:*_")) if part]
        if not parts or len(parts) > MOST_OWNERS or not all(map(self._is_person, parts)):
            return ()
        if strict and not any(self.knows(part) or is_everyone(part) for part in parts):
            return ()
        return tuple(dict.fromkeys(called(part) for part in parts))

    def assigned(self, text: str) -> tuple[str, ...]:
        """Whoever a place for owners holds ("Priya & Sam", "regional directors"); () for "TBC" or nothing."""
        owner = called(text)
        if owner.casefold().strip("?") in NOBODY or not WORD.search(owner):
            return ()
        return self.listed(text) or (owner,)

    def _is_person(self, part: str) -> bool:
        if self.knows(part) or is_everyone(part):
            return True
        looks = self.named(part) and PLAIN_NAME.fullmatch(part) is not None and (self.casual or _is_title_case(part))
        return len(part.split()) <= LONGEST_NAME and (looks or part.casefold() in TEAMS)

    def before(self, text: str) -> str:
        """The people a text ends with, as written ("... so Priya and Sam"), or ""."""
        end = text[-LOOK_BACK:]
        if found := GROUP_AT_END.search(end) or PEOPLE_AT_END.search(end) or ALL_AT_END.search(end):
            return found[0]
        last = "".join(end.rsplit(maxsplit=1)[-1:])
        return last if last.casefold() in self.known or (self.casual and last == text) else ""

    def first(self, text: str) -> str:
        """The people a text starts with, as written ("Priya and Sam: ..."), or ""."""
        if found := PEOPLE_AT_START.match(text):
            return found[0]
        word = FIRST_WORD.match(text)
        return word[0] if word and word[0].casefold() in self.known else ""


def _is_title_case(name: str) -> bool:
    words = name.split()
    return IS_TEAM.search(name) is not None or all(word[0].isupper() or word in PARTICLES for word in words)


def _is_past(word: str) -> bool:
    return word.endswith("ed") and not {word[:-1], word[:-2], f"{word[:-3]}y"}.isdisjoint(VERBS)  # "Called to order"


def _formal(name: str) -> str:
    words = name.split()
    return f"{words[0]} {words[-1]}" if len(words) > LEAST_FORMAL else words[-1] if words[-1] not in VERBS else ""


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""
