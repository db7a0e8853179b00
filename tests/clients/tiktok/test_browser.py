"""TikTok in a real Chromium with the unmodified TikTokApi: the results, and that nothing is left behind."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.clients.conftest import LIMITS, NOWHERE, MakeClient
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import Dealt, Growing
from tests.processes import Child, Process, children, wait_until_gone, wait_until_none
from tiktrack_gui.clients.browser.browsers import Browsers
from tiktrack_gui.clients.tiktok.browser import BrowserTikTok
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import NoBrowser, RateLimited, Timeout, Unreachable
from tiktrack_gui.core.handles import ANYBODY
from tiktrack_gui.core.models import Origin
from tiktrack_gui.core.sources import Capability

pytestmark = pytest.mark.browser

HANDLE = "tpcw._.71.44"  # of the first recorded video
VIDEO = 7158770364699360690
PINNING = "xmcdyyybxhfxcnp"  # 14 recorded videos, pinned ones first
RECORDED = 28


# Results


async def test_the_recorded_feed_comes_whole_and_its_shortfall_is_said(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    answer = await client.trending(50)
    assert len({video.id for video in answer.videos}) == len(answer.videos) == RECORDED
    assert all(video.creator.sample and video.creator.sample.followers for video in answer.videos)
    assert answer.left_out == {}
    assert answer.server_time is not None
    assert abs(answer.server_time - time.time()) < DAY  # the response's Date: the recording's own time is years ago
    assert answer.shortfall == "TikTok sent 28 of 50 videos: the next page had no new ones."
    assert len(tiktok.requests_for(Route.FEED)) == 2


async def test_as_many_pages_are_asked_for_as_the_limit_needs(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.behave(Dealt(page_size=10))
    answer = await client.trending(25)
    assert len({video.id for video in answer.videos}) == 25
    assert answer.shortfall is None
    assert [seen.query["count"] for seen in tiktok.requests_for(Route.FEED)] == ["30"] * 3


async def test_the_stages_are_told_on_the_callers_thread(make_client: MakeClient) -> None:
    told: list[tuple[str, int, int]] = []
    threads = set()

    def progress(stage: str, done: int, wanted: int) -> None:
        told.append((stage, done, wanted))
        threads.add(threading.current_thread())

    await make_client().trending(RECORDED, progress)
    assert told == [
        ("Starting the browser", 0, RECORDED),
        ("Opening TikTok", 0, RECORDED),
        ("Fetching videos", RECORDED, RECORDED),
    ]
    assert threads == {threading.current_thread()}


async def test_a_creator_is_read_exactly_from_the_profile_page(client: BrowserTikTok) -> None:
    creator = await client.creator(HANDLE)
    assert creator.sample is not None
    assert (creator.sample.followers, creator.sample.rounded) == (277_013, 0)
    assert (creator.sample.origin, creator.language) == (Origin.PROFILE_PAGE, "en")


async def test_a_creators_videos_are_what_the_page_itself_was_answered(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    page = await client.creator_videos(PINNING)
    assert len(page.videos) == 14
    assert page.videos[0].pinned
    assert {video.creator.handle for video in page.videos} == {PINNING}
    assert tiktok.requests_for(Route.CREATOR_LIST) == []


async def test_a_hashtags_videos_come_page_by_page_and_its_id_is_asked_for_once(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    tiktok.behave(Growing(lambda: 1_790_000_000.0))
    for _ in range(2):
        answer = await client.hashtag("aprendeentiktok", 45)
        assert len({video.id for video in answer.videos}) == len(answer.videos) == 45
        assert {"aprendeentiktok" in video.hashtags for video in answer.videos} == {True}
        assert answer.shortfall is None
    assert [seen.query["cursor"] for seen in tiktok.requests_for(Route.HASHTAG_LIST)] == ["0", "30"] * 2
    assert len(tiktok.requests_for(Route.HASHTAG)) == 1


async def test_a_whole_list_of_a_hashtag_needs_no_remark(client: BrowserTikTok) -> None:
    answer = await client.hashtag("夭靾舥笜炭难耶戁坰筄佬", 50)
    assert (len(answer.videos), answer.shortfall) == (1, None)


async def test_a_video_is_read_from_its_page(client: BrowserTikTok) -> None:
    video = await client.video(HANDLE, VIDEO)
    assert (video.id, video.creator.handle, video.sample.likes) == (VIDEO, HANDLE, 56_900)
    assert video.sample.origin == Origin.VIDEO_PAGE
    assert (await client.video(ANYBODY, VIDEO)).creator.handle == HANDLE


async def test_requests_made_at_once_share_one_session(make_client: MakeClient, tiktok: TikTokLookalike) -> None:
    client = make_client()
    feed, creator, video = await asyncio.gather(
        client.trending(RECORDED), client.creator(HANDLE), client.video(HANDLE, VIDEO)
    )
    assert (len(feed.videos), creator.handle, video.id) == (RECORDED, HANDLE, VIDEO)
    assert len(tiktok.requests_for(Route.HOME)) == 1


async def test_a_growing_tiktok_has_more_on_every_page_and_greater_numbers_later(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    now = [1_790_000_000.0]
    tiktok.behave(Growing(lambda: now[0]))
    answer = await client.trending(60)
    assert (len(answer.videos), answer.shortfall) == (60, None)
    video = answer.videos[0]
    now[0] += 3600
    later = await client.video(video.creator.handle, video.id)
    creator = await client.creator(video.creator.handle)
    assert (later.sample.engagement or 0) > (video.sample.engagement or 0)
    assert creator.id == video.creator.id
    assert (await client.creator_videos(creator.handle)).videos


# Requests


async def test_every_request_is_signed_anew_and_carries_the_current_token(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    await client.trending(1)
    await client.creator(HANDLE)  # loads a page, which sets another token
    await client.trending(1)
    first, second = tiktok.requests_for(Route.FEED)
    assert first.query["X-Bogus"] != second.query["X-Bogus"]
    assert first.query["msToken"] != second.query["msToken"]
    assert all(seen.query["msToken"] == seen.cookies["msToken"] for seen in (first, second))


async def test_the_browser_does_not_call_itself_headless(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    await client.trending(1)
    (seen,) = tiktok.requests_for(Route.FEED)
    assert "Headless" not in str(seen.headers)
    assert seen.query["browser_version"] == seen.headers["User-Agent"]
    assert "Chrome/" in seen.headers["User-Agent"]


async def test_pictures_are_not_loaded(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    await client.creator(HANDLE)
    assert tiktok.requests_for(Route.PICTURE) == []


async def test_the_users_own_token_is_used(make_client: MakeClient, tiktok: TikTokLookalike) -> None:
    async def mine() -> str:
        return "mine"

    tiktok.misbehave(Route.HOME, Trouble.NO_TOKEN)
    await make_client(ms_token=mine).trending(1)
    (seen,) = tiktok.requests_for(Route.FEED)
    assert seen.query["msToken"] == seen.cookies["msToken"] == "mine"


async def test_each_request_waits_for_its_turn(client: BrowserTikTok, make_client: MakeClient) -> None:
    turns: list[tuple[Capability, str]] = []

    def pace(capability: Capability) -> float:
        turns.append((capability, threading.current_thread().name))
        return 0.0

    paced = make_client(pace=pace)
    await paced.trending(50)
    await paced.creator(HANDLE)
    assert turns == [(capability, "TikTok browser") for capability in ("trending", "trending", "creator")]


async def test_a_budget_that_is_spent_asks_nothing_and_starts_nothing(
    make_client: MakeClient, tiktok: TikTokLookalike
) -> None:
    def spent(capability: Capability) -> float:
        raise RateLimited(retry_at=0.0, capability=capability)

    before = children()
    with pytest.raises(RateLimited):
        await make_client(pace=spent).trending(1)
    assert tiktok.asked == []
    assert children(besides=before) == []


async def test_a_long_wait_for_a_turn_can_be_cancelled(make_client: MakeClient, tiktok: TikTokLookalike) -> None:
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def patient(capability: Capability) -> float:
        loop.call_soon_threadsafe(asked.set)
        return 3600.0

    work = asyncio.ensure_future(make_client(pace=patient).trending(1))
    await asked.wait()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert tiktok.asked == []


# Cancelled, killed, closed


class Marked:
    """Creates clients whose browser processes can be identified, even if reparented."""

    def __init__(self, mark: str, make_client: MakeClient, args: list[str]) -> None:
        self.mark = mark
        self._make_client = make_client
        self._args = [*args, mark]
        self._others = children()

    def client(self, **settings: object) -> BrowserTikTok:
        return self._make_client(args=self._args, **settings)

    def browser(self) -> Process:
        return next(p for p in self._mine() if self.mark in p.command and "--type=" not in p.command)

    def driver(self) -> Process:
        return next(p for p in self._mine() if "run-driver" in p.command)

    async def all_gone(self) -> None:
        await asyncio.to_thread(wait_until_gone, self.mark)
        await asyncio.to_thread(wait_until_none, self._mine)

    def _mine(self) -> list[Process]:
        return children(besides=self._others)


@pytest.fixture
def marked(make_client: MakeClient, tiktok: TikTokLookalike, request: pytest.FixtureRequest) -> Marked:
    return Marked(f"--mark={request.node.name}-{os.getpid()}", make_client, tiktok.browser_args())


async def test_a_cancelled_fetch_leaves_the_session_usable(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    await client.trending(1)
    tiktok.behave()
    tiktok.misbehave(Route.FEED, Trouble.HANG, times=1)
    work = asyncio.ensure_future(client.trending(1))
    await asyncio.to_thread(tiktok.wait_for, Route.FEED)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert len((await client.trending(RECORDED)).videos) == RECORDED
    assert tiktok.requests_for(Route.HOME) == []


@pytest.mark.parametrize("stage", ["Starting the browser", "Opening TikTok"])
async def test_cancelled_while_it_opens_nothing_stays_behind(
    make_client: MakeClient, tiktok: TikTokLookalike, stage: str
) -> None:
    before = children()
    client = make_client()
    reached = asyncio.Event()

    def progress(now: str, done: int, wanted: int) -> None:
        if now == stage:
            reached.set()

    work = asyncio.ensure_future(client.trending(1, progress))
    await reached.wait()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    await client.close()
    assert children(besides=before) == []


async def test_closing_interrupts_a_hung_fetch_and_leaves_no_process(marked: Marked, tiktok: TikTokLookalike) -> None:
    client = marked.client()
    tiktok.misbehave(Route.FEED, Trouble.HANG)
    work = asyncio.ensure_future(client.trending(1))
    await asyncio.to_thread(tiktok.wait_for, Route.FEED)
    await client.close()
    with pytest.raises(Unreachable):
        await work
    await marked.all_gone()


async def test_closed_it_stays_closed(make_client: MakeClient, tiktok: TikTokLookalike) -> None:
    client = make_client()
    await client.close()
    await client.close()
    with pytest.raises(Unreachable):
        await client.trending(1)
    assert tiktok.asked == []


async def test_unused_the_browser_is_closed_and_opened_again_when_needed(
    marked: Marked, tiktok: TikTokLookalike
) -> None:
    client = marked.client(idle_minutes=lambda: 0.2 / 60)
    await client.trending(1)
    await marked.all_gone()
    assert len((await client.trending(RECORDED)).videos) == RECORDED
    assert len(tiktok.requests_for(Route.HOME)) == 2


@pytest.mark.parametrize("victim", [Marked.browser, Marked.driver])
async def test_what_was_killed_is_started_again(marked: Marked, victim: Callable[[Marked], Process]) -> None:
    client = marked.client()
    await client.trending(1)
    os.kill(victim(marked).pid, signal.SIGKILL)
    assert len((await client.trending(RECORDED)).videos) == RECORDED
    await client.close()
    await marked.all_gone()


async def test_a_browser_killed_during_a_request_is_started_again_for_it(
    marked: Marked, tiktok: TikTokLookalike
) -> None:
    tiktok.misbehave(Route.FEED, Trouble.HANG, times=1)
    work = asyncio.ensure_future(marked.client().trending(RECORDED))
    await asyncio.to_thread(tiktok.wait_for, Route.FEED)
    os.kill(marked.browser().pid, signal.SIGKILL)
    assert len((await work).videos) == RECORDED


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process cannot be made to hang here")
async def test_a_browser_that_hangs_is_killed(marked: Marked, tiktok: TikTokLookalike) -> None:
    client = marked.client(limits=replace(LIMITS, request=1.0, closing=1.0))
    await client.trending(1)
    os.kill(marked.browser().pid, signal.SIGSTOP)
    with pytest.raises(Timeout):
        await client.trending(1)
    await marked.all_gone()
    assert len((await client.trending(RECORDED)).videos) == RECORDED


KILLED = """
import asyncio, sys, time
from pathlib import Path
from tiktrack_gui.clients.browser.browsers import Browsers
from tiktrack_gui.clients.tiktok.browser import BrowserTikTok

