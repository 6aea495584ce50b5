"""Departments: found by their channel, with defaults that work until somebody describes them."""

from collections.abc import Container
from datetime import date, datetime, time
from functools import cache

import holidays

# Loaded at its first use, it would hold up the one thread that writes while somebody waits.
import holidays.countries
from sqlmodel import Session

from bot.domain.calendar import WEEKEND, Calendar
from bot.domain.departments import CLOSES, OPENS, Cadence, DepartmentView, is_zone
from bot.services import people, places
from bot.store import departments, settings
from bot.store.departments import Department


def at(session: Session, team_id: str, channel_id: str, invited_by: str | None, now: datetime) -> Department:
    """Return the channel's department; an unknown one begins with sensible defaults."""
    if found := departments.of_channel(session, team_id, channel_id):
        return found
    department = beginning(session, team_id, channel_id, invited_by, now)
    session.add(department)
    session.flush()
    return department


def beginning(session: Session, team_id: str, channel_id: str, invited_by: str | None, now: datetime) -> Department:
    """Return what is assumed of a department: the zone and its country of whoever invited the bot.

    A partner who invites the bot looks after the department.
    """
    theirs = people.timezone(session, team_id, invited_by)
    timezone = theirs if is_zone(theirs) else "UTC"
    partner = invited_by if invited_by and people.is_partner(session, team_id, invited_by) else None
    return Department(
        team_id=team_id, channel_id=channel_id, name="", kind="other", invited_by=invited_by, partner=partner,
        opens=OPENS, closes=CLOSES, timezone=timezone, country=places.country_of(timezone), created_at=now,
    )  # fmt: skip


def days_of(session: Session, team_id: str, channel_id: str) -> Calendar:
    """Return when the channel's department works, without noting an unknown one; then it is UTC office hours."""
    department = departments.of_channel(session, team_id, channel_id)
    return calendar(department) if department else Calendar("UTC", OPENS, CLOSES)


def zone_of(session: Session, team_id: str, channel_id: str) -> str | None:
    """Return the IANA zone in which the channel's department works; None where it has none."""
    department = departments.of_channel(session, team_id, channel_id) if channel_id else None
    return department.timezone if department else None


def partner_of(session: Session, team_id: str, channel_id: str | None) -> str | None:
    """Return who of L&D looks after the channel's department now: its partner, else the first one there is."""
    department = departments.of_channel(session, team_id, channel_id) if channel_id else None
    partners = people.partners(session, team_id)
    named = department.partner if department else None
    return named if named in partners else next(iter(partners), None)


def cadence(session: Session, team_id: str, channel_id: str) -> Cadence:
    """Return when touchpoints are said in a channel, and whether they need a partner's word."""
    department = departments.of_channel(session, team_id, channel_id)
    for_all = settled(session, team_id)
    return own_cadence(department).over(for_all) if department else for_all


def settled(session: Session, team_id: str) -> Cadence:
    """Return the cadence that holds where a department has none of its own."""
    workspace = settings.of(session, team_id)
    return Cadence(workspace.plan_after, workspace.acknowledge_after, workspace.needs_approval)


def own_cadence(department: Department) -> Cadence:
    """Return what is settled for this department alone."""
    return Cadence(department.plan_after, department.acknowledge_after, department.needs_approval)


def kind_of(session: Session, team_id: str, channel_id: str) -> str:
    """Return what kind of department the channel is home to; `other` while nobody said."""
    department = departments.of_channel(session, team_id, channel_id)
    return department.kind if department else "other"


def of_person(session: Session, team_id: str, channel_id: str | None, user_id: str) -> Calendar:
    """Return when the channel's department works; where there is none, office hours in the person's own zone."""
    department = departments.of_channel(session, team_id, channel_id) if channel_id else None
    return calendar(department) if department else Calendar(people.timezone(session, team_id, user_id))


def calendar(department: Department) -> Calendar:
    """Return when the department works, with the public holidays of its country and region."""
    return working(department.timezone, department.opens, department.closes, department.country, department.region)


def working(timezone: str, opens: time, closes: time, country: str | None, region: str | None = None) -> Calendar:
    """Return these hours with the weekends and public holidays of a country, and of a region of it."""
    return Calendar(timezone, opens, closes, days_off(country, region), weekend(country))


@cache
def weekend(country: str | None) -> frozenset[int]:
    """Return the weekend of a country (ISO 3166 code); where it is one day by law, the day before is mostly off too."""
    if country is None:
        return frozenset(WEEKEND)
    official = holidays.country_holidays(country).weekend
    return frozenset(official if len(official) > 1 else {day for last in official for day in ((last - 1) % 7, last)})


@cache
def days_off(country: str | None, region: str | None = None) -> Container[date]:
    """Return the public holidays of a country (ISO 3166 code), and of a region of it: `DE-BY`.

    They fill in year by year as they are asked for; a region that is not known has those of its country.
    """
    if country is None:
        return ()
    part = region.partition("-")[2] if region else None
    try:
        return holidays.country_holidays(country, subdiv=part)
    except NotImplementedError:
        return days_off(country) if region else ()


def view(department: Department) -> DepartmentView:
    """Return the department as forms and messages show it."""
    return DepartmentView(
        channel_id=department.channel_id, name=department.name, kind=department.kind, lead=department.lead,
        partner=department.partner, timezone=department.timezone, opens=department.opens, closes=department.closes,
        country=department.country, is_described=department.described_at is not None,
        country_name=places.countries().get(department.country or ""), bot_is_there=department.bot_is_there,
        region=department.region, region_name=places.region_name(department.region or ""),
    )  # fmt: skip
