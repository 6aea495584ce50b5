"""Who may do what: each listener of the bot, tried by everybody, in their own workspace and in another."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from sqlalchemy import Row

from bot.domain.markup import unescape
from bot.domain.people import PersonFacts
from bot.practice import Delivery, Person, events
from bot.practice.company import Member
from bot.practice.courier import Ack
from bot.practice.model import Json
from bot.services import people
from bot.services import settings as workspaces
from bot.store.inbox import Received
from handlers.ld import WORDS
from messages.words import Words
from tests.practice.gesture import NOTE_TAKER, PARTNERS, SALES, Gesture
from tests.practice.gestures import gestures
from tests.practice.town import Town

# The owner asked the poll, sent the request, made the promise or leads the department.
# Demoted and left are partners and owners who became guests, or whose account was closed, after the form was open.
# A line stands for what is neither done nor answered: it is not meant for the bot.
RIGHTS: Final = """
                                      partner admin owner member guest outside bot demoted left
polls_votes.Votes                     yes     yes   yes   yes    yes   yes     no  yes     no
polls.more                            yes     no    yes   no     no    no      no  no      no
polls_compose.create                  yes     yes   yes   yes    no    no      no  no      no
polls_compose.create_from_home        yes     yes   yes   yes    no    no      no  no      no
polls_compose.create_from_touchpoint  yes     no    no    no     no    no      no  no      no
polls_compose.turn                    yes     yes   yes   yes    no    no      no  no      no
polls_compose.resume                  no      no    yes   no     no    no      no  no      no
polls_compose.discard                 no      no    yes   no     no    no      no  no      no
polls_compose.submit                  no      no    yes   no     no    no      no  no      no
polls_drafts.work                     no      no    yes   no     no    no      no  no      no
polls_drafts.sketch                   no      no    yes   no     no    no      no  no      no
polls_drafts.note                     no      no    yes   no     no    no      no  no      no
polls_drafts.settle                   no      no    yes   no     no    no      no  no      no
polls_votes.withdraw                  yes     yes   yes   yes    yes   yes     no  yes     no
polls_answers.open_form               yes     yes   yes   yes    yes   yes     no  yes     no
polls_answers.save                    yes     yes   yes   yes    yes   yes     no  yes     no
polls_answers.send                    yes     yes   yes   yes    yes   yes     no  yes     no
polls_answers.change                  yes     yes   yes   yes    yes   yes     no  yes     no
polls_options.open_form               yes     yes   yes   yes    yes   yes     no  yes     no
polls_options.add                     yes     yes   yes   yes    yes   yes     no  yes     no
polls_after.get_sheet                 yes     no    yes   no     no    no      no  no      no
polls_after.open_word                 yes     no    yes   no     no    no      no  no      no
polls_after.say                       yes     no    yes   no     no    no      no  no      no
polls_after.undo                      yes     no    yes   no     no    no      no  no      no
polls.more edit                       yes     no    yes   no     no    no      no  no      no
polls.more remind                     yes     no    yes   no     no    no      no  no      no
polls.more stop                       yes     no    yes   no     no    no      no  no      no
polls.more delete                     yes     no    yes   no     no    no      no  no      no
polls.more reopen                     yes     no    yes   no     no    no      no  no      no
polls_life.edit                       yes     no    yes   no     no    no      no  no      no
polls_life.reopen                     yes     no    yes   no     no    no      no  no      no
polls_life.ask_again                  yes     no    yes   no     no    no      no  no      no
polls_life.stop                       yes     no    yes   no     no    no      no  no      no
polls_life.delete                     yes     no    yes   no     no    no      no  no      no
polls_planned.preview                 yes     no    yes   no     no    no      no  no      no
polls_planned.open_change             yes     no    yes   no     no    no      no  no      no
polls_planned.change                  yes     no    yes   no     no    no      no  no      no
polls_planned.call_off                yes     no    yes   no     no    no      no  no      no
followups.done                        yes     no    yes   no     no    no      no  yes     no
followups.ask_help                    yes     no    yes   no     no    no      no  yes     no
followups.take_over                   yes     no    no    no     no    no      no  no      no
followups.accept                      no      no    yes   no     no    no      no  yes     no
followups.decline                     no      no    yes   no     no    no      no  yes     no
followups_forms.open_snooze           yes     no    yes   no     no    no      no  yes     no
followups_forms.snooze                yes     no    yes   no     no    no      no  yes     no
followups_forms.open_reassign         yes     no    yes   no     no    no      no  yes     no
followups_forms.open_more             yes     no    yes   no     no    no      no  yes     no
followups_forms.change                yes     no    yes   no     no    no      no  yes     no
followups_forms.reassign              yes     no    yes   no     no    no      no  yes     no
followups_forms.give_up               yes     no    yes   no     no    no      no  yes     no
followups_lists.choose_whose          yes     yes   yes   yes    yes   yes     no  yes     no
followups_lists.choose_state          yes     yes   yes   yes    yes   yes     no  yes     no
followups_lists.turn                  yes     yes   yes   yes    yes   yes     no  yes     no
followups_lists.open_add              yes     yes   yes   yes    no    no      no  no      no
followups_lists.add                   yes     yes   yes   yes    no    no      no  no      no
reliability.open_months               yes     no    no    no     no    no      no  no      no
requests.open_form                    yes     yes   yes   yes    no    no      no  no      no
requests.open_form_on_message         yes     yes   yes   yes    no    no      no  no      no
requests.submit                       yes     yes   yes   yes    no    no      no  no      no
requests.open_details                 no      no    yes   no     no    no      no  no      no
requests.complete                     no      no    yes   no     no    no      no  no      no
requests.read                         yes     no    yes   no     no    no      no  no      no
requests.agree                        no      no    yes   no     no    no      no  yes     no
requests.open_talk                    no      no    yes   no     no    no      no  yes     no
requests.talk                         no      no    yes   no     no    no      no  yes     no
requests.reopen                       yes     no    yes   no     no    no      no  no      no
requests.withdraw                     no      no    yes   no     no    no      no  no      no
requests_questions.open_question      yes     no    no    no     no    no      no  no      no
requests_questions.ask                yes     no    no    no     no    no      no  no      no
requests_questions.open_answer        no      no    yes   no     no    no      no  yes     no
requests_questions.answer             yes     no    yes   no     no    no      no  yes     no
requests_questions.skip               no      no    yes   no     no    no      no  yes     no
requests_triage.take                  yes     no    no    no     no    no      no  no      no
requests_triage.open_analysis         yes     no    no    no     no    no      no  no      no
requests_triage.analyse               yes     no    no    no     no    no      no  no      no
requests_triage.go_further hand over  yes     no    no    no     no    no      no  no      no
requests_triage.go_further fill in    yes     no    no    no     no    no      no  no      no
requests_triage.go_further crisis     yes     no    no    no     no    no      no  no      no
requests_triage.go_further override   yes     no    no    no     no    no      no  no      no
requests_triage.go_further turn down  yes     no    no    no     no    no      no  no      no
requests_triage.hand_over             yes     no    no    no     no    no      no  no      no
requests_outcomes.open_recommendation yes     no    no    no     no    no      no  no      no
requests_outcomes.route               yes     no    no    no     no    no      no  no      no
requests_outcomes.propose             yes     no    no    no     no    no      no  no      no
requests_outcomes.turn_down           yes     no    no    no     no    no      no  no      no
requests_links.open_matches           yes     no    no    no     no    no      no  no      no
requests_links.open_link              yes     no    no    no     no    no      no  no      no
requests_links.link                   yes     no    no    no     no    no      no  no      no
requests_links.unlink                 yes     no    no    no     no    no      no  no      no
requests_reactions.reacted            yes     -     -     -      -     -       no  -       no
meetings.tag                          yes     no    no    no     no    no      no  no      no
meetings.open_draft                   yes     no    no    no     no    no      no  no      no
meetings.noted                        yes     no    no    no     no    no      no  no      no
meetings.make_room                    yes     no    no    no     no    no      no  no      no
meetings_drafts.confirm               yes     no    no    no     no    no      no  no      no
meetings_drafts.preview               yes     no    no    no     no    no      no  no      no
meetings_drafts.save                  yes     no    no    no     no    no      no  no      no
meetings_drafts.turn                  yes     no    no    no     no    no      no  no      no
meetings_drafts.discard               yes     no    no    no     no    no      no  no      no
meetings_marks.taken_away             yes     -     -     -      -     -       no  -       no
mentions.mentioned request            yes     yes   yes   yes    no    no      no  no      no
mentions.mentioned notes              yes     no    no    no     no    no      no  no      no
mentions.mentioned help               yes     yes   yes   yes    yes   yes     yes yes     yes
direct.written                        yes     yes   yes   yes    yes   yes     no  yes     no
touchpoints.preview                   yes     no    no    no     no    no      no  no      no
touchpoints.post_now                  yes     no    no    no     no    no      no  no      no
touchpoints.skip                      yes     no    no    no     no    no      no  no      no
touchpoints.approve                   yes     no    no    no     no    no      no  no      no
touchpoints.open_edit                 yes     no    no    no     no    no      no  no      no
touchpoints.edit                      yes     no    no    no     no    no      no  no      no
touchpoints.open_postpone             yes     no    no    no     no    no      no  no      no
touchpoints.postpone                  yes     no    no    no     no    no      no  no      no
touchpoints.bring_back                yes     no    no    no     no    no      no  no      no
touchpoints.undo                      yes     no    no    no     no    no      no  no      no
touchpoints_discussion.agree          yes     yes   yes   yes    yes   yes     no  yes     no
touchpoints_discussion.not_now        yes     yes   yes   yes    yes   yes     no  yes     no
touchpoints_discussion.open_adjust    yes     yes   yes   yes    yes   yes     no  yes     no
touchpoints_discussion.adjust         yes     yes   yes   yes    yes   yes     no  yes     no
touchpoints_discussion.replied        yes     yes   yes   yes    yes   yes     no  yes     no
touchpoints_thanks.name_me            no      no    yes   no     no    no      no  yes     no
touchpoints_thanks.rather_not         no      no    yes   no     no    no      no  yes     no
touchpoints_thanks.open_new_dates     yes     no    no    no     no    no      no  no      no
touchpoints_thanks.give_new_dates     yes     no    no    no     no    no      no  no      no
touchpoints_thanks.open_correction    yes     no    no    no     no    no      no  no      no
touchpoints_thanks.correct            yes     no    no    no     no    no      no  no      no
departments.open_from_button          yes     no    yes   no     no    no      no  no      no
departments.submit                    yes     no    yes   no     no    no      no  no      no
goals.turn                            yes     yes   yes   yes    no    no      no  no      no
goals.open_add                        yes     no    yes   no     no    no      no  no      no
goals.add                             yes     no    yes   no     no    no      no  no      no
goals.open_change                     yes     no    yes   no     no    no      no  no      no
goals.change                          yes     no    yes   no     no    no      no  no      no
goals.retire                          yes     no    yes   no     no    no      no  no      no
goals.bring_back                      yes     no    yes   no     no    no      no  no      no
catalogue.search                      yes     yes   yes   yes    no    no      no  no      no
catalogue.open_new                    yes     no    no    no     no    no      no  no      no
catalogue.add                         yes     no    no    no     no    no      no  no      no
catalogue.open_known                  yes     no    no    no     no    no      no  no      no
catalogue.change                      yes     no    no    no     no    no      no  no      no
catalogue.retire                      yes     no    no    no     no    no      no  no      no
catalogue.bring_back                  yes     no    no    no     no    no      no  no      no
catalogue_files.open_import           yes     no    no    no     no    no      no  no      no
catalogue_files.bring_in              yes     no    no    no     no    no      no  no      no
catalogue_files.export                yes     no    no    no     no    no      no  no      no
catalogue_mentors.volunteer           yes     yes   yes   yes    no    no      no  no      no
catalogue_mentors.stop                yes     yes   yes   yes    yes   yes     no  yes     no
catalogue_mentors.export              yes     no    no    no     no    no      no  no      no
settings.open_from_button             yes     no    no    no     no    no      no  no      no
settings.submit                       yes     no    no    no     no    no      no  no      no
ld.ld notes                           yes     no    no    no     no    no      no  no      no
ld.ld poll                            yes     yes   yes   yes    no    no      no  no      no
ld.ld follow-ups                      yes     yes   yes   yes    yes   yes     no  yes     no
ld.ld department                      yes     yes   yes   yes    no    no      no  no      no
ld.ld goal                            yes     yes   yes   yes    no    no      no  no      no
ld.ld resource                        yes     yes   yes   yes    no    no      no  no      no
ld.ld mentor                          yes     yes   yes   yes    no    no      no  no      no
ld.ld settings                        yes     no    no    no     no    no      no  no      no
ld.ld help                            yes     yes   yes   yes    yes   yes     yes yes     yes
stuck.post_now                        yes     no    no    no     no    no      no  no      no
stuck.let_go                          yes     no    no    no     no    no      no  no      no
stuck.it_is_there                     yes     no    no    no     no    no      no  no      no
home.opened                           yes     yes   yes   yes    yes   yes     no  yes     yes
home.open_request                     yes     no    yes   no     no    no      no  no      no
home.go_back                          yes     yes   yes   yes    yes   yes     no  yes     yes
"""
# What nobody does to the bot: Slack says who and what is where, or asks for the world's zones and countries.
ROOM: Final = "handlers."
FACTS: Final = frozenset(
    "people.remember direct.other departments.joined_channel departments.left_channel departments.removed "
    "departments.archived departments.offer_zones departments.offer_countries departments.offer_regions "
    "settings.regroup own_events.OwnEvents people.Meeting".split()
)
NAMES: Final = {
    "partner": "luis", "admin": "ada", "owner": "maya", "member": "tom", "guest": "gwen", "outside": "olga",
    "bot": "zapp", "demoted": "lena", "left": "luis",
}  # fmt: skip
FORMER: Final = ("demoted", "left")
BEGINNINGS: Final = frozenset(
    "requests.open_form requests.open_form_on_message requests.submit meetings.tag meetings.noted "
    "polls_compose.create polls_compose.create_from_home polls_compose.turn "
    "direct.written requests_reactions.reacted settings.open_from_button settings.submit departments.open_from_button "
    "departments.submit meetings.make_room "
    "followups_lists.choose_whose followups_lists.choose_state followups_lists.turn "
    "followups_lists.open_add followups_lists.add reliability.open_months "
    "goals.turn goals.open_add goals.add catalogue.search catalogue.open_new catalogue.add catalogue_files.open_import "
    "catalogue_files.bring_in "
    "catalogue_files.export catalogue_mentors.volunteer catalogue_mentors.stop catalogue_mentors.export "
    "home.opened home.go_back".split()
) | {row for row in gestures() if row.startswith(("ld.", "mentions."))}
# What is not meant for the bot unless it knows the place: it is neither done nor answered elsewhere.
OVERHEARD: Final = frozenset({"touchpoints_discussion.replied"})
OURS: Final = ("What first?", "call list", "share the list", "U0MAYA")
REFUSALS: Final = (
    "members_only", "partners_only", "gone", "not_yours", "not_offered", "settings_of_admins",
)  # fmt: skip
REFUSED: Final = (
    *(Words().plain(f"notices.{reason}") for reason in REFUSALS),
    "or an L&D partner can do this with the poll.",
    "or any L&D partner can change it: have a word with them.",
    "or an L&D partner can change its goals: have a word with them.",
    "Only L&D partners can change the settings.",
)
ELSEWHERE: Final = "T0ELSEWHERE"
Bring = Callable[[Town, Delivery], Awaitable[Delivery]]
WIDTH: Final = 38


def _rows() -> Iterator[tuple[str, dict[str, str]]]:
    head, *lines = RIGHTS.strip().splitlines()
    for line in lines:
        yield line[:WIDTH].strip(), dict(zip(head.split(), line[WIDTH:].split(), strict=True))


ROWS: Final = tuple(_rows())


@pytest.mark.parametrize(("name", "rights"), ROWS, ids=[name for name, _ in ROWS])
async def test_everybody_may_do_what_the_table_says_and_others_are_told_so(
    town: Town, name: str, rights: dict[str, str]
) -> None:
    await _settle(town)
    gesture, unused = await _prepared(town, name, "partner"), True
    for role in rights:
        if role in FORMER or not unused:
            gesture = await _prepared(town, name, role)
        verdict = await _verdict(town, gesture, town.person(NAMES[role]))
        assert (role, verdict) == (role, rights[role])
        unused = verdict == "no"


async def test_nothing_of_another_workspace_comes_in_or_would_find_anything(town: Town) -> None:
    """Lena is a partner in both workspaces; what she asked, promised and leads is in one of them.

    What is inside would find nothing of the other workspace even if the door let it in.
    """
    await _settle(town)
    await _settle_elsewhere(town)
    lena, ours = town.person("lena"), town.workspace.team_id
    made = {name: await prepare(town, lena) for name, prepare in gestures().items()}
    elsewhere = {name: replace(gesture, by=partial(_elsewhere, gesture)) for name, gesture in made.items()}
    everything = _stored(town)
    brought = (town.workspace.courier.attempt(each.delivery(lena.id)) for each in elsewhere.values())
    await asyncio.gather(*brought)
    assert _stored(town) == everything
    before, seen = _stored(town, ours), _before_eyes(town)
    for name, there in elsewhere.items():
        allowed = ("yes",) if name in BEGINNINGS else ("no", "-")
        assert (name, await _verdict(town, there, lena, _let_in) in allowed) == (name, True)
        assert _stored(town, ours) == before
    told = " ".join(each[1] for each in _before_eyes(town) if each not in seen)
    assert [text for text in OURS if text in told] == []


def test_the_table_has_a_row_for_each_listener_and_each_word_after_ld(town: Town) -> None:
    rows_ = {name for name, _ in ROWS}
    assert {name.split()[0] for name in rows_} | FACTS == set(_listeners(town))
    assert {name.split()[1] for name in rows_ if name.startswith("ld.")} == {*WORDS, "help"}
    assert rows_ == set(gestures())


async def _settle(town: Town) -> None:
    """Have everybody there whom the table names."""
    workspace = town.workspace
    town.let_bot_in(SALES)
    outside = Member("olga", "Olga Petrova", "Trainer at another company", team_id=ELSEWHERE)
    workspace.people[outside.id] = outside
    await _changed(town, outside)
    await workspace.hire(Member("zapp", "Zapp", is_bot=True))
    lena, members = town.person("lena"), workspace.conversation(SALES).members
    members += [town.person(key).id for key in NAMES.values() if town.person(key).id not in members]
    await lena.runs("#learning-team", "/ld", "settings")
    workspace.conversation("#learning-team").members.append(town.person(NOTE_TAKER).id)
    lena.fill(partners=[*PARTNERS, NOTE_TAKER])
    assert await lena.submits() == {}


async def _changed(town: Town, member: Member) -> None:
    """Have Slack say what is new about somebody."""
    await town.workspace.courier.publish(events.of_user(town.workspace, member.id, "user_change"))


async def _settle_elsewhere(town: Town) -> None:
    """Have the same bot and the same people in another workspace."""
    store, bot = town.bot.deps.store, town.workspace.bot_user_id
    await store.run(workspaces.install, ELSEWHERE, bot, "C0ELSEWHERE", (town.person("lena").id,))
    await store.run(people.remember, ELSEWHERE, [PersonFacts(person.id, person.key) for person in _everybody(town)])


def _everybody(town: Town) -> list[Member]:
    return list(town.workspace.people.values())


def _elsewhere(gesture: Gesture, user: str) -> Json:
    """Return the same as if it were done in the other workspace."""
    payload: Json = json.loads(json.dumps(gesture.by(user)).replace('"T0NORTHWIND"', f'"{ELSEWHERE}"'))
    return payload


async def _prepared(town: Town, name: str, role: str) -> Gesture:
    """Return a gesture that the owner prepared; whoever is something else by now became it after that.

    What was begun before is finished then, so that nothing changes by itself while somebody tries.
    """
    person = town.person(NAMES[role])
    gesture = await gestures()[name](town, person if role in FORMER else town.person(NAMES["owner"]))
    await town.settled()
    await town.tick()
    if role == "demoted":
        person.member.is_restricted = True
        await _changed(town, person.member)
    if role == "left":
        await town.workspace.deactivate(person.member.key)
    return gesture


async def _brought(town: Town, delivery: Delivery) -> Delivery:
    return await town.workspace.courier.attempt(delivery)


async def _let_in(town: Town, delivery: Delivery) -> Delivery:
    """Hand it to the listeners without asking at the door."""
    answer = await town.bot.app.async_dispatch(AsyncBoltRequest(body=delivery.payload, mode="socket_mode"))
    delivery.ack = Ack(answer.status, json.loads(answer.body) if answer.body else None)
    return delivery


async def _verdict(town: Town, gesture: Gesture, person: Person, bring: Bring = _brought) -> str:
    """Say whether it was allowed; anything but a clear yes or no is told as what happened."""
    before, seen = _stored(town), _before_eyes(town)
    delivery = await bring(town, gesture.delivery(person.id))
    await town.settled()
    changed = _stored(town) != before
    told = [each for each in _before_eyes(town) if each not in seen]
    told.append((person.id, _plain(delivery.ack and delivery.ack.body)))
    overheard = {user for user, text in told if text and user != person.id}
    answer = " ".join(text for user, text in told if user == person.id)
    refused = any(sentence in answer for sentence in REFUSED)
    if delivery.failure or (refused and overheard):
        return f"{delivery.failure} {overheard}"
    unheard = not answer and (person.member.deleted or person.member.is_bot)
    if changed or refused or unheard:
        return f"changed, and said {answer!r}" if changed and refused else "yes" if changed else "no"
    return "yes" if answer else "-"


def _stored(town: Town, team_id: str | None = None) -> list[Row[Any]]:
    """Return every row that somebody's deeds may change, of one workspace or of all."""
    return [row for row in town.contents(besides=Received) if team_id in (None, row._mapping.get("team_id"))]


def _before_eyes(town: Town) -> list[tuple[str, str]]:
    """Return what people see that is shown to one alone, by user: whispers, forms and Home tabs."""
    workspace = town.workspace
    whispers = [(user, post.ts + _plain(post.blocks)) for user, posts in workspace.ephemerals.items() for post in posts]
    views = [view for stack in workspace.modals.values() for view in stack] + list(workspace.homes.values())
    return whispers + [(view.user, view.hash + _plain(view.body)) for view in views]


def _plain(shown: Any) -> str:
    return unescape(json.dumps(shown, ensure_ascii=False)) if shown else ""


def _listeners(town: Town) -> Iterator[str]:
    """Return each listener of the bot, and each middleware of its own, as its feature and its name."""
    app = town.bot.app
    deeds: list[Any] = [type(each) for each in app._async_middleware_list]
    deeds += [listener.ack_function for listener in app._async_listeners]
    for deed in deeds:
        if deed.__module__.startswith(ROOM):
            yield f"{deed.__module__.removeprefix(ROOM)}.{deed.__name__}"
