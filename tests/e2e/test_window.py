"""The main workflow in the window, by mouse and keyboard, against both look-alikes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.e2e.window import Driver, Window
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_state import Message
from tests.lookalikes.tiktok import TikTokLookalike
from tests.ui.seen import texts
from tests.waiting import until
from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.runs import Outcome
from tiktrack_gui.core.subjects import PROFILE_OCCASION, Subject, delivery_key
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store
from tiktrack_gui.ui.trending.sources import SourcesDialog
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.growth_canvas import GrowthCanvas
from tiktrack_gui.words.growth import CLOSE

pytestmark = [pytest.mark.desktop, pytest.mark.browser]

MINUTE = 60  # s
HOUR = 60 * MINUTE


async def refresh(window: Window) -> None:
    """Rows appear automatically, since nothing was fetched before; then a threshold of 0 lets more pass."""
    await until(lambda: "Nothing new" in window.trouble)
    window.help_with_trouble("Change threshold")
    window.keys("Ctrl+A")
    for key in ("0", "Return"):
        window.keys(key)
    await until(lambda: window.session._services.settings.min_velocity == 0)  # saved, and used by the next fetch
    window.press("Refresh")
    await until(lambda: len(window.stories) == 28)


async def track(window: Window, creator: Creator, folder: DataFolder) -> None:
    """Tracks the creator from the Trending table; the Creators page plots it once there is an older sample, too."""
    measured_before(creator, MINUTE, folder)
    window.choose_story(creator.handle)
    window.press("Track creator")
    await until(lambda: f"Tracking @{creator.handle}" in window.words)
    window.keys("Ctrl+2")
    await until(lambda: "from the profile page · exact" in window.words)
    await until(lambda: CLOSE in window.words)
    measured_before(creator, 2 * HOUR, folder)
    window.keys("F5")
    await until(lambda: f"Refreshed @{creator.handle}" in window.words)
    await until(lambda: window.find(GrowthCanvas, "Followers over time"))


def measured_before(creator: Creator, seconds: int, folder: DataFolder) -> None:
    """Adds an earlier sample, because those of the feed and the profile page may be of the same second."""
    assert creator.sample is not None
    with Store(folder.database) as store:
        store.creators.record_history(creator.id, [replace(creator.sample, at=creator.sample.at - seconds)]).result()


async def choose_channel(window: Window, channel: int, handle: str) -> None:
    """Goes from the row to the Discord page, sets the channel it asks for, and confirms the preview."""
    window.keys("Ctrl+1")
    window.choose_story(handle)
    window.the(FeedTable).setFocus()
    window.keys("D")
    await until(lambda: window.main.key == "discord" and window.offers("Use #creators"))
    assert not window.offers("Post now")
    window.write("Channel", f"https://discord.com/channels/1/{channel}")
    await until(lambda: window.offers("Back to channels"))
    window.press("Back to channels")
    await until(lambda: "Bakers · Text channel · Default channel" in window.words)
    await until(lambda: window.offers("Looks right"))


def assert_previewed(window: Window, message: Message) -> None:
    """Asserts that the channel got exactly what the preview showed, including the reference."""
    [embed] = message.embeds
    assert embed["title"] in window.words
    assert embed["footer"]["text"] in window.words
    for field in embed["fields"][:5]:  # those without links
        assert field["name"] in window.words
        assert field["value"] in window.words


def test_from_the_feed_to_the_thread(
    without_demo: Driver, with_tiktok: TikTokLookalike, with_discord: DiscordLookalike
) -> None:
    guild, channel = with_discord.guild, with_discord.text

    async def user(window: Window) -> None:
        await window.active()
        await refresh(window)
        assert "new" not in window.program.tray._icon.toolTip()  # the user is looking at them
        creator = window.stories[0].video.creator
        await track(window, creator, without_demo.folder)
        await choose_channel(window, channel, creator.handle)
        reference = delivery_key(Subject.creator(creator.id), channel, PROFILE_OCCASION)
        await until(lambda: reference in window.words)
        window.press("Looks right")
        await until(lambda: "Confirmed for #creators" in window.words)
        window.press("Post now")
        await until(lambda: f"Posted “{creator.name}" in window.words)
        [thread], [message] = guild.threads_in(channel), guild.messages_in(channel)
        assert thread.id == message.id
        assert reference in message.embeds[0]["footer"]["text"]
        assert_previewed(window, message)
        assert not window.offers("Post now")
        window.keys("Ctrl+1")
        posted = window.choose_story(creator.handle)
        assert posted.delivery is not None
        assert (posted.delivery.state, posted.delivery.thread_id) == (DeliveryState.SENT, thread.id)
        assert not window.offers("Post to Discord")
        assert window.trouble == ""

    without_demo(user)
    assert len(guild.threads) == 1


def test_a_hashtag_becomes_a_source(without_demo: Driver, with_tiktok: TikTokLookalike) -> None:
    tags = Counter(
        tag["title"] for item in with_tiktok.content.feed(50)["itemList"] for tag in item.get("challenges", [])
    )
    [(tag, _)] = tags.most_common(1)

    async def user(window: Window) -> None:
        await window.active()
        await refresh(window)
        window.press("Sources: feed, hashtags, creators")
        dialog = window.the(SourcesDialog)
        window.write("Another source", f"https://www.tiktok.com/tag/{tag}")
        await until(
            lambda: f"Remove #{tag.lower()}" in [one.accessibleName() for one in dialog.findChildren(IconButton)]
        )
        await until(lambda: "Refreshed just now · Next in 1" in texts(dialog).partition(f"#{tag.lower()}")[2])
        window.press("Close", dialog)

    without_demo(user)
    with Store(without_demo.folder.database) as store:
        source = store.sources.named(f"#{tag.lower()}").result()
        [run] = [run for run in store.runs.newest().result() if run.source_id == source.id]
    assert run.outcome is Outcome.OK
    assert run.fetched > 0
