"""The second view of the tab, "Who advertises", in each of its states."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.core.campaigns import Advertised
from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.core.models import Video
from tiktrack_gui.services.campaigns import Campaigns
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.campaigns.advertiser_details import SHOWN, AdvertiserDetails
from tiktrack_gui.ui.campaigns.advertisers import AdvertisersModel, AdvertisersTable
from tiktrack_gui.ui.campaigns.menu import copy_entry, export_entry
from tiktrack_gui.ui.campaigns.states import CREATOR_BONES
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.fields import SearchField
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.skeleton import Skeleton
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import advertisers as words

LOAD, VIDEOS = "read who advertises", "read what a creator advertises in"  # tasks


class AdvertisersView(QWidget):
    """
    Attributes:
        table: The rows.
        details: The panel for the selected one, to be placed beside it.
        search: The field above.

    Signals:
        open_requested: The user wants to open a profile or a video. arg: the link.
        creator_requested: The user wants to see a tracked creator. arg: its ID.
        rows_wanted, export_wanted: The selected creators are to be copied as text; they or all shown to be exported.
        selected: Another one is shown in the details, or none.
        changed: Something else is known, so that `summary` may be another one.
    """

    open_requested = Signal(str)
    creator_requested = Signal(object)
    rows_wanted = Signal()
    export_wanted = Signal()
    selected = Signal()
    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        campaigns: Campaigns,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        """now: UTC epoch seconds."""
        super().__init__()
        self._campaigns, self._tasks, self._messages = campaigns, tasks, messages
        self._found: Sequence[Advertised] | None = None
        self._act: Callable[[], None] = self.load
        self.model = AdvertisersModel(now, self)
        self.table = AdvertisersTable(theme, pictures, self.model)
        self.details = AdvertiserDetails(theme, pictures, now)
        self.search = SearchField(theme, "Search creators and brands")
        self._states = ViewStates(theme, self.table, Skeleton(theme, CREATOR_BONES))
        self._keys: list[QAction] = []
        self._menu = self._made_menu()
        self.set_active(False)
        above = row((self.search, 1), margins=(24, 8, 24, 8))
        self.setLayout(column(above, hairline(), (self._states, 1), spacing=0))
        self.search.textChanged.connect(self._narrow)
        self.table.chosen.connect(self._show_selected)
        self.table.opened.connect(self._show_creator)
        self.table.menu_wanted.connect(self._open_menu)
        self.details.open_wanted.connect(self._open_profile)
        self.details.creator_wanted.connect(self._show_selected_creator)
        self.details.video_opened.connect(self.open_requested)
        self._states.words.acted.connect(self._do)

    @property
    def summary(self) -> str:
        shown = self.model.rowCount() if self.model.is_narrowed else None
        return words.PURPOSE if self._found is None else words.summary(self._found, shown)

    @property
    def subject(self) -> QWidget:
        """What has the focus: the table, or the words in its place."""
        shown = self._states.currentWidget()
        return shown if shown is self._states.words else self.table

    @property
    def keys(self) -> Sequence[QAction]:
        """The actions whose shortcuts the page is to have; see `set_active`."""
        return self._keys

    def set_active(self, active: bool) -> None:
        """Whether the shortcuts work: only while this view is shown."""
        for action in self._keys:
            action.setEnabled(active)

    def load(self) -> None:
        """Reads who advertises anew."""
        self._tasks.spawn(self._load(), name=LOAD)

    def time_passed(self) -> None:
        self.model.time_passed()

    async def _load(self) -> None:
        try:
            found = await self._campaigns.advertised()
        except StoreError as error:
            self._fail(error)
            return
        self._found = found
        self.model.put(found)
        self._show_state()

    def _fail(self, error: StoreError) -> None:
        """What was read before stays, with a notice."""
        if self._found is not None:
            self._messages.trouble(error, retry=self.load)
            return
        self._act = self.load
        self._states.show_words(
            "database", "Couldn’t read who advertises", str(error), action="Try again", action_icon="refresh-cw"
        )

    def _narrow(self, text: str) -> None:
        self.model.show_only(text)
        self._show_state()

    def _show_state(self) -> None:
        self.search.setEnabled(bool(self._found))
        if self.model.rowCount():
            self._states.show_view()
            if self.table.selected is None:
                self.table.select_row(0)
        elif self._found:
            self._act = self.search.clear
            self._states.show_no_match(self.search.text().strip())
        elif self._found is not None:
            self._states.show_words("megaphone", words.TITLE, words.NOBODY)
        self._show_selected()
        self.changed.emit()

    def _show_selected(self) -> None:
        one: Advertised | None = self.table.selected
        before = self.details.advertiser
        self.details.show_advertiser(one)
        if one is not None and one != before:
            self._tasks.spawn(self._read_videos(one), name=VIDEOS)
        self.selected.emit()

    async def _read_videos(self, one: Advertised) -> None:
        """Reads the newest videos in which the creator advertises, for whomever."""
        found: dict[int, Video] = {}
        try:
            for brand in one.brands:
                found |= {video.id: video for video in await self._campaigns.ads(brand)}
        except StoreError as error:
            self._messages.trouble(error)
            return
        newest = sorted(found.values(), key=_newest_first)
        if self.details.advertiser == one:
            self.details.show_videos(newest[:SHOWN])

    # Actions

    def _made_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, key, act in (
            ("Show creator", "", self._show_selected_creator),
            ("Open on TikTok", "O", self._open_profile),
            ("Copy link", "Ctrl+Shift+C", self._copy),
        ):
            action = menu.addAction(f"{text}\tEnter" if not key else text)
            action.triggered.connect(act)
            if key:
                action.setShortcut(QKeySequence(key))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                self._keys.append(action)
        self._copy_rows = menu.addAction("", self.rows_wanted.emit)
        self._export = menu.addAction("", self.export_wanted.emit)
        menu.addSeparator()
        menu.addMenu(self.table.sort_menu)
        return menu

    def _open_menu(self, position: QPoint) -> None:
        number = self.table.selected_count
        self._copy_rows.setText(copy_entry(number))
        self._export.setText(export_entry(number))
        self._menu.popup(position)

    def _show_creator(self, one: Advertised) -> None:
        self.creator_requested.emit(one.creator.id)

    def _show_selected_creator(self) -> None:
        if (one := self.table.selected) is not None:
            self._show_creator(one)

    def _open_profile(self) -> None:
        if (one := self.table.selected) is not None:
            self.open_requested.emit(one.creator.url)

    def _copy(self) -> None:
        if selected := self.table.selection:
            QGuiApplication.clipboard().setText("\n".join(one.creator.url for one in selected))
            self._messages.say("Link copied" if len(selected) == 1 else f"{len(selected)} links copied")

    def _do(self) -> None:
        self._act()


def _newest_first(video: Video) -> tuple[int, int]:
    return -video.posted_at, -video.id
