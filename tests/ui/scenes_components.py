"""The parts of the window that look the same on every page, side by side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from tests.ui import samples
from tests.ui.scenery import pictures
from tiktrack_gui.core.embed import profile_post
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.ui.discord.preview import DiscordPreview
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.compared_plot import ComparedHistory, ComparedPlot
from tiktrack_gui.ui.widgets.fields import IconField, NumberField, SearchField
from tiktrack_gui.ui.widgets.growth_picture import SCALE, as_image
from tiktrack_gui.ui.widgets.growth_plot import GrowthPlot
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.ui.widgets.switch import Switch
from tiktrack_gui.words import times


def components(theme: Theme) -> QWidget:
    """Everything that isn't on the Trending page."""
    page = framed("page")
    grid = QGridLayout(page)
    grid.setContentsMargins(24, 24, 24, 24)
    grid.setSpacing(20)
    grid.addWidget(_buttons(theme), 0, 0)
    grid.addWidget(_fields(theme), 0, 1)
    grid.addWidget(_settings(theme), 1, 0)
    grid.addWidget(_notices(theme), 1, 1)
    grid.addWidget(_badges(theme), 2, 0)
    grid.setRowStretch(3, 1)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return page


def growth(theme: Theme) -> QWidget:
    """A creator's growth with the mouse on a point, and one with rounded numbers."""
    plot, rounded, empty = GrowthPlot(theme), GrowthPlot(theme), GrowthPlot(theme)
    plot.show_samples(samples.growth(90, 1_730_000))
    rounded.show_samples(samples.growth(9, 1_206_000, step=100_000))
    empty.show_samples([])
    QTimer.singleShot(60, plot, lambda: _press(plot, "90", 260))
    rounded.setFixedHeight(240)
    empty.setFixedHeight(120)
    return framed("page", column((plot, 1), rounded, empty, spacing=16, margins=(24, 24, 24, 24)))


def growth_gaps(theme: Theme) -> QWidget:
    """A creator's growth with nights and days in which nothing was measured, the keyboard on the end of one."""
    plot = GrowthPlot(theme)
    plot.show_samples(samples.growth_with_gaps(), 3_600)
    QTimer.singleShot(60, plot, lambda: _stand_on(plot, 96))
    return framed("page", column((plot, 1), margins=(24, 24, 24, 24)))


def _stand_on(plot: GrowthPlot, index: int) -> None:
    assert plot._canvas is not None
    plot._canvas._point_at(index)


def growth_posts(theme: Theme) -> QWidget:
    """The videos on the line: one has its card, with a cover. Below, the views per video, and a logarithmic axis."""
    found = pictures(theme)
    marked, views, log = (GrowthPlot(theme, pictures=found) for _ in range(3))
    measured, seen = samples.growth(60, 400_000), samples.posts(60, 70)
    for plot in (marked, views, log):
        plot.show_samples(measured, 21_600, seen)
    views._count.choose("views")
    log._menu.log.setChecked(True)
    log._range.choose("all")
    for plot in (views, log):
        plot.setFixedHeight(240)
    QTimer.singleShot(60, marked, lambda: _show_post(marked, -9))
    window = framed("page", column((marked, 1), views, log, spacing=16, margins=(24, 24, 24, 24)))
    found.setParent(window)
    return window


def compared(theme: Theme) -> QWidget:
    """Creators of different sizes in absolute numbers, and eight of them from 100 on, with the crosshair."""
    several, indexed = ComparedPlot(theme), ComparedPlot(theme)
    sizes = (1_730_000, 884_000, 412_000, 1_206_000, 143_000, 377_000, 88_900, 956_000)
    names = ("@maracooks", "@tinypawclub", "@jonas.moves", "@ritmodaily", "@homelab", "@aoi.eats",
             "@a_very_long_handle_indeed", "@studiovetro")  # fmt: skip
    histories = [
        ComparedHistory(name, samples.growth(30 + 15 * number, size, seed=number, pace=0.3 + number / 3))
        for number, (name, size) in enumerate(zip(names, sizes, strict=True))
    ]
    several.show_histories(histories[:3], 21_600)
    indexed._scale.choose("indexed")
    indexed._range.choose("all")
    indexed.show_histories(histories, 21_600)
    QTimer.singleShot(60, indexed, lambda: _cross(indexed, 300))
    return framed("page", column((several, 1), (indexed, 1), spacing=16, margins=(24, 24, 24, 24)))


