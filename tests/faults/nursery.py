"""Bots begin their lives here: real processes, which need not read the whole program first as a new Python would.

`python -m tests.faults.nursery` has imported what a bot imports, and forks. Its standard input is a socket that brings
a line to each new bot: on it comes the bot's order, and back go its process's number, what it prints, and how it ended.
"""

import atexit
import gc
import importlib
import json
import os
import runpy
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn, TypedDict

ROOT: Final = Path(__file__).parents[2]
PLAIN: Final = ("setpriv", "--bounding-set=-dac_override") if os.geteuid() == 0 and shutil.which("setpriv") else ()
ENDED: Final = b"ended "
READ: Final = (
    "bot.cli.run", "bot.logs", "bot.settings", "bot.store.tables", "mako.template", "psycopg", "rich.console",
    "sqlalchemy.dialects.postgresql.psycopg", "sqlalchemy.dialects.sqlite.pysqlite", "tests.faults.dial", "typer",
)  # fmt: skip


class Order(TypedDict):
    """How a bot is to live: what follows `python -m`, its whole environment, its folder, and the file it logs to."""

    words: Sequence[str]
    environment: dict[str, str]
    folder: str
    log: str


class Nursery:
    """The process that bots are forked from; it ends with this one."""

    def __init__(self) -> None:
        self._brings, brought = socket.socketpair()
        with brought:
            command = [*PLAIN, sys.executable, "-m", __name__]
            self._process = subprocess.Popen(command, cwd=ROOT, stdin=brought.fileno())
        atexit.register(self._close)

    def line(self) -> socket.socket:
        """The line to a new bot, which waits for its order; whoever hangs up takes its life."""
        ours, its = socket.socketpair()
        with its:
            socket.send_fds(self._brings, [b"\n"], [its.fileno()])
        return ours

    def _close(self) -> None:
        self._brings.close()
        self._process.wait()


def main() -> None:
    for name in READ:
        importlib.import_module(name)
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    brings = socket.socket(fileno=sys.stdin.fileno())
    while lines := socket.recv_fds(brings, 1, 1)[1]:
        with socket.socket(fileno=lines[0]) as line:
            if not os.fork():
                _keep(line)


def _keep(line: socket.socket) -> NoReturn:
    """Have a bot live, and say how it ended. Its number is given to nobody else before the line is down."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    order: Order = json.loads(line.makefile().readline())
    bot = os.fork()
    if not bot:
        _live(line, order)
    if line.fileno() in select.select([line.fileno(), os.pidfd_open(bot)], [], [])[0]:
        os.kill(bot, signal.SIGKILL)
        os._exit(0)
    end = os.waitid(os.P_PID, bot, os.WEXITED | os.WNOWAIT)
    assert end
    line.sendall(ENDED + b"%d\n" % (end.si_status if end.si_code == os.CLD_EXITED else -end.si_status))
    line.recv(1)
    os._exit(0)


def _live(line: socket.socket, order: Order) -> NoReturn:
    """Be what `python -m` with the same words would be."""
    with line, open(os.devnull) as nothing, open(order["log"], "ab") as log:
        for file, standard in ((nothing, sys.stdin), (line, sys.stdout), (log, sys.stderr)):
            os.dup2(file.fileno(), standard.fileno())
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    os.write(1, b"%d\n" % os.getpid())
    module, *sys.argv[1:] = order["words"]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    main()
