"""Slack's rate limits, measured with a clock that the test holds."""

import asyncio

import pytest

from bot.pacing import BURST, BURSTS, LANE_BURST, LANES_KEPT, PER_MINUTE, Pacing


class Seconds:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def read(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def pacing(seconds: Seconds) -> Pacing:
    return Pacing(seconds.read, seconds.sleep)


@pytest.mark.parametrize("method", PER_MINUTE)
async def test_no_minute_has_more_calls_than_slack_allows_beyond_the_first_burst(
    pacing: Pacing, seconds: Seconds, method: str
) -> None:
    moments, burst = [], BURSTS.get(method, BURST)
    for _ in range(2 * PER_MINUTE[method]):
        await pacing.turn(method)
        moments.append(seconds.now)
    for moment in moments:
        assert sum(moment <= each < moment + 60 for each in moments) <= PER_MINUTE[method] + burst


async def test_the_first_calls_go_at_once(pacing: Pacing, seconds: Seconds) -> None:
    for _ in range(BURST):
        await pacing.turn("chat.update")
    assert seconds.now == pytest.approx(1_000)


async def test_a_channel_gets_a_message_a_second_after_two_at_once(pacing: Pacing, seconds: Seconds) -> None:
    moments = []
    for _ in range(5):
        await pacing.turn("chat.postMessage", "C1")
        moments.append(seconds.now - 1_000.0)
    assert moments == pytest.approx([0, 0, 1, 2, 3])
    assert LANE_BURST == 2


async def test_channels_do_not_wait_for_each_other(pacing: Pacing, seconds: Seconds) -> None:
    for channel in ("C1", "C2", "C3", "C4"):
        await pacing.turn("chat.postMessage", channel)
    assert seconds.now == 1_000.0


async def test_a_rest_earns_the_burst_back(pacing: Pacing, seconds: Seconds) -> None:
    for _ in range(10):
        await pacing.turn("chat.postMessage", "C1")
    seconds.now = rested = seconds.now + 60
    await pacing.turn("chat.postMessage", "C1")
    await pacing.turn("chat.postMessage", "C1")
    assert seconds.now == rested


async def test_nothing_goes_while_slack_wants_a_pause(pacing: Pacing, seconds: Seconds) -> None:
    pacing.hold("chat.postMessage", 30)
    await pacing.turn("chat.postMessage", "C1")
    assert seconds.now == pytest.approx(1_030)


async def test_a_pause_of_one_method_is_no_pause_of_another(pacing: Pacing, seconds: Seconds) -> None:
    pacing.hold("chat.postMessage", 30)
    await pacing.turn("chat.update")
    assert seconds.now == 1_000.0


async def test_a_shorter_pause_does_not_end_a_longer_one(pacing: Pacing) -> None:
    pacing.hold("chat.update", 30)
    pacing.hold("chat.update", 5)
    assert pacing.held("chat.update") == pytest.approx(30)


async def test_who_waited_already_respects_a_pause_that_began_meanwhile(seconds: Seconds) -> None:
    async def pause_meanwhile(wait: float) -> None:
        if seconds.now < 1_010:
            busy.hold("chat.update", 30)
        seconds.now += wait

    busy = Pacing(seconds.read, pause_meanwhile)
    for _ in range(BURST + 2):
        await busy.turn("chat.update")
    assert seconds.now >= 1_030


async def test_those_who_ask_at_the_same_time_get_different_turns(pacing: Pacing, seconds: Seconds) -> None:
    await asyncio.gather(*(pacing.turn("users.list") for _ in range(BURST + 2)))
    assert seconds.now > 1_000.0


async def test_after_a_pause_there_is_no_burst(pacing: Pacing, seconds: Seconds) -> None:
    pacing.hold("chat.update", 30)
    moments = []
    for _ in range(4):
        await pacing.turn("chat.update")
        moments.append(seconds.now - 1_030.0)
    assert moments == pytest.approx([0, 1.2, 2.4, 3.6])


async def test_channels_that_rest_are_forgotten(pacing: Pacing, seconds: Seconds) -> None:
    for number in range(2 * LANES_KEPT):
        await pacing.turn("chat.postMessage", f"C{number}")
        seconds.now += 1
    assert len(pacing._lanes) <= LANES_KEPT + 1
