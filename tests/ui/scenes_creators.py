"""The Creators page in each of its states, with fictional creators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtWidgets import QScrollBar, QWidget

from tests.ui import samples
from tests.ui.scenery import Never, Scenery, in_window, pictures, scenery
from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.errors import Blocked, RateLimited, StoreBusy
from tiktrack_gui.core.history_import import Known, judge
from tiktrack_gui.core.history_reading import read_history
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Origin, SearchAnswer, Video, VideoPage
from tiktrack_gui.core.read_table import KnownCreators, read_table
from tiktrack_gui.core.refreshing import Rhythm
from tiktrack_gui.core.runs import Outcome, Run
from tiktrack_gui.core.score import measure
from tiktrack_gui.core.sheets import Sheet, sheet_of
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.table_text import rows_of
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.compare import CompareDialog
from tiktrack_gui.ui.creators.import_dialog import ImportDialog
from tiktrack_gui.ui.creators.measurements import Measurements
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.creators.read_dialog import ReadDialog
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.compared_plot import ComparedHistory
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words.reading import Aim

DAY = 86_400
BIOS = (
    "Small kitchen, big flavours. New video every Tue & Fri.",
    None,
    "Two cats, one camera 🐾\nbusiness: paw@club.example",
)
GAINS = (0.077, 0.020, 0.029, 0.0, 0.008, -0.003, 0.013, 0.0, 0.040, 0.071, -0.001, 0.022, 0.022)
FOLLOWERS = (412_000, 884_000, 614_000, 5_200_000, 143_000, 377_000, 9_412, 956_000, 88_900, 1_900_000, 451_000,
             264_000, 731_000)  # fmt: skip
FIRST = samples.video(0).video.creator.id


def creators(theme: Theme) -> QWidget:
    return _page(theme, _few_weeks)


def with_trouble(theme: Theme) -> QWidget:
    """A notice, the field for adding a creator with an error, and a refresh in progress."""
    widget = _page(theme, _few_weeks, trouble=True)
    page = _found(widget)
    page._pane.add.open()
    page._pane.add.show_fault(
        "“no such name!” isn’t a valid TikTok handle. Enter @name or a profile link.", "no such name!"
    )
    page._pane.show_progress("Refreshing @tinypawclub", 36, 200, 536.0)
    return widget


def missing(theme: Theme) -> QWidget:
    def gone(scene: Scenery) -> None:
        _few_weeks(scene)
        for hour in range(3):
            scene.store.creators.record_creator_missing(FIRST, samples.NOW + hour * HOUR).result()

    return _page(theme, gone)


def handle_taken(theme: Theme) -> QWidget:
    def taken(scene: Scenery) -> None:
        _few_weeks(scene)
        scene.store.creators.record_creator_missing(FIRST, samples.NOW, taken=True).result()

    return _page(theme, taken)


def private(theme: Theme) -> QWidget:
    def closed(scene: Scenery) -> None:
        _few_weeks(scene)
        scene.store.creators.record_creator(
            replace(_creator(0, 400_000, samples.NOW), private=True), samples.NOW
        ).result()

    return _page(theme, closed)


def not_found(theme: Theme) -> QWidget:
    def once(scene: Scenery) -> None:
        _few_weeks(scene)
        scene.store.creators.record_creator_missing(FIRST, samples.NOW).result()

    return _page(theme, once)


def blocked(theme: Theme) -> QWidget:
    def unanswered(scene: Scenery) -> None:
        _few_weeks(scene)
        scene.store.creators.record_creator_unanswered(FIRST, samples.NOW, "blocked").result()

    return _page(theme, unanswered)


def renamed(theme: Theme) -> QWidget:
    def another(scene: Scenery) -> None:
        _few_weeks(scene)
        found = replace(_creator(0, 412_000, samples.NOW), handle="nonnas.kitchen.rome")
        scene.store.creators.record_creator(found, samples.NOW).result()

    return _page(theme, another)


def rhythm(theme: Theme) -> QWidget:
    """A list that is refreshed every 12 h, adaptive, with its menu; it has its own place in the picture."""
    with scenery() as scene:
        _with_lists(scene)
        food = scene.store.lists.all().result()[0].id
        scene.store.refreshing.set_rhythm(food, Rhythm(every=12 * 3_600, adaptive=True)).result()
        page = page_of(theme, scene, scene.tasks)
        page.shown()
        page._pane.chooser.show_list(food)
        page._shown.load()
        page._ages.stop()
        page._pane.show_progress("Refreshing @tinypawclub", 36, 200, 536.0)
        widget = in_window(theme, "creators", page)
    menu = page._pane.chooser.rhythm
    menu.setParent(widget)
    menu.move(400, 120)
    menu.adjustSize()
    menu.show()
    return widget


def adding(theme: Theme) -> QWidget:
    widget = _page(theme, _few_weeks)
    pane = _found(widget)._pane
    pane.add.open()
    pane.add._field.setText("@homelab")
    pane.add.show_work("Looking for @homelab on TikTok")
    return widget


def typed(theme: Theme) -> QWidget:
    """What was typed isn't the handle of a tracked creator."""
    widget = _page(theme, _few_weeks)
    _type(widget, "grandmother’s sunday pasta sauce")
    return widget


