"""Before an acknowledgement: contributors say whether they may be named, partners give new dates, and correct."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.people import resolve
from bot.domain.touchpoints import meeting_of
from bot.domain.touchpoints_changes import Correction, Said
from bot.services import people, touchpoints_changes, touchpoints_thanks
from handlers.payloads import action_value, actor, delivery, fields, trigger
from messages import touchpoints_changes as changes
from messages import touchpoints_thanks as said
from messages.forms import YES, joined

Body = dict[str, Any]
NEW = "new_"


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the question whether somebody may be named, to new dates, and to corrections of a meeting."""

    @app.action(said.NAME_ME)
    async def name_me(ack: AsyncAck, body: Body) -> None:
        await _may_name(deps, body, is_yes=True)
        await ack()

    @app.action(said.RATHER_NOT)
    async def rather_not(ack: AsyncAck, body: Body) -> None:
        await _may_name(deps, body, is_yes=False)
        await ack()

    @app.action(said.NEW_DATES)
    async def open_new_dates(ack: AsyncAck, body: Body) -> None:
        who, meeting_id = actor(body), meeting_of(action_value(body))
        asked = (who.team_id, who.user_id, meeting_id, deps.now())
        missed = await deps.read(touchpoints_thanks.missed_by_lnd, *asked)
        await deps.slack.open_view(trigger(body), said.new_dates_form(deps.words, meeting_id, missed))
        await ack()

    @app.view(said.DATED)
    async def give_new_dates(ack: AsyncAck, body: Body) -> None:
        who, meeting_id, values = actor(body), int(body["view"]["private_metadata"]), fields(body["view"])
        given = {int(name.removeprefix(NEW)): day for name, day in values.items() if name.startswith(NEW)}
        await deps.once(
            delivery(body), touchpoints_thanks.give_new_dates, who.team_id, who.user_id, meeting_id, given
        )  # fmt: skip
        await ack()

    @app.action(changes.CORRECT)
    async def open_correction(ack: AsyncAck, body: Body) -> None:
        who, meeting_id = actor(body), meeting_of(action_value(body))
        confirmed = await deps.read(touchpoints_changes.confirmed, who.team_id, who.user_id, meeting_id)
        known = await deps.read(people.known_as, who.team_id)
        names = {user: called[0] for user, called in known.items()}
        await deps.slack.open_view(trigger(body), changes.form(deps.words, confirmed, names))
        await ack()

    @app.view(changes.CORRECTED)
    async def correct(ack: AsyncAck, body: Body) -> None:
        who, meeting_id = actor(body), int(body["view"]["private_metadata"])
        known = await deps.read(people.known_as, who.team_id)
        corrected = (who.team_id, who.user_id, meeting_id, correction(fields(body["view"]), known))
        await deps.once(delivery(body), touchpoints_changes.correct, *corrected)
        await ack()


def correction(values: dict[str, Any], known: dict[str, list[str]]) -> Correction:
    """Return what stands in the form of a correction; names before a colon become the people they mean."""
    return Correction(
        met_on=values.get("met_on"),
        is_called_off=YES in (values.get("called_off") or ()),
        takeaways=_by_id(values, "takeaway_"),
        more_takeaways=_lines(joined(values, "more_takeaways"), known),
        contributions=_by_id(values, "contribution_"),
        more_contributions=_lines(joined(values, "more_contributions"), known),
        follow_ups=_by_id(values, "follow_up_"),
    )


def _by_id(values: dict[str, Any], prefix: str) -> dict[int, str]:
    return {int(name.removeprefix(prefix)): text or "" for name, text in values.items() if name.startswith(prefix)}


def _lines(text: str | None, known: dict[str, list[str]]) -> tuple[Said, ...]:
    return tuple(_line(line.strip(), known) for line in (text or "").splitlines() if line.strip())


def _line(line: str, known: dict[str, list[str]]) -> Said:
    name, _, said = line.partition(":")
    user = resolve(name.strip(), known) if said.strip() else None
    return (user, said.strip()) if user else (None, line)


async def _may_name(deps: Deps, body: Body, *, is_yes: bool) -> None:
    who = actor(body)
    answer = (who.team_id, who.user_id, int(action_value(body)), is_yes)
    await deps.once(delivery(body), touchpoints_thanks.may_name, *answer)
