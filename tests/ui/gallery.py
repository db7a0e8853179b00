"""Pictures of every component and of a trending page, to be looked at.

python -m tests.ui.gallery FOLDER      light and dark, 100 % and 200 %, each scale in its own process
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QWidget

from tests.ui import samples
from tiktrack_gui.core.embed import profile_post
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.ui import format
from tiktrack_gui.ui.feed_model import FeedModel
from tiktrack_gui.ui.feed_table import FeedTable
from tiktrack_gui.ui.theme import Mode, Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.details_panel import DetailsPanel, Fact
from tiktrack_gui.ui.widgets.discord_preview import DiscordPreview
from tiktrack_gui.ui.widgets.fields import IconField, NumberField, SearchField
from tiktrack_gui.ui.widgets.growth_plot import GrowthPlot
from tiktrack_gui.ui.widgets.kpi_strip import KpiStrip
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.nav_rail import Destination, NavRail
from tiktrack_gui.ui.widgets.notice_bar import Notice, NoticeBar
from tiktrack_gui.ui.widgets.page_header import PageHeader
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import COVER_LARGE, Pictures
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.score_parts import ScoreParts
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.ui.widgets.skeleton import Skeleton
from tiktrack_gui.ui.widgets.switch import Switch
from tiktrack_gui.ui.widgets.toast import Toast
from tiktrack_gui.ui.widgets.view_states import ViewStates

DESTINATIONS = (
    Destination(key="trending", text="Trending", icon="trending-up", shortcut="Ctrl+1"),
    Destination(key="creators", text="Creators", icon="users", shortcut="Ctrl+2"),
    Destination(key="discord", text="Discord", icon="send", shortcut="Ctrl+3"),
    Destination(key="activity", text="Activity", icon="activity", shortcut="Ctrl+4"),
)
SCALES = (1, 2)


def main(arguments: list[str]) -> int:
    if len(arguments) >= 2:
        folder, scale = Path(arguments[0]), int(arguments[1])
        render(folder, scale, arguments[2:])
        return 0
    for scale in SCALES:
        environment = os.environ | {"QT_SCALE_FACTOR": str(scale)}
        command = [sys.executable, "-m", "tests.ui.gallery", arguments[0], str(scale)]
        subprocess.run(command, env=environment, check=True)
    return 0


def render(folder: Path, scale: int, only: list[str]) -> None:
    """Every picture, or only some, in this process' scale."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    for mode in (Mode.LIGHT, Mode.DARK):
        theme = Theme(app, mode, reduced_motion=False)
        for name, (make, width, height) in PICTURES.items():
            if only and name not in only:
                continue
            widget = make(theme)
            widget.resize(width, height)
            widget.show()
            _settle(400)
            widget.grab().save(str(folder / f"{name}_{mode}_{scale}00.png"))
            widget.close()
            widget.deleteLater()
            _settle(1)


def trending(theme: Theme, *, state: str = "", notice: Notice | None = None, toast: str = "") -> QWidget:
    """The trending page with made-up videos."""
    rail = NavRail(theme, DESTINATIONS)
    rail.select("trending")
    rail.set_badge("trending", 37)
    rail.set_state("Scraping in background", "Next refresh in 12 min")
    pictures = _pictures(theme)
    model = FeedModel(lambda: samples.NOW, samples.THRESHOLD)
    table = FeedTable(theme, pictures, model)
    model.setParent(table)
    pictures.setParent(table)
    model.upsert(samples.videos(40))
    states = ViewStates(theme, table, Skeleton(theme))
    page = framed("page", column(spacing=0))
    header = PageHeader(
        "Trending",
        "Videos found in the last 48 hours, fastest first",
        IconButton(theme, "panel-right", "Details", shortcut="Ctrl+I"),
        Button(theme, "Refresh", icon="refresh-cw", hint="F5"),
    )
    bar = NoticeBar(theme)
    bar.show_notice(notice)
    line = ProgressLine(theme)
    if state == "refreshing":
        line.start(30, 50)
    layout = page.layout()
    assert layout is not None
    for part in (header, _kpis(), _padded(bar), _toolbar(theme), hairline(), line, states):
        layout.addWidget(part)
    if state != "refreshing":
        line.setFixedHeight(0)
    _show_state(states, state)
    window = framed("window", row((rail, 0), (page, 1), spacing=0))
    if not state or state == "refreshing":
        item = model.item(1)
        table.select(item.video.id)
        QTimer.singleShot(10, table, table.setFocus)
        panel = _details(theme, pictures, model)
        window.layout().addWidget(panel)  # type: ignore[union-attr]
    if toast:
        said = Toast(theme, page)
        QTimer.singleShot(20, said, lambda: said.say(toast, action="Open"))
    return window