def completing(theme: Theme) -> QWidget:
    """Some of those already seen may be meant: tracked, verified, with a long name, and without followers."""
    widget = _page(theme, _few_weeks)
    _type(widget, "pa")
    seen = [_result(number) for number in (5, 7, 11)]
    _found(widget)._pane.show_seen("pa", [*seen, replace(_result(3), handle="pa", name=None, sample=None)])
    return widget


def searching(theme: Theme) -> QWidget:
    widget = _page(theme, _few_weeks)
    _type(widget, "pasta")
    _found(widget)._pane.show_searching()
    return widget


def found(theme: Theme) -> QWidget:
    """Two of them are tracked already, and the name of one leaves no room."""
    return _searched(theme, SearchAnswer(creators=tuple(map(_result, range(3, 21, 2))), has_more=True))


def found_nobody(theme: Theme) -> QWidget:
    return _searched(theme, SearchAnswer(creators=()))


def search_failed(theme: Theme) -> QWidget:
    widget = _page(theme, _few_weeks)
    _type(widget, "pasta")
    page = _found(widget)
    page._pane.show_search_failed()
    page._messages.trouble(Blocked(Capability.SEARCH))
    return widget


def empty(theme: Theme) -> QWidget:
    return _page(theme, _nobody)


def one(theme: Theme) -> QWidget:
    """A creator tracked just now: a sample from a video list, then one from the profile page; no videos."""

    def first(scene: Scenery) -> None:
        for ago, followers in ((26, 614_000), (0, 614_037)):
            scene.store.creators.record_creator(_creator(2, followers, samples.NOW - ago), samples.NOW).result()
        scene.store.creators.track(FIRST + 2, samples.NOW).result()

    return _page(theme, first)


def loading(theme: Theme) -> QWidget:
    with scenery() as scene:
        return in_window(theme, "creators", page_of(theme, scene, Never()))


def nomatch(theme: Theme) -> QWidget:
    widget = _page(theme, _few_weeks)
    _found(widget)._pane._filter.setText("pasta")
    return widget


def failed(theme: Theme) -> QWidget:
    widget = _page(theme, _nobody)
    _found(widget)._fail(StoreBusy())
    return widget


def _with_lists(scene: Scenery) -> None:
    _few_weeks(scene)
    for name, numbers in (("Food", (0, 6, 2, 9)), ("Small creators, big hopes", (6, 8)), ("Cats", ())):
        made = scene.store.lists.create(name).result()
        scene.store.lists.add(made.id, [FIRST + number for number in numbers], samples.NOW).result()


def on_a_list(theme: Theme) -> QWidget:
    """A list is shown, and two creators on it are selected."""
    with scenery() as scene:
        _with_lists(scene)
        page = page_of(theme, scene, scene.tasks)
        page.shown()
        page._pane.chooser.show_list(scene.store.lists.all().result()[0].id)
        page._shown.load()
        page._ages.stop()
        both = QItemSelectionModel.SelectionFlag.Select
        page._pane.list.selectionModel().select(page._model.index(1), both)
        page._pane.list.selectionModel().select(page._model.index(2), both)
        return in_window(theme, "creators", page)


