"""The Settings tab over a real settings file: what it shows, applies and rejects, and the browser row."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.config.test_tokens import FakeKeyring
from tests.ui.browsers import FakeBrowsers
from tests.ui.connections import connections
from tests.ui.hands import activate, shortcut
from tests.ui.scenery import AtOnce
from tests.ui.seen import said_by
from tests.waiting import LIMIT, until
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.tokens import Tokens
from tiktrack_gui.config.values import KEYS
from tiktrack_gui.core.errors import BrowserInstallFailed, SettingsUnusable, StoreError
from tiktrack_gui.core.requests import Demand
from tiktrack_gui.core.space import Space
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.services.backups import BackupKeeper
from tiktrack_gui.services.space import SpaceOfFile
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.settings.backups import BackupRow
from tiktrack_gui.ui.settings.database import DatabaseRow
from tiktrack_gui.ui.settings.page import SettingsPage
from tiktrack_gui.ui.settings.rows import KeyRow
from tiktrack_gui.ui.theme.look import CHOICES, Look, Mode, Motion, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.fields import NumberField, TextField
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.remedies import Remedy
from tiktrack_gui.words.backups import DEMO
from tiktrack_gui.words.settings import ELSEWHERE, WORDS

NOW = 1_767_268_800  # 2026-01-01 12:00:00 UTC
CTRL = Qt.KeyboardModifier.ControlModifier


class FakeSpace:
    """Counts how often it is asked; fails if it has an error."""

    def __init__(self) -> None:
        self.error: StoreError | None = None
        self.space = Space(size=212_300_000, in_a_year=1_380_000_000)
        self.looks = 0

    async def measured(self) -> Space:
        self.looks += 1
        if self.error is not None:
            raise self.error
        return self.space


class Desk:
    """A page over a settings file, and the messages to the user."""

    def __init__(
        self,
        theme: Theme,
        folder: Path,
        tasks: Tasks,
        *,
        text: str = "",
        variables: dict[str, str] | None = None,
        installed: bool = True,
        backups: BackupKeeper | None = None,
        place: str = "",
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.file = folder / "settings.toml"
        if text:
            self.file.write_text(text, encoding="utf-8")
        environment = Environment(variables or {})
        self.settings = Settings(self.file, environment)
        self.browsers = FakeBrowsers(
            folder / "browsers", installed=installed, chosen=lambda: self.settings.values.browser_path
        )
        self.demanded = Demand(per_hour=240)
        self.messages = Messages()
        self.said = said_by(self.messages)
        self.messages.listen(True)
        self.saved = 0
        tokens = Tokens(environment, Secrets(), FakeKeyring)
        self.backups = BackupRow(theme, backups, DEMO, tasks, self.messages, lambda: NOW + 7_200)
        self.changes = SettingChanges(self.settings, tasks, self.messages)
        self.space = FakeSpace()
        database = DatabaseRow(theme, place, cast(SpaceOfFile, self.space), self.settings, tasks)
        self.page = SettingsPage(
            theme,
            self.changes,
            tokens,
            self.browsers,
            folder,
            database,
            self.backups,
            None,
            connections(),
            self.demand,
            tasks,
            self.messages,
        )
        self.settings.changed.connect(self._count)
        self.page.resize(1240, 800)
        self.page.show()
        activate(self.page)

    async def demand(self) -> Demand:
        return self.demanded

    def _count(self) -> None:
        self.saved += 1

    def row(self, name: str) -> KeyRow:
        return self.page._form.rows[name]

    def number(self, name: str) -> NumberField:
        control = self.row(name)._control
        assert isinstance(control, NumberField)
        return control

    def type(self, name: str, text: str) -> None:
        """Types into a field without leaving it."""
        field = self.number(name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)

    def enter(self, name: str, text: str) -> None:
        self.type(name, text)
        QTest.keyClick(self.number(name), Qt.Key.Key_Return)

    def browse(self, path: str) -> None:
        """Chooses a program in the file dialog."""
        self.row("browser_path")._take_file(path)

    def undo(self) -> None:
        shortcut(self.page, Qt.Key.Key_Z, CTRL)

    @property
    def stored(self) -> dict[str, dict[str, object]]:
        return tomllib.loads(self.file.read_text("utf-8"))

    @property
    def browser(self) -> str:
        return self.page._browser._sentence.text()

    @property
    def download(self) -> str:
        return self.page._browser._download._words.text()


@pytest.fixture
def tasks() -> Iterator[AtOnce]:
    tasks = AtOnce()
    yield tasks
    tasks.close()


@pytest.fixture
def desk(theme: Theme, tmp_path: Path, tasks: AtOnce, qtbot: QtBot) -> Desk:
    desk = Desk(theme, tmp_path / "data", tasks, text="[trending]\nlimit = 60  # mine\n")
    qtbot.addWidget(desk.page)
    return desk


def test_settings_that_need_too_many_requests_say_so_where_they_are_changed(desk: Desk) -> None:
    assert desk.row("creators_minutes")._warning.isHidden()
    costly = ("creators_minutes", "trending_limit", "posting_minutes", "request_delay")
    for demanded, told in (
        (Demand(creators=240.0, sources=8.0, per_hour=240), ["creators_minutes"]),
        (Demand(creators=120.0, sources=128.0, per_hour=240), ["creators_minutes", "trending_limit"]),
        (Demand(sources=248.0, per_hour=100), ["trending_limit", "request_delay"]),
    ):
        desk.demanded = demanded
        desk.enter("creators_minutes", str(60 + len(told) + round(demanded.sources)))
        assert [name for name in costly if desk.row(name)._warning.isVisible()] == told
    said = desk.row("trending_limit")._warning.text()
    assert said.startswith("These settings need about 248 requests an hour, but TikTrack makes 100 at most.")
    desk.demanded = Demand(creators=4.0, per_hour=240)
    desk.enter("creators_minutes", "360")
    assert desk.row("creators_minutes")._warning.isHidden()


def test_every_setting_has_its_place_and_its_name() -> None:
    assert sorted([*WORDS, *ELSEWHERE]) == sorted(KEYS)


def test_what_holds_is_shown(desk: Desk) -> None:
    assert desk.row("trending_limit").value == 60
    assert desk.number("min_velocity").text() == "100/min"
    assert desk.number("max_age_hours").text() == "Any age"
    assert desk.number("min_followers").text() == "10,000"
    assert desk.row("close_to_tray").value is True


def test_a_number_keeps_to_the_bounds_of_its_setting(desk: Desk) -> None:
    field = desk.number("creators_minutes")
    assert (field.minimum(), field.maximum()) == KEYS["creators_minutes"].bounds


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_number_applies_with_enter_or_by_leaving_its_field(desk: Desk, key: Qt.Key) -> None:
    desk.type("min_velocity", "250")
    assert desk.settings.values.min_velocity == 100
    QTest.keyClick(desk.number("min_velocity"), key)
    assert desk.stored == {"trending": {"limit": 60, "min_velocity": 250.0}}
    assert "# mine" in desk.file.read_text("utf-8")
    assert desk.settings.values.min_velocity == 250
    assert (desk.saved, desk.said) == (1, ["Minimum velocity: 250/min (was 100/min)"])


def test_steps_with_the_arrows_apply_together_once_they_pause(desk: Desk, qtbot: QtBot) -> None:
    for _ in range(3):
        QTest.keyClick(desk.number("creators_minutes"), Qt.Key.Key_Up)
    assert desk.saved == 0
    qtbot.waitUntil(lambda: desk.saved > 0)
    assert desk.said == ["Refresh creators every 1,740 min (was 1,440 min)"]


def test_a_switch_applies_at_once_and_is_its_own_undo(desk: Desk) -> None:
    QTest.keyClick(desk.row("close_to_tray")._control, Qt.Key.Key_Space)
    assert desk.stored["window"] == {"close_to_tray": False}
    assert (desk.saved, desk.said) == (1, [])


def test_escape_leaves_a_number_as_it_was(desk: Desk) -> None:
    desk.type("trending_limit", "99")
    QTest.keyClick(desk.number("trending_limit"), Qt.Key.Key_Escape)
    assert desk.row("trending_limit").value == 60
    QTest.keyClick(desk.number("trending_limit"), Qt.Key.Key_Tab)
    assert desk.saved == 0


def test_a_number_out_of_bounds_becomes_the_bound_and_says_so(desk: Desk) -> None:
    desk.enter("creators_minutes", "90000")
    assert desk.settings.values.creators_minutes == 10_080
    assert desk.said == ["Refresh creators every 10,080 min, the maximum (was 1,440 min)"]


def test_changes_are_taken_back_one_after_the_other(desk: Desk) -> None:
    desk.enter("min_velocity", "250")
    desk.enter("min_velocity", "300")
    desk.enter("trending_limit", "70")
    desk.messages.accept_offer()  # the toast's button
    assert desk.settings.values.trending_limit == 60
    assert desk.said[-1] == "Videos per run: 60 videos (was 70 videos)"
    desk.undo()
    assert desk.settings.values.min_velocity == 250
    assert desk.number("min_velocity").text() == "250/min"
    desk.undo()
    assert desk.settings.values.min_velocity == 100
    desk.undo()
    assert desk.saved == 6


def test_ctrl_z_takes_the_setting_back_in_its_field_too_unless_something_is_being_typed(desk: Desk) -> None:
    desk.enter("min_velocity", "250")
    field = desk.number("min_velocity")
    shortcut(field, Qt.Key.Key_Z, CTRL)
    assert desk.settings.values.min_velocity == 100
    desk.enter("min_velocity", "250")
    desk.type("min_velocity", "7")
    shortcut(field, Qt.Key.Key_Z, CTRL)
    assert desk.settings.values.min_velocity == 250


def test_what_was_changed_elsewhere_since_is_not_taken_back(desk: Desk, tasks: AtOnce) -> None:
    desk.enter("min_velocity", "250")
    tasks.spawn(desk.settings.save(min_velocity=80), name="on the Trending tab")
    desk.undo()
    assert desk.settings.values.min_velocity == 80


def test_what_the_environment_fixes_cannot_be_changed_and_says_so(
    theme: Theme, tmp_path: Path, tasks: AtOnce, qtbot: QtBot
) -> None:
    desk = Desk(theme, tmp_path / "data", tasks, variables={"MIN_FOLLOWERS": "5000"})
    qtbot.addWidget(desk.page)
    field = desk.number("min_followers")
    assert (field.text(), field.isEnabled()) == ("5,000", False)
    assert field.accessibleDescription() == "Set by the environment variable MIN_FOLLOWERS"


def test_a_browser_that_is_not_there_is_refused_at_its_row_and_the_stored_one_stays(desk: Desk) -> None:
    lost: list[str] = []
    desk.changes.lost.connect(lost.append)
    desk.browse("/nowhere/chrome")
    row = desk.row("browser_path")
    assert row.fault.startswith("There’s no program at that path.")
    assert lost == [f"Browser: {row.fault}"]
    desk.enter("min_velocity", "250")  # other settings apply meanwhile
    assert row.value == "/nowhere/chrome"
    assert desk.stored["trending"]["min_velocity"] == 250
    assert "tiktok" not in desk.stored
    row.focus()
    QTest.keyClick(row._control, Qt.Key.Key_Escape)
    assert (row.fault, row.value) == ("", "")
    assert desk.saved == 1


def test_what_is_refused_only_after_the_page_was_left_is_said(desk: Desk) -> None:
    desk.page.hide()
    desk.browse("/nowhere/chrome")
    assert desk.said == ["Browser wasn’t changed. See the Settings tab"]
    assert desk.row("browser_path").fault


def test_a_path_is_checked_once_its_field_is_left_and_its_fault_goes_as_it_is_edited(desk: Desk) -> None:
    row = desk.row("browser_path")
    row.focus()
    QTest.keyClicks(row._control, "/nowhere/chr")
    assert row.fault == ""
    desk.number("min_velocity").setFocus()
    assert row.fault.startswith("There’s no program at that path.")
    row.focus()
    QTest.keyClicks(row._control, "ome")
    assert row.fault == ""


def test_a_proxy_is_checked_where_it_is_entered_and_its_login_has_no_place_there(desk: Desk) -> None:
    row = desk.row("proxy")
    field = row._control
    assert isinstance(field, TextField)
    assert row._browse is None
    for text, fault in (
        ("http://ann:s3cret@proxy.example:3128", "proxy login in Settings"),
        ("not a proxy", "or a URL like"),
    ):
        field.enter(text)
        assert fault in row.fault
        assert "s3cret" not in row.fault
        assert desk.settings.values.proxy == "system"
    field.enter("proxy.example:3128")
    assert row.fault == ""
    assert row.value == desk.settings.values.proxy == "http://proxy.example:3128"
    assert desk.said[-1] == "Proxy changed"
    desk.undo()
    assert row.value == "system"


def test_a_settings_file_with_a_mistake_is_told_and_left_alone(desk: Desk) -> None:
    desk.file.write_text("[trending\nlimit = 7", encoding="utf-8")
    desk.enter("min_velocity", "250")
    assert desk.page._notices.notice is not None
    assert "Couldn’t read" in desk.page._notices.notice.cause
    assert desk.page._notices.notice.action == Remedy.SHOW_DATA
    assert desk.file.read_text("utf-8") == "[trending\nlimit = 7"
    assert (desk.row("min_velocity").value, desk.saved, desk.said) == (100, 0, [])


def test_a_file_that_cannot_be_written_is_told_until_it_can(desk: Desk, tmp_path: Path) -> None:
    kept = desk.file.parent.rename(desk.file.parent.with_name("elsewhere"))
    program = tmp_path / "chrome"
    program.touch()
    desk.browse(str(program))
    assert desk.messages.notice_on("settings") is not None
    assert desk.row("browser_path").value == ""
    desk.type("trending_limit", "99")
    QTest.keyClick(desk.row("close_to_tray")._control, Qt.Key.Key_Space)
    assert desk.row("close_to_tray").value is True
    assert desk.row("trending_limit").value == 60  # still being typed
    assert desk.number("trending_limit").text() == "99 videos"
    kept.rename(desk.file.parent)
    desk.enter("min_velocity", "250")
    assert desk.messages.notice_on("settings") is None
    assert desk.page._notices.notice is None
    assert desk.stored["trending"]["min_velocity"] == 250


def test_what_another_page_changed_is_shown_and_what_is_being_typed_stays(desk: Desk, tasks: AtOnce) -> None:
    desk.type("trending_limit", "99")
    tasks.spawn(desk.settings.save(min_velocity=80, trending_limit=70), name="save")
    assert desk.row("min_velocity").value == 80
    assert desk.number("trending_limit").text() == "99 videos"
    QTest.keyClick(desk.number("trending_limit"), Qt.Key.Key_Escape)
    assert desk.row("trending_limit").value == 70


def test_more_digits_than_are_shown_are_no_change(theme: Theme, tmp_path: Path, tasks: AtOnce, qtbot: QtBot) -> None:
    desk = Desk(theme, tmp_path / "data", tasks, text="[trending]\nmin_velocity = 45.6789\n")
    qtbot.addWidget(desk.page)
    assert desk.number("min_velocity").text() == "45.68/min"
    desk.number("min_velocity").setFocus()
    desk.number("trending_limit").setFocus()
    assert desk.saved == 0


def test_the_colours_change_at_once_and_need_no_saving(desk: Desk, theme: Theme) -> None:
    segments = desk.row("appearance")._control
    QTest.mouseClick(segments._buttons["dark"], Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    assert theme.mode is Mode.DARK
    theme.set_mode(Mode.SYSTEM)  # as with the button in the rail
    assert desk.row("appearance").value == "system"


@pytest.mark.parametrize(
    ("name", "key", "look"),
    [
        ("text_size", "largest", Look(text_size=TextSize.LARGEST)),
        ("animations", "off", Look(animations=Motion.OFF)),
    ],
)
def test_the_rest_of_the_look_changes_at_once_too(
    theme: Theme, tmp_path: Path, tasks: AtOnce, qtbot: QtBot, name: str, key: str, look: Look
) -> None:
    theme.set_look(Look())
    desk = Desk(theme, tmp_path / "data", tasks)
    qtbot.addWidget(desk.page)
    QTest.mouseClick(desk.row(name)._control._buttons[key], Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    assert theme.look == look
    theme.set_look(Look(appearance=Mode.DARK, compact_rows=True))  # several at once
    assert {field: desk.row(field).value for field in CHOICES} == asdict(theme.look)


def test_a_number_can_be_read_in_large_text_too(desk: Desk, theme: Theme) -> None:
    theme.change(text_size=TextSize.LARGEST)
    field = desk.number("min_velocity")
    field.setValue(1_000_000)
    line = field.lineEdit()
    margins = line.textMargins().left() + line.textMargins().right()
    assert line.fontMetrics().horizontalAdvance("≥ 1,000,000/min") <= line.width() - margins


def test_rows_become_compact_at_once(desk: Desk, theme: Theme) -> None:
    QTest.keyClick(desk.row("compact_rows")._control, Qt.Key.Key_Space)
    assert theme.look.compact_rows


@pytest.mark.parametrize(("name", "kind"), [("appearance", Mode), ("text_size", TextSize), ("animations", Motion)])
def test_the_look_and_the_settings_file_have_the_same_choices(name: str, kind: type[StrEnum]) -> None:
    assert KEYS[name].choices == tuple(kind)


def test_the_look_is_as_the_settings_are_at_first() -> None:
    assert {name: KEYS[name].default for name in CHOICES} == asdict(Look())


def test_a_program_is_browsed_for_without_blocking(desk: Desk, tmp_path: Path) -> None:
    program = tmp_path / "chrome"
    program.touch()
    browse = desk.row("browser_path")._browse
    assert browse is not None
    QTest.mouseClick(browse, Qt.MouseButton.LeftButton)
    dialog = desk.page.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(program))
    dialog.reject()
    assert desk.stored["tiktok"] == {"browser_path": str(program)}
    assert desk.said == ["Browser changed"]
    assert desk.browser == "Using Chrome. Nothing to install, and your own tabs and sign-ins aren’t touched."


def test_the_browser_in_use_is_said(desk: Desk) -> None:
    assert desk.browser.startswith("Using Chromium. Nothing to install")


def test_without_a_browser_that_is_said(theme: Theme, tmp_path: Path, tasks: AtOnce, qtbot: QtBot) -> None:
    desk = Desk(theme, tmp_path / "data", tasks, installed=False)
    qtbot.addWidget(desk.page)
    assert desk.browser == "No browser found that TikTrack can use."


def test_a_chosen_browser_that_is_gone_is_named(theme: Theme, tmp_path: Path, tasks: AtOnce, qtbot: QtBot) -> None:
    desk = Desk(theme, tmp_path / "data", tasks, text='[tiktok]\nbrowser_path = "/gone/chrome"\n')
    qtbot.addWidget(desk.page)
    assert desk.browser.startswith("No browser found at /gone/chrome.")


def test_a_downloaded_browser_is_used_from_then_on(desk: Desk) -> None:
    assert desk.download.startswith("About 180 MB.")
    QTest.mouseClick(desk.page._browser._download._start, Qt.MouseButton.LeftButton)
    assert desk.stored["tiktok"] == {"browser_path": str(desk.browsers.own.path)}
    assert desk.row("browser_path").value == str(desk.browsers.own.path)
    assert desk.download == "Downloaded."
    assert desk.saved == 1


def test_a_download_that_fails_says_why_and_can_be_tried_again(desk: Desk) -> None:
    desk.browsers.trouble = BrowserInstallFailed("no network")
    desk.page.show_browser()
    QTest.keyClick(desk.page.focusWidget(), Qt.Key.Key_Space)
    assert desk.download == str(BrowserInstallFailed())
    assert desk.page._browser._download._start.isVisible()
    assert desk.saved == 0


async def test_a_download_says_how_far_it_is_and_can_be_stopped(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    faults: list[BaseException] = []
    tasks = Tasks(faults.append)
    desk = Desk(theme, tmp_path / "data", tasks)
    qtbot.addWidget(desk.page)
    await until(lambda: desk.browser.startswith("Using"))
    desk.browsers.hold = True
    download = desk.page._browser._download
    QTest.mouseClick(download._start, Qt.MouseButton.LeftButton)
    await asyncio.wait_for(desk.browsers.begun.wait(), LIMIT)
    assert desk.download == "Downloading Chromium 140.0.7339.16, 70 of 174 MB"
    assert download._progress.isVisible()
    QTest.mouseClick(download._stop, Qt.MouseButton.LeftButton)
    assert desk.download.startswith("Stopped.")
    download._show_progress("Downloading", 1, 2)  # a late progress report
    assert desk.download.startswith("Stopped.")
    await tasks.shutdown()
    assert faults == []
    assert desk.settings.values.browser_path == ""


def test_where_the_environment_chooses_the_browser_a_download_changes_no_setting(
    theme: Theme, tmp_path: Path, tasks: AtOnce, qtbot: QtBot
) -> None:
    desk = Desk(theme, tmp_path / "data", tasks, variables={"TIKTRACK_BROWSER_PATH": "/usr/bin/chromium"})
    qtbot.addWidget(desk.page)
    QTest.mouseClick(desk.page._browser._download._start, Qt.MouseButton.LeftButton)
    assert desk.download == "Downloaded."
    assert not desk.file.exists()


class Opened(QObject):
    """Records the URLs that would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toLocalFile())


