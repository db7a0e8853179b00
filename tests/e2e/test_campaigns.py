"""`tiktrack campaigns`: a campaign from pasted links to what it cost, against the look-alike TikTok."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.e2e.window import Driver, Window
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import Recorded
from tests.store.examples import FIRST_VIDEO, HOUR, a_creator, a_video
from tests.waiting import until
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.campaigns import Campaign, CampaignVideo
from tiktrack_gui.core.models import VideoPage, VideoSample
from tiktrack_gui.store import Store

DAY = 24 * HOUR
PROLIFIC = "xmcdyyybxhfxcnp"  # of the recorded creators, one with enough videos for a usual one
GONE = FIRST_VIDEO + 9_999


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Two videos of one creator, measured: 50,000 and 10,000 views; and an ad of it for two brands."""
    now = int(SystemClock().now())
    videos = []
    for number, views in ((1, 50_000), (2, 10_000), (3, None)):
        sample = VideoSample(at=now - HOUR, likes=2_000, comments=300, shares=200, views=views)
        videos.append(
            a_video(
                number,
                creator=a_creator(1),
                sample=sample,
                posted_at=now - 5 * DAY,
                caption="@Acme x @soda #ad" if number == 3 else "With @acme",
                hashtags=("ad",) if number == 3 else (),
            )
        )
    with Store(tmp_path / "tiktrack.db") as store:
        store.creators.record_creator_videos(VideoPage(videos=tuple(videos)), now - HOUR).result()
        store.creators.track(a_creator(1).id, now).result()
    return Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


def link(number: int) -> str:
    return f"https://www.tiktok.com/@creator1/video/{FIRST_VIDEO + number}"


def test_a_campaign_from_a_list_to_its_costs(command: Command, tmp_path: Path) -> None:
    made = command.in_this_process("campaigns", "add", "Summer", "--currency", "eur", "--brand", "@Acme", "--json")
    assert made.json["campaign"] == {"name": "Summer", "currency": "EUR", "brand": "acme", "note": None}
    file = tmp_path / "videos.csv"
    file.write_text(f"Link,Price\r\n{link(1)},150.00\r\n{link(2)},gift 50 EUR,2026-11-03\r\n", encoding="utf-8-sig")
    tried = command("campaigns", "videos", "add", "summer", "--file", str(file), "--dry-run")
    assert [line.split()[-1] for line in tried.stdout.splitlines()[1:]] == ["€150", "2026-11-03"]
    assert command("campaigns", "show", "summer", "--json").json["videos"] == []
    added = command("campaigns", "videos", "add", "summer", "--file", str(file), "--json")
    assert added.status == 0
    assert [one["id"] for one in added.json["added"]] == [str(FIRST_VIDEO + 1), str(FIRST_VIDEO + 2)]
    assert added.json["failed"] == {}
    shown = command("campaigns", "show", "Summer", "--json").json
    first, second = shown["videos"]
    assert first["per_thousand"] == {"amount": 3.0, "exactness": "exact"}  # €150 for 50,000 views
    assert first["per_engagement"] == {"amount": 0.06, "exactness": "exact"}  # for 2,500
    assert (second["price"], second["is_gift"], second["agreed_on"]) == (50.0, True, "2026-11-03")
    assert shown["totals"]["per_thousand"]["amount"] == pytest.approx(200 / 60)
    assert (shown["totals"]["price"], shown["totals"]["of_it_gifts"]) == (200.0, 50.0)
    text = command("campaigns", "show", "summer").stdout
    assert "2 videos · €200, €50 of it gifts · 60K views" in text
    assert "Cost per 1,000 views: €3.33" in text
    [row] = [line for line in text.splitlines() if line.startswith(str(FIRST_VIDEO + 2))]
    assert "€50 gift" in row
    assert "measured 1 h ago" in row
    [listed] = command("campaigns", "list", "--json").json["campaigns"]
    assert listed["totals"] == shown["totals"]
    assert "Summer" in command("campaigns", "list").stdout