def naming(theme: Theme) -> QWidget:
    """A name that is taken."""
    widget = _page(theme, _with_lists)
    chooser = _found(widget)._pane.chooser
    chooser.ask_for_name()
    chooser.naming._field.setText("food")
    chooser.show_fault("There’s already a list named “food”. Use another name.")
    return widget


def empty_list(theme: Theme) -> QWidget:
    with scenery() as scene:
        _with_lists(scene)
        page = page_of(theme, scene, scene.tasks)
        page.shown()
        page._pane.chooser.show_list(scene.store.lists.all().result()[2].id)
        page._shown.load()
        page._ages.stop()
        return in_window(theme, "creators", page)


def dropping(theme: Theme) -> QWidget:
    """Creators are dragged over the lists."""
    widget = _page(theme, _with_lists)
    chooser = _found(widget)._pane.chooser
    QTimer.singleShot(100, lambda: chooser._targets.open_below(chooser._combo))
    chooser._targets.setCurrentRow(1)
    return widget


def comparing(theme: Theme) -> QWidget:
    """The dialog that compares creators, in percent of their start."""
    dialog = CompareDialog(theme, None)
    with scenery() as scene:
        _few_weeks(scene)
        entries = scene.store.creators.tracked().result()[:5]
        histories = [
            ComparedHistory(f"@{entry.creator.handle}", scene.store.creators.growth_of(entry.creator.id, 0).result())
            for entry in entries
        ]
    dialog.plot._scale.choose("indexed")
    dialog.plot.show_histories(histories, every())
    return dialog


def compare_loading(theme: Theme) -> QWidget:
    return CompareDialog(theme, None)


def moved(theme: Theme) -> QWidget:
    """Unusual growth, with and without a video that explains it, and silence after that."""

    def fill(scene: Scenery) -> None:
        jumps = {40: 9_000, 55: 7_000, 56: 4_000}
        followers = 48_000
        usual = tuple(_seen(number, days=41 + number, views=21_000) for number in range(1, 12))
        viral = _seen(0, days=36, views=190_000)
        for day in range(90):
            followers += 60 + 7 * (day % 5) + jumps.get(day, 0)
            at = samples.NOW - (89 - day) * DAY - 7200
            shown = replace(_creator(0, followers, at), bio=BIOS[0])
            assert shown.sample is not None
            exact = replace(shown.sample, followers=followers, videos=312, rounded=0)
            scene.store.creators.record_creator(replace(shown, sample=exact), at).result()
        scene.store.creators.track(FIRST, samples.NOW).result()
        viral = replace(viral, caption=f"{viral.caption} with @aoi.eats")
        mention = replace(
            _seen(3, days=50, views=1_240_000), caption="Cooking with @maracooks", creator=_creator(6, 9, 0)
        )
        mention = replace(mention, id=mention.posted_at << 32)
        seen = VideoPage(videos=(viral, *usual, mention))
        scene.store.creators.record_creator_videos(seen, samples.NOW).result()

    return _page(theme, fill)


def read(theme: Theme) -> QWidget:
    """A pasted list with every kind of entry, for one of the lists."""
    with scenery() as scene:
        _with_lists(scene)
        food = scene.store.lists.all().result()[0]
        tracked, listed = scene.store.creators.tracked().result(), scene.store.lists.entries(food.id).result()
        known = KnownCreators(tracked, [entry.creator.id for entry in listed], ["@waits.since.monday"])
    mine = [entry.creator.handle for entry in tracked[:3]]
    unruly = "https://www.tiktok.com/@grandmothers.sunday.pasta.sauce.and.more?is_from_webapp=1&sender_device=pc"
    given = [
        "@homelab", "two words", f"@{mine[0]}", unruly, f"@{mine[1]}", "https://vm.tiktok.com/ZM1abc/", "@homelab",
        "@waits.since.monday", "7301234567890123456", "https://www.tiktok.com/@/video/7301234567890123456",
        "https://www.tiktok.com/user/6801234567890123456", "باستا الجدة",
        *(f"@kitchen{number}" for number in range(188)),
    ]  # fmt: skip
    dialog = ReadDialog(theme, None, 0, None, Aim.LISTED)
    dialog.show_table(read_table(given, known), takes(191))
    dialog._view.table.selectRow(1)
    return dialog


