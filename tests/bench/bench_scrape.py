"""Cost of a whole `tiktrack scrape` against the look-alike. The floor: bare TikTokApi doing the same fetch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from tests.bench import bare_scrape
from tests.bench.floor import Row, measure
from tests.lookalikes.tiktok import TikTokLookalike
from tiktrack_gui.clients.browser.browsers import Browsers

ROUNDS = 5
RECORDED = 28
LATE_REQUEST = 0.35  # s; bare TikTokApi fails without such a request, and only waits until 0.5 s of network idle


def rows() -> Iterable[Row]:
    with TikTokLookalike(late_request=LATE_REQUEST) as tiktok, tempfile.TemporaryDirectory() as folder:
        browser = Browsers(Path(folder)).find()
        bare = [str(bare_scrape.__file__), str(browser.path), *tiktok.browser_args()]
        ours, floor = measure(partial(_scrape, tiktok, Path(folder)), partial(_python, bare, {}), ROUNDS)
    yield Row(name="a whole scrape, start to exit", value=ours / 1000, unit="s", floor=floor / 1000, times=1.5)


def _scrape(tiktok: TikTokLookalike, folder: Path) -> None:
    command = ["-m", "tiktrack_gui", "scrape", "--limit", str(bare_scrape.LIMIT), "--min-velocity", "0", "--json"]
    with tempfile.TemporaryDirectory(dir=folder) as data:
        said = _python(command, tiktok.browser_env() | {"TIKTRACK_DATA_DIR": data})
    fetched = json.loads(said)["fetched"]
    assert fetched == RECORDED, f"{fetched} videos were fetched"


def _python(arguments: list[str], env: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | dict(env),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
