"""The preview of a post, drawn from the same payload that is sent, in Discord's colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from tiktrack_gui.drawing.resources import resource
from tiktrack_gui.ui.discord.markdown import to_html
from tiktrack_gui.ui.theme.colors import DISCORD, DiscordTokens
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row, scrolls_by_keyboard
from tiktrack_gui.ui.widgets.labels import ElidedLabel, IconLabel, Label
from tiktrack_gui.ui.widgets.picture_drawing import Shape, shaped
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import times

EMBED_WIDTH = 520
BAR = 4
AVATAR = Shape(40, 40, 20)
THUMBNAIL = Shape(80, 80, 4)
SHARPEST = 3.0  # device pixels per pixel
IN_A_ROW = 3  # inline fields

Field = Mapping[str, Any]


class DiscordPreview(QFrame):
    """Shows the bot's message with its embed and the thread below it; for a forum, the post with its title."""

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme, self._pictures = theme, pictures
        self._shown: tuple[Mapping[str, Any], str, bool, str, float] | None = None
        self._content: QWidget | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        scrolls_by_keyboard(self._area, "Preview of the post")
        self._layout = column(self._area, margins=(1, 1, 1, 1))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayout(self._layout)
        self.setProperty("discord", "dark" if theme.dark else "light")
        self.setMinimumWidth(360)

    def set_dark(self, dark: bool) -> None:
        """Switches between Discord's dark and light themes, independently of TikTrack's."""
        self.setProperty("discord", "dark" if dark else "light")
        self.style().unpolish(self)
        self.style().polish(self)
        self._build()

    def show_post(
        self, payload: Mapping[str, Any], now: float, *, channel: str, forum: bool = False, author: str = "TikTrack"
    ) -> None:
        """payload: see core.embed. now: UTC epoch seconds. channel: its name. author: the bot's name."""
        self._shown = (payload, channel, forum, author, now)
        self._build()

    @property
    def _colors(self) -> DiscordTokens:
        return DISCORD[self.property("discord")]

    def _build(self) -> None:
        if self._shown is None:
            return
        payload, channel, forum, author, now = self._shown
        embed = row((_Embed(self._colors, self._pictures, payload, now), 1))
        embed.addStretch(0)  # takes the width beyond EMBED_WIDTH, so that the embed's height fits its width
        message = column(self._byline(author, now), embed, spacing=4)
        if not forum:
            message.addWidget(self._thread(payload["thread_name"]))
        head = row(_head_icon(self._theme, forum), (ElidedLabel(channel, "discord_title"), 1), margins=(16, 12, 16, 12))
        post = column(margins=(16, 16, 16, 16), spacing=12)
        if forum:
            post.addWidget(Label(payload["thread_name"], "discord_title", wrap=True))
        post.addLayout(row(column(_bot_mark(), None), (framed("clear", message), 1), spacing=16))
        post.addStretch(1)
        content = framed("clear", column(head, hairline(), framed("clear", post), spacing=0))
        self._area.setWidget(content)
        self._area.setAccessibleDescription(_in_words(payload))

    def _byline(self, author: str, now: float) -> QWidget:
        time = Label(discord_time(now, now), "discord_small")
        return framed("clear", row(Label(author, "discord_author"), Label("APP", "discord_tag"), time, None, spacing=6))

    def _thread(self, name: str) -> QWidget:
        words = column(ElidedLabel(name, "discord_heading"), Label("See thread ›", "discord_link"), spacing=2)
        card = QFrame()
        card.setProperty("role", "discord_thread")
        card.setLayout(row((framed("clear", words), 1), margins=(12, 8, 12, 8)))
        card.setMaximumWidth(EMBED_WIDTH)
        return card


