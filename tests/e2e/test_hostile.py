"""`tiktrack creators add` and a hostile TikTok: one sentence, and an end as soon as it is asked for."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.lookalikes import tiktok_bombs as bombs
from tests.lookalikes.tiktok import Route, TikTokLookalike
from tests.lookalikes.tiktok_bombs import Bomb
from tests.processes import wait_until_gone
from tests.waiting import LIMIT
from tiktrack_gui.core.errors import Blocked, TooLarge

ATTACKS = [
    (bombs.open_tags, Blocked("creator").sentence),
    (bombs.endless, TooLarge.sentence),
    (bombs.json(packed=True), TooLarge.sentence),
]


@pytest.mark.parametrize(("bomb", "told"), ATTACKS, ids=["open tags", "endless", "packed"])
def test_what_is_sent_is_told_in_one_sentence(tmp_path: Path, tiktok: TikTokLookalike, bomb: Bomb, told: str) -> None:
    for route in (Route.PROFILE, Route.DETAIL):
        tiktok.attack(route, bomb)
    try:
        done = Command(tmp_path, tiktok.browser_env())("creators", "add", "@somebody")
    finally:
        tiktok.behave()
    assert done.status == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to quit with")
@pytest.mark.parametrize("bomb", [bombs.busy, bombs.drip, bombs.endless], ids=["busy", "drip", "endless"])
def test_it_ends_when_asked_to_whatever_is_being_sent(tmp_path: Path, tiktok: TikTokLookalike, bomb: Bomb) -> None:
    mark = f"--user-agent-mark={tmp_path.name}"
    env = dict(tiktok.browser_env())
    env["TIKTRACK_BROWSER_ARGS"] += f" {mark}"
    before = len(tiktok.requests_for(Route.PROFILE))
    for route in (Route.PROFILE, Route.DETAIL):
        tiktok.attack(route, bomb)
    try:
        process = Command(tmp_path, env).start("creators", "add", "@somebody")
        tiktok.wait_for(Route.PROFILE, before + 1)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LIMIT)
    finally:
        tiktok.behave()
    assert process.returncode == 128 + signal.SIGTERM
    wait_until_gone(mark)
