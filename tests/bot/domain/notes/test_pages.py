"""Notes pasted as the page of a wiki."""

from datetime import date

from bot.domain.notes import FollowUp, read

TUESDAY = date(2026, 3, 10)
FRIDAY = date(2026, 3, 13)
PAGE = """
<h1>Training board</h1>
<h2>Attendance</h2>
<ul><li>Ada Byron</li>
<li><p>Lee Wu</p></li></ul>
<h3>Not attending</h3>
<ul><li>Tom Ray</li></ul>
<h2>Decisions</h2>
<p>Role play
comes <b>first</b>.</p>
<h2>Actions</h2>
<ol><li><p>Ada: send the <a class="x" href="https://a.example/list">call list</a></p></li>
<li>LW: book&nbsp;a room &amp; a projector by Friday</li></ol>
<table><tr><th>Task</th><th>Owner</th><th>Due</th></tr>
<tr><td><p>ring the school</p></td><td>Tom</td><td>Friday</td></tr></table>
"""


def test_a_page_is_read_as_it_is_seen() -> None:
    reading = read(PAGE, TUESDAY)
    assert reading.attendees == ("Ada Byron", "Lee Wu")
    assert [takeaway.text for takeaway in reading.takeaways] == ["Role play comes first."]
    assert reading.follow_ups == (
        FollowUp("send the call list https://a.example/list", ("Ada",), None, None),
        FollowUp("book a room & a projector", ("LW",), FRIDAY, "by Friday"),
        FollowUp("ring the school", ("Tom",), FRIDAY, "Friday"),
    )


def test_a_stray_tag_makes_no_page_of_notes() -> None:
    assert read("- Ada to send a < b\n- <kim> Lee to book <b>one</b> room", TUESDAY).follow_ups == (
        FollowUp("send a < b", ("Ada",), None, None),
        FollowUp("book one room", ("Lee",), None, None),
    )
