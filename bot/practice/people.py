"""Drivers: what one person does in Slack."""

from __future__ import annotations

from typing import Any

from bot.practice import acks, composer, events, forms, payloads, reach, respond, sharing, timeline, views
from bot.practice.administration import invite, remove
from bot.practice.courier import Ack
from bot.practice.forms import ClientRefused
from bot.practice.model import Conversation, Json, Message
from bot.practice.screen import Screen


class Person(Screen):
    """One member of the workspace. Every deed returns once the app has acknowledged it; `OperationTimeout` is
    raised when it does not, `ClientRefused` for what Slack's client would not let them do."""

    # messages

    async def says(self, channel: str, text: str, thread: str | None = None, files: sharing.Picked = ()) -> Message:
        """Writes in a channel they are in; `@Name` and `#channel` become mentions, `files` are names and bytes."""
        return await self._write(channel, text, thread, files)

    async def writes_dm(self, text: str, thread: str | None = None) -> Message:
        """Writes to the app."""
        return await self._write("dm", text, thread)

    async def shares(
        self, channel: str, name: str, content: bytes, text: str = "", thread: str | None = None
    ) -> Message:
        """Shares a file in a channel they are in, or with the app (`"dm"`), with or without words."""
        return await self.says(channel, text, thread, [(name, content)])

    async def edits(self, post: Message, text: str) -> None:
        """Changes a message of their own."""
        self._own(post)
        written = composer.compose(self._workspace, text)
        changes = {"text": written, "blocks": composer.rich_text(written)}
        await self._workspace.courier.publish(timeline.edit(self._workspace, post, changes, by=self.id))

    async def deletes(self, post: Message) -> None:
        """Deletes a message of their own."""
        self._own(post)
        await self._workspace.courier.publish(timeline.delete(self._workspace, post))

    async def reacts(self, post: Message, emoji: str) -> None:
        """Puts an emoji (`"bulb"`) on a message."""
        self._sees(post)
        if self.id not in post.reactions.get(emoji, []):
            await self._workspace.courier.publish(timeline.react(self._workspace, post, self.id, emoji))

    async def unreacts(self, post: Message, emoji: str) -> None:
        """Takes their emoji off a message."""
        await self._workspace.courier.publish(timeline.unreact(self._workspace, post, self.id, emoji))

    async def joins(self, channel: str) -> None:
        """Joins a public channel."""
        room = self._workspace.conversation(channel)
        if room.kind != "public" or self.member.is_restricted:
            raise ClientRefused(f"{self.member.key} cannot join {channel}")
        await invite(self._workspace, room, self.id, None)

    async def leaves(self, channel: str) -> None:
        """Leaves a channel."""
        await remove(self._workspace, self._inside(channel), self.id)

    # commands and shortcuts

    async def runs(self, channel: str, command: str, text: str = "") -> Ack:
        """A slash command in a channel, or in the direct message with the app (`"dm"`)."""
        known = self._workspace.app.commands
        if known is not None and command not in known:
            raise ClientRefused(f"{command} is not a valid command")
        room = self._inside(channel)
        words = composer.command_text(self._workspace, command, text)
        payload = payloads.command(self._workspace, self.id, room, command, words)
        delivery = await self._workspace.courier.ask("slash_commands", payload)
        assert delivery.ack
        acks.answer(self._workspace, self.id, room.id, delivery.ack.body)
        return delivery.ack

    async def message_shortcut(self, callback_id: str, post: Message) -> None:
        """A shortcut from the menu of a message."""
        self._offered(callback_id, "message")
        self._sees(post)
        payload = payloads.message_shortcut(self._workspace, self.id, callback_id, post)
        await self._workspace.courier.ask("interactive", payload)

    async def global_shortcut(self, callback_id: str) -> None:
        """A shortcut from the composer."""
        self._offered(callback_id, "global")
        await self._workspace.courier.ask(
            "interactive", payloads.global_shortcut(self._workspace, self.id, callback_id)
        )

    # clicks and forms

    async def clicks(
        self,
        where: Message | Json,
        action_id: str,
        value: str | None = None,
        option: Any = None,
        block: str | None = None,
    ) -> None:
        """Uses one element of a message or of a view (`modal`, `home`): `value` tells buttons of one
        action_id apart (their value or label), `option` is what to choose or enter, `block` narrows it to
        one block_id."""
        if isinstance(where, Message):
            self._sees(where)
            payload = payloads.message_action(
                self._workspace, self.id, where, self._action(where.blocks, action_id, value, option, block)
            )
        else:
            view = self._open(where)
            chosen = self._action(view.blocks, action_id, value, option, block, view.offered)
            view.values |= payloads.entered(chosen)
            payload = payloads.view_action(self._workspace, self.id, view, chosen)
        await self._workspace.courier.ask("interactive", payload)

    def fill(self, **fields: Any) -> None:
        """Enters values into inputs of the top view, by block_id: text, option value(s) or label(s), people,
        "2026-11-24", "09:30", a datetime, files as `[("a.csv", b"…")]`; None empties the field."""
        view = self._top
        inputs = {block["block_id"]: block["element"] for block in view.blocks if block["type"] == "input"}
        for name, given in fields.items():
            if name not in inputs:
                raise ClientRefused(f"no input {name!r} in this form, only {sorted(inputs)}")
            element, place = inputs[name], (name, inputs[name]["action_id"])
            found = {"options": view.offered[place]} if place in view.offered else {}
            view.values[place] = forms.entry(element | found, self._given(element, given))
        self._workspace.changes.tell()

    async def searches(self, field: str, typed: str) -> list[str]:
        """Types into a menu of the top view whose options the app looks up; gives the labels it offers."""
        view = self._top
        [menu] = [element for block, element in forms.elements(view.blocks) if block["block_id"] == field]
        asked = payloads.suggestion(self._workspace, view, field, menu["action_id"], typed)
        delivery = await self._workspace.courier.ask("interactive", asked)
        assert delivery.ack
        body = respond.parsed(delivery.ack.body)
        self._workspace.courier.recording.call("ack.block_suggestion", body)
        groups = body.get("option_groups", [])
        found = [*body.get("options", []), *(option for group in groups for option in group["options"])]
        view.offered[field, menu["action_id"]] = found
        return [str(option["text"]["text"]) for option in found]

    async def submits(self) -> dict[str, str]:
        """Submits the top view; gives the errors the app answered, by block_id. Raises `ClientRefused` naming
        the fields that are empty or too long."""
        view = self._top
        if refused := forms.refusals(view.blocks, forms.state(view.blocks, view.values)):
            raise ClientRefused("not complete", refused)
        delivery = await self._workspace.courier.ask("interactive", payloads.submission(self._workspace, view))
        assert delivery.ack
        return acks.apply(self._workspace, view, delivery.ack.body)

    async def closes(self, *, everything: bool = False) -> None:
        """Closes the top view, or the whole stack."""
        leaving = self._stack[::-1] if everything or self._top.body["clear_on_close"] else [self._top]
        for view in leaving:
            payload = payloads.closed(self._workspace, view, cleared=everything)
            views.close(self._workspace, view)
            if view.body["notify_on_close"]:
                await self._workspace.courier.ask("interactive", payload)

    async def opens_home(self) -> Json | None:
        """Looks at the app's Home tab; gives what is published by then."""
        await self._workspace.courier.publish(events.home_opened(self._workspace, self.id, "home"))
        return self.home

    # inner

    async def _write(self, channel: str, text: str, thread: str | None, picked: sharing.Picked = ()) -> Message:
        room = self._writable(channel)
        written, root = composer.compose(self._workspace, text), self._root(room, thread)
        post = Message(
            channel=room.id,
            ts=self._workspace.next_ts(),
            user=self.id,
            text=written,
            blocks=composer.rich_text(written) if text or not picked else [],
            thread_ts=root,
            files=sharing.share(self._workspace, self.id, picked),
        )
        await self._workspace.courier.publish(timeline.post(self._workspace, post))
        return post

    def _root(self, room: Conversation, thread: str | None) -> str | None:
        root = room.find(thread)
        if thread and root is None:
            raise ClientRefused(f"there is no message {thread} in {room.name}")
        return (root.thread_ts or root.ts) if root else None

    def _action(
        self,
        blocks: list[Json],
        action_id: str,
        value: str | None,
        option: Any,
        block: str | None,
        offered: dict[tuple[str, str], list[Json]] | None = None,
    ) -> Json:
        found, element = reach.find(blocks, action_id, value, block)
        if options := (offered or {}).get((found["block_id"], action_id)):
            element = element | {"options": options}
        given = self._given(element, value if option is None and element["type"] != "button" else option)
        return reach.action(found, element, given, self._workspace.next_ts())

    def _given(self, element: Json, given: Any) -> Any:
        """People and channels may be given by name, files as their names and bytes."""
        if element["type"] == "file_input":
            return sharing.hand_in(self._workspace, self.id, element, given or [])
        if isinstance(given, list | tuple):
            return [self._given(element, item) for item in given]
        if "users_select" in element["type"] and given is not None:
            return self._workspace.member(given).id
        rooms = element["type"].endswith(("channels_select", "conversations_select"))
        return self._workspace.conversation(given).id if rooms and given is not None else given

    def _offered(self, callback_id: str, kind: str) -> None:
        known = self._workspace.app.shortcuts
        if known is not None and known.get(callback_id) != kind:
            raise ClientRefused(f"there is no {kind} shortcut {callback_id!r}")
