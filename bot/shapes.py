"""The shapes of what Slack sends; a request of any other is not understood, even when it is signed.

Only what this program reads is described. Sources: https://docs.slack.dev/apis/events-api,
https://docs.slack.dev/reference/events, https://docs.slack.dev/reference/interaction-payloads and
https://docs.slack.dev/interactivity/implementing-slash-commands.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints, ValidationError

Text = Annotated[str, Strict(), StringConstraints(pattern=r"^[^\x00]*$")]
Name = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=255, pattern=r"^[^\x00]*$")]
Object = dict[str, Any]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Holder(_Shape):
    id: Name
    domain: Text | None = None
    team_id: Text | None = None


class _Grant(_Shape):
    team_id: Text | None = None
    enterprise_id: Text | None = None


class _Profile(_Shape):
    display_name: Text | None = None
    real_name: Text | None = None
    status_emoji: Text | None = None
    status_text: Text | None = None
    status_expiration: int | None = None


class _User(_Holder):
    name: Text = ""
    real_name: Text | None = None
    tz: Text | None = None
    profile: _Profile = _Profile()


class _Event(_Shape):
    type: Name
    subtype: Text | None = None
    event_ts: Text = ""
    ts: Text | None = None
    thread_ts: Text | None = None
    text: Text = ""
    channel_type: Text | None = None
    bot_id: Text | None = None
    inviter: Text | None = None
    user: Name | _User | None = None
    channel: Name | _Holder | None = None
    team: Name | _Holder | None = None
    item: Object | None = None
    message: Object | None = None
    previous_message: Object | None = None
    assistant_thread: Object | None = None
    function_data: Object | None = None


class _InChannel(_Event):
    channel: Name


class _OfSomebody(_InChannel):
    user: Name


class _Mention(_OfSomebody):
    ts: Name


class _HomeOpened(_Event):
    user: Name
    tab: Name


class _OfPerson(_Event):
    user: _User


class _OfGroup(_Event):
    subteam_id: Name


class _Option(_Shape):
    value: Text


class _Element(_Shape):
    type: Name
    value: Text | None = None
    selected_option: _Option | None = None
    selected_options: list[_Option] | None = None
    selected_user: Text | None = None
    selected_users: list[Text] | None = None
    selected_channel: Text | None = None
    selected_conversation: Text | None = None
    selected_date: Text | None = None
    selected_time: Text | None = None
    selected_date_time: Annotated[int, Strict()] | None = None


class _Action(_Element):
    action_id: Name
    action_ts: Name


class _State(_Shape):
    values: dict[str, Annotated[dict[str, _Element], Field(min_length=1)]] = {}


class _View(_Shape):
    id: Name
    type: Name
    callback_id: Text = ""
    private_metadata: Text = ""
    root_view_id: Text | None = None
    app_installed_team_id: Text | None = None
    team_id: Text | None = None
    state: _State | None = None


class _Form(_View):
    callback_id: Name
    state: _State = _State()


class _Message(_Shape):
    ts: Name
    thread_ts: Text | None = None
    text: Text = ""
    team: Text | None = None


class _Container(_Shape):
    message_ts: Text | None = None


class _Delivery(_Shape):
    team_id: Name | None = None
    team: Name | _Holder | None = None
    enterprise: Name | _Holder | None = None
    enterprise_id: Text | None = None
    authorizations: list[_Grant] | None = None
    response_url: Text | None = None


class _Command(_Delivery):
    command: Name
    team_id: Name
    user_id: Name
    channel_id: Name
    trigger_id: Name
    text: Text = ""


class _Gesture(_Delivery):
    user: _Holder
    trigger_id: Name | None = None
    channel: _Holder | None = None
    container: _Container | None = None
    message: _Message | None = None
    view: _View | None = None


class _Click(_Gesture):
    actions: Annotated[list[_Action], Field(min_length=1)]


class _Submission(_Gesture):
    view: _Form


class _Shortcut(_Gesture):
    callback_id: Name
    trigger_id: Name


class _MessageShortcut(_Shortcut):
    channel: _Holder
    message: _Message


class _Suggestion(_Gesture):
    action_id: Name
    value: Text


class _Envelope(_Delivery):
    team_id: Name
    event_id: Annotated[Name, Field(max_length=200)]
    event: Object


EVENTS: Final[Mapping[str, type[_Event]]] = {
    "app_mention": _Mention,
    "message": _InChannel,
    "app_home_opened": _HomeOpened,
    "member_joined_channel": _OfSomebody,
    "member_left_channel": _OfSomebody,
    "channel_left": _InChannel,
    "group_left": _InChannel,
    "channel_archive": _InChannel,
    "group_archive": _InChannel,
    "user_change": _OfPerson,
    "team_join": _OfPerson,
    "subteam_members_changed": _OfGroup,
}
GESTURES: Final[Mapping[str, type[_Gesture]]] = {
    "block_actions": _Click,
    "view_submission": _Submission,
    "view_closed": _Submission,
    "shortcut": _Shortcut,
    "message_action": _MessageShortcut,
    "block_suggestion": _Suggestion,
}


def is_known(body: Any) -> bool:
    """Say whether a parsed body has the members that are read of a delivery of its kind, each of the type it needs."""
    try:
        return _is_known(body)
    except ValidationError:
        return False


def is_question(body: Mapping[str, Any]) -> bool:
    """Say whether Slack only asks whether somebody is there; that is meant for no workspace."""
    return "ssl_check" in body or body.get("type") == "url_verification"


def _is_known(body: Any) -> bool:
    match body:
        case {"ssl_check": str()} | {"type": "url_verification", "challenge": str()}:
            return True
        case {"command": _}:
            _Command.model_validate(body)
            return True
        case {"type": "event_callback", "event": {"type": str(kind)} as event}:
            _Envelope.model_validate(body)
            EVENTS.get(kind, _Event).model_validate(event)
            return True
        case {"type": str(kind)} if kind in GESTURES:
            GESTURES[kind].model_validate(body)
            return True
    return False
