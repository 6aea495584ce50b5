"""Calls that are put to two emulations of Slack. `{words}` stand for what each world calls its own."""

from typing import Any

Args = dict[str, str]

HERE = {"channel": "{channel}"}
ROOT = HERE | {"ts": "{root}"}
OWN = HERE | {"ts": "{own}"}
ON_ROOT = HERE | {"timestamp": "{root}", "name": "bulb"}
NOWHERE = {"channel": "C0NOWHERE00"}
NEVER = "1000000000.000001"

CASES: dict[str, tuple[str, Args]] = {
    "api.test": ("api.test", {"said": "hello"}),
    "api.test that fails as asked": ("api.test", {"error": "my_error"}),
    "auth.test": ("auth.test", {}),
    "auth.test without a token": ("auth.test", {"token": ""}),
    "auth.test with a wrong token": ("auth.test", {"token": "xoxb-wrong"}),
    "an unknown method": ("chat.shout", {}),
    "conversations.list": ("conversations.list", {}),
    "conversations.list of an unknown type": ("conversations.list", {"types": "party"}),
    "conversations.list from a bad cursor": ("conversations.list", {"cursor": "no cursor"}),
    "conversations.info": ("conversations.info", HERE),
    "conversations.info with numbers": ("conversations.info", HERE | {"include_num_members": "true"}),
    "conversations.info of nothing": ("conversations.info", {}),
    "conversations.info of an unknown channel": ("conversations.info", NOWHERE),
    "conversations.members": ("conversations.members", HERE),
    "conversations.members of an unknown channel": ("conversations.members", NOWHERE),
    "conversations.history": ("conversations.history", HERE),
    "conversations.history in pages": ("conversations.history", HERE | {"limit": "1"}),
    "conversations.history of an unknown channel": ("conversations.history", NOWHERE),
    "conversations.history from a bad cursor": ("conversations.history", HERE | {"cursor": "no cursor"}),
    "conversations.history since no time": ("conversations.history", HERE | {"oldest": "yesterday"}),
    "conversations.history with a limit in words": ("conversations.history", HERE | {"limit": "ten"}),
    "conversations.replies": ("conversations.replies", ROOT),
    "conversations.replies to nothing": ("conversations.replies", HERE),
    "conversations.replies to an unknown message": ("conversations.replies", HERE | {"ts": NEVER}),
    "users.list": ("users.list", {}),
    "users.info": ("users.info", {"user": "{user}"}),
    "users.info of an unknown person": ("users.info", {"user": "U0NOBODY000"}),
    "chat.postMessage": ("chat.postMessage", HERE | {"text": "hello"}),
    "chat.postMessage in a thread": ("chat.postMessage", HERE | {"text": "hello", "thread_ts": "{root}"}),
    "chat.postMessage without words": ("chat.postMessage", HERE),
    "chat.postMessage to an unknown channel": ("chat.postMessage", NOWHERE | {"text": "hello"}),
    "chat.postMessage with blocks that are none": ("chat.postMessage", HERE | {"text": "hello", "blocks": "no JSON"}),
    "chat.postMessage in an unknown thread": ("chat.postMessage", HERE | {"text": "hello", "thread_ts": NEVER}),
    "chat.postEphemeral": ("chat.postEphemeral", HERE | {"user": "{user}", "text": "psst"}),
    "chat.postEphemeral to nobody": ("chat.postEphemeral", HERE | {"text": "psst"}),
    "chat.postEphemeral to an outsider": ("chat.postEphemeral", HERE | {"user": "{outsider}", "text": "psst"}),
    "chat.update": ("chat.update", OWN | {"text": "better"}),
    "chat.update of somebody else's message": ("chat.update", ROOT | {"text": "better"}),
    "chat.update of an unknown message": ("chat.update", HERE | {"ts": NEVER, "text": "better"}),
    "chat.update without words": ("chat.update", OWN),
    "chat.getPermalink": ("chat.getPermalink", HERE | {"message_ts": "{root}"}),
    "chat.getPermalink of a reply": ("chat.getPermalink", HERE | {"message_ts": "{reply}"}),
    "chat.getPermalink of an unknown message": ("chat.getPermalink", HERE | {"message_ts": NEVER}),
    "reactions.add": ("reactions.add", ON_ROOT),
    "reactions.add again": ("reactions.add", ON_ROOT),
    "reactions.add to nothing": ("reactions.add", {"name": "bulb"}),
    "reactions.add to an unknown message": ("reactions.add", ON_ROOT | {"timestamp": NEVER}),
    "reactions.add at no time": ("reactions.add", ON_ROOT | {"timestamp": "yesterday"}),
    "reactions.add of no emoji": ("reactions.add", ON_ROOT | {"name": "no emoji"}),
    "reactions.get": ("reactions.get", HERE | {"timestamp": "{root}"}),
    "reactions.get of nothing": ("reactions.get", {}),
    "reactions.remove": ("reactions.remove", ON_ROOT),
    "reactions.remove again": ("reactions.remove", ON_ROOT),
    "chat.delete": ("chat.delete", OWN),
    "chat.delete again": ("chat.delete", OWN),
    "chat.delete of somebody else's message": ("chat.delete", ROOT),
}
"""In the order in which they are made."""

RECORDS: list[dict[str, Any]] = [
    {
        "source_type": "slack",
        "doc_id": "sales-1",
        "channel": "sales",
        "group": "sales",
        "content": "root",
        "created": "2024-01-02T09:00:00Z",
        "visibility": "public",
        "author_email": "maya@northwind.example",
        "author_name": "Maya Fernandes",
        "replies": [
            {
                "content": "reply",
                "author_email": "priya@northwind.example",
                "author_name": "Priya Nair",
                "created": "2024-01-02T09:00:01Z",
            }
        ],
    },
    {
        "source_type": "slack",
        "doc_id": "procurement-1",
        "channel": "procurement",
        "group": "procurement",
        "content": "elsewhere",
        "created": "2024-01-02T09:00:00Z",
        "visibility": "public",
        "author_email": "luis@northwind.example",
        "author_name": "Luis Ortega",
    },
]
"""The other world's company."""
