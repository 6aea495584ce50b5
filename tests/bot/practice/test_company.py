"""Who is there from the start."""

from bot.practice import Workspace

DEPARTMENTS = ("#sales", "#procurement", "#engineering")


def titled(workspace: Workspace, word: str) -> set[str]:
    return {member.key for member in workspace.people.values() if word in member.title and not member.deleted}


def test_two_managers_and_two_partners_are_there(workspace: Workspace) -> None:
    assert titled(workspace, "Head of") - {"ada"} == {"maya", "marcus"}
    assert titled(workspace, "L&D partner") == {"lena", "luis"}


def test_eight_people_work_in_three_departments(workspace: Workspace) -> None:
    others = {"maya", "marcus", "lena", "luis", "gwen"}
    team = {user for room in DEPARTMENTS for user in workspace.conversation(room).members}
    assert len(team - {workspace.member(key).id for key in others}) == 8


def test_each_department_has_somebody_to_speak_for_it(workspace: Workspace) -> None:
    leads = {workspace.member(key).id for key in titled(workspace, "Head of") | titled(workspace, "Lead")}
    assert all(leads & set(workspace.conversation(room).members) for room in DEPARTMENTS)


def test_one_guest_sees_one_channel(workspace: Workspace) -> None:
    (guest,) = (member for member in workspace.people.values() if member.is_restricted)
    assert [room.name for room in workspace.conversations.values() if guest.id in room.members] == ["sales"]


def test_every_email_and_id_is_somebody_s_own(workspace: Workspace) -> None:
    people = list(workspace.people.values())
    assert len({member.id for member in people}) == len({member.key for member in people}) == len(people)
