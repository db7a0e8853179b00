"""Moving from demo data to real data: find, download or choose a browser, then fetch three live videos as proof."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.services.fakes import FakeClock, FakeTikTok, video
from tiktrack_gui.core.errors import NoBrowser, NothingFetched, Unreachable
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.onboarding import Onboarding

OWN = Path("/data/browsers/chrome")


@dataclass
class Found:
    path: Path

    @property
    def sentence(self) -> str:
        return f"Using {self.path.name}."


class FakeBrowsers:
    """Finds the browser set as the path; a download results in OWN."""

    def __init__(self) -> None:
        self.path = ""

    def find(self) -> Found:
        if not self.path:
            raise NoBrowser
        return Found(Path(self.path))

    async def try_out(self, path: Path) -> None:
        """Accepts every program."""

    async def install(self, progress: Progress | None = None) -> Found:
        return Found(OWN)

    async def keep(self, path: str) -> None:
        self.path = path


class ClosingTikTok(FakeTikTok):
    """Records whether it was closed."""

    closed = False

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def browsers() -> FakeBrowsers:
    return FakeBrowsers()


@pytest.fixture
def tiktok() -> ClosingTikTok:
    return ClosingTikTok()


@pytest.fixture
def shown() -> list[str]:
    return []


@pytest.fixture
def onboarding(browsers: FakeBrowsers, tiktok: ClosingTikTok, shown: list[str]) -> Onboarding:
    async def show_tiktok() -> None:
        shown.append("TikTok")

    return Onboarding(browsers, lambda: tiktok, show_tiktok, browsers.keep, FakeClock())


def test_without_a_browser_that_is_said(onboarding: Onboarding) -> None:
    with pytest.raises(NoBrowser):
        onboarding.browser()


async def test_a_downloaded_browser_is_used_from_then_on(onboarding: Onboarding) -> None:
    assert (await onboarding.install()).path == OWN
    assert onboarding.browser().path == OWN


async def test_a_chosen_browser_is_used_from_then_on(onboarding: Onboarding) -> None:
    chosen = await onboarding.choose(Path("/opt/chrome"))
    assert chosen.sentence == "Using chrome."
    assert onboarding.browser() == chosen


async def test_three_videos_are_fetched_and_measured(onboarding: Onboarding, tiktok: ClosingTikTok) -> None:
    tiktok.videos = [video(number) for number in range(1, 6)]
    measured = await onboarding.first_videos()
    assert [item.video.id for item in measured] == [1, 2, 3]
    assert all(item.velocity is not None for item in measured)
    assert tiktok.closed


async def test_a_fault_of_tiktok_is_raised_and_the_browser_closed(
    onboarding: Onboarding, tiktok: ClosingTikTok
) -> None:
    tiktok.trouble = Unreachable(Capability.TRENDING)
    with pytest.raises(Unreachable):
        await onboarding.first_videos()
    assert tiktok.closed


async def test_an_empty_answer_is_no_proof(onboarding: Onboarding) -> None:
    with pytest.raises(NothingFetched):
        await onboarding.first_videos()


async def test_tiktok_is_shown_to_the_user(onboarding: Onboarding, shown: list[str]) -> None:
    await onboarding.show_tiktok()
    assert shown == ["TikTok"]
