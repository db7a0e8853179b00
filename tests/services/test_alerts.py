"""Alerts: found in what is measured, told by the rules, and kept in the inbox."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from tests.services.conftest import World
from tests.services.fakes import START, creator, video
from tests.waiting import until
from tiktrack_gui.core.alerts import DEFAULTS, Alert, Kind, Rules
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.models import Creator
from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.tasks import Tasks


@dataclass
class Desk:
    """The service with what it needs of the desktop."""

    world: World
    rules: Rules = field(default_factory=Rules)
    told: list[list[str]] = field(default_factory=list)  # the keys of each notification
    is_active: bool = False
    shows: bool = True  # whether the desktop shows notifications
    changes: int = 0

    def __post_init__(self) -> None:
        world = self.world
        self.alerts = Alerts(world.creators, world.store, lambda: self.rules, lambda: world.constants, world.clock)
        self.alerts.tell_with(self.notify, lambda: self.is_active)
        self.alerts.changed.connect(self._count)

    async def notify(self, alerts: Sequence[Alert]) -> bool:
        if self.shows:
            self.told.append([one.key for one in alerts])
        return self.shows

    def _count(self) -> None:
        self.changes += 1

    async def feed(self, *videos: int, likes: int = 100_000) -> None:
        """Refreshes the feed, which has these videos."""
        self.world.tiktok.videos = [
            video(number, likes * number, by=creator(number, at=self.world.clock.now()), at=self.world.clock.now())
            for number in videos
        ]
        await self.alerts.take(await self.world.trending.refresh(50, Criteria()))

    async def track(self, *creators: Creator) -> None:
        for one in creators:
            self.world.tiktok.creators[one.handle] = one
            await self.world.creators.add(one.handle)

    async def measure(self, id_: int, followers: int) -> None:
        found = creator(id_, followers, at=self.world.clock.now())
        self.world.tiktok.creators[found.handle] = found
        await self.world.creators.refresh([found.handle])

    async def inbox(self) -> list[str]:
        return [one.key for one in await self.alerts.inbox()]


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


@pytest.fixture
async def listening(desk: Desk) -> AsyncIterator[Desk]:
    """Creator 1 is tracked, with 990 followers."""
    await desk.track(creator(1, 990))

    def fail(error: BaseException) -> None:
        raise error

    tasks = Tasks(fail)
    await desk.alerts.begin(tasks, desk.world.trending, desk.world.remeasuring)
    desk.world.clock.time += HOUR
    yield desk
    await tasks.shutdown()


# Stories


async def test_the_stories_of_one_run_are_one_notification_the_best_first(desk: Desk) -> None:
    await desk.feed(1, 2, 3)
    assert desk.told == [["story:3", "story:2", "story:1"]]
    assert await desk.inbox() == ["story:3", "story:2", "story:1"]
    assert (desk.alerts.unread, desk.changes) == (3, 2)
    assert {one.told_at for one in await desk.alerts.inbox()} == {int(START)}


async def test_a_story_is_told_once(desk: Desk) -> None:
    await desk.feed(1, 2)
    desk.world.clock.time += 10 * MINUTE
    await desk.feed(1, 2, 3)
    assert desk.told[1:] == [["story:3"]]
    desk.world.clock.time += 10 * MINUTE
    await desk.feed(1, 2, 3)
    assert len(desk.told) == 2


async def test_stories_of_hidden_creators_are_no_alerts(desk: Desk) -> None:
    await desk.track(creator(2))
    await desk.world.creators.set_hidden(2, True)
    await desk.feed(1, 2)
    assert await desk.inbox() == ["story:1"]


async def test_only_stories_with_the_minimum_score_are_alerts(desk: Desk) -> None:
    await desk.feed(1, 2)
    scores = sorted(one.facts["score"] for one in await desk.alerts.inbox())
    desk.rules = Rules(which="score", least_score=scores[0] + 1)
    desk.world.clock.time += 10 * MINUTE
    await desk.feed(3, 4, likes=1)
    assert len(await desk.inbox()) == 2


async def test_off_means_no_stories_and_no_notifications(desk: Desk) -> None:
    desk.rules = Rules(which="off")
    await desk.track(creator(1, 990))
    await desk.feed(5)
    desk.world.clock.time += HOUR
    await desk.measure(1, 1_010)
    await desk.alerts.check([1])
    assert (desk.told, await desk.inbox()) == ([], ["round_number:1:1000"])


# The rules


@pytest.mark.parametrize("what", ["window", "muted", "quiet", "desktop"])
async def test_what_isn_t_told_is_kept_and_not_told_later(desk: Desk, what: str) -> None:
    at = datetime.fromtimestamp(START, UTC).astimezone()
    match what:
        case "window":
            desk.is_active = True
        case "muted":
            await desk.alerts.mute(HOUR)
        case "quiet":
            desk.rules = Rules(quiet_from=f"{at:%H}:00", quiet_until=f"{at.hour + 1:02}:00")
        case "desktop":
            desk.shows = False
    await desk.feed(1)
    assert (desk.told, desk.alerts.unread) == ([], 1)
    assert [one.told_at for one in await desk.alerts.inbox()] == [None]
    desk.is_active, desk.shows, desk.rules = False, True, Rules()
    desk.world.clock.time += 2 * HOUR
    await desk.feed(2)
    assert desk.told == [["story:2"]]


async def test_there_are_at_most_so_many_notifications_in_an_hour(desk: Desk) -> None:
    desk.rules = Rules(most_per_hour=2)
    for number in range(1, 5):
        await desk.feed(number)  # all within one second
    assert desk.told == [["story:1"], ["story:2"]]
    desk.world.clock.time += HOUR + 5
    await desk.feed(9)
    assert desk.told[2:] == [["story:9"]]


async def test_a_mute_ends_by_itself_or_on_request(desk: Desk) -> None:
    heard: list[int | None] = []
    desk.alerts.mute_changed.connect(heard.append)
    await desk.alerts.mute(HOUR)
    end = int(START + HOUR)
    assert (desk.alerts.muted_until, desk.alerts.next_at, desk.alerts.not_before) == (end, end, end)
    desk.world.clock.time += HOUR
    await desk.alerts.work_due()
    assert desk.alerts.muted_until is None
    await desk.alerts.mute(HOUR)
    await desk.alerts.mute(None)
    assert heard == [end, None, end + HOUR, None]


async def test_what_another_program_did_is_seen(desk: Desk) -> None:
    await desk.feed(1, 2)
    await desk.world.store.alerts.mark_read(None, int(START))
    await desk.world.store.alerts.mute(int(START + 60))
    await desk.alerts.plan()
    assert (desk.alerts.unread, desk.alerts.muted_until, desk.changes) == (0, START + 60, 3)
    await desk.alerts.plan()
    assert desk.changes == 3


# The inbox


async def test_alerts_are_read_and_unread_again(desk: Desk) -> None:
    await desk.feed(1, 2, 3)
    ids = [one.id for one in await desk.alerts.inbox() if one.id is not None]
    undo = await desk.alerts.read([ids[0]])
    assert desk.alerts.unread == 2
    undo_all = await desk.alerts.read(None)
    assert desk.alerts.unread == 0
    await undo_all()
    assert [one.id for one in await desk.alerts.inbox(True)] == ids[1:]
    await undo()
    assert desk.alerts.unread == 3
    await desk.alerts.read(None)
    await desk.alerts.unread_again(ids[:2])
    assert (desk.alerts.unread, desk.changes) == (2, 8)


async def test_a_click_on_a_notification_reads_and_opens_what_it_is_about(desk: Desk) -> None:
    opened: list[Alert] = []
    desk.alerts.opened.connect(opened.append)
    await desk.feed(1)
    [alert] = await desk.alerts.inbox()
    assert alert.id is not None
    assert await desk.alerts.open(alert.id) == alert
    assert (opened, desk.alerts.unread) == ([alert], 0)
    assert await desk.alerts.open(999) is None
    assert len(opened) == 1


# Creators


async def test_a_tracked_creator_s_news_are_found_as_it_is_measured(listening: Desk) -> None:
    await listening.measure(1, 1_010)
    await until(lambda: listening.told)
    assert listening.told == [["round_number:1:1000"]]
    await until(lambda: listening.alerts.unread == 1)


async def test_a_refresh_of_a_source_finds_stories_and_creators_news(listening: Desk) -> None:
    listening.world.tiktok.videos = [
        video(7, 100_000, by=creator(1, 2_600, at=listening.world.clock.now()), at=listening.world.clock.now())
    ]
    await listening.world.trending.refresh(50, Criteria())
    await until(lambda: listening.alerts.unread == 2)
    assert sorted(await listening.inbox()) == ["round_number:1:2500", "story:7"]


async def test_a_new_handle_is_news(listening: Desk) -> None:
    renamed = replace(creator(1, 990, at=listening.world.clock.now()), handle="planty")
    listening.world.tiktok.creators = {"planty": renamed}
    await listening.world.creators.refresh(["creator1"])
    await until(lambda: listening.alerts.unread == 1)
    [alert] = await listening.alerts.inbox()
    assert (alert.kind, alert.facts["old"], alert.facts["new"]) == (Kind.RENAMED, "creator1", "planty")


async def test_only_those_that_were_measured_are_looked_at(listening: Desk) -> None:
    await listening.world.creators.announce()
    await listening.track(creator(2, 5_000, at=listening.world.clock.now()))
    await listening.measure(1, 991)
    listening.world.clock.time += HOUR
    await listening.measure(1, 1_001)
    await until(lambda: listening.told)
    assert await listening.inbox() == ["round_number:1:1000"]


async def test_creators_that_are_not_tracked_are_no_news(desk: Desk) -> None:
    await desk.feed(5)
    desk.world.clock.time += DAY
    await desk.feed(5)
    await desk.alerts.check([5, 99])
    assert await desk.inbox() == ["story:5"]


async def test_a_kind_that_no_list_wants_is_no_alert(desk: Desk) -> None:
    await desk.track(creator(1, 990))
    food = await CreatorLists(desk.world.store, desk.world.clock).create("Food")
    await desk.world.lists.add(food.id, [1])
    undo = await desk.alerts.set_wanted(food.id, Kind.ROUND_NUMBER, False)
    assert await desk.alerts.wanted(food.id) == DEFAULTS - {Kind.ROUND_NUMBER}
    assert await desk.alerts.wanted(None) == DEFAULTS
    desk.world.clock.time += HOUR
    await desk.measure(1, 1_010)
    await desk.alerts.check([1])
    assert await desk.inbox() == []
    await undo()
    await desk.alerts.check([1])
    assert await desk.inbox() == ["round_number:1:1000"]
