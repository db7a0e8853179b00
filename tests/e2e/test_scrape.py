"""`tiktrack scrape` and related commands with the real Chromium against the loopback TikTok."""

from __future__ import annotations

import signal
import sqlite3
from pathlib import Path

import pytest

from tests.e2e.command import Command, Done
from tests.lookalikes.tiktok import TikTokLookalike
from tests.lookalikes.tiktok_troubles import Route, Trouble
from tests.processes import wait_until_gone
from tests.waiting import LIMIT

pytestmark = pytest.mark.browser


def test_the_recorded_feed_comes_out_whole(scraped: tuple[Path, Done]) -> None:
    _, done = scraped
    assert done.status == 0, done.stderr
    answer = done.json
    assert (answer["fetched"], answer["passed"], answer["saved"], answer["skipped"]) == (28, 28, 28, 0)
    assert len({video["id"] for video in answer["videos"]}) == 28
    assert all(isinstance(video["id"], str) and video["followers"] is not None for video in answer["videos"])
    first = answer["videos"][0]
    assert first["velocity"] == max(video["velocity"] for video in answer["videos"])
    assert first["reason"]
    assert first["posted_at"].endswith("Z")
    assert len(answer["profiles"]) == len({video["author"] for video in answer["videos"]})
    assert "28 of 50" in done.stderr


def test_the_old_sql_still_works_on_the_file(scraped: tuple[Path, Done]) -> None:
    with sqlite3.connect(scraped[0] / "tiktrack.db") as db:
        [row] = db.execute(
            "SELECT platform, COUNT(*), AVG(engagement_velocity) FROM stories WHERE platform='TikTok' GROUP BY platform"
        )
        assert row[:2] == ("TikTok", 28)
        assert row[2] > 0
        [(posts,)] = db.execute("SELECT COUNT(*) FROM raw_posts WHERE posted_at > '2022-11-01'")
        assert 0 < posts < 28
    db.close()


def test_verify_reports_the_run_and_no_problem(scraped: tuple[Path, Done]) -> None:
    done = Command(scraped[0], {})("verify")
    assert done.status == 0, done.stderr
    assert "28 fetched, 28 passed" in done.stdout


def test_verify_fails_on_a_damaged_file(seeded: Path) -> None:
    database = seeded / "tiktrack.db"
    with database.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 4096)
    done = Command(seeded, {})("verify")
    assert done.status == 1
    assert done.stderr.startswith("tiktrack: ")
    assert "Traceback" not in done.stderr


def test_creators_are_tracked_and_measured_exactly(seeded: Path, tiktok: TikTokLookalike) -> None:
    command = Command(seeded, tiktok.browser_env())
    added = command("creators", "add", "@tpcw._.71.44", "--json")
    assert added.status == 0, added.stderr
    [creator] = added.json["creators"]
    assert (creator["handle"], creator["origin"], creator["state"]) == ("tpcw._.71.44", "profile_page", "active")
    assert creator["exact"]
    listed = command("creators", "list", "--json")
    assert [c["id"] for c in listed.json["creators"]] == [creator["id"]]
    refreshed = command("creators", "refresh", "--json")
    assert (refreshed.json["refreshed"], refreshed.json["failed"]) == (1, 0)


def test_a_blocked_feed_is_one_sentence_and_the_next_run_works(tmp_path: Path, tiktok: TikTokLookalike) -> None:
    command = Command(tmp_path, tiktok.browser_env())
    tiktok.misbehave(Route.FEED, Trouble.EMPTY_BODY)
    try:
        blocked = command("scrape", "--json")
    finally:
        tiktok.behave()
    assert blocked.status == 1
    assert blocked.stdout == ""
    assert blocked.stderr.startswith("tiktrack: TikTok sent an empty response for the trending feed")
    assert blocked.stderr.count("\n") == 1
    again = command("scrape", "--min-velocity", "0", "--json")
    assert again.status == 0
    assert "because you asked" in again.stderr  # the cooldown was overridden


def test_sigterm_while_a_fetch_hangs_leaves_no_process(tmp_path: Path, tiktok: TikTokLookalike) -> None:
    mark = f"--user-agent-mark={tmp_path.name}"
    env = dict(tiktok.browser_env())
    env["TIKTRACK_BROWSER_ARGS"] += f" {mark}"
    before = len(tiktok.requests_for(Route.FEED))
    tiktok.misbehave(Route.FEED, Trouble.HANG)
    try:
        process = Command(tmp_path, env).start("scrape")
        tiktok.wait_for(Route.FEED, before + 1)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LIMIT)
    finally:
        tiktok.behave()
    assert process.returncode == 128 + signal.SIGTERM
    wait_until_gone(mark)


def test_a_second_writer_is_told_and_a_reader_works(seeded: Path, tiktok: TikTokLookalike) -> None:
    before = len(tiktok.requests_for(Route.FEED))
    tiktok.misbehave(Route.FEED, Trouble.HANG)
    command = Command(seeded, tiktok.browser_env())
    writer = command.start("scrape")
    try:
        tiktok.wait_for(Route.FEED, before + 1)
        second = command("scrape")
        assert second.status == 1
        assert second.stderr.startswith("tiktrack: Another copy of TikTrack is using this data folder.")
        assert command("creators", "list", "--json").status == 0
        assert command("verify").status == 0
    finally:
        tiktok.behave()
        writer.terminate()
        writer.communicate(timeout=LIMIT)


@pytest.mark.parametrize(
    "arguments", [("scrape", "--limit", "0"), ("run",), ("run", "--once", "--every", "5"), ("post",), ("nonsense",)]
)
def test_a_wrong_call_is_status_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert Command(tmp_path, {})(*arguments).status == 2


def test_without_a_browser_the_command_says_what_to_do(tmp_path: Path) -> None:
    done = Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})("scrape")
    assert done.status == 1
    assert done.stderr.startswith("tiktrack: No browser found at /nowhere/chromium.")
    assert "tiktrack browser install" in done.stderr


def test_log_lines_are_as_users_know_them(tmp_path: Path, tiktok: TikTokLookalike) -> None:
    done = Command(tmp_path, tiktok.browser_env())("scrape", "--log-level", "debug", "--min-velocity", "0.1")
    assert "Fetching 50 trending TikTok videos..." in done.stderr
    assert "passed engagement filter" in done.stderr
    assert "passed filter (velocity: " in done.stderr
    assert "filtered out (velocity: " in done.stderr
    log = (tmp_path / "tiktrack.log").read_text()
    assert "passed filter (velocity: " in log


def test_demo_does_the_whole_job_without_a_browser(tmp_path: Path) -> None:
    done = Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})("demo", "--once")
    assert done.status == 0, done.stderr
    assert done.stdout.startswith("Demo data")
    assert ": sent, thread" in done.stdout
    assert not (tmp_path / "tiktrack.db").exists()
    assert (tmp_path / "demo" / "tiktrack.db").stat().st_size > 0


def test_the_window_without_a_display_is_one_sentence(tmp_path: Path) -> None:
    done = Command(tmp_path, {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""})()
    assert done.status == 1
    assert done.stderr.startswith("tiktrack: There’s no display")
    assert done.stderr.count("\n") == 1


def test_settings_that_cannot_be_used_are_said(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[trending]\nlimit = "many"\n')
    done = Command(tmp_path, {"MIN_FOLLOWERS": "-1"})("token", "show")
    assert done.status == 0
    assert "[trending] limit" in done.stderr
    assert "MIN_FOLLOWERS" in done.stderr
