"""Where the parts of a post are, as Discord lays it out: texts, pictures and shapes, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QTextDocument

from tiktrack_gui.core.discord_markdown import Block, Kind, Span, blocks, spans
from tiktrack_gui.ui.discord.preview_text import Look, paint
from tiktrack_gui.ui.theme.colors import DiscordTokens
from tiktrack_gui.words import times

PAGE_MARGIN = 16
AVATAR, AVATAR_GAP = 40, 16
BAR = 4
IN_A_ROW = 3  # inline fields
FIELD_GAP = 8
PLAIN = (12.0 + BAR, 12.0, 14.0, 14.0)  # of an embed: left, top, right, bottom

_MENTIONED = "\ufdd2"  # stands for a mention while the text after it is read

Field = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What is drawn.

    payload: as it is sent (see core.embed). now: UTC epoch seconds. author: the bot's name. role: the name of the role
    that is pinged, "" for none. forum: the thread is a post of its own, instead of being attached to a message.
    """

    payload: Mapping[str, Any]
    now: float
    author: str = "TikTrack"
    role: str = ""
    forum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Discord on a computer, or on a phone. embed: its greatest width. thumbnail, image: their greatest sizes in px.

    in_thirds: whether inline fields are side by side; on a phone they are below one another.
    """

    embed: float = 520
    thumbnail: float = 80
    image: tuple[float, float] = (400, 300)
    gap: float = AVATAR_GAP
    in_thirds: bool = True


DESKTOP = Screen()
PHONE = Screen(embed=400, thumbnail=64, image=(300, 260), gap=12, in_thirds=False)
PHONE_WIDTH = 375  # px


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """said: whether it is of the payload, rather than written by Discord around it."""

    document: QTextDocument
    rect: QRectF
    look: Look
    said: bool = True
    mention: str = ""

    @property
    def text(self) -> str:
        """Without what is mentioned before it."""
        return self.document.toPlainText().removeprefix(self.mention).removeprefix(" " if self.mention else "")

    def paint(self, painter: QPainter) -> None:
        painter.save()
        painter.translate(self.rect.topLeft())
        paint(painter, self.document, self.look)
        painter.restore()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A filled rectangle with round corners. bar: a strip of that colour at its left edge."""

    rect: QRectF
    color: QColor
    radius: float = 4
    bar: QColor | None = None

    def paint(self, painter: QPainter) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(self.rect, self.radius, self.radius)
        painter.fillPath(outline, self.color)
        if self.bar is not None:
            painter.save()
            painter.setClipRect(QRectF(self.rect.left(), self.rect.top(), BAR, self.rect.height()))
            painter.fillPath(outline, self.bar)
            painter.restore()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """what: "bot", "avatar", "cover" or "chart"; who draws knows how it looks."""

    what: str
    rect: QRectF


Item = Text | Shape | Picture
Documents = Callable[[tuple[Block, ...], Look, float, str], QTextDocument]


@dataclass
class Drawing:
    """items: from back to front. height: px."""

    items: list[Item] = field(default_factory=list)
    height: float = 0

    @property
    def text(self) -> str:
        """What is drawn of the payload, part by part."""
        said = (item.text for item in self.items if isinstance(item, Text) and item.said)
        return "\n".join(filter(None, said))


