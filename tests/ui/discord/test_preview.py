"""The preview of a post, rendered from the payload that is sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QFont, QImage, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.core.posts import FACTS, TEMPLATES
from tests.ui import samples
from tiktrack_gui.core.discord_markdown import blocks
from tiktrack_gui.core.embed import as_text, profile_post, render
from tiktrack_gui.core.post_chart import chart
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_template import Template
from tiktrack_gui.drawing import growth_chart
from tiktrack_gui.ui.discord.preview import DiscordPreview
from tiktrack_gui.ui.discord.preview_layout import Picture, Text, discord_time, placed
from tiktrack_gui.ui.discord.preview_text import Look, document
from tiktrack_gui.ui.theme.colors import DISCORD
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import times

KEY = "tt-0123456789abcdef0123"
PAYLOAD = profile_post(samples.creator(), key=KEY, flagged=samples.video(1))


@pytest.fixture
def preview(theme: Theme, pictures: Pictures, qtbot: QtBot) -> DiscordPreview:
    preview = DiscordPreview(theme, pictures)
    qtbot.addWidget(preview)
    preview.resize(620, 700)
    preview.show()
    return preview


def said(text: str) -> str:
    """As documents keep it: with ordinary spaces, and every kind of line end as one."""
    lines = re.sub("[\u2028\u2029\ufdd0\ufdd1]", "\n", text.replace("\u200b", "").replace("\u00a0", " "))
    return "\n".join(filter(None, lines.split("\n")))


@given(template=TEMPLATES, found=FACTS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_text_that_is_drawn_is_the_payloads(template: Template, found: PostFacts, preview: DiscordPreview) -> None:
    payload = render(template, found, KEY)
    preview.show_post(payload, samples.NOW, channel="trend-watch", forum=True, role="")
    assert said(preview.text) == said(as_text(payload))


@pytest.mark.parametrize("phone", [False, True])
def test_neither_a_role_nor_a_phone_changes_the_text(preview: DiscordPreview, phone: bool) -> None:
    preview.set_phone(phone)
    payload = {**PAYLOAD, "content": "New **today**", "tags": ["Hot"]}
    preview.show_post(payload, samples.NOW, channel="trend-watch", forum=True, role="Trend Squad")
    assert said(preview.text) == said(as_text(payload))
    assert "Hot" in drawn(preview)
    assert "@Trend Squad New today" in drawn(preview)


def drawn(preview: DiscordPreview) -> list[str]:
    """All texts, with what Discord writes around the post."""
    items = preview._canvas._drawing.items
    return [item.document.toPlainText() for item in items if isinstance(item, Text)]


def pictured(preview: DiscordPreview) -> dict[str, QRectF]:
    return {item.what: item.rect for item in preview._canvas._drawing.items if isinstance(item, Picture)}


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
    text = preview.text
    for part in ("Tiny Paw Club", "Small paws, big plans. *New* video", "Followers", "≈ 884K", "Watch the video"):
        assert part in text
    assert "Measured by TikTrack · ref: tt-0123456789abcdef0123" in text
    assert any(text.startswith("See thread") for text in drawn(preview))


def test_neither_a_long_channel_nor_a_row_of_hashtags_widens_it(preview: DiscordPreview) -> None:
    wild = replace(samples.creator(), bio="#fyp" * 60 + "\n" + "a" * 300, name="n" * 80)
    preview.show_post(profile_post(wild, key="tt-0"), samples.NOW, channel="taking-off-" * 9)
    QApplication.processEvents()
    assert preview._area.horizontalScrollBar().maximum() == 0


def test_a_forum_shows_the_thread_as_the_posts_title(preview: DiscordPreview) -> None:
    preview.show_post(PAYLOAD, samples.NOW, channel="creators", forum=True)
    assert not any(text.startswith("See thread") for text in drawn(preview))
    assert drawn(preview)[0] == PAYLOAD["thread_name"]


def test_markup_in_a_bio_is_shown_as_text(preview: DiscordPreview) -> None:
    payload = PAYLOAD | {"embed": PAYLOAD["embed"] | {"description": "<img src=x> & co"}}
    preview.show_post(payload, samples.NOW, channel="trend-watch")
    assert "<img src=x> & co" in preview.text


def test_discords_colours_are_independent_of_ours(preview: DiscordPreview, theme: Theme) -> None:
    preview.show_post(PAYLOAD, samples.NOW, channel="trend-watch")
    for mode, dark in (("dark", True), ("light", False)):
        preview.set_dark(dark)
        assert preview.grab().toImage().pixelColor(300, 30) == DISCORD[mode].page
    assert not theme.dark


def test_the_bar_has_the_embeds_colour(preview: DiscordPreview) -> None:
    preview.show_post(PAYLOAD, samples.NOW, channel="trend-watch")
    QApplication.processEvents()
    image = preview.grab().toImage()
    assert any(image.pixelColor(x, 200).name() == "#5b5bd6" for x in range(60, 120))


def test_inline_fields_are_below_one_another_on_a_phone(preview: DiscordPreview) -> None:
    preview.show_post(PAYLOAD, samples.NOW, channel="trend-watch")
    places = {item.text: item.rect for item in preview._canvas._drawing.items if isinstance(item, Text)}
    assert places["Followers"].top() == places["Following"].top()
    preview.set_phone(True)
    QApplication.processEvents()
    places = {item.text: item.rect for item in preview._canvas._drawing.items if isinstance(item, Text)}
    assert places["Followers"].left() == places["Following"].left()
    assert preview._canvas.width() < 375


def test_everything_has_its_place(preview: DiscordPreview) -> None:
    payload = {**PAYLOAD, "cover_url": "cover:1"}
    for phone in (False, True):
        preview.set_phone(phone)
        preview.show_post(payload, samples.NOW, channel="trend-watch", role="Trend Squad")
        QApplication.processEvents()
        assert set(pictured(preview)) == {"bot", "avatar", "cover"}
        drawing, whole = preview._canvas._drawing, QRectF(preview._canvas.rect())
        assert all(whole.contains(item.rect) for item in drawing.items), phone
        texts = [item.rect for item in drawing.items if isinstance(item, Text)]
        overlaps = [(one, other) for one, other in combinations(texts, 2) if one.intersected(other).height() > 2]
        assert [pair for pair in overlaps if pair[0].intersected(pair[1]).width() > 1] == []


def test_the_chart_is_the_picture_that_is_sent(qtbot: QtBot, preview: DiscordPreview) -> None:
    found = chart(PostFacts(creator=samples.creator(), samples=samples.growth(30, 400_000)))
    preview.show_post({**PAYLOAD, "chart": found}, samples.NOW, channel="trend-watch")
    assert found is not None
    preview._canvas._chart.of(found)
    qtbot.waitUntil(lambda: not preview._canvas._chart.of(found).isNull())
    sent = QImage.fromData(QByteArray(growth_chart.png(found) or b""))
    assert preview._canvas._chart.of(found).toImage().convertToFormat(sent.format()) == sent
    assert growth_chart.in_words(found) in preview._area.accessibleDescription()


def test_only_what_changed_is_laid_out_again(preview: DiscordPreview) -> None:
    preview.show_post(PAYLOAD, samples.NOW, channel="trend-watch")
    before = dict(preview._canvas._known)
    changed = PAYLOAD | {"embed": PAYLOAD["embed"] | {"description": "New"}}
    preview.show_post(changed, samples.NOW, channel="trend-watch")
    after = preview._canvas._known
    assert [key for key in after if after[key] is not before.get(key)] == [key for key in after if key not in before]
    assert len([key for key in after if key not in before]) == 1


def test_markup_is_drawn() -> None:
    tokens = DISCORD["dark"]
    look = Look(font=QFont(), color=tokens.text, link=tokens.link, tokens=tokens)
    made = document(blocks("# Big\n**b** ||s|| `c` [l](https://a.b)\n```\ncode\n```"), look)
    formats = {}
    block = made.begin()
    while block.isValid():
        for place in range(block.length() - 1):
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + place + 1)
            formats[block.text()[place]] = cursor.charFormat()
        block = block.next()
    assert formats["b"].fontWeight() == QFont.Weight.Bold
    assert formats["B"].fontWeight() == QFont.Weight.Bold
    assert formats["s"].foreground().color() == formats["s"].background().color() == tokens.spoiler
    assert formats["l"].foreground().color() == tokens.link
    assert made.toPlainText() == "Big\nb s c l\ncode"


def test_the_post_is_read_aloud(preview: DiscordPreview) -> None:
    preview.show_post(PAYLOAD, samples.NOW, channel="trend-watch")
    assert "Followers\n≈ 884K" in preview._area.accessibleDescription()
