"""`tiktrack discover` over a real store, and against the loopback TikTok for what it asks."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.bench.many_candidates import BRAND, FIRST, fill
from tests.e2e.command import Command
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import Recorded
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.discovery.brands import DEFAULT_WEIGHTS, Brand, Part
from tiktrack_gui.core.discovery.ranking import Ranking, Show, rank
from tiktrack_gui.store import Store
from tiktrack_gui.words import discovery
from tiktrack_gui.words.fit import PART_NAMES

CANDIDATES = 90
CREATOR = "xmcdyyybxhfxcnp"  # recorded; its newest videos have 48, 85 and 54 comments
TERM, FOUND = "dt", "cheytdtt538"  # the recorded creator with that in its handle, and 118,700 followers
NOWHERE = {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"}


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """A command without a TikTok, over a brand with candidates."""
    with Store(tmp_path / "tiktrack.db") as store:
        fill(store, CANDIDATES, int(SystemClock().now()))
    return Command(tmp_path, NOWHERE)


@pytest.fixture
def online(tmp_path: Path, tiktok: TikTokLookalike) -> Command:
    """A command with a TikTok, over a brand without candidates."""
    tiktok.behave(Recorded())
    with Store(tmp_path / "tiktrack.db") as store:
        store.brands.create(Brand(name="Oat", words=(TERM,), followers_to=10**9), 1).result()
    return Command(tmp_path, tiktok.browser_env() | {"RATE_LIMIT_DELAY": "0"})


def ranking_in(folder: Path) -> Ranking:
    """As the window has it."""
    with Store(folder / "tiktrack.db", read_only=True) as store:
        [brand] = store.brands.all().result()
        assert brand.id is not None
        return rank(brand, store.candidates.pool(brand.id).result(), SystemClock().now())


def good(command: Command, *arguments: str) -> str:
    done = command("discover", *arguments)
    assert done.status == 0, done.stderr
    return done.stdout


def listed(command: Command, *arguments: str) -> Any:
    done = command("discover", *arguments, "--json")
    assert done.status == 0, done.stderr
    return done.json


def test_candidates_are_listed_as_the_window_ranks_them(command: Command, tmp_path: Path) -> None:
    ranking, now = ranking_in(tmp_path), SystemClock().now()
    told = listed(command, "--brand", BRAND.name.upper(), "--show", "all", "--limit", str(CANDIDATES))
    assert told["brand"] == BRAND.name
    assert told["counts"]["all"] == len(told["candidates"]) == ranking.counts.all
    expected = ranking.only(Show.ALL)
    assert [one["rank"] for one in told["candidates"]] == list(range(1, len(expected) + 1))
    for one, known in zip(told["candidates"], expected, strict=True):
        assert (one["id"], one["handle"], one["fit"]) == (str(known.creator_id), known.handle, known.fit)
        assert one["confidence"] == known.confidence
        assert {Part(part): reading["n"] for part, reading in one["parts"].items()} == {
            part: reading.n for part, reading in known.parts.items()
        }
        assert one["reasons"] == discovery.reasons(known, now)
        assert one["cautions"] == discovery.cautions(known, now)
    upcoming = listed(command)["candidates"]
    assert [one["handle"] for one in upcoming] == [one.handle for one in ranking.only(Show.UP_AND_COMING)]
    assert [one["rank"] for one in upcoming] == list(range(1, len(upcoming) + 1))
    assert upcoming
    assert listed(command, "show", "@" + upcoming[0]["handle"])["rank"] >= 1
    assert listed(command, "--limit", "1")["candidates"] == upcoming[:1]
    dismissed = listed(command, "--show", "dismissed")["candidates"]
    assert all(one["dismissed"] for one in dismissed)
    assert listed(command, "show", "@" + dismissed[0]["handle"])["rank"] is None


def test_the_list_says_why_and_how_sure_it_is(command: Command, tmp_path: Path) -> None:
    best = ranking_in(tmp_path).only(Show.UP_AND_COMING)[0]
    summary, headings, first, *_, more = good(command, "--limit", "2").splitlines()
    assert f"of {CANDIDATES - 3} candidates · 40 of 40 watched · measured 1 d ago" in summary
    assert headings.split()[:4] == ["creator", "fit", "confidence", "followers"]
    assert [str(best.fit), best.confidence.value] == first.split()[2:4]
    assert f"@{best.handle}" in first
    assert discovery.reasons(best, SystemClock().now())[0] in first
    assert "more. To list them, add --limit" in more


def test_a_candidate_is_taken_apart(command: Command) -> None:
    shown = good(command, "show", "@creator.3")
    assert "@creator.3" not in shown.splitlines()[1]
    assert "Fit " in shown
    parts = (PART_NAMES[Part.GROWTH], PART_NAMES[Part.COMMENTS], PART_NAMES[Part.PLACE])
    for said in (*parts, "no comments read", "not read", "30 captions"):
        assert said in shown
    assert listed(command, "show", "@creator.3")["id"] == str(FIRST + 3)
    read = good(command, "show", "@creator.50")
    assert "Of the newest 5 videos. It says nothing about the viewers." in read
    assert "From its analytics of 2025-12-01." in read
    similar = listed(command, "similar", "@creator.3")
    assert similar["like"] == "creator.3"
    assert similar["candidates"][0]["handle"] in good(command, "similar", "@creator.3").splitlines()[1]


def test_what_is_dismissed_comes_back(command: Command, tmp_path: Path) -> None:
    assert good(command, "dismiss", "@creator.1", "@creator.2") == "Moved 2 candidates to Not interesting.\n"
    assert ranking_in(tmp_path).counts.dismissed == 3 + 2
    assert listed(command, "dismiss", "@creator.1", "--undo") == {"restored": ["creator.1"]}
    assert ranking_in(tmp_path).counts.dismissed == 3 + 1


def test_the_export_says_what_each_figure_is_from(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "candidates.csv"
    assert good(command, "export", "--show", "all", "--output", str(file)) == f"Exported 87 rows to {file}.\n"
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    told = listed(command, "--show", "all", "--limit", "90")["candidates"]
    assert [row["handle"] for row in rows] == [one["handle"] for one in told]
    for row, one in zip(rows, told, strict=True):
        assert row["followers_exactness"] == ("exact" if one["exact"] else "rounded")
        assert row["measured_at"] == one["measured_at"]
        assert (row["niche_n"], row["captions_n"]) == tuple(
            str(one["parts"][part]["n"] or "") for part in ("niche", "captions")
        )
    assert [row["rank"] for row in rows] == [str(place) for place in range(1, 88)]  # as in the window
    assert good(command, "export", "--output", "-").startswith("brand,rank,handle,")
    refused = command("discover", "export", "--output", str(tmp_path / "nowhere" / "x.csv"))
    assert (refused.status, refused.stderr.count("\n")) == (1, 1)
    assert "Couldn’t write to " in refused.stderr


def test_the_export_is_the_same_in_all_formats(command: Command, tmp_path: Path) -> None:
    text, data, book = (tmp_path / f"candidates.{ending}" for ending in ("csv", "json", "xlsx"))
    for file in (text, data, book):
        assert good(command, "export", "--output", str(file)).startswith("Exported ")
    in_csv = list(csv.DictReader(io.StringIO(text.read_text(encoding="utf-8-sig"), newline="")))
    in_json = json.loads(data.read_text(encoding="utf-8"))
    header, *cells = openpyxl.load_workbook(book).worksheets[0].iter_rows(values_only=True)
    assert list(in_csv[0]) == list(in_json[0]) == list(header)
    for key in ("handle", "reasons", "definitions", "computed_by", "followers_exactness"):
        told = [str(row[key] or "") for row in in_json]
        assert [row[key].lstrip("'") for row in in_csv] == told
        assert [str(row[header.index(key)] or "") for row in cells] == told
    assert good(command, "export", "--format", "json", "--output", "-").startswith("[")


def test_brands_are_created_changed_and_deleted(tmp_path: Path) -> None:
    command = Command(tmp_path, NOWHERE)
    command("lists", "create", "Any")  # a database
    assert "no brands yet" in command("discover", "--show", "all").stderr
    options = (
        "--languages",
        "DE, en",
        "--words",
        "vegan,#Kuchen",
        "--followers",
        "500–20.000",
        "--genders",
        "Female=70",
    )
    created = listed(command, "brands", "add", "Kekse", *options, "--ages", "25-34=40%,55+=10", "--weights", "niche=50")
    brand = created["brand"]
    assert (brand["languages"], brand["words"], brand["followers"]) == (
        ["de", "en"],
        ["vegan", "#kuchen"],
        [500, 20_000],
    )
    assert brand["audience"] == {"ages": {"25–34": 0.4, "55+": 0.1}, "genders": {"female": 0.7}}
    assert brand["weights"] == {part.value: weight for part, weight in DEFAULT_WEIGHTS.items()} | {"niche": 0.5}
    assert "There are no candidates for “Kekse” yet." in good(command)
    said = good(command, "brands", "set", "kekse", "--name", "Kekse & Co", "--words", "", "--countries", "AT")
    assert said.startswith("Saved “Kekse & Co”.\n")
    [changed] = listed(command, "brands", "list")["brands"]
    assert (changed["name"], changed["words"], changed["countries"]) == ("Kekse & Co", [], ["AT"])
    assert changed["audience"] == brand["audience"]
    assert good(command, "brands", "list").splitlines()[1].split()[:5] == ["Kekse", "&", "Co", "500–20,000", "de,"]
    good(command, "brands", "add", "Other")
    assert "There are several brands: “Kekse & Co”, “Other”." in command("discover").stderr
    assert "--yes" in good(command, "brands", "remove", "other")
    assert listed(command, "brands", "remove", "other", "--yes") == {"removed": ["Other"]}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--brand", "Nope"), 1, "There’s no brand named “Nope”. There are “Oat & Co”."),
        (("show", "@stranger"), 1, "@stranger isn’t known to TikTrack."),
        (("brands", "add", "oat & co"), 1, "There’s already a brand named “oat & co”."),
        (("brands", "add", "New", "--languages", "german"), 1, "“german” isn’t the code of a language."),
        (("brands", "add", "New", "--followers", "many"), 2, "“many” isn’t a range. Write it as 1000-50000."),
        (("brands", "add", "New", "--ages", "12=4"), 2, "“12” isn’t an age. There are 13–17,"),
        (("brands", "add", "New", "--weights", "luck=4"), 2, "“luck” isn’t a part of the fit."),
        (("brands", "add", "New", "--genders", "female"), 2, "Write it as female=70, in percent."),
        (("brands", "set", "Oat & Co"), 2, "Name what is to be changed"),
        (("state", "@creator.1", "--ages", "13-17=60,55+=50"), 1, "The shares of the ages add up to 110"),
        (("state", "@creator.1", "--ages", "55+=50", "--date", "soon"), 2, '--date can’t be "soon".'),
        (("state", "@creator.1", "--ages", "55+=50", "--remove"), 2, "Use --remove, or enter shares."),
        (("add",), 2, "Name a creator, or use --file."),
        (("find", "--search", "x", "--no-search"), 2, "Use --search or --no-search."),
        (("export",), 2, "Missing option '--output'"),
    ],
)
def test_what_cannot_be_done_is_said(command: Command, arguments: tuple[str, ...], status: int, said: str) -> None:
    done = command("discover", *arguments)
    assert (done.status, done.stdout) == (status, "")
    assert said in done.stderr


def test_what_a_creator_states_is_entered_shown_and_removed(command: Command) -> None:
    assert "Ask the creator" in good(command, "state", "@creator.1")
    entered = listed(
        command, "state", "@creator.1", "--countries", "de=60", "--ages", "18-24=55", "--date", "2026-01-31"
    )
    stated = entered["stated"]
    assert (stated["on"], stated["countries"], stated["ages"]) == ("2026-01-31", {"DE": 0.6}, {"18–24": 0.55})
    assert "60% DE" in good(command, "state", "@creator.1")
    assert listed(command, "show", "@creator.1")["audience"]["stated"]["on"] == "2026-01-31"
    assert listed(command, "state", "@creator.1", "--remove") == {"handle": "creator.1", "stated": None}


def test_without_a_yes_nothing_is_asked_of_tiktok(command: Command) -> None:
    for arguments in (("find",), ("add", "@somebody.new"), ("read", "@creator.70")):
        assert "Nothing was asked of TikTok." in good(command, *arguments)
    plan = listed(command, "find", "--search", "vegan", "--reads", "0")
    assert (plan["plan"]["terms"], plan["plan"]["cost"]["requests"], plan["found"]) == (["vegan"], 1, None)
    shown = good(command, "find")
    assert "search TikTok for  “tag1”, “tag2”, “word3”, “vegan”" in shown
    dry = good(command, "add", "@creator.4, @creator.4 @somebody.new", "--dry-run")
    assert "A candidate already" in dry
    assert dry.count("Same as no. 1") == 1
    assert "About 2 requests" in dry


@pytest.mark.browser
def test_candidates_are_added_found_and_read(online: Command, tiktok: TikTokLookalike, tmp_path: Path) -> None:
    done = online("discover", "add", f"@{CREATOR}", "@nobody.has.this", "--yes")
    assert done.status == 1
    assert "@nobody.has.this: " in done.stderr
    assert done.stdout.startswith("2 new\nAbout 4 requests")
    told = listed(online, "--show", "all")["candidates"]
    assert [(one["handle"], one["found"], one["state"]) for one in told] == [(CREATOR, "given", "watched")]
    assert told[0]["parts"]["captions"]["n"] if told[0]["parts"].get("captions") else told[0]["usual_views"]

    before = len(tiktok.asked)
    found = listed(online, "find", "--yes")
    assert found["plan"]["terms"] == [TERM]
    assert found["found"]["searched"] >= 1
    assert len(tiktok.asked) > before
    told = {one["handle"]: one for one in listed(online, "--show", "all")["candidates"]}
    assert (told[FOUND]["found"], told[FOUND]["state"]) == ("search", "watched")
    all_read = "All candidates that are due were read. To see them: tiktrack discover\n"
    assert good(online, "read") == all_read
    assert good(online, "find", "--yes").endswith(all_read)


@pytest.mark.browser
def test_comments_are_counted_at_the_cost_that_was_told(online: Command, tiktok: TikTokLookalike) -> None:
    good(online, "add", f"@{CREATOR}", "--yes")
    asked = good(online, "comments", f"@{CREATOR}")
    assert "no text, name or ID of a commenter is kept.\nAbout 11 requests" in asked
    assert "Nothing was asked of TikTok." in asked
    read = listed(online, "comments", f"@{CREATOR}", "--yes")
    assert len(tiktok.requests_for(Route.COMMENTS)) == 11
    assert read["comments_read"] > 100
    assert sum(read["comment_languages"].values()) == read["comments_read"]
    assert "comments read" in good(online, "comments", f"@{CREATOR}")
    places = listed(online, "comments", f"@{CREATOR}", "--places", "--yes")
    assert sum(places["posts_from"].values()) <= 5


@pytest.mark.browser
def test_blocked_comments_cost_only_that_reading(online: Command, tiktok: TikTokLookalike) -> None:
    good(online, "add", f"@{CREATOR}", "--yes")
    tiktok.misbehave(Route.COMMENTS, Trouble.EMPTY_BODY)
    blocked = online("discover", "comments", f"@{CREATOR}", "--yes")
    assert blocked.status == 1
    said, troubles = blocked.stderr.splitlines()
    assert "it’s treating TikTrack as a bot" in said
    assert troubles.startswith("tiktrack: The comments of ")
    assert troubles.endswith("weren’t read: Blocked.")
    places = listed(online, "comments", f"@{CREATOR}", "--places", "--yes")
    assert sum(places["posts_from"].values()) <= 5
