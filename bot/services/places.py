"""The world's time zones and countries, as the IANA time zone database lists them (zone.tab and iso3166.tab)."""

from functools import cache
from importlib.resources import files

import holidays
from holidays.registry import EntityLoader


def zones_like(text: str, most: int) -> dict[str, str]:
    """Return at most so many IANA zones, readable names by zone, in whose name or country the text occurs."""
    found = {zone: _readable(zone) for zone, country in _countries_of_zones().items() if _occurs(text, zone, country)}
    return dict(sorted(found.items())[:most])


def countries_like(text: str, most: int) -> dict[str, str]:
    """Return at most so many countries, names by ISO 3166 code, in whose name the text occurs."""
    found = [(code, name) for code, name in countries().items() if _folded(text) in _folded(name)]
    return dict(found[:most])


@cache
def countries() -> dict[str, str]:
    """Return the name of each country (ISO 3166 code) whose public holidays are known, ordered by name."""
    known = set(EntityLoader.get_country_codes())
    named = {code: name for code, name, *_ in _rows("iso3166.tab") if code in known}
    return dict(sorted(named.items(), key=lambda entry: entry[1]))


def regions_like(text: str, most: int) -> dict[str, str]:
    """Return at most so many regions, names by code (`DE-BY`), in whose name, or that of their country, it occurs."""
    found = [(code, name) for code, name in _regions().items() if _folded(text) in _folded(name)]
    return dict(found[:most])


def region_name(region: str) -> str | None:
    """Return what a region is called: `DE-BY` is `Germany: Bayern`; None where there is none of this code."""
    return _parts(region.partition("-")[0]).get(region)


@cache
def _regions() -> dict[str, str]:
    """Read the names of all countries' parts, in about a second: to be called where nobody waits to write."""
    return {code: name for country in countries() for code, name in _parts(country).items()}


@cache
def _parts(country: str) -> dict[str, str]:
    """Return the name of each part of a country that may have holidays of its own, by its code."""
    if country not in countries():
        return {}
    days = holidays.country_holidays(country)
    named = {code: alias for alias, code in reversed(getattr(days, "subdivisions_aliases", {}).items())}
    return {f"{country}-{part}": f"{countries()[country]}: {named.get(part, part)}" for part in days.subdivisions}


def country_of(zone: str) -> str | None:
    """Return the country (ISO 3166 code) that an IANA zone lies in, None when it belongs to none."""
    code = _countries_of_zones().get(zone)
    return code if code in countries() else None


def _readable(zone: str) -> str:
    """Return an IANA zone as people write it: `America/New York`."""
    return zone.replace("_", " ")


def _occurs(text: str, zone: str, country: str) -> bool:
    return _folded(text) in _folded(f"{_readable(zone)} {countries().get(country, '')}")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def _countries_of_zones() -> dict[str, str]:
    return {zone: code for code, _, zone, *_ in _rows("zone.tab")}


def _rows(table: str) -> list[list[str]]:
    lines = (files("tzdata.zoneinfo") / table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
