"""What the whole suite shares: the run's folder, the recordings of the traffic with Slack, and databases."""

import gc
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from bot.keys import Keys
    from tests.databases import Postgres, Sqlite

DATABASES: Final = ("sqlite", "postgres")
RECORDINGS: Final = ("calls", "payloads")
MEMORY: Final = Path("/dev/shm")
MEMORY_NEEDED: Final = 2 * 1024**3
GARBAGE: Final = 20_000
FOLDER: Final = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=DATABASES, help="run tests that need a database on this one only")


def pytest_configure(config: pytest.Config) -> None:
    _keep_compiled()
    settings.register_profile("unhurried", deadline=None)
    settings.load_profile("unhurried")
    if hasattr(config, "workerinput"):
        config.stash[FOLDER] = Path(config.workerinput["folder"])
    else:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        config.stash[FOLDER] = folder = _make_folder()
        config.add_cleanup(partial(_finish, folder, config.rootpath / "build"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["folder"] = str(node.config.stash[FOLDER])


def pytest_collection_finish() -> None:
    """Have the collector of garbage look at what tests make, not again and again at the program and the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if wanted := config.getoption("--database"):
        others = [item for item in items if _database(item) not in (None, wanted)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Half as many again as there are cores: a third of the time tests wait for a clock, a disk or another program."""
    return (os.cpu_count() or 1) * 3 // 2


@pytest.fixture(scope="session")
def recordings(pytestconfig: pytest.Config, worker_id: str) -> tuple[Path, Path]:
    """The files for the bot's calls to Slack and for what Slack sent it; at the end all go to `build/`."""
    folder = pytestconfig.stash[FOLDER]
    return folder / f"calls.{worker_id}.jsonl", folder / f"payloads.{worker_id}.jsonl"


@pytest.fixture(params=DATABASES)
def databases(request: pytest.FixtureRequest) -> "Sqlite | Postgres":
    """Makes databases, for tests that need several; `parametrize` it indirectly to have one kind only."""
    found: Sqlite | Postgres = request.getfixturevalue(f"{request.param}_databases")
    return found


@pytest.fixture
def database_url(databases: "Sqlite | Postgres") -> Iterator[str]:
    """The SQLAlchemy URL of a new, migrated, empty database of this test alone."""
    with databases.fresh() as url:
        yield url


@pytest.fixture
def keys(tmp_path: Path) -> "Keys":
    """A folder for the keys of this test's polls."""
    from bot.keys import Keys

    return Keys(tmp_path / "keys")


@pytest.fixture(scope="session")
def sqlite_databases(pytestconfig: pytest.Config) -> "Sqlite":
    from bot.store.migrate import upgrade
    from tests.databases import Sqlite

    return Sqlite(pytestconfig.stash[FOLDER], upgrade)


@pytest.fixture(scope="session")
def postgres_databases(pytestconfig: pytest.Config) -> "Iterator[Postgres]":
    from bot.store.migrate import upgrade
    from tests.databases import Postgres

    databases = Postgres(pytestconfig.stash[FOLDER], upgrade)
    yield databases
    databases.close()


def _keep_compiled() -> None:
    """Have what is imported compiled once: the program is started again and again, also where Python is told not to."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _database(item: pytest.Item) -> str | None:
    callspec = getattr(item, "callspec", None)
    return callspec.params.get("databases") if callspec else None


def _make_folder() -> Path:
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED
    return Path(tempfile.mkdtemp(prefix="touchpoint-tests-", dir=MEMORY if in_memory else None))


def _finish(folder: Path, build: Path) -> None:
    try:
        _gather_recordings(folder, build)
        if (folder / "postgres").exists():
            from tests.databases import stop_postgres

            stop_postgres(folder)
    finally:
        shutil.rmtree(folder)


def _gather_recordings(folder: Path, build: Path) -> None:
    build.mkdir(exist_ok=True)
    for name in RECORDINGS:
        with (build / f"{name}.jsonl").open("wb") as whole:
            whole.writelines(part.read_bytes() for part in sorted(folder.glob(f"{name}.*.jsonl")))
