"""The doctor, on installations that lack one thing each."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from bot.clock import MovableClock
from bot.doctor import examine
from bot.domain.outbox import Post, State
from bot.manifest import SCOPES, manifest
from bot.practice import PracticeServer, Workspace
from bot.services import outbox
from bot.services import settings as workspaces
from bot.settings import Settings
from bot.store import outbox as rows
from bot.store.connect import direct


class Patient:
    """An installation in good health, of which a test spoils something."""

    def __init__(self, practice: PracticeServer, url: str) -> None:
        self.workspace, self.url, self.clock = practice.workspace, url, MovableClock()
        self.channel = self.workspace.conversation("#learning-team")
        self.channel.members.append(self.workspace.bot_user_id)
        self.given: dict[str, Any] = {
            "slack_bot_token": self.workspace.bot_token,
            "slack_app_token": self.workspace.app_token,
            "slack_api_url": practice.api_url,
            "database_url": url,
            "touchpoint_lnd_channel": self.channel.id,
            "touchpoint_lnd_partners": self.workspace.as_person("lena").id,
        }

    async def complaints(self, **changed: str) -> dict[str, str]:
        """What is wrong, with what."""
        found = await examine(Settings.model_validate(self.given | changed), self.clock)
        assert all(finding.mend for finding in found if finding.wrong)
        return {finding.what: finding.wrong for finding in found if finding.wrong}

    def write(self, work: Any, *values: Any) -> None:
        with Session(direct(self.url)) as session:
            work(session, self.workspace.team_id, *values)
            session.commit()


@pytest.fixture
async def patient(database_url: str) -> AsyncIterator[Patient]:
    workspace = Workspace(now=lambda: datetime.now(UTC))
    workspace.install(manifest())
    async with PracticeServer(workspace) as practice:
        yield Patient(practice, database_url)


async def test_a_sound_installation_has_nothing_wrong(patient: Patient) -> None:
    assert await patient.complaints() == {}


async def test_missing_values_are_named_without_asking_slack(patient: Patient) -> None:
    assert set(await patient.complaints(slack_bot_token="", slack_app_token="")) == {
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "Slack",
    }


async def test_swapped_tokens_are_noticed(patient: Patient) -> None:
    swapped = {"slack_bot_token": patient.workspace.app_token, "slack_app_token": patient.workspace.bot_token}
    complaints = await patient.complaints(**swapped)
    assert complaints["SLACK_BOT_TOKEN"] == "is not a bot token"
    assert complaints["SLACK_APP_TOKEN"] == "is not an app-level token"


async def test_a_token_that_slack_does_not_know_is_noticed(patient: Patient) -> None:
    complaints = await patient.complaints(slack_bot_token="xoxb-nobody")
    assert complaints == {"Slack": "does not accept SLACK_BOT_TOKEN (invalid_auth)"}


async def test_an_app_token_that_slack_does_not_know_is_noticed(patient: Patient) -> None:
    assert await patient.complaints(slack_app_token="xapp-nobody") == {"Socket Mode": "is refused (invalid_auth)"}


async def test_a_slack_that_is_not_there_is_noticed(patient: Patient) -> None:
    complaints = await patient.complaints(slack_api_url="http://127.0.0.1:9/api/")
    assert "cannot be reached at http://127.0.0.1:9/api/" in complaints["Slack"]


async def test_missing_scopes_are_named(patient: Patient) -> None:
    patient.workspace.app.scopes = set(SCOPES) - {"im:write", "usergroups:read"}
    assert await patient.complaints() == {"Scopes": "are missing: im:write, usergroups:read"}


async def test_a_clock_that_is_off_is_noticed(patient: Patient) -> None:
    patient.clock.move_to(patient.clock.now() + timedelta(minutes=10))
    complaints = await patient.complaints()
    assert complaints["Clock"].endswith("s away from Slack's")


async def test_a_database_that_is_not_there_is_noticed_and_not_made(patient: Patient, tmp_path: Any) -> None:
    file = tmp_path / "absent.db"
    complaints = await patient.complaints(database_url=f"sqlite:///{file}")
    assert complaints == {"Database": f"is not there yet ({file})"}
    assert not file.exists()


async def test_an_empty_database_is_noticed(patient: Patient, tmp_path: Any) -> None:
    file = tmp_path / "empty.db"
    file.touch()
    complaints = await patient.complaints(database_url=f"sqlite:///{file}")
    assert complaints == {"Database": "has another schema than this version"}


async def test_a_database_server_that_is_down_is_noticed(patient: Patient) -> None:
    complaints = await patient.complaints(database_url="postgresql+psycopg://u:p@127.0.0.1:9/nothing")
    assert complaints.keys() == {"Database"}
    assert "Connection refused" in complaints["Database"]


async def test_an_lnd_channel_without_the_bot_is_noticed(patient: Patient) -> None:
    patient.channel.members.remove(patient.workspace.bot_user_id)
    assert await patient.complaints() == {"L&D channel #learning-team": "does not have the bot as a member"}


async def test_an_lnd_channel_that_does_not_exist_is_noticed(patient: Patient) -> None:
    complaints = await patient.complaints(touchpoint_lnd_channel="C0NOWHERE")
    assert complaints == {"L&D channel C0NOWHERE": "is not seen by the bot (channel_not_found)"}


async def test_a_team_without_channel_and_partners_is_noticed(patient: Patient) -> None:
    assert set(await patient.complaints(touchpoint_lnd_channel="", touchpoint_lnd_partners="")) == {
        "L&D channel",
        "L&D partners",
    }


async def test_what_was_settled_in_slack_counts_more_than_the_environment(patient: Patient) -> None:
    patient.write(workspaces.install, patient.workspace.bot_user_id, "", ())
    assert set(await patient.complaints()) == {"L&D channel", "L&D partners"}


async def test_dead_and_late_messages_are_counted(patient: Patient) -> None:
    patient.write(workspaces.install, patient.workspace.bot_user_id, patient.channel.id, ("U0LENA",))
    patient.write(plan_troubles, datetime.now(UTC))
    complaints = await patient.complaints()
    assert complaints == {"Outbox": "holds 1 due (late), 1 dead (refused by Slack)"}


def plan_troubles(session: Session, team_id: str, now: datetime) -> None:
    """A message that is late, one that is dead, one that died long ago and one that is to come."""
    due = {"late": -1, "dead": -0.5, "forgotten": -24 * 30, "coming": 1}
    for key, hours in due.items():
        outbox.plan(session, team_id, Post(key, "requests.card", "C0"), now + timedelta(hours=hours), now)
    for key in ("dead", "forgotten"):
        row = rows.by_key(session, team_id, key)
        assert row
        row.state, row.reason = State.DEAD, "channel_not_found"
