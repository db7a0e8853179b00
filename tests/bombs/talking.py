"""A hostile server in Discord's or a picture's place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

MILLIONS = 100_000_000  # bytes
BODIES: dict[str, Callable[[], str]] = {
    "100 MB": lambda: '[{"id": "1"}' + ', {"id": "1"}' * (MILLIONS // 13) + "]",
    "a text of 100 MB": lambda: '{"id": "1", "username": "' + "x" * MILLIONS + '"}',
    "nested": lambda: '{"id": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "many values": lambda: "[" + "{}," * 1_200_000 + "{}]",
    "a number of a million digits": lambda: '{"id": ' + "9" * 1_000_000 + "}",
}


def asking(url: str, token: str) -> Callable[[], object]:
    """Attack: who the bot is."""
    from tiktrack_gui.clients.discord.session import Session  # noqa: F401
    from tiktrack_gui.clients.discord.threads import DiscordThreads
    from tiktrack_gui.core.errors import DiscordError

    async def given() -> str:
        return token

    async def told() -> str:
        threads = DiscordThreads(given, url)
        try:
            return await threads.whoami()
        except DiscordError as error:
            return error.sentence
        finally:
            await threads.close()

    return lambda: asyncio.run(told())
