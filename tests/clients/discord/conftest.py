"""Discord on loopback for the tests of its client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.clients.discord.deliveries import threads_to
from tests.lookalikes.discord import DiscordLookalike
from tiktrack_gui.clients.discord.threads import DiscordThreads


@pytest.fixture
def discord() -> Iterator[DiscordLookalike]:
    """Fails the test if an exchange doesn't conform to Discord's OpenAPI document."""
    with DiscordLookalike() as lookalike:
        yield lookalike


@pytest.fixture
async def threads(discord: DiscordLookalike) -> AsyncIterator[DiscordThreads]:
    poster = threads_to(discord)
    yield poster
    await poster.close()