def read_file(theme: Theme) -> QWidget:
    """A file with columns, in which everybody is new."""
    headings = ("Name", "TikTok handle", "Followers in the quarter before last, as the agency counted them")
    rows = tuple((f"Creator {number}", f"@creator{number}", str(number * 1_000)) for number in range(40))
    sheet = Sheet(name="Small creators, spring campaign (final, really final).xlsx", headings=headings, rows=rows)
    dialog = ReadDialog(theme, sheet, 1, None, Aim.TRACKED)
    dialog.show_table(read_table(sheet.column(1), KnownCreators((), (), ())), takes(40))
    return dialog


def read_nobody(theme: Theme) -> QWidget:
    """Another column is being read after one that names nobody."""
    sheet = Sheet(name="notes.csv", headings=("Notes", "Handle"), rows=(("call back", "@a1"), ("ask Ann", "@a2")))
    dialog = ReadDialog(theme, sheet, 0, None, Aim.TRACKED)
    dialog.show_table(read_table(sheet.column(0), KnownCreators((), (), ())), 0)
    dialog.show_reading()
    return dialog


IMPORTED = (
    "handle,measured_at,followers,followers_exactness,likes\n"
    "@mossy,2026-01-01T08:00:00Z,98200,rounded,1200000\n"
    "@mossy,2026-01-02T08:00:00Z,98700,rounded,1210000\n"
    "@mossy,2026-01-03T08:00:00Z,99104,exact,1220000\n"
    "@fern,2026-01-02T08:00:00Z,6246,exact,\n"
    "@nobody.knows.me,2026-01-02T08:00:00Z,6246,exact,\n"
    "@mossy,yesterday,6246,exact,\n"
    "@mossy,2026-01-04T08:00:00Z,many,,\n"
)


def import_history(theme: Theme) -> QWidget:
    """What a file would add, with rows of every fate."""
    mossy, fern = (replace(_creator(number, 90_000, 0), handle=name) for number, name in ((1, "mossy"), (2, "fern")))
    more = "".join(f"@fern,{at},{at % 9_000},exact,\n" for at in range(1_766_000_000, 1_767_000_000, 9_000))
    rows = rows_of(IMPORTED + more, "history.csv", 1_000)
    stored = [
        CreatorSample(at=1_767_254_400, followers=98_200, likes=1_200_000),
        CreatorSample(at=1_767_427_200, followers=99_800, likes=1_220_000),
    ]
    known = Known({"mossy": mossy, "fern": fern}, {mossy.id: stored})
    found = judge(read_history(sheet_of("spring-campaign-history.csv", rows), samples.NOW), known)
    return ImportDialog(theme, found, None)


def all_videos(theme: Theme) -> QWidget:
    """The videos by what is usual, as far down as it goes."""
    widget = _page(theme, _few_weeks)
    details = _found(widget)._details
    details._videos._sort_by(details._videos._orders.actions()[2])
    details._videos._toggle()
    bar = details.verticalScrollBar()
    bar.rangeChanged.connect(partial(_to_the_end, bar))
    return widget


def _with_suggestions(scene: Scenery) -> None:
    """Five authors were seen several times this week; one has a name that leaves no room."""
    seen = []
    for number, count in ((3, 4), (4, 3), (5, 2), (11, 2), (12, 2)):
        author = replace(_creator(number, FOLLOWERS[number], samples.NOW), id=FIRST + 2_000 + number)
        name = "Nonna’s Sunday Kitchen & Garden" if number == 4 else f"{author.name} {number}"
        author = replace(author, name=name, handle=f"{author.handle}_{number}")
        for place in range(count):
            made = samples.video(number).video
            seen.append(replace(made, id=made.id + 1_000 * (place + 1), creator=author))
    measured = [measure(one, Criteria(), samples.NOW, None) for one in seen]
    run = Run(source_id=1, started_at=samples.NOW - 5, finished_at=samples.NOW, outcome=Outcome.OK)
    scene.store.runs.record_run(run, measured).result()


