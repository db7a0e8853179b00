"""The floor for `tiktrack scrape`: TikTokApi, used as in its README, fetching the same videos.

Arguments: the browser and its switches. Prints the videos as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys

from TikTokApi import TikTokApi  # type: ignore[import-untyped]

LIMIT = 50


async def main(browser: str, *args: str) -> None:
    async with TikTokApi() as api:
        await api.create_sessions(
            num_sessions=1, headless=False, executable_path=browser, override_browser_args=list(args)
        )
        print(json.dumps([video.as_dict async for video in api.trending.videos(count=LIMIT)]))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