def _show_state(states: ViewStates, state: str) -> None:
    match state:
        case "loading":
            states.show_loading()
        case "empty":
            states.show_words(
                "inbox",
                "No videos yet",
                "TikTrack has not finished its first refresh. It looks at the trending feed every 15 minutes and "
                "lists what grows faster than your threshold.",
                action="Refresh now",
                action_icon="refresh-cw",
                otherwise="Change threshold",
            )
        case "error":
            states.show_words(
                "wifi-off",
                "Cannot reach TikTok",
                "TikTok did not answer in time. TikTrack keeps trying every 5 minutes; what it has is safe.",
                action="Try again",
                action_icon="refresh-cw",
                otherwise="Connection settings",
            )
        case "nomatch":
            states.show_no_match("pasta")
        case _:
            states.show_view()


def _kpis() -> KpiStrip:
    strip = KpiStrip(
        {
            "seen": "Videos tracked",
            "passed": "Above your threshold",
            "median": "Median velocity",
            "last": "Last refresh",
        }
    )
    strip.set_figure("seen", grouped(1284), "+96", tone="ok")
    strip.set_figure("passed", "37", "+12", tone="ok")
    strip.set_figure("median", "214/min", "−3%", tone="bad")
    strip.set_figure("last", "2 min ago")
    return strip


def _toolbar(theme: Theme) -> QWidget:
    threshold = NumberField("Threshold", 0, 1_000_000, before="Threshold ≥ ", after=" /min")
    threshold.set_value(samples.THRESHOLD)
    threshold.setFixedWidth(170)
    return framed(
        "clear",
        row(
            Segmented({"all": "All", "rising": "Rising", "new": "Not posted", "posted": "Posted"}, "Show"),
            (SearchField(theme, "Search captions and creators"), 1),
            threshold,
            IconButton(theme, "sliders-horizontal", "View options"),
            margins=(24, 16, 24, 12),
        ),
    )


def _padded(widget: QWidget) -> QWidget:
    frame = framed("clear", column(widget, margins=(24, 12, 24, 0)))
    frame.setVisible(not widget.isHidden())
    return frame


def _details(theme: Theme, pictures: Pictures, model: FeedModel) -> QWidget:
    item = model.item(1)
    panel = DetailsPanel("Details of the selected video")
    cover = PictureLabel(pictures, COVER_LARGE)
    cover.show_picture(item.video.cover, item.video.creator.handle)
    panel.body.addLayout(row(None, cover, None))
    panel.body.addWidget(Label(item.video.caption, "emphasis", wrap=True))
    panel.body.addWidget(Label(f"{item.video.creator.name} · @{item.video.creator.handle} · 8 h ago", "small"))
    panel.body.addWidget(hairline())
    for icon, name, value in (
        ("eye", "Views", "≈ 1.2M"),
        ("heart", "Likes", "≈ 82K"),
        ("message-circle", "Comments", "4,823"),
        ("share-2", "Shares", "≈ 10.2K"),
    ):
        fact = Fact(theme, icon, name)
        fact.set_value(value)
        panel.body.addWidget(fact)
    panel.body.addWidget(hairline())
    panel.body.addLayout(row(Label("Score", "strong"), None, Label(str(item.score.value), "badge", tone="accent")))
    parts = ScoreParts(theme)
    parts.show_parts(item.score.parts)
    panel.body.addWidget(parts)
    panel.body.addWidget(Label(item.reason + ".", "small", wrap=True))
    panel.body.addStretch(1)
    panel.footer.addWidget(Button(theme, "Post to Discord", icon="send", kind="primary", hint="D"))
    panel.footer.addLayout(
        row((Button(theme, "Open", icon="external-link"), 1), (Button(theme, "Track creator", icon="user-plus"), 1))
    )
    return panel


