"""The preview of a post, rendered from the payload that is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tiktrack_gui.core.embed import profile_post
from tiktrack_gui.ui.discord.markdown import to_html
from tiktrack_gui.ui.discord.preview import DiscordPreview, discord_time, placed
from tiktrack_gui.ui.theme.colors import DISCORD
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import times

PAYLOAD = profile_post(samples.creator(), key="tt-0123456789abcdef0123", flagged=samples.video(1))


@pytest.fixture
def preview(theme: Theme, pictures: Pictures, qtbot: QtBot) -> DiscordPreview:
    preview = DiscordPreview(theme, pictures)
    qtbot.addWidget(preview)
    preview.resize(620, 700)
    preview.show()
    return preview


def words(preview: DiscordPreview) -> str:
    return "\n".join(label.text() for label in preview.findChildren(QLabel))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain & <b>", "plain &amp; &lt;b&gt;"),
        (r"\*not bold\* \<tag\>", "*not bold* &lt;tag&gt;"),
        ("**bold \\* text**", "<b>bold * text</b>"),
        ("[@mara\\_cooks](https://www.tiktok.com/@mara_cooks)", '<span style="color:blue">@mara_cooks</span>'),
        ("two\nlines", "two<br>lines"),
        ("a \\\\ b", "a \\ b"),
        ("[no link] **", "[no link] **"),
    ],
)
def test_markdown_reads_as_in_discord(text: str, html: str) -> None:
    assert to_html(text, "blue") == html


def test_inline_fields_stand_in_thirds_and_others_across() -> None:
    inline, across = {"inline": True}, {"inline": False}
    places = [place[1:] for place in placed([inline, inline, inline, inline, across, inline])]
    assert places == [(0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 1), (2, 0, 3), (3, 0, 1)]


def test_a_time_reads_as_in_discord() -> None:
    noon = times.local(samples.NOW).replace(hour=12, minute=5, tzinfo=None).astimezone(UTC).timestamp()
    assert discord_time(noon, noon) == "Today at 12:05"
    assert discord_time(noon - 86_400, noon) == "Yesterday at 12:05"
    assert discord_time(noon - 5 * 86_400, noon).endswith(", 12:05")


def test_all_of_the_payload_is_there(preview: DiscordPreview) -> None:
    preview.show_post(PAYLOAD, samples.NOW, channel="trend-watch")
    text = words(preview)
    for part in ("Tiny Paw Club", "Small paws, big plans. *New* video", "Followers", "≈ 884K", "Watch the video"):
        assert part in text
    assert "Measured by TikTrack · ref: tt-0123456789abcdef0123" in text
    assert "See thread" in text


def test_neither_a_long_channel_nor_a_row_of_hashtags_widens_it(preview: DiscordPreview) -> None:
    wild = replace(samples.creator(), bio="#fyp" * 60 + "\n" + "a" * 300, name="n" * 80)
    preview.show_post(profile_post(wild, key="tt-0"), samples.NOW, channel="taking-off-" * 9)
    QApplication.processEvents()
    assert preview._area.horizontalScrollBar().maximum() == 0


def test_a_forum_shows_the_thread_as_the_posts_title(preview: DiscordPreview) -> None:
    preview.show_post(PAYLOAD, samples.NOW, channel="creators", forum=True)
    assert "See thread" not in words(preview)
    assert PAYLOAD["thread_name"] in words(preview)


def test_markup_in_a_bio_is_shown_as_text(preview: DiscordPreview) -> None:
    payload = PAYLOAD | {"embed": PAYLOAD["embed"] | {"description": "<img src=x> & co"}}
    preview.show_post(payload, samples.NOW, channel="trend-watch")
    assert "&lt;img src=x&gt; &amp; co" in words(preview)


def test_discords_colours_are_independent_of_ours(preview: DiscordPreview, theme: Theme) -> None:
    preview.show_post(PAYLOAD, samples.NOW, channel="trend-watch")
    for mode, dark in (("dark", True), ("light", False)):
        preview.set_dark(dark)
        assert preview.grab().toImage().pixelColor(300, 60) == DISCORD[mode].page
    assert not theme.dark


def test_the_bar_has_the_embeds_colour(preview: DiscordPreview) -> None:
    preview.show_post(PAYLOAD, samples.NOW, channel="trend-watch")
    image = preview.grab().toImage()
    assert any(image.pixelColor(x, 200).name() == "#5b5bd6" for x in range(60, 120))


def test_the_post_is_read_aloud(preview: DiscordPreview) -> None:
    preview.show_post(PAYLOAD, samples.NOW, channel="trend-watch")
    assert "Followers: ≈ 884K" in preview._area.accessibleDescription()
