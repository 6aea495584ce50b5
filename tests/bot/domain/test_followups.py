"""The keys of what is said of follow-ups, and who answers for one."""

from datetime import date

from bot.domain.followups import FollowUpView, Status, meeting_key, overdue_key, reminder_key

DAY = date(2026, 3, 6)


def view(owner: str | None, owner_name: str | None) -> FollowUpView:
    return FollowUpView(1, "call", owner, owner_name, "U0LENA", "C0SALES", DAY, Status.OPEN, False, None, False)


def test_one_message_a_day_reminds_somebody_and_another_tells_the_partner_what_is_late() -> None:
    keys = {reminder_key("U0TOM", DAY), reminder_key("U0TOM", date(2026, 3, 9)), overdue_key("U0TOM", DAY)}
    assert len(keys) == 3
    assert reminder_key("U0TOM", DAY) == "followups:U0TOM:2026-03-06"


def test_one_message_tells_somebody_what_they_promised_in_a_meeting() -> None:
    assert meeting_key(7, "U0TOM") == "meeting:7:promised:U0TOM"


def test_a_user_goes_before_a_name_and_nobody_is_nobody() -> None:
    assert view("U0TOM", "Tom").who == "U0TOM"
    assert view(None, "Nora").who == "Nora"
    assert view(None, None).who is None
