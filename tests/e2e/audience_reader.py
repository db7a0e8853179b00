"""Reads comments and places in a process of its own, as the timers do: `python -m tests.e2e.audience_reader ID…`.

What was begun before is read, too. It ends when nothing more is due now, and logs everything that can be logged.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys

from tiktrack_gui.app import composition
from tiktrack_gui.app.clients import real_clients
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.core.errors import TikTokError
from tiktrack_gui.host import logs, paths


async def read(base: Foundation, creator_ids: list[int]) -> dict[str, object]:
    """Returns the announced requests, and the sentences that were said."""
    async with composition.opened(base, real_clients(base)) as services:
        audience, announced, said = services.audience, 0, []
        for id_ in creator_ids:
            costs = await audience.plan_comments(id_), await audience.plan_places(id_)
            announced += sum(cost.requests for cost in costs)
            await audience.begin_comments(id_)
            await audience.begin_places(id_)
        await audience.plan()
        while (at := audience.not_before) is not None and at <= base.clock.now():
            try:
                await audience.work_due()
            except TikTokError as error:
                said.append(str(error))
        return {"announced": announced, "said": said, "left": audience.next_at is not None}


def main() -> None:
    folder = paths.data_folder()
    secrets = logs.Secrets()
    with logs.written(folder.log, secrets, "debug"):
        logging.getLogger().setLevel(logging.DEBUG)
        base = Foundation.read(folder, secrets)
        print(json.dumps(asyncio.run(read(base, [int(id_) for id_ in sys.argv[1:]]))))


if __name__ == "__main__":
    main()
