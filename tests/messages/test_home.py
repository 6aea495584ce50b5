"""App Home fits into Slack, however much somebody has to do."""

from datetime import UTC, date, datetime

from bot.domain.followups import FollowUpView
from bot.domain.followups import Status as Standing
from bot.domain.home import HomeView
from bot.domain.requests import Need, RequestView, Status
from bot.domain.touchpoints import Touchpoint
from bot.domain.touchpoints_steering import Coming
from bot.domain.touchpoints_steering import Standing as Stands
from messages.home import home
from messages.words import Words

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MUCH = 300
BLOCKS_MAX = 100


def test_hundreds_of_everything_stay_below_a_hundred_blocks() -> None:
    view = HomeView(
        True, True, True, [_request()] * MUCH, [_follow_up()] * MUCH, [_request()] * MUCH, [_coming()] * MUCH
    )
    blocks = home(Words(), view, NOW)["blocks"]
    assert len(blocks) <= BLOCKS_MAX
    assert [f"and {MUCH - 10} more", *[f"and {MUCH - 6} more"] * 3] == [
        block["elements"][0]["text"]
        for block in blocks
        if block["type"] == "context" and block["elements"][0]["text"].startswith("and ")
    ]


def test_a_guest_is_shown_follow_ups_and_nothing_else() -> None:
    blocks = home(Words(), HomeView(False, False, False, [], [_follow_up()], [], []), NOW)["blocks"]
    assert [block["text"]["text"] for block in blocks if block["type"] == "header"] == ["My follow-ups"]


def _request() -> RequestView:
    return RequestView(1, 1, "U0MAYA00", "C0SALES0", None, Need("x" * 9_000), Status.NEW, None, NOW)


def _follow_up() -> FollowUpView:
    day = date(2026, 3, 4)
    return FollowUpView(
        1, "x" * 3_000, "U0TOM000", None, "U0LENA00", "C0SALES0", day, Standing.OPEN, False, None, False
    )


def _coming() -> Coming:
    return Coming(1, Touchpoint.RECAP, "C0SALES0", NOW, Stands.WAITING, missed=1)
