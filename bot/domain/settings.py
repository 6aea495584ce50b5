"""What an L&D team may settle, and the values until it does."""

from dataclasses import dataclass

RESPONSE_DAYS = 2
PLAN_AFTER = 3
ACKNOWLEDGE_AFTER = 10
DAYS_MAX = 10
ACKNOWLEDGE_MAX = 30


@dataclass(frozen=True, slots=True)
class SettingsView:
    """A workspace's settings as the form shows and returns them; the last three count working days."""

    lnd_channel: str | None
    partners: tuple[str, ...]
    partner_group: str | None
    response_days: int | None
    plan_after: int | None
    acknowledge_after: int | None


def problems(said: SettingsView) -> dict[str, str]:
    """Return the reason for each field that needs another look; who the partners are is not looked at here."""
    found = {
        field: "days_out_of_range"
        for field in ("response_days", "plan_after")
        if not 1 <= (getattr(said, field) or 0) <= DAYS_MAX
    }
    latest = said.acknowledge_after or 0
    if not 1 <= latest <= ACKNOWLEDGE_MAX:
        found["acknowledge_after"] = "acknowledge_out_of_range"
    elif latest <= (said.plan_after or 0):
        found["acknowledge_after"] = "before_the_plan"
    if not said.partners and not said.partner_group:
        found["partners"] = "partners_required"
    return found
