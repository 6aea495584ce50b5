"""The world's time zones and countries, as the IANA time zone database lists them (zone.tab and iso3166.tab)."""

from functools import cache
from importlib.resources import files

from holidays.registry import EntityLoader

from bot.domain.departments import Choices


@cache
def choices() -> Choices:
    """Return the zones and countries to choose from; countries by name, those alone whose holidays are known."""
    return Choices(tuple(sorted(_countries_of_zones())), countries())


@cache
def countries() -> dict[str, str]:
    """Return the name of each country (ISO 3166 code) whose public holidays are known, ordered by name."""
    known = set(EntityLoader.get_country_codes())
    named = {code: name for code, name, *_ in _rows("iso3166.tab") if code in known}
    return dict(sorted(named.items(), key=lambda entry: entry[1]))


def country_of(zone: str) -> str | None:
    """Return the country (ISO 3166 code) that an IANA zone lies in, None when it belongs to none."""
    code = _countries_of_zones().get(zone)
    return code if code in countries() else None


@cache
def _countries_of_zones() -> dict[str, str]:
    return {zone: code for code, _, zone, *_ in _rows("zone.tab")}


def _rows(table: str) -> list[list[str]]:
    lines = (files("tzdata.zoneinfo") / table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
