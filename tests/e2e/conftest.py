"""The whole command against both look-alikes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.command import Command, Done
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.tiktok import TikTokLookalike


@pytest.fixture(scope="session")
def tiktok() -> Iterator[TikTokLookalike]:
    with TikTokLookalike() as lookalike:
        yield lookalike


@pytest.fixture
def discord() -> Iterator[DiscordLookalike]:
    with DiscordLookalike() as lookalike:
        yield lookalike


@pytest.fixture(scope="session")
def scraped(tiktok: TikTokLookalike, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A data folder after one scrape of the recorded feed, and what the command said."""
    folder = tmp_path_factory.mktemp("scraped")
    done = Command(folder, tiktok.browser_env())("scrape", "--limit", "50", "--min-velocity", "0", "--json")
    return folder, done


@pytest.fixture
def seeded(scraped: tuple[Path, Done], tmp_path: Path) -> Path:
    """A copy of that data folder, for one test."""
    return Path(shutil.copytree(scraped[0], tmp_path / "seeded"))


@pytest.fixture
def offline(seeded: Path, discord: DiscordLookalike) -> Command:
    """A command that cannot read TikTok, at once: what it posts has the stored numbers. Discord is there."""
    return Command(seeded, discord.env | {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})
