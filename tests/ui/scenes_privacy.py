"""Forgetting a creator, and the log that may be passed on."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests.ui.scenes_discover_forms import over_page
from tiktrack_gui.core.errors import StoreBusy
from tiktrack_gui.core.persons import Forgotten, Known, Person, PostedAbout
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.forget_dialog import ForgetDialog
from tiktrack_gui.ui.window.log_dialog import LogDialog
from tiktrack_gui.ui.window.main_window import MINIMUM

PERSON = Person(id=7_000_000_000_000_000_001, handle="greenforkdaily", handles=frozenset({"greenforkdaily"}))
FEW = Known(
    person=PERSON, name="Green Fork Daily", videos=37, measurements=1_204, lists=("Tracked", "Food"), notes=2, tags=1
)
POSTS = tuple(
    PostedAbout(
        channel=f"The team/#{name}",
        link=f"https://discord.com/channels/1/{number}" if number != 2 else None,
        is_certain=number != 1,
    )
    for number, name in enumerate(
        ("up-and-coming", "talents", "stories", "archive", "food", "a-very-long-channel-name" * 4)
    )
)
MANY = Known(
    person=Person(id=1, handle="averylonghandle_with_24c", handles=frozenset({"averylonghandle_with_24c"})),
    videos=1,
    measurements=12,
    posts=POSTS,
)
UNCLEAN = Forgotten(
    rows=9, is_rewritten=False, copies=("a", "b", "c"), unclean=("tiktrack-20260101T120000Z-0012_discover.db",)
)
LOG = """2026-11-30 14:02:11,480 INFO tiktrack_gui.services.trending: Fetching 50 trending TikTok videos...
2026-11-30 14:02:19,002 INFO tiktrack_gui.services.trending: Fetched 50 videos, 12 passed engagement filter
2026-11-30 14:05:40,871 INFO tiktrack_gui.services.creators: @[name] keeps its stored numbers: TikTok is slow.
2026-11-30 14:06:02,114 INFO tiktrack_gui.services.remeasuring: Video [ID] couldn't be measured again: Not found
2026-11-30 14:07:30,551 WARNING tiktrack_gui.services.sending: The answer to delivery tt-1f0c9a was lost; looking for it
"""


def ask(theme: Theme, known: Known = FEW, copies: int = 8, parent: QWidget | None = None) -> ForgetDialog:
    return ForgetDialog(theme, known, copies, parent)


def asked(theme: Theme) -> QWidget:
    return over_page(theme, lambda window: ask(theme, parent=window))


def asked_posts(theme: Theme) -> QWidget:
    return over_page(theme, lambda window: ask(theme, MANY, 1, window))


def working(theme: Theme) -> QWidget:
    def make(window: QWidget) -> ForgetDialog:
        dialog = ask(theme, parent=window)
        dialog._confirm()
        dialog.show_progress("tiktrack-20261122T090000Z-0012_discover.db", 3, 10)
        return dialog

    return over_page(theme, make)


def done(theme: Theme) -> QWidget:
    def make(window: QWidget) -> ForgetDialog:
        dialog = ask(theme, MANY, 4, window)
        dialog._confirm()
        dialog.show_done(UNCLEAN)
        return dialog

    return over_page(theme, make)


def failed(theme: Theme) -> QWidget:
    def make(window: QWidget) -> ForgetDialog:
        dialog = ask(theme, parent=window)
        dialog._confirm()
        dialog.show_failure(StoreBusy("x"))
        return dialog

    return over_page(theme, make)


def log(theme: Theme) -> QWidget:
    def make(window: QWidget) -> LogDialog:
        dialog = LogDialog(theme, window)
        QTimer.singleShot(5, dialog, lambda: dialog.show_log(LOG * 9))
        return dialog

    return over_page(theme, make)


def log_empty(theme: Theme) -> QWidget:
    def make(window: QWidget) -> LogDialog:
        dialog = LogDialog(theme, window)
        dialog.show_log("")
        return dialog

    return over_page(theme, make)


SIZE = MINIMUM.width(), MINIMUM.height()
SCENES = {
    "forget": (asked, *SIZE),
    "forget_posts": (asked_posts, *SIZE),
    "forget_working": (working, *SIZE),
    "forget_done": (done, *SIZE),
    "forget_failed": (failed, *SIZE),
    "log": (log, *SIZE),
    "log_empty": (log_empty, *SIZE),
}
