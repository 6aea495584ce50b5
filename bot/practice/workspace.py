"""The practice workspace: one company's Slack, in memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from bot.practice import administration, company, transcript
from bot.practice.changes import Changes
from bot.practice.company import Member
from bot.practice.courier import Courier, Delivery
from bot.practice.files import Files
from bot.practice.installation import Installation
from bot.practice.model import ApiCall, Conversation, Entry, Json, Kind, Message, UserGroup, View
from bot.practice.newest import Newest
from bot.practice.people import Person
from bot.practice.tickets import ResponseUrls, Triggers
from bot.practice.traffic import Traffic


class Workspace:
    """All that one Slack team holds, and its people (`as_person`).

    `now` gives the workspace's time (aware, UTC); `monotonic` the real seconds that trigger ids are measured
    in. `memory` is how many calls, deliveries and lines of the ledger are kept, None for all. Everything happens on
    the event loop that the server was started on.
    `last_read` holds the `ts` up to which a user id has seen a conversation, by user id and channel id.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        team_id: str = "T0NORTHWIND",
        monotonic: Callable[[], float] = time.monotonic,
        memory: int | None = None,
    ) -> None:
        self.now, self.team_id = now, team_id
        self.app = Installation(team_id)
        self.changes = Changes()
        self.traffic = Traffic(now, self._secrets)
        self.courier = Courier(self.changes, self.traffic, memory)
        self.triggers = Triggers(monotonic)
        self.response_urls = ResponseUrls(now)
        self.request_url: str | None = None
        self.api_calls_in_progress = 0
        self.people: dict[str, Member] = {}
        self.conversations: dict[str, Conversation] = {}
        self.usergroups: dict[str, UserGroup] = {}
        self.files = Files(self)
        self.ledger = Newest[Entry](memory)
        self.calls = Newest[ApiCall](memory)
        self.views: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.ephemerals: dict[str, list[Message]] = {}
        self.last_read: dict[str, dict[str, str]] = {}
        self.last_number, self.last_moment = 0, 0
        self._persons: dict[str, Person] = {}
        administration.settle(self)

    def _secrets(self) -> tuple[str, ...]:
        return self.bot_token, self.app_token, self.signing_secret, self.app.verification_token

    @property
    def app_id(self) -> str:
        """The id of the installed app."""
        return self.app.app_id

    @property
    def bot_user_id(self) -> str:
        """The app's own user id."""
        return self.app.bot_user_id

    @property
    def bot_token(self) -> str:
        """The token for the Web API."""
        return self.app.bot_token

    @property
    def app_token(self) -> str:
        """The token for Socket Mode."""
        return self.app.app_token

    @property
    def signing_secret(self) -> str:
        """What HTTP deliveries are signed with."""
        return self.app.signing_secret

    @property
    def bot_scopes(self) -> set[str]:
        """The scopes granted; may be changed at any time."""
        return self.app.scopes

    @property
    def subscribed_events(self) -> set[str]:
        """The events the app hears; may be changed at any time."""
        return self.app.events

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt to bring something to the app, oldest first."""
        return self.courier.log

    @property
    def ack_timeout(self) -> float:
        """Real seconds the app has to acknowledge; Slack's are 3."""
        return self.courier.ack_timeout

    @ack_timeout.setter
    def ack_timeout(self, seconds: float) -> None:
        self.courier.ack_timeout = seconds

    @property
    def retry_after(self) -> tuple[float, ...]:
        """Real seconds before each retry of an unacknowledged event; Slack's are 0, 60 and 300."""
        return self.courier.retry_after

    @retry_after.setter
    def retry_after(self, seconds: tuple[float, ...]) -> None:
        self.courier.retry_after = seconds

    def install(self, manifest: Json) -> None:
        """Grants exactly what an app manifest asks for: scopes, events, commands, shortcuts, tabs."""
        self.app.install(manifest)
        self.people[self.bot_user_id].real_name = self.app.name

    def use_http(self, request_url: str | None) -> None:
        """Signed HTTP deliveries to this URL from now on; None goes back to Socket Mode."""
        self.request_url = request_url

    def as_person(self, key: str) -> Person:
        """What this person (`"maya"`, a user id or a first name) can do and see."""
        member = self.member(key)
        return self._persons.setdefault(member.id, Person(self, member))

    def member(self, key: str) -> Member:
        """The person called so; raises `KeyError` for an unknown one."""
        if key in self.people:
            return self.people[key]
        wanted = key.removeprefix("@").lower()
        for member in self.people.values():
            if wanted in (
                member.key,
                member.display_name.lower(),
                member.real_name.lower(),
            ):
                return member
        raise KeyError(key)

    def conversation(self, name: str) -> Conversation:
        """The channel `"#sales"` or the conversation with this id; raises `KeyError`."""
        for room in self.conversations.values():
            if name in (room.id, f"#{room.name}"):
                return room
        raise KeyError(name)

    def dm_with(self, user: str) -> Conversation:
        """The direct message between the app and this user id."""
        for room in self.conversations.values():
            if room.kind == "im" and room.members[0] == user:
                return room
        return self.add_conversation("directmessage", "im", members=[user, self.bot_user_id])

    def add_conversation(
        self, name: str, kind: Kind = "public", *, members: list[str], topic: str = ""
    ) -> Conversation:
        """A new conversation of these user ids, made by the first."""
        prefix = "D" if kind == "im" else "C"
        made = Conversation(
            id=f"{prefix}0PRACTICE{self.next_number():02d}",
            name=name,
            kind=kind,
            creator=members[0],
            created=int(self.now().timestamp()),
            topic=topic,
            members=members,
        )
        self.conversations[made.id] = made
        return made

    def next_number(self) -> int:
        """A number never given before in this workspace."""
        self.last_number += 1
        return self.last_number

    def next_ts(self) -> str:
        """A message timestamp of this moment, later than every earlier one."""
        self.last_moment = max(int(self.now().timestamp() * 1_000_000), self.last_moment + 1)
        return f"{self.last_moment // 1_000_000}.{self.last_moment % 1_000_000:06d}"

    async def invite_bot(self, channel: str, by: str) -> None:
        """A person adds the app to a channel."""
        await administration.invite(self, self.conversation(channel), self.bot_user_id, self.member(by).id)

    async def remove_bot(self, channel: str) -> None:
        """The app is taken out of a channel."""
        await administration.remove(self, self.conversation(channel), self.bot_user_id)

    async def archive(self, channel: str, by: str = "ada") -> None:
        """A channel is archived."""
        await administration.archive(self, self.conversation(channel), self.member(by).id)

    async def rename(self, channel: str, to: str) -> None:
        """A channel gets another name (`"#new-name"`)."""
        await administration.rename(self, self.conversation(channel), to.removeprefix("#"))

    async def deactivate(self, person: str) -> None:
        """A person leaves the company."""
        await administration.deactivate(self, self.member(person))

    async def set_status(self, person: str, emoji: str, text: str, expiration: int = 0) -> None:
        """A person sets their status; it ends at `expiration` (seconds since 1970), 0 for never."""
        await administration.set_status(self, self.member(person), emoji, text, expiration)

    async def hire(self, member: Member) -> Person:
        """A new person joins the workspace."""
        await administration.hire(self, member)
        return self.as_person(member.id)

    async def set_usergroup(self, handle: str, members: list[str]) -> None:
        """A user group gets these members."""
        await administration.regroup(self, handle, [self.member(key).id for key in members])

    async def redeliver(self, delivery: Delivery) -> Delivery:
        """Sends an earlier payload once more, marked as a retry."""
        return await self.courier.redeliver(delivery)

    async def until(self, condition: Callable[[], object], timeout: float = 5.0) -> None:
        """Waits for `condition`; raises `AssertionError` when it stays false, with all conversations, the
        calls that were refused and the deliveries that were not acknowledged."""
        if not await self.changes.until(condition, timeout):
            raise AssertionError(f"still not so after {timeout} s; the workspace reads:\n{transcript.everything(self)}")

    async def quiet(self, timeout: float = 10.0) -> None:
        """Waits until no delivery and no call of the app is under way."""
        await self.until(lambda: not self.courier.busy and not self.api_calls_in_progress, timeout)

    def read(self, where: str | Conversation | Person | Json, *, zone: str = company.ZONE) -> str:
        """A conversation or a view (`modal`, `home`) as plain text; a person stands for their direct message
        with the app and what only they see."""
        return transcript.read(self, where, zone)
