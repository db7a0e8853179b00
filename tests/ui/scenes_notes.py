"""Notes, statuses and tags on the Creators page, with fictional creators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from tests.ui import samples
from tests.ui.scenery import Scenery, in_window, scenery
from tests.ui.scenes_creators import FIRST, page_of
from tests.ui.scenes_overview import fill as fill_overview
from tiktrack_gui.core.annotations import Tag
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorSample, Origin
from tiktrack_gui.ui.creators.annotations.marked import Marked
from tiktrack_gui.ui.creators.annotations.sheet import AnnotationsSheet
from tiktrack_gui.ui.creators.overview.switch import OVERVIEW
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme

TAGS = ("Vegan", "Spring campaign", "Berlin", "Gifted", "Speaks Italian", "High engagement", "Expensive", "Ask again")
OWN = ("Negotiating", "Waiting for the signed contract")
NOTES = (
    "Answers on Tuesdays. Her manager is Ines (ines@cooks.example); prices are for one video and two stories.\n"
    "Wants the olive oil in the tall bottle.",
    "Met at the food fair.",
    "Posted on the day we agreed on; sent us the numbers without being asked.",
    "Asked for 900 for a video in June.",
)
LONG = "Verylongtagwithoutanyspaceswhatsoever & more"


def kept(scene: Scenery, *, many: bool = False) -> list[Tag]:
    """Every kind of mark; the first creator has grown faster since it posted. many: a long history of statuses."""
    fill_overview(scene)
    _grow(scene)
    store = scene.store.annotations
    tags = [store.create_tag(name, color).result() for name, color in zip(TAGS, _colors(), strict=True)]
    for name in OWN:
        store.add_own_status(name).result()
    given = {0: (0, 1, 2), 1: (3,), 3: (1, 4, 5, 6, 7), 4: (0,), 7: (0, 1, 2, 3, 4, 5, 6, 7), 9: (2, 3)}
    for number, places in given.items():
        for place in places:
            store.tag([FIRST + number], tags[place].id).result()
    statuses = [(0, "contacted", 70), (0, "posted", 30), (1, "idea", 3), (2, OWN[1], 12), (4, "done", 40)]
    statuses += [(5, "sent", 5), (7, OWN[0], 9), (10, "contacted", 1)]
    if many:
        statuses += [(0, "idea", 95), (0, "sent", 52), (0, "done", 12), (0, OWN[1], 70), (0, OWN[0], 66)]
    for number, status, days in sorted(statuses, key=lambda one: -one[2]):
        day = samples.NOW - days * DAY
        store.set_status([FIRST + number], status, day - day % DAY, samples.NOW - days * DAY).result()
    for number, text in enumerate(reversed(NOTES if many else NOTES[:2])):
        store.add_note(FIRST, text, samples.NOW - (40 - 9 * number) * DAY).result()
    return tags


def card(theme: Theme) -> QWidget:
    """The section of a creator with two statuses, tags and notes, and the marks in the plot."""
    return _page(theme, kept)


def card_many(theme: Theme) -> QWidget:
    return _scrolled(_page(theme, _many))


def card_bottom(theme: Theme) -> QWidget:
    """As far down as the notes."""
    return _scrolled(_page(theme, kept))


def empty(theme: Theme) -> QWidget:
    """Nothing is kept about the creator yet."""
    widget = _scrolled(_page(theme, fill_overview))
    page = _found(widget)
    QTimer.singleShot(20, page._details.annotations.tags.ask_for_name)
    return widget


def editing(theme: Theme) -> QWidget:
    """A note is being changed, and a tag's name can't be used."""
    widget = _scrolled(_page(theme, kept))
    card = _found(widget)._details.annotations
    card.tags.ask_for_name()
    card.tags._name.setText("")
    card.tags.show_fault("A tag needs a name. Enter a name such as “Vegan”.")
    row = next(iter(card.notes._rows.values()))
    row._begin()
    row._edit.setPlainText(f"{row._edit.text}\n\nAnother paragraph, while it is written.")
    return widget


def hovered(theme: Theme) -> QWidget:
    """The card of a marked day."""
    widget = _page(theme, _many)
    page = _found(widget)
    page._details._plot._range.choose("90")

    def point() -> None:
        canvas = page._details._plot._shown_canvas()
        canvas._day_at(len(canvas._days.marks) - 2)

    QTimer.singleShot(150, point)
    return widget


def filtered(theme: Theme) -> QWidget:
    return _filtered(theme, Marked(status="posted", tag_ids=frozenset({1, 2, 3})))


def nobody(theme: Theme) -> QWidget:
    widget = _filtered(theme, Marked(status="done", tag_ids=frozenset({1, 2})))
    _found(widget)._pane._filter.setText("pasta")
    return widget


def overview(theme: Theme) -> QWidget:
    return _page(theme, kept, OVERVIEW)


def overview_filtered(theme: Theme) -> QWidget:
    return _filtered(theme, Marked(tag_ids=frozenset({1, 2})), OVERVIEW)


def overview_nobody(theme: Theme) -> QWidget:
    return _filtered(theme, Marked(status="done", tag_ids=frozenset({1, 2})), OVERVIEW)


def status_menu(theme: Theme) -> QWidget:
    widget = _page(theme, kept)
    return _with_menu(widget, _found(widget)._menu.statuses)


def tags_menu(theme: Theme) -> QWidget:
    widget = _page(theme, kept)
    return _with_menu(widget, _found(widget)._menu.tags)


def filter_menu(theme: Theme) -> QWidget:
    widget = _filtered(theme, Marked(status="posted", tag_ids=frozenset({1, 3})))
    return _with_menu(widget, _found(widget)._pane.marks._menu)


def sheet(theme: Theme) -> QWidget:
    return _sheet(theme, kept)


def sheet_empty(theme: Theme) -> QWidget:
    return _sheet(theme, fill_overview)


def sheet_fault(theme: Theme) -> QWidget:
    dialog = _sheet(theme, kept)
    dialog.new_status.field.setText("idea")
    dialog.show_fault_of_status(None, "There’s already a status named “idea”. Use another name.")
    dialog._tags[0]._field.setText(LONG)
    dialog.show_fault_of_tag(dialog._tags[0].tag.id, "There’s already a tag named like this. Use another name.")
    dialog.say("Renamed “Berlin” to “Hamburg”", "Undo")
    return dialog


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "notes": (card, 1440, 900),
    "notes_small": (card_bottom, 1024, 640),
    "notes_bottom": (card_bottom, 1440, 900),
    "notes_many": (card_many, 1440, 900),
    "notes_many_small": (card_many, 1024, 640),
    "notes_empty": (empty, 1440, 900),
    "notes_empty_small": (empty, 1024, 640),
    "notes_editing": (editing, 1440, 900),
    "notes_editing_small": (editing, 1024, 640),
    "notes_hovered": (hovered, 1440, 900),
    "notes_hovered_small": (hovered, 1024, 640),
    "notes_filtered": (filtered, 1440, 900),
    "notes_filtered_small": (filtered, 1024, 640),
    "notes_nobody": (nobody, 1440, 900),
    "notes_nobody_small": (nobody, 1024, 640),
    "notes_overview": (overview, 1440, 900),
    "notes_overview_small": (overview, 1024, 640),
    "notes_overview_filtered": (overview_filtered, 1440, 900),
    "notes_overview_filtered_small": (overview_filtered, 1024, 640),
    "notes_overview_nobody": (overview_nobody, 1440, 900),
    "notes_status_menu": (status_menu, 1440, 900),
    "notes_tags_menu": (tags_menu, 1440, 900),
    "notes_filter_menu": (filter_menu, 1440, 900),
    "notes_sheet": (sheet, 520, 560),
    "notes_sheet_empty": (sheet_empty, 520, 560),
    "notes_sheet_fault": (sheet_fault, 520, 560),
    "notes_sheet_small": (sheet_fault, 1024, 640),
}


def _many(scene: Scenery) -> None:
    kept(scene, many=True)


def _colors() -> tuple[str, ...]:
    return ("green", "orange", "blue", "purple", "teal", "red", "yellow", "gray")


def _grow(scene: Scenery) -> None:
    """The first creator’s followers, exact and every six hours, faster since 30 days ago."""
    creator = next(one.creator for one in scene.store.creators.tracked().result() if one.creator.id == FIRST)
    history, followers = [], 300_000.0
    for number in range(110 * 4):
        at = samples.NOW - (110 * 4 - number) * DAY // 4
        followers *= 1 + (0.0012 if at > samples.NOW - 30 * DAY else 0.0004) + 0.0002 * ((number % 7) - 3)
        history.append(
            CreatorSample(at=at, followers=round(followers) | 1, likes=4_000_001, origin=Origin.PROFILE_PAGE)
        )
    scene.store.creators.record_history(creator.id, history).result()
    shown = replace(creator, sample=replace(history[-1], at=samples.NOW - 60))
    scene.store.creators.record_creator(shown, samples.NOW).result()


def _page(theme: Theme, fill: Callable[[Scenery], object], view: str | None = None) -> QWidget:
    with scenery() as scene:
        fill(scene)
        page = page_of(theme, scene, scene.tasks)
        page.shown()
        page._ages.stop()
        page._pane.list.select(FIRST)
        if view is not None:
            page._pane.switch.choose(view)
            scene.tasks.spawn(page._view._fill(), name="compute the overview for the picture")
        QTimer.singleShot(10, (page._pane.list if view is None else page._view.table).setFocus)
        return in_window(theme, "creators", page)


def _filtered(theme: Theme, marked: Marked, view: str | None = None) -> QWidget:
    widget = _page(theme, kept, view)
    _found(widget)._pane.marks._take(marked)
    return widget


def _found(window: QWidget) -> CreatorsPage:
    page = window.findChild(CreatorsPage)
    assert page is not None
    return page


def _scrolled(widget: QWidget) -> QWidget:
    """Shows the section from its top."""
    details = _found(widget)._details

    def scroll() -> None:
        details.verticalScrollBar().setValue(details.annotations.y() - 12)

    for delay in (60, 200):  # once the plot has its height
        QTimer.singleShot(delay, details, scroll)
    return widget


def _with_menu(widget: QWidget, menu: QMenu) -> QWidget:
    """A menu in the picture."""
    page = _found(widget)
    page._annotating._check_menus()
    menu.setParent(widget)
    menu.setWindowFlags(Qt.WindowType.Widget)
    menu.move(QPoint(460, 140))
    menu.adjustSize()
    menu.show()
    return widget


def _sheet(theme: Theme, fill: Callable[[Scenery], object]) -> AnnotationsSheet:
    dialog = AnnotationsSheet(theme, None)
    with scenery() as scene:
        fill(scene)
        store = scene.store.annotations
        dialog.show_all(store.statuses().result(), store.tags().result(), store.uses().result())
    return dialog
