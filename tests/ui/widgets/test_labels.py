"""Labels: plain text, elided if it doesn't fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tiktrack_gui.ui.theme.look import Mode
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.labels import ElidedLabel, IconLabel, Label

LONG = "Restoring a 1974 espresso machine, part 6, first shot, and what went wrong before"


def test_text_of_strangers_is_never_markup(theme: Theme, qtbot: QtBot) -> None:
    label = Label("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_tone_colours_the_text(theme: Theme, qtbot: QtBot) -> None:
    label = Label("+96", "small")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().windowText().color() == theme.tokens.text2
    label.set_tone("ok")
    assert label.palette().windowText().color() == theme.tokens.ok


def test_numbers_keep_digits_of_one_width_in_their_role(theme: Theme, qtbot: QtBot) -> None:
    label = Label("1", "kpi", tabular=True)
    qtbot.addWidget(label)
    label.show()
    metrics = QFontMetrics(label.font())
    assert label.font().pixelSize() == 22
    assert metrics.horizontalAdvance("11") == metrics.horizontalAdvance("00")


def test_what_does_not_fit_is_in_the_tooltip(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.toolTip() == tooltips.plain(LONG)
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_an_elided_label_is_one_line_and_may_be_narrow(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("two\nlines")
    assert label.text() == "two lines"
    assert label.minimumSizeHint().width() < 40


def test_an_icon_follows_the_theme(theme: Theme, qtbot: QtBot) -> None:
    label = IconLabel(theme, "eye", "text2")
    qtbot.addWidget(label)
    light = label.pixmap().toImage()
    theme.set_mode(Mode.DARK)
    assert label.pixmap().toImage() != light


def test_an_icon_is_drawn_anew_on_another_screen(theme: Theme, qtbot: QtBot) -> None:
    label = IconLabel(theme, "eye", "text2")
    qtbot.addWidget(label)
    label.clear()
    QApplication.sendEvent(label, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert not label.pixmap().isNull()