def suggested(theme: Theme) -> QWidget:
    def fill(scene: Scenery) -> None:
        _few_weeks(scene)
        _with_suggestions(scene)

    return _page(theme, fill)


def suggested_at_first(theme: Theme) -> QWidget:
    """Nobody is tracked yet."""
    return _page(theme, _with_suggestions)


def suggested_closed(theme: Theme) -> QWidget:
    widget = suggested(theme)
    _found(widget)._pane.suggestions._toggle()
    return widget


def compared(theme: Theme) -> QWidget:
    """There are two dozen creators of like size."""

    def fill(scene: Scenery) -> None:
        _few_weeks(scene)
        for number in range(20, 44):
            for days, followers in ((28, 400_000), (0, 400_000 + 2_000 * (number - 19))):
                at = samples.NOW - days * DAY - 7200
                scene.store.creators.record_creator(_creator(number, followers, at), at).result()
            made = replace(samples.video(number).video, creator=_creator(number, 400_000, samples.NOW - 7200))
            scene.store.creators.record_creator_videos(VideoPage(videos=(made,)), samples.NOW).result()

    return _page(theme, fill)


LONG_BIO = (
    "Small kitchen, big flavours, and a very long story about how all of it began in my grandmother’s garden.\n\n"
    "New video every Tue & Fri. Recipes, a shop, and a newsletter that nobody asked for but everybody reads.\n"
    "business: mara@cooks.example · مطبخ صغير، نكهات كبيرة · Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́O · " + "verylongwordwithoutanyspace" * 6
)


def _renamed(scene: Scenery) -> None:
    """Two handles, a bio, a mark and a gap of eight days; measured every six hours."""
    history = samples.growth(120, 310_000, step=100)
    known = replace(_creator(0, 1, samples.NOW), bio="Cooking", bio_link=None, verified=False, language="en")
    last = len(history) - 1
    for number, sample in enumerate(history):
        if 200 < number < 232:
            continue
        if number == 150:
            known = replace(known, handle="marascooking")
        if number == 260:
            known = replace(known, handle="maracooks", name="Mara Lindqvist", bio="Small kitchen, big flavours.")
        if number == 400:
            known = replace(known, verified=True, bio=LONG_BIO, bio_link="https://www.linktr.ee/maracooks")
        if number in (0, 150, 260, 400, last):
            scene.store.creators.record_creator(replace(known, sample=sample), sample.at).result()
    rest = [one for number, one in enumerate(history) if not 200 < number < 232]
    scene.store.creators.record_history(FIRST, rest).result()
    scene.store.creators.track(FIRST, history[20].at).result()
    seen = [_seen(number, days=7 * number + 1, views=21_000 + 900 * number) for number in range(12)]
    by_them = [replace(video, creator=replace(known, sample=None)) for video in seen]
    scene.store.creators.record_creator_videos(VideoPage(videos=tuple(by_them)), samples.NOW).result()


def profile(theme: Theme) -> QWidget:
    return _page(theme, _renamed)


def as_of(theme: Theme) -> QWidget:
    """In a gap, under an earlier handle."""
    return _in_the_past(_renamed, theme)


def _in_the_past(fill: Callable[[Scenery], None], theme: Theme) -> QWidget:
    with scenery() as scene:
        fill(scene)
        page = page_of(theme, scene, scene.tasks)
        page.shown()
        page._ages.stop()
        page._details._plot._range.choose("all")
        page._details._bar._choose(samples.growth(120, 1)[216].at)
        return in_window(theme, "creators", page)


def calendar(theme: Theme) -> QWidget:
    """The calendar of the as-of line."""
    widget = as_of(theme)
    popup = _found(widget)._details._bar._calendar
    popup.setParent(widget, Qt.WindowType.Widget)  # to be in the picture
    _found(widget)._details._bar._open_calendar()
    popup.resize(popup.sizeHint())
    popup.move(560, 330)
    return widget


