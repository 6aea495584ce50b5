"""The picture of a message: drawn, uploaded where nobody sees it, and then shown. A message never fails for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from bot.failpoints import Point, reach
from bot.slack import Permanent, RetryAfter, Slack
from messages.message import Message, Picture

T = TypeVar("T")
Say = Callable[[Message], Awaitable[T]]

log = logging.getLogger(__name__)
NAME: Final = "chart.png"
TRIES: Final = 3
LOOKED_AT: Final = (0.5, 1.0, 2.0, 4.0)
NOT_READY: Final = "invalid_blocks"


async def shown(slack: Slack, message: Message, attempts: int, say: Say[T]) -> T:
    """Say a message with its picture; without it when Slack does not take it, or after some `attempts`.

    A crash between the upload and the message leaves a file that nobody sees. Raises RetryAfter where the upload may
    succeed later, and what `say` raises.
    """
    file_id = await _uploaded(slack, message.picture) if message.picture and attempts < TRIES else None
    return await _said(say, message, message.illustrated(file_id)) if file_id else await say(message)


async def _uploaded(slack: Slack, picture: Picture) -> str | None:
    try:
        drawn = await asyncio.to_thread(picture.draw)
        file_id = await slack.upload(NAME, drawn, NAME)
        reach(Point.PICTURE_UPLOADED)
        return file_id
    except RetryAfter:
        raise
    except Permanent as error:
        log.warning("a picture was refused, the message goes without it: %s", error.code)
    except Exception:
        log.exception("a picture could not be drawn, the message goes without it")
    return None


async def _said(say: Say[T], message: Message, illustrated: Message) -> T:
    """Say it with the picture as soon as Slack has looked at the file, which takes it a moment after the upload."""
    for pause in LOOKED_AT:
        try:
            return await say(illustrated)
        except Permanent as error:
            if error.code != NOT_READY:
                raise
        await asyncio.sleep(pause)
    log.warning("a picture was not ready in time, the message goes without it")
    return await say(message)
