"""Dates as Slack writes them out. Tokens as in the reference of `<!date^…>` and of rich text's `date` element."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

_TOKEN = re.compile(r"\{[a-z_]+\}")
_SPANS = ((60, 1, "second"), (3600, 60, "minute"), (86_400, 3600, "hour"), (float("inf"), 86_400, "day"))


def written(timestamp: float, pattern: str, zone: tzinfo, now: datetime | None = None) -> str:
    """The moment (Unix seconds) in `zone`, as `pattern` asks, on a 24-hour clock. Days near `now` (aware) are named
    (`today`) where a token allows it; without `now` they never are. Raises `ValueError` for no moment at all."""
    moment = _moment(timestamp, zone)
    near = _near(moment, now.astimezone(zone)) if now else ""
    return _TOKEN.sub(lambda token: _token(token, moment, near, now), pattern)


def _moment(timestamp: float, zone: tzinfo) -> datetime:
    try:
        return datetime.fromtimestamp(timestamp, zone)
    except (OverflowError, OSError) as never:
        raise ValueError(f"no moment: {timestamp}") from never


def _near(moment: datetime, now: datetime) -> str:
    days = (moment.date() - now.date()) / timedelta(days=1)
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(int(days), "")


def _token(token: re.Match[str], moment: datetime, near: str, now: datetime | None) -> str:
    name = token[0]
    if near and name.endswith("_pretty}"):
        return near if token.start() else near.capitalize()
    if name == "{ago}" and now:
        return _ago(moment, now)
    if name == "{day_divider_pretty}" and now and moment.year == now.year:
        return _long(moment).rpartition(",")[0]
    form = _FORMS.get(name.replace("_pretty}", "}"))
    return form(moment) if form else name


def _long(moment: datetime) -> str:
    return f"{moment:%A, %B} {_ordinal(moment.day)}, {moment.year}"


def _ordinal(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _ago(moment: datetime, now: datetime) -> str:
    gap = (now - moment).total_seconds()
    unit, name = next((unit, name) for most, unit, name in _SPANS if abs(gap) < most)
    count = int(abs(gap) // unit)
    span = f"{count} {name}{'' if count == 1 else 's'}"
    return f"{span} ago" if gap >= 0 else f"in {span}"


_FORMS: dict[str, Callable[[datetime], str]] = {
    "{date_num}": lambda moment: f"{moment:%Y-%m-%d}",
    "{date_slash}": lambda moment: f"{moment:%d/%m/%Y}",
    "{date_long}": _long,
    "{day_divider}": _long,
    "{date_long_full}": lambda moment: f"{moment:%B} {moment.day}, {moment.year}",
    "{date}": lambda moment: f"{moment:%B} {moment.day}",
    "{date_short}": lambda moment: f"{moment:%b} {moment.day}, {moment.year}",
    "{time}": lambda moment: f"{moment:%H:%M}",
    "{time_secs}": lambda moment: f"{moment:%H:%M:%S}",
    "{ago}": lambda moment: f"{moment:%b} {moment.day}, {moment.year}",
}
