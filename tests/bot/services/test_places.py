"""The zones and countries that people choose from."""

from datetime import date
from zoneinfo import ZoneInfo

import holidays
import pytest

from bot.services import departments, places

EVERYTHING = 1_000


def test_every_zone_offered_is_one_that_can_be_reckoned_with() -> None:
    zones = places.zones_like("", EVERYTHING)
    assert len(zones) > 400
    assert [ZoneInfo(zone).key for zone in zones] == list(zones)


def test_every_country_offered_has_its_holidays_and_a_name_people_know() -> None:
    countries = places.countries_like("", EVERYTHING)
    assert countries["DE"] == "Germany"
    assert all(holidays.country_holidays(code).country == code for code in ("DE", "PT", "JP"))
    assert list(countries.values()) == sorted(countries.values())


@pytest.mark.parametrize("typed", ["new york", "NEW  YORK", "america/new y"])
def test_a_zone_is_found_by_its_city(typed: str) -> None:
    assert places.zones_like(typed, EVERYTHING) == {"America/New_York": "America/New York"}


def test_a_zone_is_found_by_its_country() -> None:
    assert "Europe/Berlin" in places.zones_like("germany", EVERYTHING)


def test_no_more_is_offered_than_a_menu_can_hold() -> None:
    assert len(places.zones_like("a", 100)) == 100
    assert places.countries_like("nowhere at all", 100) == {}


def test_a_zone_suggests_its_country_where_it_has_one() -> None:
    assert places.country_of("Europe/Lisbon") == "PT"
    assert places.country_of("UTC") is None


def test_a_region_is_found_by_its_name_or_that_of_its_country_and_keeps_its_own_holidays() -> None:
    assert places.regions_like("bayern", EVERYTHING) == {"DE-BY": "Germany: Bayern"}
    assert "GB-SCT" in places.regions_like("Britain", EVERYTHING)
    assert (places.region_name("DE-BY"), places.region_name("DE-XX"), places.region_name("")) == (
        "Germany: Bayern", None, None,
    )  # fmt: skip
    epiphany = date(2026, 1, 6)
    assert epiphany in departments.days_off("DE", "DE-BY")
    assert epiphany not in departments.days_off("DE")
    assert date(2026, 1, 1) in departments.days_off("DE", "DE-XX")
