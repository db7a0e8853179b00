"""The scenarios. Each gets a fresh data folder with ten stories, kills the program over it, and checks what is left."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

from tests.soak.world import TRIES, Run
from tests.waiting import LIMIT
from tiktrack_gui.core.errors import DataFolderInUse
from tiktrack_gui.host.lock import held

Scenario = Callable[[Run], None]

NO_BROWSER = {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"}  # posts have the stored numbers, and need no seconds
PROFILES = 3


def post(run: Run) -> None:
    """`tiktrack post`, with faults, late answers and forgotten databases."""
    run.copy()
    wanted = run.random.sample(run.creators, PROFILES)
    for handle in wanted:
        for _ in range(run.random.randint(1, 4)):
            run.measure()
            with run.trouble():
                run.kill(run.start("post", f"@{handle}", "--channel", str(run.channel), **NO_BROWSER), within=2.0)
        if run.random.random() < 0.3:
            run.copy()
        if run.random.random() < 0.3:
            run.forget()
    run.calm()
    for handle in wanted:
        _until_posted(run, handle)
    run.check(wanted)


def run_once(run: Run) -> None:
    """`tiktrack run`: a real browser, and a posting run."""
    for _ in range(run.random.randint(2, 4)):
        with run.trouble():
            run.kill(run.start("run", "--once", "--channel", str(run.channel)), within=9.0)
    run.calm()
    for _ in range(2):
        _succeed(run, "run", "--once", "--channel", str(run.channel))
    run.check()


def scrape(run: Run) -> None:
    """`tiktrack scrape`: nothing half recorded."""
    for _ in range(run.random.randint(2, 4)):
        run.kill(run.start("scrape", "--limit", "20"), within=6.0)
    _succeed(run, "scrape", "--limit", "20")
    run.check()


def window(run: Run) -> None:
    """The window with the timers of both channels; in the end, a command posts the profiles that are left."""
    run.folder.settings.write_text(f"[discord]\nchannel_id = {run.channel}\nposting = true\n", encoding="utf-8")
    for _ in range(run.random.randint(2, 4)):
        run.measure()
        with run.trouble():
            run.kill(run.start(), within=9.0)
    run.calm()
    for handle in run.creators:
        _until_posted(run, handle)
    _settle(run)
    run.check(run.creators)


def _settle(run: Run) -> None:
    """Starts the window until no post is left half done. It posts stories meanwhile: its end may interrupt another."""
    for _ in range(TRIES):
        last = run.start()
        end = time.monotonic() + LIMIT
        while (not _is_open(run) or run.half_done()) and time.monotonic() < end:
            time.sleep(0.2)
        last.send_signal(signal.SIGTERM)
        last.communicate(timeout=LIMIT)
        if not run.half_done():
            return
    run.world.wrong("stuck", f"half done: {run.half_done()}")


def _is_open(run: Run) -> bool:
    """Whether the window has the data folder, which is when it can also be told to end."""
    try:
        with held(run.folder.lock):
            return False
    except DataFolderInUse:
        return True


def _until_posted(run: Run, handle: str) -> None:
    for _ in range(TRIES):
        run.measure()
        status, _, errors = run.finish("post", f"@{handle}", "--channel", str(run.channel), **NO_BROWSER)
        if status == 0:
            return
    run.world.wrong("stuck", f"@{handle}: {errors}")


def _succeed(run: Run, *arguments: str) -> None:
    for _ in range(TRIES):
        status, _, errors = run.finish(*arguments)
        if status == 0:
            return
    run.world.wrong("stuck", f"{arguments}: {errors}")


ALL: dict[str, Scenario] = {"post": post, "run": run_once, "scrape": scrape, "window": window}
OFTEN = ("post", "post", "post", "run", "scrape", "window")  # by the number of kills a second
