"""`tiktrack demo` on a terminal, and its pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.command import Command
from tiktrack_gui.store import Store


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path / "data", {})


def test_on_a_terminal_no_line_is_broken_by_its_edge(command: Command) -> None:
    lines = command.on_a_terminal("demo", "--once").replace("\x1b[K", "").split("\n")
    assert len(lines) > 20
    assert [line for line in lines if len(line.rpartition("\r")[2].rstrip("\r")) > 80] == []


def test_elsewhere_each_story_is_one_line(command: Command) -> None:
    done = command("demo", "--once")
    passed = int(done.stdout.partition(" passed")[0].split()[-1])
    assert done.stdout.count("/min  ") == passed
    assert done.stdout.count("Waiting for the next run (maximum 5 per run): @") == 1
    assert "Waits" not in done.stdout.partition("Waits")[2]


@pytest.mark.desktop
def test_it_says_where_the_pictures_are(command: Command, tmp_path: Path) -> None:
    done = command("demo", "--pictures", str(tmp_path / "pictures"))
    assert done.status == 0, done.stderr
    assert done.stdout.endswith(f"Screenshots saved to {tmp_path / 'pictures'}\n")
    assert (tmp_path / "pictures" / "trending.png").stat().st_size > 10_000


@pytest.mark.desktop
def test_its_outbox_is_in_every_state(command: Command, tmp_path: Path) -> None:
    done = command("demo", "--pictures", str(tmp_path / "pictures"))
    assert done.status == 0, done.stderr
    assert (tmp_path / "pictures" / "discord.png").stat().st_size > 10_000
    with Store(tmp_path / "data" / "demo" / "tiktrack.db", read_only=True) as store:
        states = {delivery.state for delivery in store.outbox.deliveries().result()}
    assert states >= {"queued", "sent", "failed", "needs_review", "cancelled"}  # what was being sent may be by now