def measurements(theme: Theme) -> QWidget:
    """All measurements, a few of them selected."""
    widget = _page(theme, _renamed)
    details = _found(widget)._details
    assert details._history is not None
    dialog = Measurements(theme, details._history.creator, details._history.samples, widget)
    dialog.setWindowFlags(Qt.WindowType.Widget)
    dialog.setAutoFillBackground(True)
    dialog.move(280, 120)
    dialog.show()
    dialog.table.selectRow(2)
    return widget


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "creators": (creators, 1440, 900),
    "creators_small": (creators, 1024, 640),
    "creators_trouble": (with_trouble, 1440, 900),
    "creators_adding": (adding, 1024, 640),
    "creators_read": (read, 760, 520),
    "creators_read_file": (read_file, 760, 520),
    "creators_read_nobody": (read_nobody, 760, 520),
    "creators_import": (import_history, 860, 540),
    "creators_typed": (typed, 1024, 640),
    "creators_completing": (completing, 1024, 640),
    "creators_searching": (searching, 1024, 640),
    "creators_found": (found, 1024, 640),
    "creators_found_nobody": (found_nobody, 1024, 640),
    "creators_search_failed": (search_failed, 1024, 640),
    "creators_list": (on_a_list, 1440, 900),
    "creators_list_empty": (empty_list, 1440, 900),
    "creators_naming": (naming, 1024, 640),
    "creators_dropping": (dropping, 1024, 640),
    "creators_comparing": (comparing, 980, 560),
    "creators_comparing_small": (comparing, 1024, 640),
    "creators_compare_loading": (compare_loading, 980, 560),
    "creators_moved": (moved, 1440, 900),
    "creators_moved_small": (moved, 1024, 640),
    "creators_videos": (all_videos, 1440, 900),
    "creators_videos_small": (all_videos, 1024, 640),
    "creators_suggested": (suggested, 1440, 900),
    "creators_suggested_small": (suggested, 1024, 640),
    "creators_suggested_closed": (suggested_closed, 1024, 640),
    "creators_suggested_first": (suggested_at_first, 1440, 900),
    "creators_compared": (compared, 1440, 900),
    "creators_compared_small": (compared, 1024, 640),
    "creators_profile": (profile, 1440, 900),
    "creators_profile_small": (profile, 1024, 640),
    "creators_as_of": (as_of, 1440, 900),
    "creators_as_of_small": (as_of, 1024, 640),
    "creators_calendar": (calendar, 1440, 900),
    "creators_measurements": (measurements, 1440, 900),
    "creators_missing": (missing, 1440, 900),
    "creators_handle_taken": (handle_taken, 1440, 900),
    "creators_private": (private, 1024, 640),
    "creators_not_found": (not_found, 1024, 640),
    "creators_blocked": (blocked, 1024, 640),
    "creators_renamed": (renamed, 1440, 900),
    "creators_rhythm": (rhythm, 1440, 900),
    "creators_rhythm_small": (rhythm, 1024, 640),
    "creators_one": (one, 1440, 900),
    "creators_loading": (loading, 1440, 900),
    "creators_empty": (empty, 1440, 900),
    "creators_nomatch": (nomatch, 1440, 900),
    "creators_error": (failed, 1440, 900),
}


def _page(theme: Theme, fill: Callable[[Scenery], None], *, trouble: bool = False) -> QWidget:
    with scenery() as scene:
        fill(scene)
        page = page_of(theme, scene, scene.tasks)
        page.shown()
        if trouble:
            page._messages.trouble(RateLimited(samples.NOW + 180, wait=180))
        page._ages.stop()
        QTimer.singleShot(10, page._pane.list.setFocus)
        return in_window(theme, "creators", page)


def every() -> float:
    """Seconds between two refreshes."""
    return 6.0 * HOUR


def takes(creators: int) -> float:
    """Seconds for so many look-ups."""
    return 4.5 * creators