def test_prices_are_changed_and_videos_taken_out(command: Command) -> None:
    command("campaigns", "add", "Summer")
    command("campaigns", "videos", "add", "Summer", link(1), str(FIRST_VIDEO + 2), "--price", "99.50", "--gift")
    changed = command(
        "campaigns",
        "videos",
        "change",
        "Summer",
        link(1),
        "--price",
        "1,250",
        "--paid",
        "--date",
        "2026-10-01",
        "--json",
    ).json["changed"]
    assert [(one["price"], one["is_gift"], one["agreed_on"]) for one in changed] == [(1_250.0, False, "2026-10-01")]
    assert "$1,250" in command("campaigns", "show", "Summer").stdout
    assert command("campaigns", "videos", "remove", "Summer", str(FIRST_VIDEO + 2), "--json").json == {
        "removed": [str(FIRST_VIDEO + 2)]
    }
    [left] = command("campaigns", "show", "Summer", "--json").json["videos"]
    assert left["id"] == str(FIRST_VIDEO + 1)
    gone = command("campaigns", "videos", "remove", "Summer", link(2))
    assert (gone.status, gone.stderr.startswith(f"tiktrack: Video {FIRST_VIDEO + 2} isn’t in “Summer”.")) == (1, True)


def test_a_campaign_is_renamed_and_removed(command: Command) -> None:
    command("campaigns", "add", "Summer", "--brand", "acme", "--note", "Be quick")
    changed = command("campaigns", "change", "summer", "--name", "Autumn", "--brand", "", "--json").json["campaign"]
    assert changed == {"name": "Autumn", "currency": "USD", "brand": None, "note": "Be quick"}
    assert command("campaigns", "add", "AUTUMN").status == 1
    assert "Nothing was removed" in command("campaigns", "remove", "autumn").stdout
    assert command("campaigns", "remove", "autumn", "--yes", "--json").json == {"removed": ["Autumn"]}
    assert command("campaigns", "list").stdout.startswith("You have no campaigns yet")


def test_who_advertises_for_whom(command: Command) -> None:
    [one] = command("campaigns", "advertised", "--json").json["creators"]
    assert (one["handle"], one["ads"], one["known_videos"]) == ("creator1", 1, 3)
    assert [(brand["handle"], brand["ads"]) for brand in one["brands"]] == [("acme", 1), ("soda", 1)]
    command("campaigns", "add", "Summer", "--brand", "acme")  # whose mentions count then, labelled or not
    [one] = command("campaigns", "advertised", "--brand", "@Acme", "--json").json["creators"]
    assert (one["ads"], one["brands"][0]["ads"], one["brands"][0]["disclosed"]) == (3, 3, 1)
    assert "@acme 3× (2 not labeled) and @soda 1×" in command("campaigns", "advertised").stdout
    assert command("campaigns", "advertised", "--brand", "@other", "--json").json == {"creators": []}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("measure",), "Name a campaign, or use --due."),
        (("measure", "Summer", "--due"), "Name a campaign, or use --due."),
        (("change", "Summer"), "Say what to change: --name"),
        (("videos", "add", "Summer"), "Give links, or a list with --file."),
        (("videos", "change", "Summer", "x"), "Say what to change: --price"),
    ],
)
def test_a_wrong_call_says_what_is_missing(command: Command, typed: tuple[str, ...], said: str) -> None:
    done = command.in_this_process("campaigns", *typed)
    assert (done.status, said in done.stderr) == (2, True)