class _Embed(QFrame):
    """Title, text, fields, picture and footer on a background with a bar in the embed's colour."""

    def __init__(self, colors: DiscordTokens, pictures: Pictures, payload: Mapping[str, Any], now: float) -> None:
        super().__init__()
        self._colors = colors
        embed = payload["embed"]
        self._bar = QColor(embed["color"]) if "color" in embed else colors.edge
        words = column(spacing=8)
        self._add(words, embed.get("title"), "discord_title", colors.link if "url" in embed else None)
        self._add(words, embed.get("description"), "body")
        line = row((framed("clear", words), 1), spacing=16)
        if payload.get("avatar_url"):
            picture = PictureLabel(pictures, THUMBNAIL)
            picture.show_picture(payload["avatar_url"], embed.get("title") or "?")
            line.addLayout(column(picture, None))
        layout = column(line, self._fields(embed.get("fields", ())), spacing=8, margins=(12 + BAR, 12, 16, 14))
        self._add(layout, _footer(embed, now), "discord_small")
        self.setLayout(layout)
        self.setMaximumWidth(EMBED_WIDTH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.fillPath(outline, self._colors.embed)
        painter.setClipRect(0, 0, BAR, self.height())
        painter.fillPath(outline, self._bar)

    def _add(self, layout: Any, text: str | None, role: str, color: QColor | None = None) -> None:
        if text:
            layout.addWidget(self._rich(text, role, color))

    def _rich(self, text: str, role: str, color: QColor | None = None) -> QLabel:
        label = QLabel()
        html = to_html(text, self._colors.link.name())
        label.setText(f'<span style="color:{color.name()}">{html}</span>' if color else html)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label

    def _fields(self, fields: Sequence[Field]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for place in range(IN_A_ROW):
            grid.setColumnStretch(place, 1)
        for field, line, place, width in placed(fields):
            name, value = self._rich(field["name"], "discord_heading"), self._rich(field["value"], "body")
            grid.addWidget(
                framed("clear", column(name, value, spacing=2)), line, place, 1, width, Qt.AlignmentFlag.AlignTop
            )
        return grid


def placed(fields: Sequence[Field]) -> list[tuple[Field, int, int, int]]:
    """Returns (field, row, column, column span) of each: an inline field takes a third, any other the full width."""
    places, line, place = [], 0, 0
    for field in fields:
        if not field.get("inline"):
            line, place = line + (place > 0), 0
            places.append((field, line, 0, IN_A_ROW))
            line += 1
            continue
        places.append((field, line, place, 1))
        line, place = (line + 1, 0) if place == IN_A_ROW - 1 else (line, place + 1)
    return places


def discord_time(at: float, now: float) -> str:
    """Formats a time as Discord does in English: "Today at 09:44", "Yesterday at 09:44", "20/10/2026, 09:44"."""
    when, today = times.local(at), times.local(now).date()
    days = (today - when.date()).days
    if days in (0, 1):
        return f"{'Yesterday' if days else 'Today'} at {when:%H:%M}"
    return f"{when:%d/%m/%Y, %H:%M}"


def _footer(embed: Mapping[str, Any], now: float) -> str:
    parts = [embed.get("footer", {}).get("text", "")]
    if "timestamp" in embed:
        parts.append(discord_time(datetime.fromisoformat(embed["timestamp"]).timestamp(), now))
    return " • ".join(filter(None, parts))


def _in_words(payload: Mapping[str, Any]) -> str:
    """Returns the post's text for screen readers."""
    embed = payload["embed"]
    fields = [f"{field['name']}: {field['value']}" for field in embed.get("fields", ())]
    return "\n".join(filter(None, (payload["thread_name"], embed.get("title"), embed.get("description"), *fields)))


def _head_icon(theme: Theme, forum: bool) -> QWidget:
    return IconLabel(theme, "messages-square" if forum else "hash", "text3", 20)


def _bot_mark() -> QLabel:
    mark = QLabel()
    mark.setFixedSize(AVATAR.width, AVATAR.height)
    mark.setPixmap(QPixmap.fromImage(shaped(resource("app/tiktrack-256.png").read_bytes(), AVATAR, SHARPEST)))
    return mark
