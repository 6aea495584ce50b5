"""What becomes of messages that notes came in: they are edited or deleted, alone or in a thread."""

from typing import Any, Final

from bot.deps import Deps
from bot.domain.meetings_sources import Wrote
from bot.services import meetings_sources
from handlers.payloads import actor, delivery
from handlers.reading import thread_at

Body = dict[str, Any]
CHANGED: Final = "message_changed"
DELETED: Final = "message_deleted"
TOMBSTONE: Final = "tombstone"


async def hear(deps: Deps, body: Body) -> None:
    """Let drafts follow their messages. Of all that is said in channels, most ends here after one look at an index."""
    event, team_id = body["event"], actor(body).team_id
    before, after = event.get("previous_message") or {}, event.get("message") or {}
    is_edit = event.get("subtype") == CHANGED and after.get("subtype") != TOMBSTONE
    is_end = event.get("subtype") == DELETED or after.get("subtype") == TOMBSTONE
    ts = str(after.get("ts") or event.get("deleted_ts") or "")
    if not ts or not (is_end or (is_edit and after.get("text") != before.get("text"))):
        return
    root = str(after.get("thread_ts") or before.get("thread_ts") or ts)
    source, root_source = f"{event['channel']}:{ts}", f"{event['channel']}:{root}"
    if not await deps.read(meetings_sources.knows, team_id, [source, root_source]):
        return
    if await deps.read(meetings_sources.is_read_whole, team_id, root_source):
        messages = await thread_at(deps, event["channel"], root)
        await deps.once(delivery(body), meetings_sources.thread_changed, team_id, root_source, messages)
    elif is_edit:
        now_says = Wrote(str(after.get("user", "")), str(after.get("text", "")))
        await deps.once(delivery(body), meetings_sources.edited, team_id, source, now_says)
    else:
        await deps.once(delivery(body), meetings_sources.deleted, team_id, source)