@pytest.mark.browser
def test_a_campaign_is_measured_on_tiktok(tmp_path: Path) -> None:
    with TikTokLookalike(Recorded(datetime.now(UTC))) as tiktok:
        command = Command(tmp_path, tiktok.browser_env())
        posts = [item for item in tiktok.content.posts(_sec_uid(tiktok, PROLIFIC)) if not item.get("isPinnedItem")]
        old = min(posts, key=lambda item: int(item["createTime"]))
        other = tiktok.content.feed(30)["itemList"][0]
        tiktok.short_links["/ZMgift"] = (
            f"https://www.tiktok.com/@{other['author']['uniqueId']}/video/{other['id']}?_r=1"
        )
        command("campaigns", "add", "Summer", "--currency", "EUR")
        added = command(
            *("campaigns", "videos", "add", "Summer", f"https://www.tiktok.com/@{PROLIFIC}/video/{old['id']} 150"),
            *("https://vm.tiktok.com/ZMgift/ gift 80", f"https://www.tiktok.com/@x/video/{GONE}", "--json"),
        )
        assert (added.status, len(added.json["added"]), added.json["failed"]) == (0, 3, {})
        done = command("campaigns", "measure", "Summer", "--json")
        assert (done.status, done.json) == (0, {"measured": 2, "gone": 1, "failed": {}})
        shown = command("campaigns", "show", "Summer", "--json").json
        found = {one["id"]: one for one in shown["videos"]}
        first, gift = found[old["id"]], found[other["id"]]
        views = old["stats"]["playCount"]
        assert first["views"]["number"] == views
        assert first["per_thousand"]["amount"] == pytest.approx(150_000 / views)
        assert first["origin"] == "item_list"  # read with the creator's others, just after the video's own page
        assert first["usual"]["of_videos"] >= 8  # its other videos were read for it
        assert first["usual"]["times"] == pytest.approx(views / first["usual"]["views"])
        assert (gift["is_gift"], gift["per_thousand"]["amount"]) == (
            True,
            pytest.approx(80_000 / other["stats"]["playCount"]),
        )
        assert found[str(GONE)]["standing"] == "failed"
        assert shown["totals"]["counted"] == 2
        tiktok.requests.clear()
        assert command("campaigns", "measure", "--due", "--json").json["measured"] == 0  # nothing is due so soon
        assert tiktok.asked == []


@pytest.mark.browser
def test_a_block_is_said_once_and_nothing_is_lost(tmp_path: Path) -> None:
    with TikTokLookalike() as tiktok:
        command = Command(tmp_path, tiktok.browser_env())
        command("campaigns", "add", "Summer")
        links = [str(FIRST_VIDEO + number) for number in range(3)]
        command("campaigns", "videos", "add", "Summer", *links)
        tiktok.misbehave(Route.VIDEO, Trouble.EMPTY_BODY)
        done = command("campaigns", "measure", "Summer")
        assert done.status == 1
        assert "TikTok sent an empty response for a video" in done.stderr
        assert len(tiktok.requests_for(Route.VIDEO)) == 2  # the second one shows that it is no matter of the first
        waiting = json.loads(command("campaigns", "show", "Summer", "--json").stdout)["videos"]
        assert [one["standing"] for one in waiting].count("waiting") == 2


def _sec_uid(tiktok: TikTokLookalike, handle: str) -> str:
    info = tiktok.content.user(handle)
    assert info is not None
    return str(info["user"]["secUid"])


@pytest.mark.desktop
@pytest.mark.browser
def test_the_running_program_measures_what_was_added(without_demo: Driver, with_tiktok: TikTokLookalike) -> None:
    """By a timer of its own, however old the video is; nobody has to open the tab for it."""
    item = with_tiktok.content.feed(30)["itemList"][1]
    video_id = int(item["id"])
    with Store(without_demo.folder.database) as store:
        feed = store.sources.named().result()
        store.sources.change(replace(feed, is_active=False)).result()  # which would show the video, too
        campaign = store.campaigns.create(Campaign(name="Summer"), 1).result()
        assert campaign.id is not None
        store.campaigns.add([CampaignVideo(campaign_id=campaign.id, video_id=video_id, cents=100)]).result()

    async def user(window: Window) -> None:
        service = window.session._services.campaigns
        heard: list[int | None] = []
        service.changed.connect(heard.append)  # while the browser is still being started
        await until(lambda: campaign.id in heard)
        [found] = (await service.results(campaign.id or 0)).videos
        assert found.views is not None
        assert found.views.number == item["stats"]["playCount"]
        assert found.handle == item["author"]["uniqueId"]

    without_demo(user)
    assert len(with_tiktok.requests_for(Route.VIDEO)) == 1
