"""Promises in a sentence: who will do what."""

import re
from dataclasses import dataclass

from bot.domain.notes.people import PEOPLE_AT_START, SEPARATOR, People, called, is_everyone
from bot.domain.notes.words import NOT_NAMES, TEAMS, VERBS

MODAL = re.compile(
    r"\s(?:(?P<to>(?:still )?to)"  # "Priya to send"
    r"|will(?: also| then| now| still)?|shall|['’]ll|(?:is|are|am)(?: also)? (?:going )?to"
    r"|(?:has |have )?(?:agree[ds]?|volunteer(?:ed|s)|promise[ds]?|offer(?:ed|s)|committed|undertook|plans?|took (?:on )?the (?:action|task)(?: items?| point)?)(?: to)?"
    r"|(?:will )?needs? to|ha(?:s|ve) to|(?P<should>should|must)"
    r")\s+(?P<verb>(?:be )?[a-z][a-z-]*)"
)
