"""What reaches the log, and what never does."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where the log goes during a test."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    logs.configure("INFO", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def entries(stream: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_entry_is_one_line_of_json_with_time_level_and_source(stream: io.StringIO) -> None:
    logging.getLogger("bot.somewhere").warning("message %s was refused", "request:1:card")
    [entry] = entries(stream)
    assert entry["event"] == "message request:1:card was refused"
    assert (entry["level"], entry["logger"]) == ("warning", "bot.somewhere")
    assert entry["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-1234-5678-abcDEF",
        "xapp-1-A0B-99-c0ffee",
        "xoxe.xoxp-1-Mi0y",
        "https://hooks.slack.com/actions/T0/1/secret",
        "wss://wss-primary.slack.com/link/?ticket=0f-9a&app_id=1",
    ],
)
def test_a_token_is_blacked_out_wherever_it_stands(stream: io.StringIO, secret: str) -> None:
    log = logging.getLogger("bot.somewhere")
    log.error("refused %s", secret, extra={"token": secret})
    try:
        raise ValueError(f"not {secret}")
    except ValueError:
        log.exception("failed")
    assert secret not in stream.getvalue()
    assert stream.getvalue().count("[redacted]") == 3


def test_what_people_typed_is_dropped(stream: io.StringIO) -> None:
    typed = {"text": "our margin is 3 %", "view": {"state": "our margin is 3 %"}}
    logging.getLogger("bot.somewhere").warning("a listener failed", extra=typed)
    assert "margin" not in stream.getvalue()


def test_a_traceback_says_where_and_what_but_not_the_values_of_a_statement(stream: io.StringIO) -> None:
    try:
        raise RuntimeError("no such column\n[parameters: ('our margin is 3 %',)]")
    except RuntimeError:
        logging.getLogger("bot.somewhere").exception("failed")
    [entry] = entries(stream)
    assert "test_logs.py" in entry["exception"]
    assert entry["exception"].endswith("RuntimeError: no such column")


def test_the_cause_of_an_error_is_told_first(stream: io.StringIO) -> None:
    try:
        try:
            raise KeyError("first")
        except KeyError as error:
            raise RuntimeError("second") from error
    except RuntimeError:
        logging.getLogger("bot.somewhere").exception("failed")
    [entry] = entries(stream)
    assert entry["exception"].index("KeyError: 'first'") < entry["exception"].index("RuntimeError: second")


def test_libraries_are_heard_from_warnings_on(stream: io.StringIO) -> None:
    noisy = logging.getLogger("slack_sdk.web.async_client")
    noisy.setLevel(logging.DEBUG)
    noisy.info("Sending a request - body: our margin is 3 %")
    noisy.warning("still here")
    assert [entry["event"] for entry in entries(stream)] == ["still here"]


def test_a_level_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="QUIET"):
        logs.configure("quiet", io.StringIO())
