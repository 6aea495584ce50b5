"""What people do, in numbers, and Slack's way of bringing it: once or thrice, late, out of order, as a retry only."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from time import monotonic
from typing import Final

from bot.domain.polls import poll_key, simple
from bot.practice import Delivery, View, payloads, reach, timeline
from bot.practice.courier import DeliveryKind
from bot.practice.model import Json, Message
from bot.services import polls
from bot.store.outbox import Outgoing
from bot.store.polls import Answers
from bot.store.requests import TrainingRequest
from messages.polls_choices import VOTE
from tests.faults.company import PATIENCE, SALES, Company
from tests.faults.ledger import Verdict

OPTIONS: Final = ("Role play", "Call review")
TIMES: Final = (1, 1, 2, 3)
HANDS: Final = 16
ATTEMPTS: Final = 100
RETRY_PAUSE: Final = 0.1
SORRY: Final = "so nothing was changed"
NUMBERED: Final = re.compile(r"item-\d+")


@dataclass(frozen=True)
class Parcel:
    """A delivery with the one effect that it has: a vote (`poll:voter`) or a request (`item-7`)."""

    kind: DeliveryKind
    payload: Json
    effect: str

    @property
    def clicked_by(self) -> str:
        """The user who would be told that it had no effect; nobody is told of an event, which comes again."""
        return str(self.payload["user"]["id"]) if self.kind == "interactive" else ""


async def open_polls(company: Company, number: int, closes_at: datetime | None = None) -> list[int]:
    """Have polls asked in #sales, and give their ids once they stand there."""
    sales, team = company.workspace.conversation(SALES).id, company.workspace.team_id
    asks = simple(sales, company.workspace.member("maya").id, "What first?", OPTIONS, closes_at)
    now = datetime.now(UTC)
    with company.change() as session:
        ids = [polls.start(session, team, asks, now, now) for _ in range(number)]
        session.commit()
    keys = {poll_key(each) for each in ids}
    posted = company.workspace.changes.until(lambda: len(_places(company, keys)) == number, PATIENCE, 0.5)
    assert await posted
    return ids


def votes(company: Company, poll_ids: Iterable[int], voters: Sequence[str], rng: Random) -> list[Parcel]:
    """One vote of every voter in every poll."""
    places = _places(company, {poll_key(each) for each in poll_ids})
    posts = {poll: company.posted(places[poll_key(poll)]) for poll in poll_ids}
    return [_vote(company, poll, posts[poll], voter, rng.randrange(2)) for poll in posts for voter in voters]


def mentions(company: Company, items: Iterable[int], people: Sequence[str]) -> list[Parcel]:
    """One `@Touchpoint we need training …` in #sales for each item."""
    workspace, parcels = company.workspace, []
    for item in items:
        text = f"<@{workspace.bot_user_id}> we need training on item-{item}"
        user, room = people[item % len(people)], workspace.conversation(SALES)
        heard = timeline.post(workspace, Message(room.id, workspace.next_ts(), user, text))
        parcels += [
            Parcel("events_api", each, f"item-{item}") for each in heard if each["event"]["type"] == "app_mention"
        ]
    return parcels


async def forms(company: Company, items: Iterable[int], people: Sequence[str]) -> list[Parcel]:
    """One training request from the form for each item; the form is the bot's own."""
    maya = company.workspace.as_person("maya")
    await maya.runs(SALES, "/training-request", "item")
    maya.fill(problem="item", desired="They hold the price", audience="12 people")
    [form] = company.workspace.modals[maya.id]
    return [_form(company, form, item, people[item % len(people)]) for item in items]


async def bring(
    company: Company, parcels: Sequence[Parcel], rng: Random, lasting: float = 0.0, times: Sequence[int] = TIMES,
    acknowledged: set[str] | None = None,
) -> float:  # fmt: skip
    """Deliver each of them so many `times` until it is acknowledged; give the longest wait for the first of its
    acknowledgements, in seconds.

    All together takes `lasting` seconds or longer; `acknowledged` collects the effects that were promised.
    """
    copies = [copy for parcel in parcels for copy in _copies(parcel, rng, times)]
    rng.shuffle(copies)
    pause = HANDS * lasting / max(len(copies), 1)
    begun: dict[str, float] = {}
    waits: dict[str, float] = {}

    async def carry() -> None:
        while copies:
            parcel, attempt = copies.pop()
            begun.setdefault(parcel.effect, monotonic())
            await _until_acknowledged(company, parcel, attempt)
            waits.setdefault(parcel.effect, monotonic() - begun[parcel.effect])
            if acknowledged is not None:
                acknowledged.add(parcel.effect)
            await asyncio.sleep(pause)

    await asyncio.gather(*(carry() for _ in range(HANDS)))
    return max(waits.values(), default=0.0)


