"""Whether the database is there and new enough, and whether its outbox holds what it should not."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.clock import Clock
from bot.doctor import file, outbox
from bot.doctor.finding import Finding
from bot.domain.errors import Unavailable
from bot.services import health, polls_sheets
from bot.services.health import Settled, Unsaid
from bot.store.engine import Store
from bot.store.migrate import is_newest
from bot.store.outage import reason

UPGRADE = "Run `python -m bot db upgrade`, or start the bot, which does so itself."
CHECK_URL = "Check DATABASE_URL, and that the database server runs."
MENDS = {
    "locked": "End the other program that holds it, such as a database browser; the bot goes on by itself.",
    "full": "Make room on its disk; the bot goes on by itself.",
    "readonly": "Give the user that runs the bot the right to write the file and its folder, and start it again.",
    "unable to open": "Give the user that runs the bot the right to read and write the file and its folder.",
}
OTHER_TOKEN = "Check that SLACK_BOT_TOKEN and DATABASE_URL belong together; if they do, start the bot once."


@dataclass(frozen=True, slots=True)
class State:
    """What the database says of a workspace."""

    settled: Settled | None = None
    unsaid: list[Unsaid] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    locks: dict[int, str] = field(default_factory=dict)


async def examine(url: str, team_id: str, clock: Clock) -> tuple[State, list[Finding]]:
    """Read the workspace's state from the database at an SQLAlchemy URL, and see whether it can be written."""
    if unusable := _unusable(url):
        return State(), [unusable]
    store = Store(url)
    try:
        state = await store.read(_state, team_id, clock.now())
        found = [await _writable(store, team_id), *file.examine(url)]
        return state, [*found, *([_workspace(team_id, state), *outbox.examine(state.unsaid)] if team_id else [])]
    except Unavailable as error:
        return State(), [_broken("be read", error.reason)]
    finally:
        store.close()


def _unusable(url: str) -> Finding | None:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
            return Finding("Database", f"is not there yet ({parsed.database})", UPGRADE)
        return None if is_newest(url) else Finding("Database", "has another schema than this version", UPGRADE)
    except SQLAlchemyError as error:
        return _broken("be reached", reason(error))
    except ModuleNotFoundError as error:
        return _broken("be reached", str(error))


async def _writable(store: Store, team_id: str) -> Finding:
    """Write for real, so that a lock, a full disk or a missing right shows."""
    try:
        await store.run(health.writes, team_id)
    except Unavailable as error:
        return _broken("be written", error.reason)
    return Finding("Database")


def _broken(what: str, why: str) -> Finding:
    mend = next((mend for sign, mend in MENDS.items() if sign in why), CHECK_URL)
    return Finding("Database", f"cannot {what} ({why})", mend)


def _state(session: Session, team_id: str, now: datetime) -> State:
    others = health.other_workspaces(session, team_id)
    locks = polls_sheets.locks(session, team_id)
    return State(health.settled(session, team_id), health.unsaid(session, team_id, now), others, locks)


def _workspace(team_id: str, state: State) -> Finding:
    is_strange = state.settled is None and bool(state.others)
    wrong = f"does not know {team_id}, the token's workspace, but {', '.join(state.others)}" if is_strange else ""
    return Finding("Database's workspace", wrong, OTHER_TOKEN)