class Layout:
    """Lays out one post."""

    def __init__(
        self, post: Post, screen: Screen, tokens: DiscordTokens, font: Callable[[int, int], QFont], texts: Documents
    ) -> None:
        """font: by size of the type scale and weight. texts: makes a document of that width in px, or has it from
        before; -1 = as wide as it is. Its last argument is what is mentioned at its beginning.
        """
        self._post, self._screen, self._tokens = post, screen, tokens
        self._font, self._texts = font, texts
        self._items: list[Item] = []

    def drawn(self, width: float) -> Drawing:
        y = float(PAGE_MARGIN)
        payload, post = self._post.payload, self._post
        if post.forum:
            title = self._look(20, 600, self._tokens.heading)
            y = self._write(_plain(payload["thread_name"]), title, PAGE_MARGIN, y, width - 2 * PAGE_MARGIN)
            y = self._pills(payload.get("tags", ()), y + 6, width) + 10
        left = PAGE_MARGIN + AVATAR + self._screen.gap
        room = width - left - PAGE_MARGIN
        self._items.append(Picture(what="bot", rect=QRectF(PAGE_MARGIN, y + 2, AVATAR, AVATAR)))
        y = self._byline(left, y, room) + 2
        y = self._content(left, y, room)
        y = self._embed(left, y + 4, min(room, self._screen.embed))
        if not post.forum:
            y = self._thread(left, y + 8, min(room, self._screen.embed))
        return Drawing(self._items, y + PAGE_MARGIN)

    # Parts of a message

    def _byline(self, x: float, y: float, room: float) -> float:
        tokens = self._tokens
        name = self._line(self._post.author, self._look(16, 500, tokens.heading), x, y, room - 140)
        tag = self._look(11, 600, tokens.on_tag)
        made = self._texts(_plain("APP"), tag, -1, "")
        middle = name.center().y()
        pill = QRectF(name.right() + 6, middle - made.size().height() / 2 - 1, made.idealWidth() + 10, 0)
        pill.setHeight(made.size().height() + 2)
        self._items.append(Shape(rect=pill, color=tokens.tag))
        self._place(made, pill.topLeft() + QPointF(5, 1), tag, said=False)
        small = self._look(12, 400, tokens.muted)
        height = self._texts(_plain("0"), small, -1, "").size().height()
        self._line(discord_time(self._post.now, self._post.now), small, pill.right() + 8, middle - height / 2 + 1, room)
        return name.bottom()

    def _content(self, x: float, y: float, room: float) -> float:
        """The message above the embed, after the role it pings."""
        content, role = self._post.payload.get("content", ""), self._post.role
        if not (content or role):
            return y
        found = tuple(blocks(f"{_MENTIONED} {content}" if role else content)) or _plain("")
        if role:  # so that the first line isn't read as one that begins with markup
            first, *rest = found[0].spans
            found = (replace(found[0], spans=(replace(first, text=first.text[2:]), *rest)), *found[1:])
        return self._write(
            found, self._look(16, 400, self._tokens.text), x, y, room, mention=f"@{role}" if role else ""
        )

    def _embed(self, x: float, y: float, width: float) -> float:
        embed, payload, tokens, screen = self._post.payload["embed"], self._post.payload, self._tokens, self._screen
        ground = len(self._items)
        left, top, right, bottom = PLAIN
        inner, x_in, at = width - left - right, x + left, y + top
        room = inner
        if payload.get("avatar_url"):
            place = QRectF(x + width - right - screen.thumbnail, at, screen.thumbnail, screen.thumbnail)
            self._items.append(Picture(what="avatar", rect=place))
            room = inner - screen.thumbnail - 16
        beside = at
        if title := embed.get("title"):
            look = self._look(16, 600, tokens.link if "url" in embed else tokens.heading)
            at = self._write((Block(Kind.TEXT, tuple(spans(title))),), look, x_in, at, room) + 6
        if text := embed.get("description"):
            at = self._write(tuple(blocks(text)), self._look(14, 400, tokens.text), x_in, at, room) + 8
        at = max(at, beside + screen.thumbnail + 8 if room < inner else at)
        at = self._fields(embed.get("fields", ()), x_in, at, inner)
        at = self._image(x_in, at + 4, inner)
        at = self._footer(x_in, at + 4, inner)
        box = QRectF(x, y, width, at + bottom - y)
        color = QColor(embed["color"]) if "color" in embed else tokens.edge
        self._items.insert(ground, Shape(rect=box, color=tokens.embed, bar=color))
        return box.bottom()

    def _footer(self, x: float, y: float, width: float) -> float:
        """Its text and when it was measured, on one line if there is room."""
        look, footer = self._look(12, 500, self._tokens.muted), self._post.payload["embed"].get("footer", {})
        text, when = self._fitted(footer.get("text", ""), look, width), self._when()
        place = self._place(text, QPointF(x, y), look, said=True)
        if not when:
            return place.bottom()
        joint = self._texts(_plain(f" • {when}"), look, -1, "")
        if place.width() + joint.idealWidth() <= width:
            self._place(joint, place.topRight(), look, said=False)
            return place.bottom()
        return self._write(_plain(when), look, x, place.bottom() + 2, width, said=False)

    def _fields(self, fields: Sequence[Field], x: float, y: float, width: float) -> float:
        heading, body = self._look(14, 600, self._tokens.heading), self._look(14, 400, self._tokens.text)
        if not self._screen.in_thirds:
            fields = [{**one, "inline": False} for one in fields]
        third = (width - FIELD_GAP * (IN_A_ROW - 1)) / IN_A_ROW
        bottom, line = y, 0
        for one, row, column, columns in placed(fields):
            if row != line:
                y, line = bottom + FIELD_GAP, row
            left, room = x + column * (third + FIELD_GAP), third * columns + FIELD_GAP * (columns - 1)
            end = self._write((Block(Kind.TEXT, tuple(spans(one["name"]))),), heading, left, y, room)
            end = self._write(tuple(blocks(one["value"])), body, left, end + 2, room)
            bottom = max(bottom, end)
        return bottom + FIELD_GAP if fields else y

    def _image(self, x: float, y: float, width: float) -> float:
        """The cover, whose real proportions aren't known before it has been fetched, or the chart."""
        payload = self._post.payload
        what, ratio = ("chart", 21 / 50) if payload.get("chart") else ("cover", 4 / 3)
        if what == "cover" and not payload.get("cover_url"):
            return y
        widest, highest = self._screen.image
        wide = min(width, widest, highest / ratio)
        self._items.append(Picture(what=what, rect=QRectF(x, y + 4, round(wide), round(wide * ratio))))
        return y + 4 + round(wide * ratio) + 4

    def _thread(self, x: float, y: float, width: float) -> float:
        """The card of the thread below its message."""
        ground = len(self._items)
        end = self._write(_plain(self._post.payload["thread_name"]), self._look(14, 600, self._tokens.heading),
                          x + 12, y + 9, width - 24)  # fmt: skip
        end = self._write(_plain("See thread ›"), self._look(14, 600, self._tokens.link), x + 12, end + 2, width - 24,
                          said=False)  # fmt: skip
        box = QRectF(x, y, width, end + 9 - y)
        self._items.insert(ground, Shape(rect=box, color=self._tokens.thread, radius=8))
        return box.bottom()

    def _pills(self, tags: Sequence[str], y: float, width: float) -> float:
        """The tags of a forum post."""
        look, x = self._look(12, 500, self._tokens.text), float(PAGE_MARGIN)
        for number, tag in enumerate(tags):
            made = self._fitted(tag, look, width - 2 * PAGE_MARGIN - 20)
            wide, high = made.idealWidth() + 20, made.size().height() + 8
            if number and x + wide > width - PAGE_MARGIN:
                x, y = float(PAGE_MARGIN), y + high + 6
            pill = QRectF(x, y, wide, high)
            self._items.append(Shape(rect=pill, color=self._tokens.pill, radius=min(high / 2, 14)))
            self._place(made, pill.topLeft() + QPointF(10, 4), look, said=False)
            x += wide + 6
        return y + self._texts(_plain("A"), look, -1, "").size().height() + 8 if tags else y

    def _when(self) -> str:
        stamp = self._post.payload["embed"].get("timestamp")
        return discord_time(datetime.fromisoformat(stamp).timestamp(), self._post.now) if stamp else ""

    # Texts

    def _look(self, size: int, weight: int, color: QColor) -> Look:
        return Look(font=self._font(size, weight), color=color, link=self._tokens.link, tokens=self._tokens)

    def _write(
        self,
        found: tuple[Block, ...],
        look: Look,
        x: float,
        y: float,
        width: float,
        *,
        said: bool = True,
        mention: str = "",
    ) -> float:
        """Returns where it ends."""
        made = self._texts(found, look, max(width, 24), mention)
        return self._place(made, QPointF(x, y), look, said=said, mention=mention).bottom()

    def _line(self, text: str, look: Look, x: float, y: float, width: float) -> QRectF:
        """One line of Discord's own, as wide as it is."""
        return self._place(self._fitted(text, look, width), QPointF(x, y), look, said=False)

    def _fitted(self, text: str, look: Look, width: float) -> QTextDocument:
        """On one line, if it is no wider than that."""
        made = self._texts(_plain(text), look, -1, "")
        return made if made.idealWidth() <= width else self._texts(_plain(text), look, max(width, 24), "")

    def _place(self, made: QTextDocument, at: QPointF, look: Look, *, said: bool, mention: str = "") -> QRectF:
        rect = QRectF(at.x(), at.y(), made.idealWidth(), made.size().height())
        self._items.append(Text(document=made, rect=rect, look=look, said=said, mention=mention))
        return rect


def placed(fields: Sequence[Field]) -> list[tuple[Field, int, int, int]]:
    """Returns (field, row, column, column span) of each: an inline field takes a third, any other the full width."""
    places, line, place = [], 0, 0
    for one in fields:
        if not one.get("inline"):
            line, place = line + (place > 0), 0
            places.append((one, line, 0, IN_A_ROW))
            line += 1
            continue
        places.append((one, line, place, 1))
        line, place = (line + 1, 0) if place == IN_A_ROW - 1 else (line, place + 1)
    return places


def discord_time(at: float, now: float) -> str:
    """Formats a time as Discord does in English: "Today at 09:44", "Yesterday at 09:44", "20/10/2026, 09:44"."""
    when, today = times.local(at), times.local(now).date()
    days = (today - when.date()).days
    if days in (0, 1):
        return f"{'Yesterday' if days else 'Today'} at {when:%H:%M}"
    return f"{when:%d/%m/%Y, %H:%M}"


def _plain(text: str) -> tuple[Block, ...]:
    return (Block(Kind.TEXT, (Span(text),)),)
