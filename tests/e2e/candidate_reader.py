"""Finds and reads candidates in a process of its own, as the timers do: `python -m tests.e2e.candidate_reader STEP…`.

`feed` reads the feed; `find` finds candidates for the brand and has some read; `@handle` adds one. What was begun
before is done, too. It ends when nothing more is due now.
"""

from __future__ import annotations

import asyncio
import json
import sys

from tiktrack_gui.app import as_set, composition
from tiktrack_gui.app.clients import real_clients
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.errors import BadInput, TikTokError
from tiktrack_gui.core.handles import parse_creator
from tiktrack_gui.host import logs, paths

BRAND = Brand(name="Everything", words=("a",), followers_from=0, followers_to=10**10)
READS = 8


async def read(base: Foundation, steps: list[str]) -> dict[str, object]:
    """Returns the announced requests, and the sentences that were said."""
    async with composition.opened(base, real_clients(base)) as services:
        said: list[str] = []
        announced = 0
        if "feed" in steps:
            await services.trending.refresh(50, as_set.criteria(services.settings), manual=True)
            return {}
        try:
            brand = await services.brands.named(BRAND.name)
        except BadInput:
            brand = await services.brands.create(BRAND)
        if "find" in steps:
            plan = await services.discover.plan_find(brand, reads=READS)
            announced += plan.cost.requests
            try:
                await services.discover.find(plan)
            except TikTokError as error:
                said.append(str(error))
        if given := [step for step in steps if step.startswith("@")]:
            announced += services.discover.plan_add(len(given)).requests
            await services.discover.add(brand, [parse_creator(one) for one in given])
        await services.watching.plan()
        while (at := services.watching.not_before) is not None and at <= base.clock.now():
            try:
                await services.watching.work_due()
            except TikTokError as error:
                said.append(str(error))
        watched = [one.creator_id for one in await services.store.candidates.watched() if one.read_at]
        return {"announced": announced, "said": said, "watched": watched}


def main() -> None:
    folder = paths.data_folder()
    base = Foundation.read(folder, logs.Secrets())
    print(json.dumps(asyncio.run(read(base, sys.argv[1:]))))


if __name__ == "__main__":
    main()
