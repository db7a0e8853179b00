"""Every page by keyboard alone: Tab reaches all controls, and each has a name and a visible focus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsView,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.ui.shown import shown
from tests.waiting import LIMIT
from tiktrack_gui.ui.theme.look import Look, Mode, Motion
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.nav_rail import NavRail

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QPlainTextEdit,
)
MOST_STOPS = 80
SCENES_ARE_SET = 60  # ms; later than the timers with which scenes set the focus
SCENES = (
    *("trending", "trending_demo", "trending_empty", "creators", "creators_trouble", "creators_empty"),
    *("notes_bottom", "notes_filtered", "notes_overview_filtered", "notes_sheet"),
    *("creators_typed", "creators_completing", "creators_found", "creators_read"),
    *("outbox_states", "outbox_full", "outbox_small_several", "outbox_paused"),
    *("discover", "discover_no_brand", "discover_no_candidates", "discover_trouble"),
    *("discord", "discord_new", "activity", "activity_no_deliveries", "inbox", "inbox_empty"),
    *("settings", "settings_advanced", "settings_alerts"),
    *("campaigns", "campaigns_small", "campaigns_no_videos", "campaigns_trouble", "campaigns_advertisers"),
    *("campaigns_form", "campaigns_pasted"),
    *("onboarding_live", "onboarding_no_browser", "help_keys", "help_numbers"),
)


@pytest.fixture(scope="module", params=SCENES)
def built(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[QWidget]:
    """A scene with the rail. Tabbing through it doesn't change it."""
    theme = Theme(qapp, tmp_path_factory.mktemp("cache"), Look(appearance=Mode.LIGHT, animations=Motion.OFF))
    with shown(request.param, theme) as page:
        loop = QEventLoop()
        QTimer.singleShot(SCENES_ARE_SET, loop.quit)
        loop.exec()
        yield page


@pytest.fixture
def page(built: QWidget) -> QWidget:
    """The scene in an active window."""
    built.activateWindow()
    assert QTest.qWaitForWindowActive(built, 1000 * LIMIT)
    return built


def stops(page: QWidget) -> Iterator[QWidget]:
    """Yields the widgets that Tab reaches, in one round."""
    page.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    page.setFocus()
    seen: set[QWidget] = set()
    for _ in range(MOST_STOPS):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen or focused is page:
            return
        seen.add(focused)
        yield focused
    pytest.fail("Tab never comes round")


def usable(page: QWidget) -> set[QWidget]:
    """All widgets usable with the mouse."""
    found = {widget for widget in page.findChildren(QWidget) if isinstance(widget, INTERACTIVE)}
    return {widget for widget in found if widget.isVisible() and widget.isEnabled() and not _is_inner(widget)}


def _is_inner(widget: QWidget) -> bool:
    """Whether it is a part of another control, or a header that isn't clickable."""
    parent = widget.parentWidget()
    if isinstance(widget, QHeaderView):
        return not widget.sectionsClickable()
    return isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit) or widget.objectName().startswith("qt_")


def by_arrows(stop: QWidget) -> set[QWidget]:
    """The widgets that the arrow keys reach from `stop`."""
    if isinstance(stop.parentWidget(), NavRail):
        return set(stop.parentWidget()._roving._widgets)  # type: ignore[union-attr]
    if isinstance(stop, QAbstractButton) and stop.group() is not None and stop.group().exclusive():
        return set(stop.group().buttons())
    return {stop}


def names(widgets: set[QWidget]) -> list[str]:
    return sorted(f"{type(widget).__name__} “{widget.accessibleName()}”" for widget in widgets)


def test_tab_and_arrows_reach_everything(page: QWidget) -> None:
    reached = {widget for stop in stops(page) for widget in by_arrows(stop)}
    assert names(usable(page) - reached) == []


def test_everything_reached_says_what_it_is(page: QWidget) -> None:
    nameless = {stop for stop in stops(page) if not stop.accessibleName()}
    assert names(nameless) == []


def test_everything_reached_shows_that_it_has_the_focus(page: QWidget) -> None:
    unseen = set()
    for stop in stops(page):
        focused = picture(stop)
        stop.clearFocus()
        if picture(stop) == focused:
            unseen.add(stop)
        stop.setFocus(Qt.FocusReason.TabFocusReason)
    assert names(unseen) == []


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()
