"""Slack's JSON as plain values."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from bot.domain.inbox import Delivery

FILE: Final = ("id", "name", "size", "filetype", "url_private_download")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and where: `channel` is empty where there is none, as in a modal or App Home."""

    team_id: str
    user_id: str
    channel: str


def actor(body: Mapping[str, Any]) -> Actor:
    """Return who sent this command, event or interaction."""
    event = body.get("event", {})
    user = body.get("user_id") or _id(event.get("user")) or _id(body.get("user"))
    channel = body.get("channel_id") or _id(event.get("channel")) or _id(body.get("channel"))
    channel = channel or (event.get("item") or {}).get("channel", "")
    return Actor(workspace(body), user, channel)


def workspace(body: Mapping[str, Any]) -> str:
    """Return the workspace that the bot is in; empty where a delivery does not say.

    Where somebody of another company acts in a shared channel, events say it in their authorization, forms in the
    view and clicks in the bot's own message; the other places may name that company's workspace
    (https://github.com/slackapi/bolt-python/pull/734).
    """
    grants: Sequence[Mapping[str, Any]] = body.get("authorizations") or [{}]
    own = grants[0].get("team_id") or (body.get("view") or {}).get("app_installed_team_id") or _clicked_in(body)
    return str(own or body.get("team_id") or _id(body.get("team")) or (body.get("user") or {}).get("team_id") or "")


def delivery(body: Mapping[str, Any]) -> Delivery:
    """Return what identifies this delivery: the event's id, or for a gesture what only that gesture has."""
    return Delivery(workspace(body), _key(body))


def kind(body: Mapping[str, Any]) -> str:
    """Return what kind of delivery this is, such as `view_submission` or a command's name; nothing of its content."""
    event = body.get("event", {})
    return str(body.get("command") or event.get("type") or body.get("type"))


def trigger(body: Mapping[str, Any]) -> str:
    """Return the trigger that lets a modal be opened within three seconds."""
    return str(body["trigger_id"])


def fields(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form holds, by block id: text, a chosen value, a list of them, a date, a moment, a list of files
    as `FILE` says; None if empty."""
    values = view.get("state", {}).get("values", {})
    return {block: _value(next(iter(elements.values()))) for block, elements in values.items()}


def shown(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form held before anybody typed, by block id, as `fields` does."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: _value(_untouched(block["element"])) for block in inputs}


def permalink(body: Mapping[str, Any]) -> str:
    """Return the address of the message that a shortcut was used on.

    The form is documented at https://docs.slack.dev/reference/methods/chat.getPermalink.
    """
    place = f"https://{body['team']['domain']}.slack.com/archives/{body['channel']['id']}"
    address = f"{place}/p{body['message']['ts'].replace('.', '')}"
    thread = body["message"].get("thread_ts")
    return f"{address}?thread_ts={thread}&cid={body['channel']['id']}" if thread else address


def message_place(body: Mapping[str, Any]) -> tuple[str, str]:
    """Return the channel and ts of the message that was clicked on; empty where it was no message."""
    return actor(body).channel, str((body.get("container") or {}).get("message_ts", ""))


def action_value(body: Mapping[str, Any]) -> str:
    """Return the value that the clicked button or chosen option carries."""
    action = body["actions"][0]
    return str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")


def clicked_at(body: Mapping[str, Any]) -> str:
    """Return when Slack saw the click, as it writes it: such texts sort in the order of time."""
    return str(body["actions"][0]["action_ts"])


def _clicked_in(body: Mapping[str, Any]) -> str | None:
    """Return the workspace of the message that was clicked on, which is the bot's own."""
    return (body.get("message") or {}).get("team") if body.get("type") == "block_actions" else None


def _key(body: Mapping[str, Any]) -> str:
    if event_id := body.get("event_id"):
        return f"event:{event_id}"
    if body.get("type") == "block_actions":
        return f"click:{_digest(body)}"
    if body.get("type") == "view_submission":
        return f"form:{body['view']['id']}:{body['view'].get('hash', '')}:{body['view']['callback_id']}"
    return f"gesture:{body['trigger_id']}"


def _digest(body: Mapping[str, Any]) -> str:
    """Return what stands for one click. It names nobody, and can't be found by trying, as nobody knows its trigger."""
    action = body["actions"][0]
    click = (_id(body["user"]), action["action_ts"], action["action_id"], body.get("trigger_id", ""))
    return hashlib.sha256("\n".join(click).encode()).hexdigest()


def _untouched(element: Mapping[str, Any]) -> dict[str, Any]:
    """Return the state of an element that nobody has touched."""
    begins = {key.replace("initial_", "selected_"): value for key, value in element.items()}
    return begins | {"value": element.get("initial_value")}


def _id(holder: Any) -> str:
    return str(holder.get("id", "")) if isinstance(holder, Mapping) else str(holder or "")


def _value(element: Mapping[str, Any]) -> Any:
    match element["type"]:
        case "plain_text_input" | "number_input" | "url_text_input" | "email_text_input":
            return element.get("value")
        case "static_select" | "radio_buttons" | "external_select":
            return (element.get("selected_option") or {}).get("value")
        case "checkboxes" | "multi_static_select":
            return [option["value"] for option in element.get("selected_options") or []]
        case "users_select":
            return element.get("selected_user")
        case "multi_users_select":
            return list(element.get("selected_users") or [])
        case "channels_select":
            return element.get("selected_channel")
        case "conversations_select":
            return element.get("selected_conversation")
        case "datepicker":
            return _parsed(date.fromisoformat, element.get("selected_date"))
        case "timepicker":
            return element.get("selected_time")
        case "datetimepicker":
            moment = element.get("selected_date_time")
            return datetime.fromtimestamp(moment, UTC) if moment else None
        case "file_input":
            return [{name: file[name] for name in FILE} for file in element.get("files") or []]
    raise ValueError(f"no reading for {element['type']}")


def _parsed(read: Any, text: str | None) -> Any:
    return read(text) if text else None