def components(theme: Theme) -> QWidget:
    """Everything that is not on the trending page."""
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
    """A creator's growth, the mouse on a point, and one with rounded numbers."""
    plot, rounded, empty = GrowthPlot(theme), GrowthPlot(theme), GrowthPlot(theme)
    plot.show_samples(samples.growth(90, 1_730_000))
    rounded.show_samples(samples.growth(9, 1_206_000, step=100_000))
    empty.show_samples([])
    QTimer.singleShot(60, plot, lambda: _press(plot, "90", 260))
    rounded.setFixedHeight(240)
    empty.setFixedHeight(120)
    return framed("page", column((plot, 1), rounded, empty, spacing=16, margins=(24, 24, 24, 24)))


def discord(theme: Theme) -> QWidget:
    """The post of a profile, in a text channel and in a forum, in both of Discord's themes."""
    pictures = _pictures(theme)
    text, forum = DiscordPreview(theme, pictures), DiscordPreview(theme, pictures)
    item = samples.video(1)
    payload = profile_post(samples.creator(), key="tt-0123456789abcdef0123", flagged=item)
    text.show_post(payload, samples.NOW, channel="trend-watch")
    forum.set_dark(not theme.dark)
    forum.show_post(payload, samples.NOW, channel="creators", forum=True)
    window = framed("page", row((text, 1), (forum, 1), spacing=16, margins=(24, 24, 24, 24)))
    pictures.setParent(window)
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
        IconButton(theme, "ellipsis", "More"),
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
    fixed.lock("Fixed by the environment variable TIKTOK_TRENDING_LIMIT")
    return _card(
        "Settings",
        SettingRow(theme, "Close to tray", "Closing the window leaves TikTrack at work in the tray", on),
        SettingRow(theme, "Notifications", "Tell of new stories while the window is not active", off),
        fixed,
    )


def _notices(theme: Theme) -> QWidget:
    bars = []
    for level, cause, after, action in (
        ("warn", "TikTok limits how often it may be asked.", "The next try is in 3 min. Data below is from 09:41.", ""),
        ("error", "No browser was found that TikTrack can use.", "Install one, or set its path.", "Install"),
        ("info", "This is demo data.", "Nothing here is real.", "Use my real data"),
    ):
        bar = NoticeBar(theme)
        bar.show_notice(
            Notice(
                key=level,
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
            Label("Badges", "section"), labels, Label(format.exact_time(samples.NOW), "hint"), margins=(16, 12, 16, 12)
        ),
    )


def _pictures(theme: Theme) -> Pictures:
    pictures = Pictures(theme)

    def answer(addresses: list[str]) -> None:
        for address in addresses:
            pictures.put(address, samples.picture(address) if not address.endswith("7") else None)

    pictures.wanted.connect(answer)
    return pictures


def _settle(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


_SLOW = Notice(
    key="rate_limited",
    cause="TikTok limits how often it may be asked.",
    next="The next try is in 3 min. Data below is from 09:41.",
    details="2 of 5 requests were refused.",
)
PICTURES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "trending": (trending, 1440, 900),
    "trending_small": (
        lambda theme: trending(theme, notice=_SLOW, state="refreshing", toast="Posted to #trend-watch"),
        1024,
        640,
    ),
    "notice": (lambda theme: trending(theme, notice=_SLOW, toast="Posted to #trend-watch"), 1440, 900),
    "loading": (lambda theme: trending(theme, state="loading"), 1440, 900),
    "empty": (lambda theme: trending(theme, state="empty"), 1440, 900),
    "error": (lambda theme: trending(theme, state="error"), 1440, 900),
    "nomatch": (lambda theme: trending(theme, state="nomatch"), 1440, 900),
    "components": (components, 1200, 900),
    "growth": (growth, 900, 1000),
    "discord": (discord, 1280, 720),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