def _cross(plot: ComparedPlot, index: int) -> None:
    assert plot._canvas is not None
    plot._canvas._point_at(index)


def _show_post(plot: GrowthPlot, number: int) -> None:
    assert plot._canvas is not None
    plot._canvas._post_at(number % len(plot._canvas._posts.marks))


def growth_picture(theme: Theme) -> QWidget:
    """A growth plot, and below the picture that is saved of it."""
    plot, picture = GrowthPlot(theme), QLabel()
    plot.name_creator("Mara Lindqvist", "maracooks")
    plot.show_samples(samples.growth(60, 1_000_000, step=100_000), 21_600, samples.posts(60, 40))
    plot._range.choose("all")
    plot.setFixedHeight(340)
    QTimer.singleShot(60, picture, lambda: picture.setPixmap(QPixmap.fromImage(as_image(plot._recorded(SCALE)))))
    return framed("page", column(plot, (picture, 1), spacing=16, margins=(24, 24, 24, 24)))


def compared_picture(theme: Theme) -> QWidget:
    """A comparison with a logarithmic axis, and below the picture that is saved of it."""
    plot, picture = ComparedPlot(theme), QLabel()
    names = ("@maracooks", "@tinypawclub", "@a_very_long_handle_indeed", "@ritmodaily", "@homelab", "@aoi.eats", "@x.y")
    plot.show_histories(
        [
            ComparedHistory(name, samples.growth(60, 9_000 * 4**number, seed=number, step=100 if number else 1))
            for number, name in enumerate(names)
        ],
        21_600,
    )
    plot._menu.log.setChecked(True)
    plot.setFixedHeight(360)
    QTimer.singleShot(60, picture, lambda: picture.setPixmap(QPixmap.fromImage(as_image(plot._recorded(SCALE)))))
    return framed("page", column(plot, (picture, 1), spacing=16, margins=(24, 24, 24, 24)))