async def pressed_again(company: Company, parcels: Sequence[Parcel], rng: Random) -> int:
    """Have people press once more what did not count; give how many of them were not told that it did not."""
    found = effects(company.rows(Answers), company.rows(TrainingRequest))
    missing = [parcel for parcel in parcels if parcel.effect not in found]
    untold = Counter(parcel.clicked_by for parcel in missing) - _apologies(company)
    await bring(company, missing, rng, times=(1,))
    return untold.total()


def effects(votes: Iterable[Answers], requests: Iterable[TrainingRequest]) -> Counter[str]:
    """What deliveries brought about, as it stands in a database."""
    found = Counter(f"{vote.poll_id}:{vote.voter}" for vote in votes)
    return found + Counter(item for row in requests for item in NUMBERED.findall(row.problem))


def of_deliveries(company: Company, parcels: Sequence[Parcel], gap: float) -> Verdict:
    """Judge what deliveries brought about. A vote counted twice is taken back, and so shows as lost."""
    found = Counter(f"{vote.poll_id}:{vote.voter}" for vote in company.rows(Answers) if vote.is_cast)
    found += Counter(item for row in company.rows(TrainingRequest) for item in NUMBERED.findall(row.problem))
    wanted = {parcel.effect for parcel in parcels}
    doubled = sum(count - 1 for count in found.values()) + len(found.keys() - wanted)
    return Verdict(len(parcels), len(wanted - found.keys()), doubled, 0, gap)


def _apologies(company: Company) -> Counter[str]:
    """How often each person was told that what they clicked had no effect."""
    whispered = company.workspace.ephemerals
    return Counter({user: sum(SORRY in each.text for each in heard) for user, heard in whispered.items()})


def _copies(parcel: Parcel, rng: Random, times: Sequence[int]) -> list[tuple[Parcel, int]]:
    first = rng.choice((0, 0, 0, 1))
    return [(parcel, first + number) for number in range(rng.choice(times))]


async def _until_acknowledged(company: Company, parcel: Parcel, attempt: int) -> None:
    courier, links = company.workspace.courier, company.server.links
    for number in range(attempt, attempt + ATTEMPTS):
        reason = "http_timeout" if number else ""
        delivery = await courier.attempt(Delivery(parcel.kind, parcel.payload, number, reason))
        if not delivery.failure and not _is_refused(delivery):
            return
        await asyncio.sleep(RETRY_PAUSE)
        assert await company.workspace.changes.until(lambda: len(links), PATIENCE)
    raise AssertionError(f"{parcel.effect} was never acknowledged: {delivery.failure or delivery.ack}")


def _is_refused(delivery: Delivery) -> bool:
    """Whether the person was told that it did not work, and will press the button once more."""
    body = delivery.ack.body if delivery.ack else None
    return isinstance(body, dict) and "response_action" in body


def _vote(company: Company, poll_id: int, post: Message, voter: str, position: int) -> Parcel:
    block, button = reach.find(post.blocks, VOTE, f"{poll_id}:{position}", None)
    action = reach.action(block, button, None, company.workspace.next_ts())
    clicked = payloads.message_action(company.workspace, voter, post, action)
    return Parcel("interactive", clicked, f"{poll_id}:{voter}")


def _form(company: Company, form: View, item: int, user: str) -> Parcel:
    workspace = company.workspace
    url = workspace.response_urls.mint(user, workspace.conversation(SALES).id)
    about = json.loads(form.body["private_metadata"]) | {"response_url": url}
    values = {place: _named(place, given, item) for place, given in form.values.items()}
    body = form.body | {"private_metadata": json.dumps(about)}
    own = replace(form, id=f"V0ITEM{item:06}", user=user, body=body, values=values)
    return Parcel("interactive", payloads.submission(workspace, own), f"item-{item}")


def _named(place: tuple[str, str], given: Json, item: int) -> Json:
    return given | {"value": f"item-{item}"} if place[0] == "problem" else given


def _places(company: Company, keys: set[str]) -> dict[str, str]:
    return {row.key: row.ts for row in company.rows(Outgoing) if row.key in keys and row.ts}
