"""Promises in a sentence: who will do what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.notes.people import LOOK_BACK, SEPARATOR, People, called, is_everyone, is_group
from bot.domain.notes.words import NOT_NAMES, VERBS

MODAL = re.compile(
    r"(?:(?P<to>\s+(?:(?:is|are) )?(?:still |also )?to(?: also| then)?)"  # "Priya to send"
    r"|(?P<will>\s+will(?: also| then| now| still| try to| need to)?|['’]ll(?: also| then)?|\s+shall"
    r"|(?:\s+(?:is|are|am)|['’](?:s|re|m))(?: also)? (?:going|expected|due) to|\s+undert(?:ook|akes) to"
    r"|\s+(?:is|are|was|were|has been|have been|will be)"
    r" (?:asked|directed|requested|instructed|tasked|assigned|mandated) to"
    r"|\s+(?:has |have )?(?:kindly |also )?"
    r"(?:agree[ds]?|volunteer(?:ed|s)?|promise[ds]?|offer(?:ed|s)?|committed|plans?) to"
    r"|\s+(?:took|takes|has)(?: on)? (?:the|an) (?:action|task)(?: items?| points?)? to)"
    r"|(?P<must>\s+(?:should|must|can|(?:also )?needs? to|ha(?:s|ve) to))"
    r"|(?P<would>\s+would(?: try to| also)?))"
    r":?\s+(?P<verb>(?:be )?[a-z][a-z-]*)"
)
WILL_FIRST = re.compile(  # "Will send it", "Met twice; will send it"
    r"(?:[^.;]{3,60}; )?(?P<will>will|going to|need to) (?P<verb>(?:be )?[a-z][a-z-]*)", re.IGNORECASE
)
REQUEST = re.compile(
    r"[,:]?\s+(?:(?:can|could|would|will) you (?:please |also )*|please )(?P<verb>[a-z][a-z-]*)",
    re.IGNORECASE,
)  # "@priya can you send ..."
PRONOUN = re.compile(r"(?:^|[\s(\"“])(I|we|he|she|they|someone|somebody|one of us)$", re.IGNORECASE)  # "... and she"
BRACKETED = re.compile(r"\s*\([^()]*\)$")  # "Priya (Sales) will ..."
PASSIVE = re.compile(
    r"\s+(?:(?:is|are) to be|to be|will be|(?:must|should|needs? to) be) (?:[a-z]+ ){1,4}?by\s+(?=\S)"
)  # "The log is to be archived by Tom"
ELIDED = re.compile(  # "Priya showed the plan and agreed to send it"
    r"(?:,| and|, and)(?: has| have)?(?: also)? "
    r"(?:(?P<agreed>agreed|offered|volunteered|promised|undertook|committed) to|will)"
    r" (?P<verb>[a-z][a-z-]*)"
)
ASIDE = re.compile(r"[a-z-]+(?: (?:it|this|that|them))?\)")  # "new headsets (Priya to order)"
CLAUSE_START = re.compile(
    r"(?:^|[.:;,()\]>⇒→–—/-]|\b(?:and|so|then|also|now|but|ask|tasked|action on))\s*(?:\bthe\s+)?$", re.IGNORECASE
)
WITH = re.compile(
    r"\b(?:in|of|from|at|with|near|between|about|to|an?|another|any|no|new)\s+(?:the\s+)?$"
)  # "the call with Priya will take an hour"
FIRST = re.compile(r"(?:^|[.:;(–—-])\s*$")  # "Priya can send it", but no "so Priya can join"
CONDITION = re.compile(
    r"\b(?:if|whether|when|once|until|unless|where|how|who|what|because|hopes?|that)\s+$", re.IGNORECASE
)
SAID = re.compile(
    r"\b(?:said|says|agreed|offered|confirmed|mentioned|(?:promised|told|assured)(?: [A-Z]\w+| us| me)?)(?: that)?\s+$",
    re.IGNORECASE,
)
DELEGATING = frozenset("ask invite get help encourage remind allow want enable tell".split())
SETTLES = frozenset("use keep hold stick stay".split())  # "We will use the old room" is a decision
STATES = frozenset(
    """
    be have need like want know remain become happen not never always probably likely require mean depend allow
    """.split()
)
LEADING_WORDS = NOT_NAMES - {"all"}  # "Yesterday Priya", but "all managers"
TRAILING_GLUE = re.compile(r"[\s,;]+(?:(?:and|but|while)\s*)?$")
FILLER = re.compile(
    r"(?:(?:so|and|ok(?:ay)?|yes|yeah|yep|then|well|right|but|also|sure|great|thanks|no)[,. ]*)+", re.IGNORECASE
)
FEWEST_WORDS = 3  # "which Priya agreed to do" says what only with the words ahead of it
LONG_PREFIX = 6  # words before the subject that are context rather than part of the promise


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised and by whom, by name or `pronoun`; `before` is what the sentence says ahead of it."""

    text: str
    owners: tuple[str, ...]
    before: str = ""
    pronoun: str = ""


@dataclass(frozen=True, slots=True)
class _Start:
    at: int
    verb_at: int
    owners: tuple[str, ...] = ()
    pronoun: str = ""


def promises(sentence: str, people: People) -> list[Promise]:
    """The promises in a sentence, in order; one made by "I", "we" or "she" has a pronoun and no owner."""
    if passive := _passive(sentence, people):
        return [passive]
    starts = list(_starts(sentence, people))
    ends = [start.at for start in starts[1:]] + [len(sentence)]
    return [_promise(sentence, start, end, first=start is starts[0]) for start, end in zip(starts, ends, strict=False)]


