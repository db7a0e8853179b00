"""A card with a chart: its options, and the ways to copy and save what it shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QStackedWidget, QToolButton

from tiktrack_gui.core.table_csv import csv_file
from tiktrack_gui.core.table_export import Table
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.growth_menu import GrowthMenu
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.saving import Content, Saving

if TYPE_CHECKING:
    from tiktrack_gui.ui.widgets.growth_picture import Caption, Recorded
    from tiktrack_gui.ui.widgets.time_canvas import TimeCanvas


class ChartCard(QFrame):
    """Shows a chart, or words if there is nothing to draw. A subclass draws it and says what it is of.

    Signals:
        said: Something was saved or copied, or couldn't be. args: a sentence, whether it is good news.
    """

    said = Signal(str, bool)

    def __init__(self, theme: Theme, zone: tzinfo | None = None) -> None:
        """zone: for the dates; None = local."""
        super().__init__()
        self._theme, self._zone = theme, zone
        self._menu = GrowthMenu(self)
        self._saving = Saving(self)
        self._options = IconButton(theme, "sliders-horizontal", "Chart options")
        self._options.setMenu(self._menu)
        self._options.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._words = Label("", "secondary", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._words)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._menu.log.toggled.connect(self._draw)
        self._menu.copy_wanted.connect(self._copy)
        self._menu.png_wanted.connect(self._save_png)
        self._menu.svg_wanted.connect(self._save_svg)
        self._menu.csv_wanted.connect(self._save_csv)
        self._saving.said.connect(self.said)

    def _draw(self) -> None:
        """Draws what was chosen."""
        raise NotImplementedError

    def _shown_canvas(self) -> TimeCanvas:
        """The chart, made when it is first wanted."""
        raise NotImplementedError

    def _caption(self) -> Caption:
        """What is said around a picture of the visible part."""
        raise NotImplementedError

    def _file_name(self, ending: str) -> str:
        raise NotImplementedError

    def _data(self) -> Callable[[], Table]:
        """Returns what makes the table of the data; it is called in a thread."""
        raise NotImplementedError

    def _show_words(self, text: str) -> None:
        """Shows words instead of a chart."""
        self._words.setText(text)
        self._stack.setCurrentWidget(self._words)

    def _recorded(self, scale: int) -> Recorded:
        from tiktrack_gui.ui.widgets.growth_picture import recorded

        return recorded(self._shown_canvas(), self._caption(), self._theme, scale)

    def _copy(self) -> None:
        from tiktrack_gui.ui.widgets.growth_picture import SCALE, as_image

        QGuiApplication.clipboard().setImage(as_image(self._recorded(SCALE)))
        self.said.emit("Picture copied", True)

    def _save_png(self) -> None:
        self._saving.ask("Save the chart as PNG", self._file_name("png"), "PNG (*.png)", self._png)

    def _save_svg(self) -> None:
        self._saving.ask("Save the chart as SVG", self._file_name("svg"), "SVG (*.svg)", self._svg)

    def _save_csv(self) -> None:
        self._saving.ask("Save the data as CSV", self._file_name("csv"), "CSV (*.csv)", self._csv)

    def _png(self) -> Content:
        from tiktrack_gui.ui.widgets.growth_picture import SCALE, as_png

        return partial(as_png, self._recorded(SCALE))

    def _svg(self) -> Content:
        from tiktrack_gui.ui.widgets.growth_picture import as_svg

        return partial(as_svg, self._recorded(1))

    def _csv(self) -> Content:
        return partial(_encoded, self._data())


def _encoded(made: Callable[[], Table]) -> bytes:
    return csv_file(made())
