"""The Discover page in each of its states, with fictional candidates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

from tests.ui import samples
from tests.ui.discovered import BRAND, FIRST, constants, fill, page_of, services_of
from tests.ui.scenery import Never, in_window, pictures, scenery
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.discovery.ranking import Show
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import Captcha, StoreDamaged
from tiktrack_gui.store import Store
from tiktrack_gui.ui.discover.compare import CompareDialog
from tiktrack_gui.ui.discover.page import DiscoverPage
from tiktrack_gui.ui.discover.similar_dialog import SimilarDialog
from tiktrack_gui.ui.theme.theme import Theme

Act = Callable[[DiscoverPage], None]
TRACKED = FIRST + 8


def _nothing(_store: Store) -> object:
    return None


def _brand_only(store: Store) -> object:
    return store.brands.create(BRAND, samples.NOW).result()


def _scene(theme: Theme, make: Callable[[Store], object], act: Act | None = None, *, loading: bool = False) -> QWidget:
    with scenery() as scene:
        make(scene.store)
        page = page_of(theme, scene, Never() if loading else scene.tasks)
        page._ages.stop()
        if make is fill and not loading:
            page._table.select([FIRST])
            QTimer.singleShot(10, page._table.setFocus)
        if act is not None:
            act(page)
        return in_window(theme, "discover", page)


def full(theme: Theme) -> QWidget:
    return _scene(theme, fill)


def every(theme: Theme) -> QWidget:
    """All candidates, also those that are not up-and-coming."""
    return _scene(theme, fill, lambda page: page._header.choose(Show.ALL))


def compact(theme: Theme) -> QWidget:
    theme.change(compact_rows=True)
    return full(theme)


def details(theme: Theme) -> QWidget:
    """The panel in a small window, where it is asked for."""

    def act(page: DiscoverPage) -> None:
        page._details.hide()
        page.toggle_details()

    return _scene(theme, fill, act)


def _scroll_bar(page: DiscoverPage) -> QScrollBar:
    area = page._details.findChild(QScrollArea)
    assert area is not None
    return area.verticalScrollBar()


def rest_of_details(theme: Theme) -> QWidget:
    """What the panel shows further below."""

    def act(page: DiscoverPage) -> None:
        bar = _scroll_bar(page)
        QTimer.singleShot(150, lambda: bar.setValue(bar.maximum()))

    return _scene(theme, fill, act)


def middle_of_details(theme: Theme) -> QWidget:
    def act(page: DiscoverPage) -> None:
        bar = _scroll_bar(page)
        QTimer.singleShot(150, lambda: bar.setValue(bar.maximum() // 2))

    return _scene(theme, fill, act)


def kept(theme: Theme) -> QWidget:
    """A tracked candidate with a status, tags and notes."""

    def make(store: Store) -> object:
        brand = fill(store)
        tags = (("Vegan", "green"), ("Berlin", "blue"), ("Barter", "orange"))
        for tag in [store.annotations.create_tag(*one).result() for one in tags]:
            store.annotations.tag([TRACKED], tag.id).result()
        store.annotations.set_status([TRACKED], "contacted", samples.NOW - 3 * DAY, samples.NOW).result()
        for days, text in (
            (30, "Found by Ana."),
            (2, "Answers by mail only. Wants the new flavors, and ships abroad."),
        ):
            store.annotations.add_note(TRACKED, text, samples.NOW - days * DAY).result()
        return brand

    def act(page: DiscoverPage) -> None:
        page._header.choose(Show.ALL)
        page._table.select([TRACKED])

    return _scene(theme, make, act)


def several(theme: Theme) -> QWidget:
    return _scene(theme, fill, lambda page: page._table.select([FIRST + 1, FIRST, FIRST + 4]))


def dismissed(theme: Theme) -> QWidget:
    return _scene(theme, fill, lambda page: page._header.choose(Show.DISMISSED))


def no_brand(theme: Theme) -> QWidget:
    return _scene(theme, _nothing)


def no_candidates(theme: Theme) -> QWidget:
    return _scene(theme, _brand_only)


def loading(theme: Theme) -> QWidget:
    return _scene(theme, fill, loading=True)


def no_match(theme: Theme) -> QWidget:
    return _scene(theme, fill, lambda page: page._header._search.setText("zeppelin"))


def failed(theme: Theme) -> QWidget:
    def act(page: DiscoverPage) -> None:
        page._shown.ranking, page._shown.failure = None, StoreDamaged("brands")
        page._shown.failed.emit()

    return _scene(theme, fill, act)


def trouble(theme: Theme) -> QWidget:
    """A notice, while candidates are searched for."""

    def act(page: DiscoverPage) -> None:
        page._finding._set_finding(True)
        page._finding._stage("Searching for “onepot”", 1, 3)
        page._messages.look_at("discover")
        page._messages.trouble(Captcha(), here=True)

    return _scene(theme, fill, act)


def unruly(theme: Theme) -> QWidget:
    """Names as strangers write them."""

    def make(store: Store) -> object:
        brand = fill(store)
        names = ("مطبخ صغير 🍝 نكهات", "👩‍👩‍👧‍👦🏳️‍🌈 " * 9, "<b>bold</b> & **stars**", "東京" * 20, "l" * 60)
        for number, name in enumerate(names):
            creator = store.creators.find(FIRST + number).result()
            assert creator is not None
            handle = "l" * 24 if number == 1 else creator.handle
            store.creators.record_creator(replace(creator, name=name, handle=handle), samples.NOW + 1).result()
        return brand

    return _scene(theme, make, lambda page: page._table.select([FIRST + 1]))


def _ranked(theme: Theme, number: int) -> list[Ranked]:
    with scenery() as scene:
        fill(scene.store)
        page = page_of(theme, scene, scene.tasks)
        page._header.choose(Show.ALL)
        found = page._model.shown[:number]
        page.deleteLater()
        return found


def compare(theme: Theme) -> QWidget:
    several = _ranked(theme, 4)
    found = pictures(theme)
    dialog = CompareDialog(theme, found, several, constants(), samples.NOW, None)
    found.setParent(dialog)
    return dialog


def similar(theme: Theme) -> QWidget:
    with scenery() as scene:
        brand = fill(scene.store)
        services = services_of(scene)
        dialog = SimilarDialog(theme, "Mara Lindqvist", scene.clock.now, None)
        found = scene.tasks._loop.run_until_complete(services.rankings.similar(brand, FIRST))
        dialog.show_similar(found)
        return dialog


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "discover": (full, 1440, 900),
    "discover_small": (full, 1024, 640),
    "discover_all": (every, 1440, 900),
    "discover_compact": (compact, 1440, 900),
    "discover_compact_small": (compact, 1024, 640),
    "discover_details": (middle_of_details, 1440, 900),
    "discover_details_end": (rest_of_details, 1440, 900),
    "discover_details_small": (details, 1024, 640),
    "discover_kept": (kept, 1440, 900),
    "discover_several": (several, 1440, 900),
    "discover_dismissed": (dismissed, 1440, 900),
    "discover_no_brand": (no_brand, 1440, 900),
    "discover_no_brand_small": (no_brand, 1024, 640),
    "discover_no_candidates": (no_candidates, 1440, 900),
    "discover_no_candidates_small": (no_candidates, 1024, 640),
    "discover_loading": (loading, 1440, 900),
    "discover_no_match": (no_match, 1440, 900),
    "discover_failed": (failed, 1440, 900),
    "discover_trouble": (trouble, 1440, 900),
    "discover_trouble_small": (trouble, 1024, 640),
    "discover_unruly": (unruly, 1440, 900),
    "discover_unruly_small": (unruly, 1024, 640),
    "discover_compare": (compare, 980, 620),
    "discover_similar": (similar, 760, 480),
}
