"""Two hundred creators at once, of whom every tenth misbehaves in its own way, through a kill half-way."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import Crowd
from tests.waiting import LIMIT
from tiktrack_gui.core.errors import (
    Blocked,
    Changed,
    LoginNeeded,
    NotFound,
    Private,
    TikTokDown,
    Unreachable,
)
from tiktrack_gui.services.look_ups import TRIES

CROWD = [f"crowd{number:03}" for number in range(1, 201)]
LASTING = {  # what doesn't go away, with the reason that is told
    Trouble.UNKNOWN: NotFound,
    Trouble.CLOSED: Private,
    Trouble.ADULT: LoginNeeded,
    Trouble.SERVER_ERROR: TikTokDown,
    Trouble.TRUNCATED: Changed,
    Trouble.SOMEBODY_ELSE: NotFound,
    Trouble.JSON_LIST: Blocked,
    Trouble.DROP: Unreachable,
}
OVER_SOON = {9: Trouble.CAPTCHA, 54: Trouble.EMPTY_BODY, 125: Trouble.DROP, 163: Trouble.SERVER_ERROR}


@pytest.mark.browser
@pytest.mark.timeout(1_500)  # against hanging: it takes minutes on a busy machine
def test_of_two_hundred_the_right_ones_are_tracked_and_each_other_is_named_with_its_reason(tmp_path: Path) -> None:
    with TikTokLookalike(Crowd(CROWD), late_request=0) as tiktok:
        bad = dict(zip(CROWD[9::10], cycle(LASTING), strict=False))
        for handle, trouble in bad.items():
            tiktok.misbehave_for(handle, trouble)
        for number, trouble in OVER_SOON.items():
            tiktok.misbehave_for(CROWD[number - 1], trouble, times=2)  # the page, and user/detail
        tiktok.stranger = "hbojgbhalibqchbihm"
        command = Command(tmp_path / "data", tiktok.browser_env())
        file = tmp_path / "crowd.csv"
        file.write_text("Name,Handle\n" + "".join(f"Somebody,@{handle}\n" for handle in CROWD), encoding="utf-8")

        adding = command.start("creators", "add", "--file", str(file))
        tiktok.wait_for(Route.PROFILE, 75)
        adding.kill()
        adding.communicate()
        assert len(left(command)) + len(tracked(command)) == len(CROWD)

        for _ in range(2 * TRIES):  # as the window does by itself
            if not any(one["state"] == "waiting" for one in left(command).values()):
                break
            command.start("creators", "pending", "--look-up").communicate(timeout=4 * LIMIT)
        assert sorted(tracked(command)) == sorted(set(CROWD) - set(bad))
        assert {given: one["reason"] for given, one in left(command).items()} == {
            f"@{handle}": str(LASTING[trouble]("creator")) for handle, trouble in bad.items()
        }
        asked = [seen.path for seen in tiktok.requests_for(Route.PROFILE)]
        well = set(CROWD) - set(bad) - {CROWD[number - 1] for number in OVER_SOON}
        assert sum(asked.count(f"/@{handle}") - 1 for handle in well) <= 1, (
            "only the one that was under way is repeated"
        )
        most = 2 * (TRIES + 1)  # Chromium itself repeats a request whose connection is dropped
        assert max(asked.count(f"/@{handle}") for handle in bad) <= most


def tracked(command: Command) -> list[str]:
    return [entry["handle"] for entry in command.in_this_process("creators", "list", "--json").json["creators"]]


def left(command: Command) -> dict[str, dict[str, str]]:
    return {one["given"]: one for one in command.in_this_process("creators", "pending", "--json").json["pending"]}
