"""One rule for each way of writing a day: its pattern and its meaning, seen from the day of the meeting."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.notes import days

Found = re.Match[str]
Meaning = Callable[[Found, date], date | None]

DAY = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
YEAR = r"(?:,?\s+(\d{4})\b)?"
COUNT = r"(\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of)"
SPAN = r"((?:working |business )?days?|weeks?|fortnights?|months?|years?)"
DAY_END = (
    r"(?:(?:(?:the )?(?:very )?end of (?:the |this )?|eo)d(?:ay)?|eob|cob|cop|(?:the )?close of (?:business|play)"
    r"|noon|midday|lunch(?:time)?|\d{1,2}(?:[:.]\d\d)? ?[ap]m|\d{1,2}:\d\d)"
)
RANGE = r"(?:\d{1,2}(?:st|nd|rd|th)? ?[-–] ?)?"  # "18-22 May" lasts until the 22nd
END = r"(?:(?:the )?(?:very )?end of (?:the |this )?|eo)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means; `exact` names a calendar day, `needs_lead` counts only after "by" and the like."""

    pattern: re.Pattern[str]
    meaning: Meaning
    exact: bool = False
    needs_lead: bool = False


def _rule(pattern: str, meaning: Meaning, *, exact: bool = False, led: bool = False) -> Rule:
    return Rule(re.compile(rf"(?<![\w/.-])(?:{pattern})(?![\w/-])", re.IGNORECASE), meaning, exact, led)


def _year(word: str | None) -> int | None:
    return int(word) if word else None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else days.NUMBERS[word.casefold()]


def _numeric(found: Found, on: date) -> date | None:
    first, second, year = int(found[1]), int(found[2]), _year(found[3])
    return days.of_year(first, second, year, on) or days.of_year(second, first, year, on)


def _month_first(found: Found, on: date) -> date | None:
    first, second, year = int(found[1]), int(found[2]), _year(found[3])
    return days.of_year(second, first, year, on) or days.of_year(first, second, year, on)


def _dotted(found: Found, on: date) -> date | None:
    return days.of_year(int(found[1]), int(found[2]), _year(found[3]), on)


def _week_of(found: Found, on: date) -> date | None:
    first = days.of_year(int(found[1]), days.month_number(found[2]), _year(found[3]), on)
    return first and days.end_of_week(first)


def _weekday_week(found: Found, on: date) -> date:
    return days.weekday(found[1] or found[2], on) + timedelta(days=7)


def _weekday(found: Found, on: date) -> date:
    if (found[1] or "").casefold() == "next":
        return days.weekday_of_next_week(found[2], on)
    return days.weekday(found[2], on)


def _end_of_month(found: Found, on: date) -> date | None:
    first = days.of_year(1, days.month_number(found[1]), _year(found[2]), on)
    return first and days.end_of_month(first)


def _later(found: Found, on: date) -> date:
    return days.later(on, _count(found[1]), found[2].casefold())


