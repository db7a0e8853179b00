"""The preview of a post, drawn from the same payload that is sent, in Discord's colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from tiktrack_gui.core.discord_markdown import Block
from tiktrack_gui.core.embed import as_text
from tiktrack_gui.drawing import growth_chart
from tiktrack_gui.drawing.resources import resource
from tiktrack_gui.ui.discord import preview_layout
from tiktrack_gui.ui.discord.chart_picture import ChartPicture
from tiktrack_gui.ui.discord.preview_layout import DESKTOP, PHONE, PHONE_WIDTH, Drawing, Layout, Picture, Post
from tiktrack_gui.ui.discord.preview_text import Look, document
from tiktrack_gui.ui.theme.colors import DISCORD
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row, scrolls_by_keyboard
from tiktrack_gui.ui.widgets.labels import ElidedLabel, IconLabel
from tiktrack_gui.ui.widgets.picture_drawing import Shape, shaped
from tiktrack_gui.ui.widgets.pictures import Pictures

MIN_WIDTH = 360  # px
BOT = Shape(preview_layout.AVATAR, preview_layout.AVATAR, preview_layout.AVATAR / 2)
CORNER = 4  # px, of pictures
SHARPEST = 3.0  # device pixels per pixel
Key = tuple[tuple[Block, ...], str, str, float, str]  # of a document: text, font, colour, width, mention


class DiscordPreview(QFrame):
    """Shows the bot's message with its embed and the thread below it; for a forum, the post with its title and tags."""

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme = theme
        self._canvas = PostCanvas(theme, pictures)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolls_by_keyboard(self._area, "Preview of the post")
        self._area.setWidget(self._canvas)
        self._icon = IconLabel(theme, "hash", "text3", 20)
        self._channel = ElidedLabel("", "discord_title")
        head = framed("clear", row(self._icon, (self._channel, 1), margins=(16, 12, 16, 12)))
        self._screen = QFrame()
        self._screen.setProperty("role", "discord_screen")
        self._screen.setLayout(column(head, hairline(), (self._area, 1), spacing=0, margins=(1, 1, 1, 1)))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place = row(None, (self._screen, 1), None, spacing=0)
        self.setLayout(self._place)
        self.setProperty("discord", "dark" if theme.dark else "light")
        self.setMinimumWidth(MIN_WIDTH)
        self.set_dark(theme.dark)
        self.set_phone(False)

    @property
    def text(self) -> str:
        """What is drawn of the payload."""
        return self._canvas.text

    def set_dark(self, dark: bool) -> None:
        """Switches between Discord's dark and light themes, independently of TikTrack's."""
        self.setProperty("discord", "dark" if dark else "light")
        for widget in (self, self._screen):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._canvas.set_mode(self.property("discord"))

    def set_phone(self, phone: bool) -> None:
        """Switches between Discord's looks on a phone and on a computer."""
        self._screen.setMaximumWidth(PHONE_WIDTH if phone else 16_777_215)
        self._place.setStretch(0, int(phone))
        self._place.setStretch(2, int(phone))
        self._place.setStretch(1, 0 if phone else 1)
        self._screen.setMinimumWidth(min(PHONE_WIDTH, MIN_WIDTH) if phone else 0)
        self._canvas.set_phone(phone)

    def show_post(
        self,
        payload: Mapping[str, Any],
        now: float,
        *,
        channel: str,
        forum: bool = False,
        author: str = "TikTrack",
        role: str = "",
    ) -> None:
        """payload: see core.embed. now: UTC epoch seconds. channel: its name. author: the bot's name. role: the name of
        the one that is pinged.
        """
        self._channel.setText(channel)
        self._icon.set_icon("messages-square" if forum else "hash", "text3")
        self._canvas.show_post(Post(payload=payload, now=now, author=author, role=role, forum=forum))
        self._area.setAccessibleDescription(_in_words(payload))


def _in_words(payload: Mapping[str, Any]) -> str:
    """The post for screen readers, with its picture."""
    chart = payload.get("chart")
    picture = growth_chart.in_words(chart) if chart else "With the video’s cover" if payload.get("cover_url") else ""
    return "\n".join(filter(None, (as_text(payload), picture)))


class PostCanvas(QWidget):
    """The post itself, as high as it is."""

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme, self._pictures = theme, pictures
        self.setProperty("surface", "clear")
        self._mode, self._screen = "dark", DESKTOP
        self._post: Post | None = None
        self._drawing = Drawing()
        self._known: dict[Key, QTextDocument] = {}  # those of the last drawing
        self._used: dict[Key, QTextDocument] = {}
        self._chart = ChartPicture(self)
        self._bot = QPixmap.fromImage(shaped(resource("app/tiktrack-256.png").read_bytes(), BOT, SHARPEST))
        pictures.arrived.connect(self.update)
        self._chart.arrived.connect(self.update)
        theme.changed.connect(self._forget)

    @property
    def text(self) -> str:
        return self._drawing.text

    def set_mode(self, mode: str) -> None:
        self._mode = mode
        self._forget()

    def set_phone(self, phone: bool) -> None:
        self._screen = PHONE if phone else DESKTOP
        self._draw()

    def show_post(self, post: Post) -> None:
        if post != self._post:
            self._post = post
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for item in self._drawing.items:
            if not item.rect.intersects(event.rect().toRectF()):
                continue
            if isinstance(item, Picture):
                self._paint_picture(painter, item)
            else:
                item.paint(painter)

    def _paint_picture(self, painter: QPainter, item: Picture) -> None:
        pixmap = self._pixmap(item)
        if item.what == "chart":  # the others come with their round corners
            corners = QPainterPath()
            corners.addRoundedRect(item.rect, CORNER, CORNER)
            painter.save()
            painter.setClipPath(corners)
            painter.drawPixmap(item.rect, pixmap, pixmap.rect().toRectF())
            painter.restore()
        else:
            painter.drawPixmap(item.rect, pixmap, pixmap.rect().toRectF())

    def _forget(self) -> None:
        self._known.clear()
        self._draw()

    def _draw(self) -> None:
        if self._post is None:
            return
        self._used = {}
        layout = Layout(self._post, self._screen, DISCORD[self._mode], self._font, self._document)
        self._drawing = layout.drawn(self.width())
        self._known = self._used
        self.setMinimumHeight(round(self._drawing.height))
        self.update()

    def _font(self, size: int, weight: int) -> QFont:
        return self._theme.font(size, weight)

    def _document(self, blocks: tuple[Block, ...], look: Look, width: float, mention: str) -> QTextDocument:
        """One that was shown before isn't laid out again: only what is typed changes."""
        key = blocks, look.font.key(), look.color.name(), width, mention
        made = self._used.get(key) or self._known.get(key)
        if made is None:
            made = document(blocks, look, mention)
            made.setTextWidth(width)
        self._used[key] = made
        return made

    def _pixmap(self, item: Picture) -> QPixmap:
        if item.what == "bot":
            return self._bot
        payload = self._post.payload if self._post is not None else {}
        if item.what == "chart":
            return self._chart.of(payload["chart"])
        shape = Shape(round(item.rect.width()), round(item.rect.height()), CORNER)
        name = payload["embed"].get("title") or "?"
        return self._pictures.pixmap(payload[f"{item.what}_url"], shape, name, self.devicePixelRatioF())
