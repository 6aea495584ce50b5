"""The bytes of files on their way to Slack and back, which travel outside its Web API.

How is documented at https://docs.slack.dev/messaging/working-with-files.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import aiohttp
from yarl import URL

from bot.slack_errors import CLIENT_ERROR, SERVER_ERROR, TOO_MANY, Ambiguous, Permanent, RetryAfter

PAUSE_SECONDS: Final = 30.0
CHUNK: Final = 64 * 1024


async def upload(session: aiohttp.ClientSession, url: str, content: bytes) -> None:
    """Hand in `content` at the address that Slack gave for it; nobody sees it yet. Raises RetryAfter or Permanent."""
    try:
        with _lost_answers():
            async with session.post(url, data=content) as answer:
                _check(answer)
    except Ambiguous as error:
        raise RetryAfter(PAUSE_SECONDS, error.code) from error


async def download(session: aiohttp.ClientSession, url: str, token: str, api: str, longest: int) -> bytes:
    """Return a file's content, of `longest` bytes at most, from where the Slack at `api` keeps its files.

    Raises Permanent (`foreign_address` before anything is asked, `too_large`, `missing_scope`), RetryAfter, Ambiguous.
    """
    if not keeps_files_at(api, url):
        raise Permanent("foreign_address")
    headers = {"Authorization": f"Bearer {token}"}
    with _lost_answers():
        # Where Slack redirects to another origin, to its login page for one, aiohttp leaves the token behind.
        async with session.get(url, headers=headers) as answer:
            _check(answer)
            if _is_login_page(answer):
                raise Permanent("missing_scope")
            return await _read(answer, longest)


def keeps_files_at(api: str, url: str) -> bool:
    """Say whether `url` is of the Slack at `api`, and so may be shown the token: `https://files.` of its host, or the
    origin of `api` itself."""
    try:
        own = URL(api)
        return _origin(URL(url)) in (_origin(own), ("https", f"files.{own.host}", 443))
    except ValueError:
        return False


def _origin(url: URL) -> tuple[str, str | None, int | None]:
    return url.scheme, url.host, url.port


def _check(answer: aiohttp.ClientResponse) -> None:
    if answer.status == TOO_MANY:
        raise RetryAfter(float(answer.headers.get("Retry-After", PAUSE_SECONDS)))
    if answer.status >= SERVER_ERROR:
        raise Ambiguous(f"http_{answer.status}")
    if answer.status >= CLIENT_ERROR:
        raise Permanent(f"http_{answer.status}")


def _is_login_page(answer: aiohttp.ClientResponse) -> bool:
    """Without the scope Slack answers with a page to sign in; a web page that somebody shared is an attachment."""
    return answer.content_type == "text/html" and answer.content_disposition is None


async def _read(answer: aiohttp.ClientResponse, longest: int) -> bytes:
    content = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK):
        content += chunk
        if len(content) > longest:
            raise Permanent("too_large")
    return bytes(content)


@contextmanager
def _lost_answers() -> Iterator[None]:
    try:
        yield
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Ambiguous(type(error).__name__) from error
