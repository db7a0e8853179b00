"""The entries of a pasted list of videos as a table, before anything is done with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject

from tiktrack_gui.core.handles import ShortLink, VideoLink
from tiktrack_gui.core.pasted_videos import PastedVideo, Standing
from tiktrack_gui.ui.widgets.records_model import Column, RecordsModel
from tiktrack_gui.words import campaigns as words
from tiktrack_gui.words import reading, times

MARKS: Mapping[Standing, tuple[str, str]] = {
    Standing.NEW: ("plus", "accent_text"),
    Standing.THERE: ("check", "text3"),
    Standing.TWICE: ("copy", "text3"),
    Standing.REFUSED: ("circle-alert", "warn"),
}
HAPPENS: Mapping[Standing, str] = {
    Standing.NEW: "Will be added",
    Standing.THERE: "Already in the campaign",
    Standing.REFUSED: "Can’t be used",
}


class PastedModel(RecordsModel[PastedVideo]):
    """Shows the entries in the order given."""

    def __init__(self, currency: str, parent: QObject | None = None) -> None:
        super().__init__(_columns(currency), _key, float, limit=1, parent=parent)

    def show(self, entries: Sequence[PastedVideo]) -> None:
        """Replaces all entries; those that are only priced or dated anew stay where they are."""
        arrived = {_key(one): one for one in entries}
        if arrived.keys() == self._records.keys():
            self._records = arrived
            if self._order:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._records, self._order = arrived, list(arrived)
        self.endResetModel()


def _key(entry: PastedVideo) -> int:
    return -entry.number  # the base class has the largest on top


def _columns(currency: str) -> tuple[Column[PastedVideo], ...]:
    return (
        Column(title="No.", text=_number, width=56, is_number=True),
        Column(title="Video", text=_video, hint=_given, is_main=True),
        Column(title="Price", text=_price_in(currency), width=104, is_number=True),
        Column(title="Date", text=_date, width=116, is_time=True, leaves_if_empty=True),
        Column(title="What happens", text=_happens, hint=_fault, mark=_mark),
    )


def _number(entry: PastedVideo, _now: float) -> str:
    return str(entry.number)


def _given(entry: PastedVideo, _now: float) -> str:
    return " ".join(entry.given.split())


def _video(entry: PastedVideo, now: float) -> str:
    """Whose video it is, and which; as it was given where that isn’t known."""
    match entry.named:
        case VideoLink(id=id_, handle=str(handle)):
            return f"@{handle} · {id_}"
        case VideoLink(id=id_):
            return f"Video {id_}"
        case ShortLink(url=url):
            return url.removeprefix("https://")
    return _given(entry, now)


def _price_in(currency: str) -> Callable[[PastedVideo, float], str]:
    def price(entry: PastedVideo, _now: float) -> str:
        if entry.standing is not Standing.NEW:
            return ""
        gift = " gift" if entry.is_gift else ""
        return "—" if entry.cents is None and not gift else f"{_money(entry.cents, currency)}{gift}".strip()

    return price


def _money(cents: int | None, currency: str) -> str:
    return "" if cents is None else words.money(cents, currency)


def _date(entry: PastedVideo, _now: float) -> str:
    if entry.agreed_on is None or entry.standing is not Standing.NEW:
        return ""
    day = date.fromisoformat(entry.agreed_on)
    return f"{day.day} {times.month(day.month)} {day.year}"


def _happens(entry: PastedVideo, _now: float) -> str:
    if entry.standing is Standing.TWICE:
        return f"Same as no. {entry.first}"
    if entry.fault is None:
        return HAPPENS[entry.standing]
    is_beside = entry.named is None  # what is wrong is the link, which the row shows
    return reading.without_quote(entry.fault.sentence) if is_beside else entry.fault.sentence


def _fault(entry: PastedVideo, _now: float) -> str | None:
    return str(entry.fault) if entry.fault is not None else None


def _mark(entry: PastedVideo, _now: float) -> tuple[str, str]:
    return MARKS[entry.standing]
