"""Receipts: what somebody's vote is, told to them alone. In a crowd the votes of others go first."""

import asyncio
from collections import deque
from typing import Final

from bot.deps import Deps, said
from bot.domain.polls_results import Receipt
from bot.recent import Recent
from messages import polls_receipts
from messages.message import Message

AT_ONCE: Final = 8  # more than 50 a second, and a room of 2,000 people takes a minute to vote
PAUSE_SECONDS: Final = 0.15
WORDED: Final = 1_000


class Receipts:
    """The line of those who wait for a receipt."""

    def __init__(self, deps: Deps) -> None:
        """Begin with nobody in the line."""
        self._deps = deps
        self._line: deque[tuple[str, Receipt]] = deque()
        self._tellers = 0
        self._worded: Recent[Receipt, Message] = Recent(WORDED)

    def tell(self, response_url: str, receipt: Receipt) -> None:
        """Give somebody who just voted their receipt when it is their turn, without being waited for."""
        self._line.append((response_url, receipt))
        if self._tellers < AT_ONCE:
            self._tellers += 1
            self._deps.answer(self._tell_all())

    async def _tell_all(self) -> None:
        try:
            while self._line:
                response_url, receipt = self._line.popleft()
                await said(self._deps.slack.respond(response_url, self._words_of(receipt)))
                if self._line:
                    await asyncio.sleep(PAUSE_SECONDS)
        finally:
            self._tellers -= 1

    def _words_of(self, receipt: Receipt) -> Message:
        """Return the words of a receipt, which many in a crowd get alike."""
        known = self._worded.get(receipt)
        return known or self._worded.keep(receipt, polls_receipts.receipt(self._deps.words, receipt))
