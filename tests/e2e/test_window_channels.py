"""Two channels with different rules and messages, posted to by the window's timers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.window import Driver, Window
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.tiktok import TikTokLookalike
from tests.waiting import until
from tiktrack_gui.core.deliveries import Channel, ChannelKind, Delivery
from tiktrack_gui.core.post_template import PRESETS, as_json
from tiktrack_gui.core.subjects import About, Subject
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

pytestmark = [pytest.mark.desktop, pytest.mark.browser]


def test_two_channels_get_the_right_threads_from_one_refresh(
    without_demo: Driver, with_tiktok: TikTokLookalike, with_discord: DiscordLookalike
) -> None:
    """Profiles go to a text channel, stories to a forum that requires tags, each with its own message."""
    profiles, stories = with_discord.text, with_discord.tagged_forum
    use_channels(
        without_demo.folder,
        {
            profiles: {"at_most": 2, "recent_days": 0, "template": as_json(PRESETS["short"].template)},
            stories: {"about": "video", "at_most": 3, "recent_days": 0, "tags": ["a"], "min_score": 1},
        },
    )

    async def user(window: Window) -> None:
        await until(lambda: len(window.stories) == 28)
        await until(lambda: len(with_discord.guild.threads_in(profiles)) == 2)
        await until(lambda: len(with_discord.guild.threads_in(stories)) == 3)
        await window.active()
        window.keys("Ctrl+5")
        await until(lambda: "Outbox" in window.words)
        await until(lambda: len([one for one in deliveries(without_demo.folder) if one.state == "sent"]) == 5)
        assert window.trouble == ""

    without_demo(user)
    assert [one.about for one in with_subjects(without_demo.folder, profiles)] == [About.CREATOR] * 2
    assert [one.about for one in with_subjects(without_demo.folder, stories)] == [About.VIDEO] * 3
    for message in with_discord.guild.messages_in(profiles):
        assert "fields" not in message.embeds[0] or not message.embeds[0]["fields"]
    assert all(len(thread.tags) == 1 for thread in with_discord.guild.threads_in(stories))


def use_channels(folder: DataFolder, rules: dict[int, dict[str, Any]]) -> None:
    """Adds channels whose previews were confirmed, and switches the timer on."""
    folder.settings.write_text("[trending]\nmin_velocity = 0\n[discord]\nposting = true\n", encoding="utf-8")
    with Store(folder.database) as store:
        for id_, said in rules.items():
            known = Channel(id=id_, guild_id=1, guild="Bakers", name=f"channel-{id_}", kind=ChannelKind.TEXT)
            store.channels.save_channel(known, at=1).result()
            store.channels.add(id_, at=1).result()
            store.channels.keep_rules(id_, said).result()
            store.channels.confirm_channel(id_, at=1).result()


def deliveries(folder: DataFolder) -> list[Delivery]:
    with Store(folder.database, read_only=True) as store:
        return store.outbox.deliveries().result()


def with_subjects(folder: DataFolder, channel: int) -> list[Subject]:
    return [delivery.subject for delivery in deliveries(folder) if delivery.channel_id == channel]