def page_of(theme: Theme, scene: Scenery, tasks: Tasks, found: Pictures | None = None) -> CreatorsPage:
    """found: pictures of a test's own."""
    own = found or pictures(theme)
    services = scene.creators, scene.lists, scene.annotations, scene.adding, scene.refreshing, scene.importing
    page = CreatorsPage(theme, own, *services, tasks, Messages(), scene.clock.now, every, takes)
    if found is None:
        own.setParent(page)
    return page


def _to_the_end(bar: QScrollBar, _first: int, last: int) -> None:
    bar.setValue(last)


def _found(window: QWidget) -> CreatorsPage:
    page = window.findChild(CreatorsPage)
    assert page is not None
    return page


def _type(window: QWidget, text: str) -> None:
    field = _found(window)._pane.add
    field.open()
    field._field.setText(text)
    field._field.textEdited.emit(text)


def _searched(theme: Theme, answer: SearchAnswer) -> QWidget:
    widget = _page(theme, _few_weeks)
    _type(widget, "pasta")
    pane = _found(widget)._pane
    pane.show_searching()
    QTimer.singleShot(50, partial(pane.show_found, answer))  # once the list of creators has had the focus
    return widget


def _result(number: int) -> Creator:
    """A creator as a search shows it."""
    known = _creator(number, FOLLOWERS[number % 13], samples.NOW)
    tracked = number in (5, 9)
    names = {11: "Nonna’s Sunday Kitchen & Garden with Friends", 13: "باستا الجدة"}
    return replace(
        known,
        id=known.id if tracked else known.id + 1_000,
        handle=known.handle if tracked else f"{known.handle}_{number}",
        name=names.get(number, known.name),
        verified=number % 7 == 0,
        private=True if number == 17 else None,
    )


def _nobody(_scene: Scenery) -> None:
    pass


def _few_weeks(scene: Scenery) -> None:
    """Thirteen creators; the first has a history and videos."""
    history = samples.growth(90, 310_000)
    factor = FOLLOWERS[0] / (history[-1].followers or 1)
    for sample in history[::-3]:
        at = sample.at + 4 * 3600
        scene.store.creators.record_creator(_creator(0, round((sample.followers or 0) * factor), at), at).result()
    scene.store.creators.track(FIRST, samples.NOW).result()
    for number, (gain, followers) in enumerate(zip(GAINS[1:], FOLLOWERS[1:], strict=True), start=1):
        for days, count in ((28, followers / (1 + gain)), (1, followers / (1 + gain / 28)), (0, followers)):
            at = samples.NOW - days * DAY - 7200
            scene.store.creators.record_creator(_creator(number, round(count), at), at).result()
        scene.store.creators.track(FIRST + number, samples.NOW + number).result()
    videos = tuple(_video(number) for number in range(11))
    scene.store.creators.record_creator_videos(VideoPage(videos=videos), samples.NOW).result()


def _creator(number: int, followers: int, at: int) -> Creator:
    """A creator as read from the profile page."""
    known = samples.video(number).video.creator
    counts = {"followers": followers, "likes": round(followers * 11.3), "videos": 312 - (samples.NOW - at) // (3 * DAY)}
    shown = {name: rounded_as_tiktok(count) for name, count in counts.items()}
    rounded = sum(CreatorCount[name.upper()] for name, count in shown.items() if is_rounded(count))
    sample = CreatorSample(at=at, rounded=rounded, origin=Origin.PROFILE_PAGE, **shown)
    return replace(known, bio=BIOS[number % 3], verified=number % 3 == 0, sample=sample)


def _seen(number: int, days: int, views: int) -> Video:
    """A video posted so many days ago, measured since."""
    video, at = _video(number), samples.NOW - days * DAY
    sample = replace(video.sample, at=at + 5 * DAY, views=views, rounded=0)
    return replace(video, creator=replace(video.creator, sample=None), posted_at=at, sample=sample)


def _video(number: int) -> Video:
    seen = samples.video(number).video
    return replace(seen, id=seen.id + 500, creator=_creator(0, FOLLOWERS[0], samples.NOW - 7200),
                   posted_at=seen.posted_at - number * 2 * DAY)  # fmt: skip
