"""What keeps the bot from running, said to the operator in one line with how to mend it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import aiohttp
from alembic.util.exc import CommandError
from slack_sdk.errors import SlackApiError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.cli.refusals import CannotRun, WrongUse
from bot.connections import Deaf
from bot.domain.detective import FlowError
from bot.domain.errors import Unavailable
from bot.link import NotGreeted
from bot.settings import Settings

__all__ = ["CannotRun", "WrongUse", "explained", "first_line", "shown"]

TOKENS: Final = {
    "auth.test": "SLACK_BOT_TOKEN: copy it from OAuth & Permissions → Bot User OAuth Token",
    "apps.connections.open": "SLACK_APP_TOKEN: copy it from Basic Information → App-Level Tokens",
}


@contextmanager
def explained(settings: Settings) -> Iterator[None]:
    """Turn what Slack, the network, the machine or the database answers into CannotRun."""
    try:
        yield
    except SlackApiError as error:
        raise CannotRun(_refused(error)) from error
    except FlowError as error:
        raise CannotRun(str(error)) from error
    except NotGreeted as error:
        raise CannotRun(f"Slack opens no Socket Mode connection ({error}).") from error
    except Deaf as error:
        raise CannotRun("Slack was not heard over Socket Mode for a minute: ending, to be started again.") from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise CannotRun(f"Slack cannot be reached at {settings.slack_api_url} ({type(error).__name__}).") from error
    except OSError as error:
        raise CannotRun(f"This machine says: {error.strerror or error}.") from error
    except Unavailable as error:
        raise CannotRun(f"The database at {shown(settings.database_url)} does not answer: {error.reason}") from error
    except (SQLAlchemyError, CommandError, ModuleNotFoundError) as error:
        raise CannotRun(
            f"The database at {shown(settings.database_url)} cannot be used: {first_line(error)}"
        ) from error


def shown(url: str) -> str:
    """Return a database URL without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "DATABASE_URL"


def first_line(error: Exception) -> str:
    """Return what an error says without the statement and values that databases add to it."""
    cause = getattr(error, "orig", None) or error
    return next(iter(str(cause).splitlines()), type(cause).__name__)


def _refused(error: SlackApiError) -> str:
    method = str(getattr(error.response, "api_url", "")).rsplit("/", 1)[-1]
    code = error.response.get("error", "no reason")
    return f"Slack does not accept {TOKENS.get(method, 'the call of ' + method)} (Slack says {code})."