def growth_begins(theme: Theme) -> QWidget:
    """Plots with few or unusual measurements, each as small as in the window."""
    page = framed("page")
    grid = QGridLayout(page)
    grid.setContentsMargins(24, 24, 24, 24)
    grid.setSpacing(16)
    for number, made in enumerate(samples.BEGINNINGS.values()):
        plot = GrowthPlot(theme)
        plot.show_samples(made)
        grid.addWidget(plot, number // 2, number % 2)
    return page


def discord(theme: Theme) -> QWidget:
    """A profile post, in a text channel and in a forum, in both of Discord's themes."""
    found = pictures(theme)
    text, forum = DiscordPreview(theme, found), DiscordPreview(theme, found)
    item = samples.video(1)
    payload = profile_post(samples.creator(), key="tt-0123456789abcdef0123", flagged=item)
    text.show_post(payload, samples.NOW, channel="trend-watch")
    forum.set_dark(not theme.dark)
    forum.show_post(payload, samples.NOW, channel="creators", forum=True)
    window = framed("page", row((text, 1), (forum, 1), spacing=16, margins=(24, 24, 24, 24)))
    found.setParent(window)
    return window


def _press(plot: GrowthPlot, days: str, point: int) -> None:
    plot._range.choose(days)
    if plot._canvas is not None:
        plot._canvas._point_at(point)


def _card(title: str, *parts: QWidget) -> QWidget:
    return framed("card", column(Label(title, "section"), *parts, None, margins=(16, 12, 16, 12)))


def _buttons(theme: Theme) -> QWidget:
    off = Button(theme, "Post", icon="send", kind="primary")
    off.setEnabled(False)
    off2 = Button(theme, "Post", icon="send")
    off2.setEnabled(False)
    focused = Button(theme, "Has the focus")
    first = row(
        Button(theme, "Send test message", icon="send", kind="primary"),
        Button(theme, "Replace", icon="key-round"),
        Button(theme, "Discard", kind="ghost"),
        None,
    )
    second = row(
        Button(theme, "Delete", icon="trash-2", kind="danger"),
        Button(theme, "Read more", kind="link"),
        off,
        off2,
        IconButton(theme, "info", "More"),
        None,
    )
    card = framed(
        "card", column(Label("Buttons", "section"), first, second, row(focused, None), None, margins=(16, 12, 16, 12))
    )
    QTimer.singleShot(10, focused, focused.setFocus)
    return card


def _fields(theme: Theme) -> QWidget:
    box = QComboBox()
    box.addItems(["All lists · 13", "Food", "Sports"])
    field = IconField(theme, "lock", "", "Token")
    field.setText("••••••••••••••••")
    wrong = IconField(theme, "hash", "Channel id or link", "Channel")
    wrong.setText("not a channel")
    wrong.set_invalid(True)
    number = NumberField("Posts", 1, 5, after=" per run")
    search = SearchField(theme, "Filter creators")
    search.setText("mara")
    return _card(
        "Fields",
        search,
        field,
        wrong,
        box,
        number,
        Segmented({"a": "Followers", "b": "Likes", "c": "Videos"}, "Metric"),
    )


def _settings(theme: Theme) -> QWidget:
    on, off, locked = Switch(theme, "On"), Switch(theme, "Off"), Switch(theme, "Locked")
    on.setChecked(True)
    fixed = SettingRow(theme, "Videos per run", "", locked)
    fixed.lock("Set by the environment variable TIKTOK_TRENDING_LIMIT")
    return _card(
        "Settings",
        SettingRow(theme, "Close to tray", "Keep running in the tray when the window is closed", on),
        SettingRow(theme, "Notifications", "Notify me of new stories when the window isn’t active", off),
        fixed,
    )


def _notices(theme: Theme) -> QWidget:
    bars = []
    for level, cause, after, action in (
        ("warn", "TikTok is limiting requests.", "The next try is in 3 min. Data below is from 09:41.", ""),
        ("error", "No browser found that TikTrack can use.", "Install one, or set its path.", "Install"),
        ("info", "This is demo data.", "Nothing here is real.", "Use my real data"),
    ):
        bar = NoticePlace(theme)
        bar.show_notice(
            Notice(
                about=TikTrackError,
                cause=cause,
                next=after,
                level=level,
                action=action,
                details="More" if level == "warn" else "",
            )
        )
        bars.append(bar)
    return _card("Notices", *bars)


def _badges(theme: Theme) -> QWidget:
    labels = row(
        *(Label(tone or "none", "badge", tone=tone) for tone in ("", "accent", "ok", "bad", "warn", "hot")), None
    )
    return framed(
        "card",
        column(
            Label("Badges", "section"), labels, Label(times.exact_time(samples.NOW), "hint"), margins=(16, 12, 16, 12)
        ),
    )


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "parts": (components, 1200, 800),
    "parts_growth": (growth, 900, 1000),
    "parts_growth_gaps": (growth_gaps, 720, 400),
    "parts_growth_posts": (growth_posts, 720, 900),
    "parts_growth_picture": (growth_picture, 860, 860),
    "parts_compared_picture": (compared_picture, 980, 860),
    "parts_compared": (compared, 1000, 1000),
    "parts_growth_begins": (growth_begins, 1280, 1500),
    "parts_discord": (discord, 1280, 720),
}