RULES: tuple[Rule, ...] = (
    _rule(  # "2026-03-12"
        r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})",
        lambda found, on: days.of_year(int(found[3]), int(found[2]), int(found[1]), on),
        exact=True,
    ),
    _rule(  # "Thursday 12 March", "the 12th of March 2026"
        rf"(?:(?:{DAY}),?\s+)?(?:the\s+)?{RANGE}(\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of)?\s+({MONTH}){YEAR}",
        lambda found, on: days.of_year(int(found[1]), days.month_number(found[2]), _year(found[3]), on),
        exact=True,
    ),
    _rule(  # "March 12th", "Mar 12, 2026"
        rf"(?:(?:{DAY}),?\s+)?({MONTH})\.?\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?{YEAR}(?!\s*[:%])",
        lambda found, on: days.of_year(int(found[2]), days.month_number(found[1]), _year(found[3]), on),
        exact=True,
    ),
    _rule(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})", _numeric, exact=True),  # "24/11/2026"
    _rule(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})", _dotted, exact=True),  # "24.11.2026"
    _rule(r"(\d{1,2})\.(\d{1,2})\.()(?!\d)", _dotted, exact=True, led=True),  # "by 24.11."
    _rule(r"(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})", _numeric, exact=True),  # "24-11-2026"
    _rule(  # "w/c 23 November", "the week of 23 November"
        r"(?:w/?c\.?|(?:the )?week (?:of|commencing|beginning|starting))\s+(?:the\s+)?"
        rf"(?:{DAY}\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTH}){YEAR}",
        _week_of,
        exact=True,
    ),
    _rule(  # "KW 48"
        r"(?:in )?(?:kw|cw|calendar week) ?(\d{1,2})",
        lambda found, on: days.calendar_week(int(found[1]), on),
    ),
    _rule(rf"({DAY}) week|a week on ({DAY})", _weekday_week),  # "Friday week"
    _rule(r"(\d{1,2})/(\d{1,2})()", _numeric, exact=True, led=True),  # "by 24/11"
    _rule(
        r"(?:the )?(\d{1,2})(?:st|nd|rd|th)",
        lambda found, on: days.day_of_month(int(found[1]), on),
        exact=True,
        led=True,
    ),
    _rule(r"(?:the )?end of (\d{4})", lambda found, on: date(int(found[1]), 12, 31)),
    _rule(  # "15-Nov", "15-Nov-2026"
        rf"(\d{{1,2}})-({MONTH})(?:-(\d{{4}}|\d{{2}}))?",
        lambda found, on: days.of_year(int(found[1]), days.month_number(found[2]), _year(found[3]), on),
        exact=True,
    ),
    _rule(  # "November 15-17" lasts until the 17th
        rf"({MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)? ?[-–] ?(\d{{1,2}})(?:st|nd|rd|th)?",
        lambda found, on: days.of_year(int(found[2]), days.month_number(found[1]), None, on),
        exact=True,
    ),
    _rule(rf"{END}w(?:eek)?", lambda found, on: days.end_of_week(on)),  # "EOW", "end of the week"
    _rule(r"(?:the )?end of next week", lambda found, on: days.end_of_week(on, 1)),
    _rule(rf"{END}m(?:onth)?", lambda found, on: days.end_of_month(on)),  # "EOM", "end of month"
    _rule(r"(?:the )?end of next month", lambda found, on: days.end_of_month(on, 1)),
    _rule(rf"(?:{END}|end[- ])({MONTH}){YEAR}", _end_of_month),  # "end of March"
    _rule(rf"{END}q([1-4]){YEAR}", lambda found, on: days.end_of_quarter(on, int(found[1]), _year(found[2]))),
    _rule(
        r"q([1-4])(?:\s+(\d{4}))?",
        lambda found, on: days.end_of_quarter(on, int(found[1]), _year(found[2])),
        led=True,
    ),
    _rule(
        r"(?:in|during) q([1-4])(?:\s+(\d{4}))?",
        lambda found, on: days.end_of_quarter(on, int(found[1]), _year(found[2])),
    ),
    _rule(rf"{END}q(?:uarter)?", lambda found, on: days.end_of_quarter(on)),  # "EOQ"
    _rule(rf"{END}y(?:ear)?|year[- ]end", lambda found, on: date(on.year, 12, 31)),  # "EOY"
    _rule(r"month[- ]end", lambda found, on: days.end_of_month(on)),
    _rule(r"(?:the )?(?:end of )?h([12])", lambda found, on: days.end_of_quarter(on, 2 * int(found[1])), led=True),
    _rule(r"(?:the )?(?:end of )?next quarter", lambda found, on: days.end_of_quarter(days.later(on, 3, "months"))),
    _rule(r"(?:later )?this quarter|quarter[- ]end", lambda found, on: days.end_of_quarter(on)),
    _rule(rf"next week,? (?:on )?({DAY})", lambda found, on: days.weekday_of_next_week(found[1], on), exact=True),
    _rule(rf"a week from ({DAY})", lambda found, on: days.weekday(found[1], on) + timedelta(days=7)),
    _rule(  # "within 24 hours"
        r"(?:with)?in (?:the next )?(\d{1,3}) ?h(?:ou)?rs?|(?:with)?in (\d{1,3})h",
        lambda found, on: on + timedelta(days=-(-int(found[1] or found[2]) // 24)),
    ),
    _rule(  # "Friday", "next Monday", "EOD Tuesday"
        rf"(?:{DAY_END},?\s+(?:on\s+)?)?(?:(next|this|coming)\s+)?({DAY})",
        _weekday,
    ),
    _rule(r"the day after tomorrow", lambda found, on: on + timedelta(days=2)),
    _rule(rf"(?:(?:{DAY_END}|first thing)\s+)?(?:tomorrow|tmrw)", lambda found, on: on + timedelta(days=1)),
    _rule(
        rf"(?:{DAY_END}\s+)?today(?! \(|\s(?:in|with|for|on)\b)|tonight|this (?:morning|afternoon|evening)"
        rf"|{END}d(?:ay)?|eob|cob|cop"
        r"|close of (?:business|play)",
        lambda found, on: on,
    ),
    _rule(r"(?:later |sometime )?this week|the weekend", lambda found, on: days.end_of_week(on)),
    _rule(r"(?:sometime )?next week", lambda found, on: days.end_of_week(on, 1)),
    _rule(r"this month", lambda found, on: days.end_of_month(on)),
    _rule(r"next month", lambda found, on: days.end_of_month(on, 1)),
    _rule(  # "mid-March", "middle of March"
        rf"(?:mid[- ]|(?:the )?middle of )({MONTH})",
        lambda found, on: days.of_year(15, days.month_number(found[1]), None, on),
    ),
    _rule(rf"(?:with)?in (?:the )?(?:next |about )?{COUNT} {SPAN}(?:['’]? time)?", _later),  # "in two weeks"
    _rule(rf"(?:the )?next {COUNT} {SPAN}", _later),  # "next 2 days"
    _rule(rf"{COUNT} {SPAN} from (?:now|today)", _later),
)
MONTH_FIRST: tuple[Rule, ...] = tuple(
    replace(rule, meaning=_month_first) if rule.meaning is _numeric else rule for rule in RULES
)
