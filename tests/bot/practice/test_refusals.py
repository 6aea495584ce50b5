"""The errors answered here are Slack's own."""

import json
from pathlib import Path

import pytest

from bot.practice.facts import METHODS
from bot.practice.methods import HANDLERS
from bot.practice.refusals import ANYWHERE, OF_METHOD, documented
from tests.bot.practice.reference import differences
from tests.bot.practice.refused import codes


@pytest.mark.parametrize("method", HANDLERS)
def test_a_method_refuses_with_exactly_the_errors_listed_for_it(method: str) -> None:
    assert codes(HANDLERS[method]) - set(ANYWHERE) == set(OF_METHOD.get(method, ()))


def test_errors_are_listed_for_methods_served_here_only() -> None:
    assert set(OF_METHOD) <= set(METHODS)


def test_an_error_of_another_method_is_not_documented() -> None:
    assert documented("chat.update", "is_inactive")
    assert not documented("chat.postMessage", "is_inactive")
    assert documented("chat.postMessage", "ratelimited")


def test_what_the_reference_lacks_is_told(tmp_path: Path) -> None:
    for method, fact in METHODS.items():
        errors = {code: "…" for code in OF_METHOD.get(method, ()) if code != "is_inactive"}
        told = {"errors": errors, "rate_limits": f"t{fact.tier}", "json_input_supported": fact.reads_json}
        (tmp_path / f"{method}.json").write_text(json.dumps(told))
    assert differences(tmp_path) == ["chat.update: is_inactive is not documented"]
