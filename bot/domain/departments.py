"""What a department is, what a form must say of it, and the values that hold until somebody does."""

from dataclasses import dataclass, replace
from datetime import time
from zoneinfo import ZoneInfo

KINDS = ("leadership", "sales", "procurement", "engineering", "support", "operations", "other")
OPENS, CLOSES = time(9), time(17)
NAME_MAX = 80


@dataclass(frozen=True, slots=True)
class Cadence:
    """When touchpoints follow a recap, in working days, and whether each needs a partner's word; None: as settled."""

    plan_after: int | None = None
    acknowledge_after: int | None = None
    needs_approval: bool | None = None

    def over(self, settled: "Cadence") -> "Cadence":
        """Return what holds where this is said of a department, and `settled` for all."""
        own = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        return replace(settled, **own)


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """A department as forms and messages show it; a user id where a person is meant.

    `cadence` is there for those who may change it.
    """

    channel_id: str
    name: str
    kind: str
    lead: str | None
    partner: str | None
    timezone: str
    opens: time
    closes: time
    country: str | None
    is_described: bool
    country_name: str | None = None
    bot_is_there: bool = True
    region: str | None = None
    region_name: str | None = None
    cadence: Cadence | None = None

    @property
    def zone_name(self) -> str:
        """Return the time zone as people write it: `America/New York`."""
        return self.timezone.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Description:
    """What somebody says of a department; hours are local to `timezone`.

    `country` is an ISO 3166 code, `region` one of a part of it that has holidays of its own: `DE-BY`. `cadence` is None
    where it was not asked for, and stays as it was.
    """

    name: str | None
    kind: str | None
    timezone: str | None
    opens: time | None
    closes: time | None
    lead: str | None = None
    partner: str | None = None
    country: str | None = None
    region: str | None = None
    cadence: Cadence | None = None


def problems(said: Description) -> dict[str, str]:
    """Return the reason for each field that needs another look; people and countries are not looked at here."""
    required = ("name", "kind", "timezone", "opens", "closes")
    found = {field: "required" for field in required if not getattr(said, field)}
    if said.name and len(said.name) > NAME_MAX:
        found["name"] = "too_long"
    if said.kind and said.kind not in KINDS:
        found["kind"] = "required"
    if said.timezone and not is_zone(said.timezone):
        found["timezone"] = "unknown_zone"
    if said.opens and said.closes and said.closes <= said.opens:
        found["closes"] = "closes_too_early"
    if said.region and said.region.partition("-")[0] != said.country:
        found["region"] = "region_elsewhere"
    return found


def cadence_problems(cadence: Cadence) -> dict[str, str]:
    """Return the reason for each field of a cadence, as it would hold, that needs another look."""
    is_late = (cadence.acknowledge_after or 0) <= (cadence.plan_after or 0)
    return {"acknowledge_after": "before_the_plan"} if is_late else {}


def is_zone(name: str) -> bool:
    """Say whether this is the name of a time zone in the IANA database."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def hello_key(department_id: int, user_id: str) -> str:
    """Return the business key of the message that asks somebody to describe a department."""
    return f"department:{department_id}:hello:{user_id}"