def _promise(sentence: str, start: _Start, end: int, *, first: bool) -> Promise:
    before = sentence[: start.at].strip() if first else ""
    if before.endswith("(") and sentence.find(")", start.at) > 0:
        return Promise(_aside(sentence[:end], start), start.owners)
    if before and not FILLER.fullmatch(before) and len(before.split()) <= LONG_PREFIX and before[-1] not in ":-–—⇒→>":
        return Promise(TRAILING_GLUE.sub("", sentence[:end]), start.owners, "", start.pronoun)
    text = TRAILING_GLUE.sub("", sentence[start.verb_at : end])
    if first and before and end == len(sentence) and len(text.split()) < FEWEST_WORDS:
        return Promise(sentence, start.owners, "", start.pronoun)
    return Promise(text, start.owners, before, start.pronoun)


def _aside(sentence: str, start: _Start) -> str:
    """What "new headsets (Priya to order)" promises; all of it where the brackets say more than who does it."""
    found = ASIDE.match(sentence, start.verb_at)
    ahead = sentence[: start.at].rstrip(" (")
    return f"{ahead}{sentence[found.end() :]}" if found else sentence


def _passive(sentence: str, people: People) -> Promise | None:
    found = PASSIVE.search(sentence)
    named = people.first(sentence[found.end() :]) if found else ""
    if not found or not named or not (owners := people.listed(named)):
        return None
    rest = sentence[found.end() + len(named) :]
    return Promise(TRAILING_GLUE.sub("", sentence[: found.end()].removesuffix(" ").removesuffix(" by") + rest), owners)


def _starts(sentence: str, people: People) -> Iterator[_Start]:
    found = WILL_FIRST.match(sentence)
    if found and _is_task(found["verb"]):
        yield _Start(found.start("will"), found.start("verb"), pronoun="we")
    asked = people.first(sentence)
    if (
        (request := REQUEST.match(sentence, len(asked)))
        and _is_task(request["verb"])
        and people.listed(asked, strict=True)
    ):
        yield _Start(0, request.start("verb"), people.listed(asked))
    first = people.listed(asked) if asked else ()
    elided = ELIDED.search(sentence, len(asked)) if first else None
    if elided and _is_task(elided["verb"]) and (elided["agreed"] or people.listed(asked, strict=True)):
        yield _Start(elided.start(), elided.start("verb"), first)
    several = bool(found or request or elided)
    verb = ""
    for modal in MODAL.finditer(sentence):
        if modal["to"] and verb in DELEGATING:  # "Sam will ask Ana to send it"
            continue
        if start := _start(sentence, modal, people, several=several):
            yield start
            several, verb = True, modal["verb"]


def _start(sentence: str, modal: re.Match[str], people: People, *, several: bool) -> _Start | None:
    before = BRACKETED.sub("", sentence[max(0, modal.start() - LOOK_BACK) : modal.start()])
    skipped = min(LOOK_BACK, modal.start()) - len(before)
    if pronoun := PRONOUN.search(before):
        at = modal.start() - skipped - len(pronoun[1])
        return None if several else _by_pronoun(modal, pronoun[1].casefold(), sentence[max(0, at - 30) : at], at)
    subject = _trimmed(people.before(before), people)
    if not subject or modal["would"] or (_are_all(subject) and "agree" in modal[0]):
        return None
    parts = [subject] if is_group(subject) else [part for part in SEPARATOR.split(subject) if part]
    at = modal.start() - skipped - len(subject)
    if not _is_promise(
        modal,
        sentence[max(0, at - 30) : at],
        known=all(map(people.knows, parts)),
        named=all(map(people.named, parts)) and (not modal["to"] or all(map(people.may_be_stranger, parts))),
        group=is_group(subject),
    ):
        return None
    return _Start(at, modal.start("verb"), tuple(dict.fromkeys(map(called, parts))))


def _is_promise(modal: re.Match[str], ahead: str, *, known: bool, named: bool, group: bool) -> bool:
    verb = modal["verb"]
    if CLAUSE_START.search(ahead) is None and group:
        return False
    named = named or known
    if CONDITION.search(ahead) or WITH.search(ahead) or not (named if _is_task(verb) else known and _may_do(verb)):
        return False
    if modal["must"]:
        return known and _is_task(verb) and ("can" not in modal["must"].split() or FIRST.search(ahead) is not None)
    return not modal["to"] or CLAUSE_START.search(ahead) is not None


def _by_pronoun(modal: re.Match[str], word: str, ahead: str, at: int) -> _Start | None:
    settled = word == "we" and ("agree" in modal[0] or modal["verb"] in SETTLES or modal["verb"].startswith("be "))
    promised = (
        (modal["will"] and not settled)
        or (modal["would"] and SAID.search(ahead))
        or (modal["must"] and "can" not in modal["must"] and word.startswith(("some", "he", "she")))
    )
    if not promised or not _is_task(modal["verb"]) or (CONDITION.search(ahead) and not SAID.search(ahead)):
        return None
    return _Start(at, modal.start("verb"), pronoun=word)


def _are_all(subject: str) -> bool:
    return is_everyone(subject) or is_group(subject)  # what they agree to is decided


def _trimmed(subject: str, people: People) -> str:
    words = subject.split(" ")
    if is_group(subject):
        return subject
    while words and words[0].casefold().strip(",") in LEADING_WORDS and not people.knows(words[0]):
        words.pop(0)
    return " ".join(words)


def _is_task(verb: str) -> bool:
    return verb in VERBS or (verb.startswith("be ") and verb.endswith("ing"))


def _may_do(verb: str) -> bool:
    return verb.endswith("ing") if verb.startswith("be ") else verb not in STATES
