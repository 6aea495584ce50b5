"""The zones and countries that people choose from."""

from zoneinfo import ZoneInfo

import holidays

from bot.services import places


def test_every_zone_offered_is_one_that_can_be_reckoned_with() -> None:
    zones = places.choices().zones
    assert len(zones) > 400
    assert [ZoneInfo(zone).key for zone in zones] == list(zones)


def test_every_country_offered_has_its_holidays_and_a_name_people_know() -> None:
    countries = places.countries()
    assert countries["DE"] == "Germany"
    assert set(countries) <= set(holidays.list_supported_countries())
    assert list(countries.values()) == sorted(countries.values())


def test_a_zone_suggests_its_country_where_it_has_one() -> None:
    assert places.country_of("Europe/Lisbon") == "PT"
    assert places.country_of("UTC") is None
