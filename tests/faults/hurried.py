"""`python -m tests.faults.hurried`: the bot as `run` starts it, but allowing itself fifty calls where Slack allows one.

Only the pace differs, and the clock where a test can turn it; leases and time-outs are the real ones.
"""

import asyncio
import os
from pathlib import Path
from time import monotonic
from typing import Final

import typer

from bot import logs
from bot.cli.run import run
from bot.pacing import Pacing
from bot.settings import Settings
from tests.faults.dial import DIAL, Dial

HASTE: Final = 50.0


def main() -> None:
    settings = Settings()
    logs.configure(settings.log_level)
    pacing = Pacing(lambda: monotonic() * HASTE, lambda seconds: asyncio.sleep(seconds / HASTE))
    run(settings, None, typer.echo, pacing, Dial(Path(os.environ[DIAL])))


if __name__ == "__main__":
    main()