def test_the_data_folder_is_named_and_opened(desk: Desk) -> None:
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "take")  # type: ignore[arg-type]  # a method name, whatever the type stubs say
    try:
        QTest.mouseClick(desk.page._form._open, Qt.MouseButton.LeftButton)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened.urls == [str(desk.file.parent)]
    assert str(desk.file.parent) in texts(desk.page)


def test_the_database_says_how_large_it_is_and_will_be(desk: Desk) -> None:
    assert "212 MB now, about 1.4 GB in a year" in texts(desk.page)
    desk.space.space = Space(size=212_300_000, in_a_year=460_000_000)
    desk.enter("trending_limit", "70")
    assert desk.space.looks == 1  # nothing that is kept depends on it
    desk.enter("full_days", "7")
    assert "212 MB now, about 460 MB in a year" in texts(desk.page)


def test_a_size_that_cannot_be_read_is_left_out(desk: Desk) -> None:
    desk.space.error = StoreError("disk I/O error")
    desk.enter("slow_days", "0")
    assert desk.space.looks == 2
    assert desk.said[-1] == "Keep slow videos: forever (was 30 days)"


def test_the_place_of_a_database_is_above_its_size(theme: Theme, tmp_path: Path, tasks: AtOnce, qtbot: QtBot) -> None:
    desk = Desk(theme, tmp_path / "data", tasks, place="/data/ours.db")
    qtbot.addWidget(desk.page)
    assert "/data/ours.db\n212 MB now, about 1.4 GB in a year" in texts(desk.page)


