"""Slack's JSON as plain values."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from handlers.payloads import Actor, action_value, actor, delivery, fields, permalink

CLICK = {
    "type": "block_actions",
    "team": {"id": "T1"},
    "user": {"id": "U1"},
    "channel": {"id": "C1"},
    "trigger_id": "1.2.3",
    "actions": [{"action_id": "polls.vote", "action_ts": "1.5", "value": "3"}],
}
COMMAND = {"command": "/ld", "team_id": "T1", "user_id": "U1", "channel_id": "C1", "trigger_id": "1.2.3"}
EVENT = {"team_id": "T1", "event_id": "Ev1", "event": {"type": "app_mention", "user": "U1", "channel": "C1"}}
FILE = {
    "id": "F1",
    "name": "resources.csv",
    "size": 17,
    "filetype": "csv",
    "url_private_download": "https://files.slack.com/files-pri/T1-F1/download/resources.csv",
}
FORM = {
    "type": "view_submission",
    "team": {"id": "T1"},
    "user": {"id": "U1"},
    "trigger_id": "1.2.3",
    "view": {"id": "V1", "callback_id": "requests.submit"},
}


@pytest.mark.parametrize("body", [CLICK, COMMAND, EVENT])
def test_whoever_acts_is_found_in_commands_events_and_clicks(body: dict[str, Any]) -> None:
    assert actor(body) == Actor("T1", "U1", "C1")


def test_a_form_is_filled_in_nowhere_in_particular() -> None:
    assert actor(FORM) == Actor("T1", "U1", "")


def test_of_somebody_from_another_company_the_workspace_of_the_bot_counts() -> None:
    theirs = {"team": {"id": "T9"}, "user": {"id": "U9", "team_id": "T9"}}
    assert actor(FORM | theirs | {"view": {"id": "V1", "app_installed_team_id": "T1"}}) == Actor("T1", "U9", "")
    assert actor(EVENT | {"team_id": "T9", "authorizations": [{"team_id": "T1"}]}) == Actor("T1", "U1", "C1")


@pytest.mark.parametrize("body", [CLICK, COMMAND, EVENT, FORM])
def test_the_same_delivery_has_the_same_key(body: dict[str, Any]) -> None:
    assert delivery(body) == delivery(dict(body))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CLICK, CLICK | {"user": {"id": "U2"}}),
        (CLICK, CLICK | {"actions": [CLICK["actions"][0] | {"action_ts": "1.6"}]}),  # type: ignore[index]
        (COMMAND, COMMAND | {"trigger_id": "1.2.4"}),
        (EVENT, EVENT | {"event_id": "Ev2"}),
        (FORM, FORM | {"view": {"id": "V2", "callback_id": "requests.submit"}}),
        (EVENT, EVENT | {"team_id": "T2"}),
    ],
    ids=["another person", "another click", "another command", "another event", "another form", "another workspace"],
)
def test_another_delivery_has_another_key(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert delivery(one) != delivery(other)


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "plain_text_input", "value": "reps freeze"}, "reps freeze"),
        ({"type": "plain_text_input", "value": None}, None),
        ({"type": "static_select", "selected_option": {"value": "sales"}}, "sales"),
        ({"type": "static_select", "selected_option": None}, None),
        ({"type": "radio_buttons", "selected_option": {"value": "declined"}}, "declined"),
        ({"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]}, ["a", "b"]),
        ({"type": "checkboxes", "selected_options": []}, []),
        ({"type": "users_select", "selected_user": "U1"}, "U1"),
        ({"type": "multi_users_select", "selected_users": ["U1", "U2"]}, ["U1", "U2"]),
        ({"type": "channels_select", "selected_channel": "C1"}, "C1"),
        ({"type": "datepicker", "selected_date": "2026-03-02"}, date(2026, 3, 2)),
        ({"type": "datepicker", "selected_date": None}, None),
        ({"type": "timepicker", "selected_time": "09:30"}, "09:30"),
        (
            {"type": "datetimepicker", "selected_date_time": 1772442000},
            datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        ),
        ({"type": "datetimepicker", "selected_date_time": None}, None),
        ({"type": "file_input", "files": [FILE | {"mode": "snippet"}]}, [FILE]),
        ({"type": "file_input", "files": []}, []),
    ],
)
def test_every_field_of_a_form_is_read(element: dict[str, Any], value: object) -> None:
    assert fields({"state": {"values": {"field": {"value": element}}}}) == {"field": value}


def test_an_element_nobody_thought_of_is_no_silent_none() -> None:
    with pytest.raises(ValueError, match="rich_text_input"):
        fields({"state": {"values": {"field": {"value": {"type": "rich_text_input"}}}}})


def test_a_button_and_a_choice_carry_their_value() -> None:
    assert action_value(CLICK) == "3"
    assert action_value({"actions": [{"selected_option": {"value": "x"}}]}) == "x"


def test_a_message_in_a_thread_has_an_address_that_names_the_thread() -> None:
    message = {"ts": "1700000000.000200", "thread_ts": "1700000000.000100"}
    body = {"team": {"domain": "northwind"}, "channel": {"id": "C1"}, "message": message}
    place = "https://northwind.slack.com/archives/C1/p1700000000000200"
    assert permalink(body) == f"{place}?thread_ts=1700000000.000100&cid=C1"
