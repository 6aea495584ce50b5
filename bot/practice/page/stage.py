"""What whoever runs the page gives to it: a workspace with an app in it, its clock, and a guided tour."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from bot.practice.server import PracticeServer
from bot.practice.workspace import Workspace

BEGAN_ANEW: Final = "everything began anew meanwhile, so this was not done to its end"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the guided tour: what somebody does and why.

    `who` is the key of a person (`"maya"`); `where` is `"#sales"`, `"dm"` or `"home"`; `how` says in a sentence or
    two how to do it by hand. `done` tells from the workspace alone, however it was done; `play` does it for you.
    """

    title: str
    who: str
    where: str
    how: str
    why: str
    done: Callable[[Workspace], bool]
    play: Callable[[], Awaitable[None]]


class Stage(Protocol):
    """A workspace with an app in it, and its clock. After `restart` the workspace and server are other objects."""

    @property
    def workspace(self) -> Workspace:
        """The workspace that is played in now."""

    @property
    def server(self) -> PracticeServer:
        """The server of that workspace."""

    @property
    def steps(self) -> Sequence[Step]:
        """The guided tour, in its order."""

    async def move_to(self, moment: datetime) -> None:
        """Let time pass until an aware moment; what is due by then gets posted.

        Raises ClientRefused when everything began anew before that.
        """

    async def restart(self) -> None:
        """Begin anew: everything is as on the first day."""
