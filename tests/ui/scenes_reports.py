"""The dialog of a report in each of its states, with fictional creators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from tests import reported
from tests.ui.scenes_discover_forms import over_page
from tiktrack_gui.core.errors import StoreBusy
from tiktrack_gui.core.report import Report
from tiktrack_gui.drawing import report as drawing
from tiktrack_gui.ui.creators.report_dialog import GrowthReportDialog
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.words import report_dialog as words
from tiktrack_gui.words import reports

SIZE = 760, 820


def creator(theme: Theme) -> QWidget:
    return _shown(theme, reported.report(), "@maracooks")


def creator_with_gap(theme: Theme) -> QWidget:
    return _shown(theme, reported.report(reported.one(measured=reported.samples(gap=reported.GAP))), "@maracooks")


def of_list(theme: Theme) -> QWidget:
    return _shown(theme, reported.list_report(60, waiting=2), "“Food, spring campaign”")


def nothing_measured(theme: Theme) -> QWidget:
    return _shown(theme, reported.report(reported.one(measured=(), seen=())), "@maracooks")


def unruly(theme: Theme) -> QWidget:
    return _shown(theme, reported.unruly(), f"@{'a' * 60}")


def loading(theme: Theme) -> QWidget:
    return _dialog(theme, "“Food, spring campaign”")


def reading(theme: Theme) -> QWidget:
    """It takes some seconds; the report of other dates is still there."""
    dialog = _shown(theme, reported.list_report(13), "“Food, spring campaign”")
    dialog.show_loading()
    dialog.show_reading(48, 200, words.reading(48, 200, 1.9))
    return dialog


def failed(theme: Theme) -> QWidget:
    dialog = _dialog(theme, "@maracooks")
    dialog.show_failure(str(StoreBusy()))
    return dialog


def nobody(theme: Theme) -> QWidget:
    dialog = _dialog(theme, "“Food, spring campaign”")
    dialog.show_nobody()
    return dialog


def saved(theme: Theme) -> QWidget:
    dialog = _shown(theme, reported.report(), "@maracooks")
    said = "Saved “maracooks report 2026-09-24 to 2026-10-21.pdf”"
    QTimer.singleShot(50, dialog, partial(dialog.say, said, good=True))  # once it is laid out
    return dialog


def small(theme: Theme) -> QWidget:
    return over_page(theme, _over(theme))


def _over(theme: Theme) -> Callable[[QWidget], QDialog]:
    def make(window: QWidget) -> QDialog:
        return _shown(theme, reported.report(), "@maracooks", window)

    return make


def _dialog(theme: Theme, about: str, parent: QWidget | None = None) -> GrowthReportDialog:
    return GrowthReportDialog(theme, about, reported.LAST, "a4", parent)


def _shown(theme: Theme, report: Report, about: str, parent: QWidget | None = None) -> GrowthReportDialog:
    dialog = _dialog(theme, about, parent)
    document = reports.of(report, "1.2.0", UTC)
    scale = dialog.pages.scale_of(drawing.width_of(drawing.Paper.A4))
    pages = drawing.pictures(document, drawing.Paper.A4, scale, UTC)
    dialog.show_pages(pages, words.spoken(document))
    return dialog


SCENES = {
    "report_creator": (creator, *SIZE),
    "report_creator_gap": (creator_with_gap, *SIZE),
    "report_list": (of_list, *SIZE),
    "report_nothing_measured": (nothing_measured, *SIZE),
    "report_unruly": (unruly, *SIZE),
    "report_loading": (loading, *SIZE),
    "report_reading": (reading, *SIZE),
    "report_failed": (failed, *SIZE),
    "report_nobody": (nobody, *SIZE),
    "report_saved": (saved, *SIZE),
    "report_small": (small, 1024, 640),
}