async def main():
    client = BrowserTikTok(Browsers(Path("/nonexistent")), now=time.time, args=sys.argv[1:])
    await client.trending(1)
    print("fetched", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


def test_killed_itself_tiktrack_leaves_no_browser(tiktok: TikTokLookalike) -> None:
    mark = f"--mark=killed-{os.getpid()}"
    with Child(
        [sys.executable, "-c", KILLED, *tiktok.browser_args(), mark], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "fetched\n"
        process.kill()
    wait_until_gone(mark)


# The browser


@pytest.mark.parametrize("program", ["/nonexistent/chromium", "/bin/false", "/bin/ls", "/etc/hostname"])
async def test_without_a_browser_that_starts_there_is_one_clear_error(make_client: MakeClient, program: str) -> None:
    before = children()
    with pytest.raises(NoBrowser, match=program):
        await make_client(browsers=Browsers(NOWHERE, lambda: program)).trending(1)
    assert children(besides=before) == []


async def test_a_program_that_never_answers_is_no_browser(make_client: MakeClient, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    client = make_client(browsers=Browsers(NOWHERE, lambda: str(program)), limits=replace(LIMITS, starting=0.5))
    before = children()
    with pytest.raises(NoBrowser, match=f"{program} couldn’t be started as a browser"):
        await client.trending(1)
    assert children(besides=before) == []


async def test_without_a_browser_no_turn_is_taken(make_client: MakeClient) -> None:
    turns: list[Capability] = []

    def pace(capability: Capability) -> float:
        turns.append(capability)
        return 0.0

    with pytest.raises(NoBrowser):
        await make_client(browsers=Browsers(NOWHERE, lambda: "/nonexistent/chromium"), pace=pace).trending(1)
    assert turns == []


@pytest.mark.usefixtures("clean_exit")
async def test_without_playwrights_driver_there_is_one_clear_error(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/nonexistent/node")
    with pytest.raises(NoBrowser) as failure:
        await make_client().trending(1)
    assert "driver" in failure.value.detail


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root has no sandbox everywhere")
async def test_where_the_system_allows_no_sandbox_the_browser_starts_without(
    make_client: MakeClient, tiktok: TikTokLookalike, caplog: pytest.LogCaptureFixture
) -> None:
    args = [arg for arg in tiktok.browser_args() if arg != "--no-sandbox"]
    with caplog.at_level(logging.WARNING):
        await make_client(args=args).trending(1)
    assert "Chromium cannot use its sandbox" in caplog.text


async def test_the_browser_is_without_what_playwright_disables(marked: Marked) -> None:
    client = marked.client()
    await client.trending(1)
    playwrights, ours = re.findall(r"--disable-features=(\S+)", marked.browser().command)
    assert set(playwrights.split(",")) < set(ours.split(","))


async def test_a_keyring_that_never_answers_holds_nothing_up(make_client: MakeClient) -> None:
    async def never() -> str | None:
        await asyncio.Event().wait()
        return None

    limits = replace(LIMITS, keyring=0.1)
    assert len((await make_client(ms_token=never, limits=limits).trending(1)).videos) == 1
