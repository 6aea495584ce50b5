"""The command line. Each command imports what it works with, so that none waits for what others need."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console

from bot import logs
from bot.cli.refusals import CannotRun, WrongUse
from bot.settings import Settings

PRACTICE_PORT: Final = 8010
LAST_PORT: Final = 65_535
FAILED: Final = 1
WRONG_USE: Final = 2

cli = typer.Typer(
    name="bot",
    help="Touchpoint: a Slack bot that acts as an embedded Learning & Development partner.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="Look after the database.", no_args_is_help=True)
cli.add_typer(db, name="db")


class Script(StrEnum):
    """Stories that the practice workspace can play by itself."""

    DEMO = "demo"


@cli.command("run")
def run_(
    http: Annotated[str, typer.Option(metavar="HOST:PORT", help="Listen to Slack here over HTTP.")] = "",
) -> None:
    """Run on Slack: over Socket Mode, or over HTTP with --http. Upgrades the database first."""
    address = _address(http) if http else None
    from bot.cli import run

    with _settings() as settings:
        run.run(settings, run.Address(*address) if address else None, typer.echo)


@cli.command("practice")
def practice_(
    port: Annotated[int, typer.Option(min=0, max=LAST_PORT, help="Where the page listens.")] = PRACTICE_PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what was said before.")] = False,
    script: Annotated[Script | None, typer.Option(help="Play this story, print it, and end.")] = None,
) -> None:
    """Try it without Slack: the bot among invented colleagues, on this machine alone."""
    from bot.cli import practice

    console = Console(highlight=False, soft_wrap=True)
    with _settings():
        if script is Script.DEMO:
            practice.play(console)
        else:
            practice.practise(port, fresh=fresh, browser=not no_browser, console=console)


@cli.command()
def doctor() -> None:
    """Say what is missing and how to mend it; ends with 1 if anything is."""
    from bot.cli import diagnosis

    with _settings() as settings:
        healthy = asyncio.run(diagnosis.report(settings, Console(highlight=False, soft_wrap=True)))
    if not healthy:
        raise typer.Exit(FAILED)


@cli.command("manifest")
def manifest_(
    url: Annotated[str, typer.Option(metavar="https://…", help="The public address, for HTTP mode.")] = "",
) -> None:
    """Print the app manifest, to be pasted at api.slack.com/apps: for Socket Mode, or for HTTP with --url."""
    from bot.manifest import manifest

    if url and not url.startswith("https://"):
        raise typer.BadParameter("Slack calls addresses that begin with https:// only", param_hint="--url")
    typer.echo(json.dumps(manifest(url or None), indent=2, ensure_ascii=False))


@cli.command("results")
def results_(
    number: Annotated[int, typer.Argument(metavar="POLL_NUMBER", help="The number of a poll.", min=1)],
) -> None:
    """Print the results of a closed poll as CSV, for a spreadsheet."""
    from bot.cli.results import results

    with _settings() as settings:
        typer.echo(results(settings, number), nl=False)


@db.command("upgrade")
def upgrade() -> None:
    """Bring the database to the schema of this version; no row is lost."""
    from bot.cli import database

    with _settings() as settings:
        typer.echo(database.upgrade(settings))


@db.command("backup")
def backup(file: Annotated[Path, typer.Argument(help="A new file for the copy.")]) -> None:
    """Copy a SQLite database while the bot runs; PostgreSQL has pg_dump."""
    from bot.cli import database

    with _settings() as settings:
        typer.echo(database.backup(settings, file))


@contextmanager
def _settings() -> Iterator[Settings]:
    """Give the settings with the log set up; say in one line what cannot go on, and end with 1."""
    try:
        settings = Settings()
        _log(settings.log_level)
        yield settings
    except ValidationError as error:
        _fail("; ".join(f"{'.'.join(map(str, each['loc'])).upper()}: {each['msg']}" for each in error.errors()))
    except CannotRun as error:
        _fail(str(error), WRONG_USE if isinstance(error, WrongUse) else FAILED)


def _log(level: str) -> None:
    try:
        logs.configure(level)
    except ValueError as error:
        raise CannotRun(f"LOG_LEVEL is {level!r}; it can be DEBUG, INFO, WARNING or ERROR.") from error


def _fail(why: str, code: int = FAILED) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(code)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > LAST_PORT:
        raise typer.BadParameter("say it as HOST:PORT, such as 0.0.0.0:8000", param_hint="--http")
    return host.strip("[]"), int(port)


if __name__ == "__main__":
    cli()
