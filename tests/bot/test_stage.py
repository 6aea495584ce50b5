"""The practice stage: kept between runs, begun anew, and whole after a sudden end."""

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.folder import ASIDE, DATABASE, WORKSPACE, kept
from bot.cli.problems import CannotRun
from bot.cli.stage import Stage
from bot.domain.outbox import LEASE
from bot.practice import Workspace
from bot.practice.forms import ClientRefused

ROOT = Path(__file__).parents[2]
HASTE = 50.0
PATIENCE = 15.0


def silent(sentence: str) -> None:
    raise AssertionError(f"nothing was to be said, and this was: {sentence}")


def rows(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        [count] = database.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(count)


def reading(workspace: Workspace) -> list[str]:
    """All that was said."""
    return [workspace.read(room) for room in workspace.conversations.values()]


async def request(stage: Stage) -> None:
    """Maya brings a need, and begins to write down another."""
    stage.workspace.ack_timeout = PATIENCE
    maya = stage.workspace.as_person("maya")
    for problem in ("reps give discounts at once", "the forecast is a guess"):
        await maya.runs("#sales", "/training-request", problem)
        await stage.settled()
        maya.fill(desired="They hold the price", audience="12 people")
        if problem.startswith("reps"):
            await maya.submits()
            await stage.settled()


async def test_a_new_stage_has_a_department_that_knows_the_bot(tmp_path: Path) -> None:
    async with kept(tmp_path / "new", silent, haste=HASTE) as stage:
        await stage.settled()
        assert stage.workspace.bot_user_id in stage.workspace.conversation("#sales").members
        assert "Thank you. This is what I know of #sales now." in stage.workspace.read("maya")
    assert rows(tmp_path / "new", "department") == 1


async def test_a_stage_goes_on_where_it_was_left(tmp_path: Path) -> None:
    async with kept(tmp_path, silent, haste=HASTE) as stage:
        await request(stage)
        await stage.move_to(stage.clock.now() + timedelta(days=2))
        said, form = reading(stage.workspace), stage.workspace.as_person("maya").modal
    async with kept(tmp_path, silent, haste=HASTE) as stage:
        maya = stage.workspace.as_person("maya")
        assert (reading(stage.workspace), maya.modal) == (said, form)
        assert abs(stage.clock.ahead - timedelta(days=2)) < timedelta(minutes=1)
        await maya.submits()
        await stage.settled()
        assert "TR-2" in stage.workspace.read("maya")


async def test_a_stage_that_is_restarted_is_as_on_the_first_day(tmp_path: Path) -> None:
    async with kept(tmp_path, silent, haste=HASTE) as stage:
        await stage.settled()
        members = {room.name: room.members for room in stage.workspace.conversations.values()}
        before = stage.workspace
        await request(stage)
        await stage.move_to(stage.clock.now() + timedelta(days=2))
        await asyncio.create_task(stage.restart())
        await stage.settled()
        assert stage.workspace is not before
        assert "TR-1" not in stage.workspace.read("maya")
        assert {room.name: room.members for room in stage.workspace.conversations.values()} == members
        assert abs(stage.clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
        await request(stage)
        assert "TR-1" in stage.workspace.read("maya")


async def test_a_step_that_is_being_played_ends_where_the_stage_is_restarted(tmp_path: Path) -> None:
    async with kept(tmp_path, silent, haste=HASTE) as stage:
        await stage.settled()
        earlier = stage.workspace
        playing = asyncio.ensure_future(stage.steps[-1].play())
        waiting = asyncio.ensure_future(stage.steps[0].play())
        await earlier.until(lambda: stage.steps[0].done(earlier), PATIENCE)
        await stage.restart()
        for played in (playing, waiting):
            with pytest.raises(ClientRefused, match="everything began anew"):
                await played
        await stage.settled()
        assert not stage.steps[0].done(stage.workspace)
        assert abs(stage.clock.ahead) < timedelta(minutes=1)


async def test_what_is_forgotten_on_request_is_forgotten_on_both_sides(tmp_path: Path) -> None:
    async with kept(tmp_path, silent, haste=HASTE) as stage:
        await request(stage)
    async with kept(tmp_path, silent, fresh=True, haste=HASTE) as stage:
        assert "TR-1" not in stage.workspace.read("maya")
    assert rows(tmp_path, "request") == 0


@pytest.mark.parametrize("spoilt", [DATABASE, WORKSPACE])
async def test_what_cannot_be_read_is_set_aside_on_both_sides(tmp_path: Path, spoilt: str) -> None:
    async with kept(tmp_path, silent, haste=HASTE) as stage:
        await request(stage)
    (tmp_path / spoilt).write_bytes(b"from another time" * 500)
    said: list[str] = []
    async with kept(tmp_path, said.append, haste=HASTE) as stage:
        assert "TR-1" not in stage.workspace.read("maya")
    [sentence] = said
    assert "cannot be read" in sentence
    assert (tmp_path / ASIDE / spoilt).read_bytes().startswith(b"from another time")


async def test_a_stage_whose_database_is_gone_begins_anew(tmp_path: Path) -> None:
    async with kept(tmp_path, silent, haste=HASTE) as stage:
        await request(stage)
    (tmp_path / DATABASE).unlink()
    async with kept(tmp_path, silent, haste=HASTE) as stage:
        assert "TR-1" not in stage.workspace.read("maya")


async def test_two_stages_cannot_be_kept_in_one_folder(tmp_path: Path) -> None:
    async with kept(tmp_path, silent, haste=HASTE):
        with pytest.raises(CannotRun, match="Another practice workspace"):
            async with kept(tmp_path, silent):
                pass


@pytest.mark.parametrize("point", ["delivery.committed", "post.answered"])
async def test_after_a_sudden_end_everything_was_said_once(tmp_path: Path, point: str) -> None:
    arguments = (sys.executable, "-m", "tests.bot.killed", str(tmp_path), point)
    ended = await asyncio.create_subprocess_exec(*arguments, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})
    async with asyncio.timeout(PATIENCE):
        assert await ended.wait() == -signal.SIGKILL
    async with kept(tmp_path, silent, haste=HASTE) as stage:
        await stage.move_to(stage.clock.now() + 2 * LEASE)
        confirmations = [post for post in stage.workspace.as_person("maya").dm.messages if "Thank you: " in post.text]
        cards = [post for post in stage.workspace.conversation("#learning-team").messages if "TR-1" in str(post.blocks)]
        assert (len(confirmations), len(cards)) == (1, 1)
