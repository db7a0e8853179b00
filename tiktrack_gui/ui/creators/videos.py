"""The card with a creator's videos that TikTrack has seen: the top one, and the others in an order of choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy

from tiktrack_gui.core.baseline import READ
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.rated_videos import Order, RatedVideo, in_order, rated, top
from tiktrack_gui.ui.creators.top_video import TopVideo
from tiktrack_gui.ui.creators.video_list import PADDING, VideoList, VideosModel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import measures, seen_videos

ROWS_SHOWN = 3  # until all are wanted
WIDE_FROM = 320  # px of a column, at least, if there are two
MOST = READ  # videos; hardly anybody posts as many in four weeks
SORT = "Order of the videos"
SHOW_ALL, SHOW_FEWER = "Show all", "Show fewer"


class VideosSeen(QFrame):
    """A card with the videos, in two columns if there is room. A button shows all; nothing scrolls in it.

    Signals:
        video_opened: Enter, a double-click, a button or the menu. arg: Video.
        video_copy_wanted: Ctrl+C, a button or the menu. arg: Video.
        post_wanted: The creator is to be posted, by a button or the menu.
        video_reached: A video became the current one, by keyboard or mouse. arg: its QRect in the card.
    """

    video_opened = Signal(object)
    video_copy_wanted = Signal(object)
    post_wanted = Signal()
    video_reached = Signal(QRect)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme = theme
        self._videos: Sequence[RatedVideo] = ()  # in the order shown
        self._newest_first: Sequence[RatedVideo] = ()
        self._order = Order.NEWEST
        self._now = 0.0
        self._shows_all = False
        self._sought: tuple[int, int] | None = None  # IDs of a creator and the video to select once they are shown
        self._top = TopVideo(theme, pictures)
        self._model = VideosModel(self)
        self._list = VideoList(theme, pictures, self._model)
        self._count = Label("", "hint", tabular=True)
        self._more = Button(theme, SHOW_ALL, kind="link")
        self._sort = Button(theme, seen_videos.ORDERS[self._order], icon="chevron-down", kind="link", hint=SORT)
        self._sort.setAccessibleName(f"{SORT}: {seen_videos.ORDERS[self._order]}")
        self._orders = QMenu(self)
        self._group = QActionGroup(self)
        for order, text in seen_videos.ORDERS.items():
            self._offer(order, text)
        self._nothing = Label(
            "None yet. This creator’s videos appear here when they show up in the trending feed.", "hint", wrap=True
        )
        self._nothing.setContentsMargins(int(PADDING), 8, int(PADDING), 8)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        title = Label("Videos seen", "strong")
        title.setToolTip(f"{measures.ENGAGEMENT}\n{measures.USUAL}")
        head = row(title, self._count, None, self._sort, self._more, spacing=4, margins=(16, 1, 16, 1))
        head.insertSpacing(1, 4)
        head.addStrut(32)  # with or without the buttons
        self.setLayout(column(head, hairline(), self._top, self._nothing, self._list, spacing=0, margins=(1, 1, 1, 8)))
        self._connect()

    def seek(self, creator_id: int, video_id: int) -> None:
        """Selects a video when the creator's videos are shown next, if it is among them."""
        self._sought = creator_id, video_id

    def show_loading(self) -> None:
        """Shows nothing, in the place of what was shown: it isn't known yet whether there are videos."""
        self._videos, self._newest_first, self._shows_all = (), (), False
        self._count.clear()
        self._nothing.hide()
        self._top.show_video(None, "", self._now)
        self._list.show()
        self._arrange()

    def show_videos(self, videos: Sequence[Video], total: int | None, now: float) -> None:
        """videos: newest first, up to MOST. total: how many there are on the creator's profile; None = not known."""
        self._newest_first, self._now = rated(videos), now
        self._videos = in_order(self._newest_first, self._order)
        self._count.setText(seen_videos.share(len(videos), total))
        self._top.show_video(top(self._newest_first), seen_videos.top_of(len(videos), total), now)
        self._nothing.setVisible(not videos)
        self._list.setVisible(bool(videos))
        self._arrange()
        self._select_sought()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _offer(self, order: Order, text: str) -> None:
        action = self._orders.addAction(text)
        action.setCheckable(True)
        action.setChecked(order is self._order)
        action.setData(order)
        self._group.addAction(action)

    def _connect(self) -> None:
        self._more.clicked.connect(self._toggle)
        self._sort.clicked.connect(self._open_orders)
        self._group.triggered.connect(self._sort_by)
        for videos in (self._list, self._top):
            videos.opened.connect(self.video_opened)
            videos.copy_wanted.connect(self.video_copy_wanted)
            videos.post_wanted.connect(self.post_wanted)
        self._list.reached.connect(self._tell_reached)
        self._theme.changed.connect(self._arrange)

    def _arrange(self) -> None:
        """Shows as many videos as fill ROWS_SHOWN, or all."""
        is_wide = self.width() >= 2 * self._theme.px(WIDE_FROM)
        columns = 2 if is_wide and len(self._videos) > ROWS_SHOWN else 1
        shown = self._videos if self._shows_all else self._videos[: columns * ROWS_SHOWN]
        self._model.show(shown, self._now)
        self._list.set_columns(columns)
        self._more.setVisible(len(self._videos) > columns * ROWS_SHOWN)
        self._more.set_text(SHOW_FEWER if self._shows_all else SHOW_ALL)
        self._sort.setVisible(len(self._videos) > 1)

    def _select_sought(self) -> None:
        if self._sought is None or not self._videos or self._videos[0].video.creator.id != self._sought[0]:
            return
        (_, video_id), self._sought = self._sought, None
        place = next((place for place, one in enumerate(self._videos) if one.video.id == video_id), None)
        if place is None:
            return
        if place >= self._model.rowCount():
            self._toggle()
        self._list.setCurrentIndex(self._model.index(place))
        self._list.setFocus()

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._arrange()

    def _open_orders(self) -> None:
        self._orders.popup(self._sort.mapToGlobal(QPoint(0, self._sort.height())))

    def _sort_by(self, action: QAction) -> None:
        self._order = Order(action.data())
        self._sort.set_text(seen_videos.ORDERS[self._order])
        self._sort.setAccessibleName(f"{SORT}: {seen_videos.ORDERS[self._order]}")
        self._videos = in_order(self._newest_first, self._order)
        self._arrange()

    def _tell_reached(self, rect: QRect) -> None:
        self.video_reached.emit(QRect(self._list.mapTo(self, rect.topLeft()), rect.size()))