def test_version_and_licences_are_told(desk: Desk) -> None:
    about = next(text for text in texts(desk.page) if text.startswith("TikTrack "))
    for part in ("Inter", "OFL", "Lucide", "ISC"):
        assert part in about


def texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(Label)]


def test_one_column_where_there_is_no_room_for_two(desk: Desk, qtbot: QtBot) -> None:
    trending, browser = desk.row("trending_limit"), desk.row("request_delay")

    def left(widget: QWidget) -> int:
        return widget.mapTo(desk.page, widget.rect().topLeft()).x()

    assert left(browser) > left(trending) + 400
    desk.page.resize(824, 600)
    qtbot.waitUntil(lambda: left(browser) == left(trending))


def test_tab_goes_down_the_page_and_everything_it_reaches_has_a_name(desk: Desk) -> None:
    desk.page._form._more.click()
    desk.number("trending_limit").setFocus()
    reached: list[str] = []
    widget = desk.page.focusWidget()
    while widget is not None and widget.accessibleName() not in reached:
        assert widget.accessibleName(), f"{widget} has no name"
        reached.append(widget.accessibleName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        widget = desk.page.focusWidget()
    assert reached[:2] == ["Videos per run", "Minimum velocity"]
    order = ["Maximum threads", "Close to tray", "Compact rows", "Download TikTrack’s own Chromium",
             "Browser", "Browse for: Browser", "Open data folder", "Advanced", "Freshness", "msToken"]  # fmt: skip
    assert [name for name in reached if name in order] == order


def test_what_cannot_be_used_is_said_until_it_is_mended(
    theme: Theme, tmp_path: Path, tasks: AtOnce, qtbot: QtBot
) -> None:
    desk = Desk(theme, tmp_path / "data", tasks, text='[trending]\nlimit = 9000\n[window]\nappearance = "pink"\n')
    qtbot.addWidget(desk.page)
    desk.messages.trouble(SettingsUnusable(desk.settings.problems))
    place = desk.page._notices
    assert place.notice is not None
    assert place.notice.action == ""  # it would lead to this page
    desk.enter("trending_limit", "90")
    assert place.notice is not None
    desk.file.write_text("[trending]\nlimit = 90\n", encoding="utf-8")
    desk.enter("creators_minutes", "30")
    assert place.notice is None


def test_a_hint_is_there_where_it_says_more_than_the_name(desk: Desk) -> None:
    plain = {name for name, words in WORDS.items() if words.plain}
    assert "trending_limit" in plain
    for name, row in desk.page._form.rows.items():
        hint = KEYS[name].at.hint
        assert (hint in [label.text() for label in row.findChildren(Label) if label.isVisibleTo(row)]) is (
            name not in plain
        )
