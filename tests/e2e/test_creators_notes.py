"""`tiktrack creators note`, `status`, `tag` and what goes by them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.store.examples import HOUR, a_creator
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.store import Store

DAY = 24 * HOUR
AGO = 15  # days since the first creator began to grow faster


def days_ago(days: int) -> str:
    """A date of this computer's calendar, as the command takes it."""
    today = datetime.fromtimestamp(SystemClock().now(), UTC).astimezone().date()
    return (today - timedelta(days=days)).isoformat()


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Three creators that are known. The first is tracked, and grows four times as fast as before."""
    now = int(SystemClock().now())
    with Store(tmp_path / "tiktrack.db") as store:
        for number in (1, 2, 3):
            sample = CreatorSample(at=now - HOUR, followers=8_000 + number)
            store.creators.record_creator(a_creator(number, sample=sample), now - HOUR).result()
        history = [
            CreatorSample(at=now - day * DAY - 2 * HOUR, followers=8_000 - 80 * min(day, AGO) - 20 * max(day - AGO, 0))
            for day in range(1, 50)
        ]
        store.creators.record_history(a_creator(1).id, history).result()
        store.creators.track(a_creator(1).id, now).result()
    return Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


def test_notes_are_added_changed_listed_and_removed(command: Command) -> None:
    command("creators", "note", "@creator1", "Ships", "to the US")
    first, second = sorted(
        command("creators", "note", "@creator1", "Zweite\nZeile 🌱", "--json").json["notes"],
        key=lambda note: note["id"],
    )
    assert (first["text"], second["text"]) == ("Ships to the US", "Zweite\nZeile 🌱")
    number = str(first["id"])
    assert command("creators", "note", "@creator1", "--change", number, "Ships anywhere").status == 0
    listed = command("creators", "note", "@creator1").stdout.splitlines()
    assert [line.split(maxsplit=4)[4] for line in listed[1:]] == ["Zweite Zeile 🌱", "Ships anywhere"]
    assert command("creators", "note", "@creator1", "--remove", number, "--json").json["notes"] == [second]
    gone = command("creators", "note", "@creator1", "--remove", number)
    assert (gone.status, gone.stdout) == (1, "")
    assert f"@creator1 has no note {number}. To see which there are" in gone.stderr
    assert command("creators", "note", "@creator2").stdout == "No notes yet.\n"


def test_statuses_have_a_day_and_the_growth_before_and_after_it(command: Command) -> None:
    command("creators", "statuses", "--add", "In talks")
    command("creators", "status", "@creator1", "in", "talks", "--since", days_ago(AGO + 3))
    done = command("creators", "status", "@creator1", "Posted", "--since", days_ago(AGO), "--json").json
    assert (done["status"], [one["status"] for one in done["statuses"]]) == ("posted", ["In talks", "posted"])
    talks, posted = done["statuses"]
    assert (posted["since"], posted["growth"]["change"]) == (days_ago(AGO), "faster")
    assert posted["growth"]["after"]["low"] > posted["growth"]["before"]["high"]
    assert (talks["growth"]["change"], talks["growth"]["days_after"]) == (None, 3)
    newest, before = command("creators", "status", "@creator1", "--list").stdout.splitlines()[1:]
    assert "Posted" in newest
    assert "Growing faster since then. Followers per week: +" in newest
    assert "95% certain. Measured on 28 days before and 1" in newest
    assert "Not enough days to compare. Measured on 28 days before and 3 days after" in before
    command("creators", "status", "@creator1", "--remove", str(posted["id"]))
    assert command("creators", "status", "@creator1", "--json").json["status"] == "In talks"
    assert command("creators", "status", "@creator1", "--clear").stdout == "No status.\n"


def test_creators_are_tagged_and_found_by_tags_status_and_words(command: Command) -> None:
    for number in (1, 2):
        command("creators", "tag", f"@creator{number}", "Vegan")
    assert command("creators", "tag", "creator1", "VEGAN", "From Berlin").stdout == "@creator1: Vegan, From Berlin\n"
    command("creators", "status", "@creator2", "sent")

    def found(*arguments: str) -> list[str]:
        return [one["handle"] for one in command("creators", "find", *arguments, "--json").json["creators"]]

    assert found("--tag", "vegan") == ["creator2", "creator1"]  # by their followers
    assert found("--tag", "vegan", "--tag", "from berlin") == ["creator1"]
    assert found("--tag", "vegan", "--status", "Sent") == ["creator2"]
    assert found("creator1", "--tag", "vegan") == ["creator1"]
    assert found("--status", "idea") == []
    assert command("creators", "find", "--status", "idea").stdout == "No creators have all of that.\n"
    unknown = command("creators", "find", "--tag", "Nothing")
    assert (unknown.status, unknown.stdout) == (1, "")
    assert "There’s no tag named “Nothing”. There are “Vegan”, “From Berlin”." in unknown.stderr
    assert command("creators", "untag", "@creator1", "vegan", "--json").json["tags"] == ["From Berlin"]
    assert found("--tag", "vegan") == ["creator2"]


def test_tags_and_own_statuses_are_listed_renamed_and_removed(command: Command) -> None:
    command("creators", "tag", "@creator1", "Vegan", "--color", "teal")
    assert command("creators", "tags", "--rename", "vegan", "Plants", "--json").json["tags"] == [
        {"name": "Plants", "color": "teal", "creators": 1}
    ]
    command("creators", "tags", "--color", "plants", "red")
    assert command("creators", "tags").stdout.split() == ["tag", "color", "creators", "Plants", "red", "1"]
    kept = command("creators", "tags", "--remove", "Plants")
    assert (kept.status, "run this again with --yes" in kept.stderr) == (1, True)
    assert command("creators", "tags", "--remove", "Plants", "--yes").stdout.startswith("No tags yet.")
    command("creators", "statuses", "--add", "In talks")
    command("creators", "statuses", "--rename", "in talks", "Negotiating")
    own = command("creators", "statuses", "--json").json["statuses"][-1]
    assert own == {"status": "Negotiating", "own": True, "creators": 0}
    refused = command("creators", "statuses", "--remove", "idea", "--yes")
    assert (refused.status, "isn’t one of your own" in refused.stderr) == (1, True)
    assert (
        command("creators", "statuses", "--remove", "negotiating", "--yes").stdout.splitlines()[-1].startswith("Done")
    )


def test_a_profile_has_what_is_kept_by_then(command: Command) -> None:
    command("creators", "note", "@creator1", "Ships to the US")
    command("creators", "tag", "@creator1", "Vegan")
    command("creators", "status", "@creator1", "contacted", "--since", days_ago(AGO))
    command("creators", "status", "@creator1", "sent")
    shown = command("creators", "show", "@creator1")
    assert "\nTags: Vegan\n" in shown.stdout
    assert "Contacted" in shown.stdout
    assert shown.stdout.endswith("Ships to the US\n")
    now = command("creators", "show", "@creator1", "--json").json
    assert (now["status"], now["tags"], len(now["notes"])) == ("sent", ["Vegan"], 1)
    assert now["statuses"][0]["growth"]["change"] == "faster"
    then = command("creators", "show", "@creator1", "--at", days_ago(AGO - 1), "--json").json
    assert (then["status"], then["notes"]) == ("contacted", [])
    assert then["statuses"][0]["growth"]["days_after"] <= 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("note", "@creator1", "x", "--list"), "Do one thing at a time."),
        (("note", "@creator1", "--change", "1"), "--change needs the new text."),
        (("status", "@creator1", "--since", "2026-10-03"), "--since needs a status."),
        (("status", "@creator1", "sent", "--since", "soon"), '--since can’t be "soon". Use a date such as 2026-10-03.'),
        (("status", "@creator1", "sent", "--clear"), "Do one thing at a time."),
        (("tags", "--add", "x", "--remove", "y"), "Do one thing at a time."),
        (("find",), "There’s nothing to look for."),
        (("find", "!", "--tag", "x"), "There’s nothing to look for."),
    ],
)
def test_what_does_not_fit_together_is_said_before_anything_is_done(
    command: Command, typed: tuple[str, ...], said: str
) -> None:
    done = command.in_this_process("creators", *typed)
    assert (done.status, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("note", "@creator1", " "), "A note needs some text."),
        (("status", "@creator1", "maybe"), "There’s no status “maybe”. Use idea, contacted, sent, posted or done."),
        (("status", "@creator1", "sent", "--since", "2999-01-01"), "That day is in the future."),
        (("tag", "@creator1", "x", "--color", "pink"), "There’s no color “pink”. Use blue"),
        (("note", "@nobody", "x"), "@nobody isn’t known to TikTrack."),
    ],
)
def test_what_cannot_be_kept_is_one_line_that_helps(command: Command, typed: tuple[str, ...], said: str) -> None:
    done = command("creators", *typed)
    assert (done.status, done.stdout) == (1, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
