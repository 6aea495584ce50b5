"""The doctor, on installations that lack one thing each."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from sqlalchemy import make_url
from sqlmodel import Session

from bot.clock import MovableClock
from bot.doctor import Finding, examine, file
from bot.domain.inbox import Delivery
from bot.domain.outbox import Post, State
from bot.domain.polls import Mode, poll_key, simple
from bot.keys import Keys
from bot.manifest import SCOPES, manifest
from bot.practice import PracticeServer, Workspace
from bot.services import outbox, polls, polls_votes
from bot.services import settings as workspaces
from bot.settings import Settings
from bot.store import outbox as rows
from bot.store.connect import direct
from tests.databases import keys_of

HOLD_OPEN: Final = "import sys; file = open(sys.argv[1], 'rb'); print('.', flush=True); input()"
DAY: Final = timedelta(days=1)


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
            "touchpoint_keys": keys_of(url),
            "touchpoint_lnd_channel": self.channel.id,
            "touchpoint_lnd_partners": self.workspace.as_person("lena").id,
        }

    async def complaints(self, **changed: str) -> dict[str, str]:
        """What is wrong, with what."""
        found = await self.findings(**changed)
        assert all(finding.mend for finding in found if finding.wrong)
        return {finding.what: finding.wrong for finding in found if finding.wrong}

    async def findings(self, **changed: str) -> list[Finding]:
        """Everything that was looked at."""
        return await examine(Settings.model_validate(self.given | changed), self.clock)

    def settle(self) -> None:
        """Have it installed as the environment says."""
        self.write(
            workspaces.install, self.workspace.bot_user_id, self.channel.id, (self.workspace.as_person("lena").id,)
        )

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


async def test_a_key_that_is_lost_or_open_to_others_is_noticed(patient: Patient) -> None:
    keys = Keys(keys_of(patient.url))
    patient.write(_answered_in_secret, keys)
    assert await patient.complaints() == {}
    keys.folder.chmod(0o755)
    assert "can be read by others" in (await patient.complaints())["Keys of polls"]
    shutil.rmtree(keys.folder)
    assert "the answers of poll 1 can't be read" in (await patient.complaints())["Keys of polls"]


def _answered_in_secret(session: Session, team_id: str, keys: Keys) -> None:
    now = datetime.now(UTC)
    ballot = simple("C0SALES", "U0MAYA", "What first?", ("Role play", "Call review"), None)
    polls.start(session, team_id, replace(ballot, mode=Mode.ANONYMOUS), now, now)
    outbox.cancel(session, team_id, poll_key(1), "not said here")
    click = polls_votes.Vote(Delivery(team_id, "click:1"), "U0MAYA", 1, 0, "1.0", now)
    polls_votes.cast(session, [click], keys)


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


async def test_every_message_that_is_not_settled_is_listed_with_what_it_waits_for(patient: Patient) -> None:
    patient.settle()
    patient.write(plan_troubles, datetime.now(UTC))
    found = {finding.what: finding for finding in await patient.findings()}
    outbox_ = {what: finding.lines for what, finding in found.items() if what.startswith("Outbox")}
    assert {what: [line.split("(")[1].split(")")[0] for line in lines] for what, lines in outbox_.items()} == {
        "Outbox, planned: 2": ["coming", "reply"],
        "Outbox, being said: 1": ["begun"],
        "Outbox, late: 2": ["late", "homeless"],
        "Outbox, left behind: 1": ["left"],
        "Outbox, out of date: 1": ["stale"],
        "Outbox, dead: 2": ["forgotten", "dead"],
        "Outbox, unknown: 1": ["doubtful"],
    }
    said = " ".join(line for lines in outbox_.values() for line in lines)
    assert "waits for coming" in said
    assert "no_address (choose the L&D channel or a partner with /ld settings)" in said
    assert "channel_not_found (type /invite @Touchpoint there)" in said
    assert all(finding.mend for what, finding in found.items() if what.startswith("Outbox") and finding.wrong)
    assert not found["Outbox, planned: 2"].wrong
    assert not found["Outbox, being said: 1"].wrong
    assert "partner" in found["Outbox, unknown: 1"].mend


async def test_of_many_messages_the_first_are_listed_and_the_others_counted(patient: Patient) -> None:
    patient.settle()
    patient.write(plan_many, 33, datetime.now(UTC))
    [late] = [finding for finding in await patient.findings() if finding.what.startswith("Outbox")]
    assert (len(late.lines), late.lines[-1]) == (21, "and 13 more")


async def test_an_archived_lnd_channel_is_noticed(patient: Patient) -> None:
    patient.channel.archived = True
    assert await patient.complaints() == {"L&D channel #learning-team": "is archived"}


async def test_channels_in_which_something_is_planned_and_the_bot_is_not_are_noticed(patient: Patient) -> None:
    patient.settle()
    left, gone = (patient.workspace.conversation(name) for name in ("#sales", "#general"))
    gone.archived = True
    for room in (left, gone):
        patient.write(plan_one, room.id, datetime.now(UTC))
    complaints = await patient.complaints()
    assert complaints == {
        f"Channel {left.id}, where messages are planned,": "does not have the bot as a member",
        f"Channel {gone.id}, where messages are planned,": "is archived",
    }


async def test_tokens_of_two_apps_are_noticed(patient: Patient) -> None:
    other = Workspace(now=lambda: datetime.now(UTC))
    other.app.app_id = "A0ANOTHER"
    complaints = await patient.complaints(slack_app_token=other.app_token)
    assert complaints["Tokens"] == "are of two apps, A0PRACTICE1 and A0ANOTHER"


async def test_a_database_of_another_workspace_is_noticed(patient: Patient) -> None:
    with Session(direct(patient.url)) as session:
        workspaces.install(session, "T0OTHER", "U0TOUCHPOINT", "", ())
        session.commit()
    complaints = await patient.complaints()
    assert complaints == {"Database's workspace": "does not know T0NORTHWIND, the token's workspace, but T0OTHER"}


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
async def test_a_locked_database_is_noticed(patient: Patient) -> None:
    with closing(sqlite3.connect(make_url(patient.url).database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        complaints = await patient.complaints()
    assert complaints == {"Database": "cannot be written (database is locked)"}


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
async def test_two_programs_with_the_database_file_open_are_noticed(patient: Patient) -> None:
    others = [_program(HOLD_OPEN, make_url(patient.url).database or "") for _ in range(2)]
    try:
        complaints = await patient.complaints()
    finally:
        for other in others:
            other.communicate("\n")
    assert complaints.keys() == {"Database file"}
    assert all(str(other.pid) in complaints["Database file"] for other in others)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_disk_with_little_room_is_noticed(database_url: str) -> None:
    room = {least: file.examine(database_url, least)[0].wrong for least in (0, 2**60)}
    assert (room[0], room[2**60][-7:]) == ("", "MB left")


def _program(words: str, *args: str) -> subprocess.Popen[str]:
    """Another program that has said that it is ready, and ends after a line of input."""
    pipe = subprocess.PIPE
    program = subprocess.Popen([sys.executable, "-c", words, *args], stdin=pipe, stdout=pipe, text=True)
    assert program.stdout
    program.stdout.read(1)
    return program


def plan_troubles(session: Session, team_id: str, now: datetime) -> None:
    """One message for each way in which a message may stand, and one that is said."""
    hours = {
        "said": -30, "forgotten": -24 * 30, "stale": -3, "late": -2, "homeless": -1.5, "left": -1.2, "dead": -1,
        "doubtful": -0.5, "begun": -0.1, "coming": 1,
    }  # fmt: skip
    for key, passed in hours.items():
        outbox.plan(session, team_id, Post(key, "requests.card", "U0LENA"), now + timedelta(hours=passed), now)
    outbox.plan(session, team_id, Post("reply", "requests.card", "U0LENA", thread="coming"), now + DAY, now)
    changes: dict[str, dict[str, Any]] = {
        "said": {"state": State.SENT},
        "stale": {"state": State.SENT, "refresh_at": now - timedelta(hours=1)},
        "homeless": {"reason": "no_address"},
        "left": {"state": State.SENDING, "lease_until": now - timedelta(hours=1)},
        "begun": {"state": State.SENDING, "lease_until": now + timedelta(seconds=20)},
        "dead": {"state": State.DEAD, "reason": "channel_not_found"},
        "forgotten": {"state": State.DEAD, "reason": "user_not_found"},
        "doubtful": {"state": State.UNKNOWN, "reason": "missing_scope"},
    }
    for key, values in changes.items():
        row = rows.by_key(session, team_id, key)
        assert row
        for name, value in values.items():
            setattr(row, name, value)


def plan_one(session: Session, team_id: str, channel: str, now: datetime) -> None:
    outbox.plan(session, team_id, Post(f"to:{channel}", "requests.card", channel), now + DAY, now)


def plan_many(session: Session, team_id: str, number: int, now: datetime) -> None:
    for each in range(number):
        outbox.plan(session, team_id, Post(f"m{each}", "requests.card", "U0LENA"), now - timedelta(hours=2), now)
