"""The Trending page in each of its states, with fictional videos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtWidgets import QWidget

from tests.services.fakes import a_plan
from tests.ui import samples
from tests.ui.scenery import Never, Scenery, in_window, pictures, planning_of, scenery
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.errors import AllFiltered, Captcha, OffersAutostart, ShowsDemo, Unreachable
from tiktrack_gui.core.feed_filter import FeedFilter, Kind
from tiktrack_gui.core.models import Creator, CurrentVelocity, MeasuredVideo
from tiktrack_gui.core.runs import Outcome, Run
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.remeasuring import Remeasuring
from tiktrack_gui.services.rounds import Rounds
from tiktrack_gui.services.source_list import SourceList
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.timers import Timers
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.page import TrendingPage
from tiktrack_gui.ui.trending.sources import SourcesDialog
from tiktrack_gui.ui.trending.table import ALONE
from tiktrack_gui.ui.window.messages import Messages

Act = Callable[[TrendingPage], None]
ADDED = {"#pasta": None, "#fermentation": None, "@anncooks": 7}
UNRULY = (  # caption, name, handle
    ("مطبخ صغير 🍝 نكهات كبيرة — recipe in bio #طبخ #pasta", "دار صفاء", "dar.safa"),
    ("#fyp" * 60 + " " + "a caption of 2,200 characters goes on and on, " * 42, "✨𝓛𝓾𝓷𝓪✨ " * 8, "l" * 24),
    ("👩‍👩‍👧‍👦🏳️‍🌈👩🏽‍🚀 " * 9, "👑", "_.x._"),
    ("line\none\n\n\nline two", "東京" * 12, "tokyo_everyday_life_vlog"),
    ("<b>bold</b> & <img src=x> **stars** @everyone", "<i>Ann</i>", "ann"),
    ("ก็" * 40, "สวัสดี", "sawasdee"),
)


def _raise(error: BaseException) -> None:
    raise error


def page_of(theme: Theme, scene: Scenery, tasks: Tasks) -> TrendingPage:
    """A page over the scene's services, through which tests can access them."""
    health = HealthWatch(scene.store, scene.clock)
    trending = Trending(scene.tiktok, scene.store, health, scene.clock)
    remeasuring = Remeasuring(scene.tiktok, scene.store, health, scene.clock, Criteria)
    rounds = Rounds(trending, scene.store, scene.clock)
    timers = Timers(
        rounds,
        remeasuring,
        scene.refreshing,
        scene.adding,
        scene.posts,
        scene.outbox,
        scene.health,
        a_plan,
        scene.clock,
        _raise,
    )
    found = pictures(theme)
    page = TrendingPage(
        theme,
        found,
        trending,
        rounds,
        remeasuring,
        timers,
        scene.creators,
        scene.outbox,
        tasks,
        Messages(),
        scene.settings(),
        scene.clock.now,
    )
    found.setParent(page)
    return page


def load_curves(page: TrendingPage) -> None:
    """Loads what the first rows ask for when they are drawn, while the store exists."""
    rows = range(min(page._model.rowCount(), 40))
    if rows:
        page._history._want_curves(tuple(page._model.item(row).video.id for row in rows))


def record(scene: Scenery, items: Sequence[MeasuredVideo], **run: object) -> Run:
    """Records a run of one minute ago in the store."""
    source, at = scene.store.sources.named().result(), samples.NOW - 60
    values: dict[str, object] = {
        "source_id": source.id,
        "outcome": Outcome.OK,
        "fetched": len(items) + 10,
        "passed": sum(item.passed for item in items),
        "median_velocity": 41.3,
        "started_at": at - 9,
        "finished_at": at,
    }
    return (
        scene.store.runs.record_run(
            Run(**(values | run)),  # type: ignore[arg-type]
            items,
        )
        .result()
        .run
    )


def _scene(
    theme: Theme,
    items: Sequence[MeasuredVideo],
    act: Act | None = None,
    *,
    loading: bool = False,
    demo: bool = False,
    **run: object,
) -> QWidget:
    with scenery() as scene:
        if items or run:
            record(scene, items, **run)
        page = page_of(theme, scene, Never() if loading else scene.tasks)
        page._ages.stop()
        if act is not None:
            act(page)
        if items and not loading:
            load_curves(page)
            page._table.select(samples.video(1).video.id)
            QTimer.singleShot(10, page._table.setFocus)
        return in_window(theme, "trending", page, demo=demo)


def full(theme: Theme) -> QWidget:
    return _scene(theme, samples.videos(40))


def compact(theme: Theme) -> QWidget:
    theme.change(compact_rows=True)
    return full(theme)


def headings(theme: Theme) -> QWidget:
    """The headings have the keyboard focus."""

    def act(page: TrendingPage) -> None:
        header = page._table.horizontalHeader()
        QTimer.singleShot(20, header, header.setFocus)

    return _scene(theme, samples.videos(40), act)


def loading(theme: Theme) -> QWidget:
    return _scene(theme, (), loading=True)


def empty(theme: Theme) -> QWidget:
    return _scene(theme, ())


def demo(theme: Theme) -> QWidget:
    return _scene(theme, samples.videos(13), lambda page: page._messages.trouble(ShowsDemo()), demo=True)


def offer(theme: Theme) -> QWidget:
    return _scene(theme, samples.videos(13), lambda page: page._messages.offer(OffersAutostart()))


def refreshing(theme: Theme) -> QWidget:
    def act(page: TrendingPage) -> None:
        page._refreshes._set_refreshing(True)
        page._refreshes._stage("Fetching", 30, 50)

    return _scene(theme, samples.videos(40), act)


def error(theme: Theme) -> QWidget:
    trouble = Unreachable()
    return _scene(
        theme,
        (),
        lambda page: page._messages.trouble(trouble),
        outcome=Outcome.FAILED,
        error_kind=trouble.kind,
        message=str(trouble),
    )


def error_with_data(theme: Theme) -> QWidget:
    return _scene(theme, samples.videos(40), lambda page: page._messages.trouble(Captcha()))


def all_too_slow(theme: Theme) -> QWidget:
    trouble = AllFiltered(50, 100)
    return _scene(theme, (), lambda page: page._messages.trouble(trouble), fetched=50, passed=0, message=str(trouble))


def no_match(theme: Theme) -> QWidget:
    return _scene(theme, samples.videos(13), lambda page: page._filters._search.setText("zeppelin"))


def several(theme: Theme) -> QWidget:
    """Several sources, rows in every state, and some of them selected."""

    with scenery() as scene:
        record(scene, samples.videos(13))
        for handle in ADDED:
            tag = scene.store.sources.add(handle, handle, ADDED[handle], samples.NOW).result()
            record(scene, samples.videos(16)[13:], source_id=tag.id)
        page = page_of(theme, scene, scene.tasks)
        page._ages.stop()
        page._model.upsert(_in_state(page._model.item(row), row) for row in range(9))
        load_curves(page)
        for row in (6, 1, 2):
            index = page._model.index(row, 0)
            page._table.selectionModel().setCurrentIndex(index, ALONE & ~QItemSelectionModel.SelectionFlag.Clear)
        QTimer.singleShot(10, page._table.setFocus)
        return in_window(theme, "trending", page)


def _in_state(item: MeasuredVideo, number: int) -> MeasuredVideo:
    """number: 0–2 rising, 3–5 as they are, 6 steady, 7 and 8 cooling."""
    factors = {0: 2.3, 1: 1.4, 2: 1.2, 6: 1.0, 7: 0.6, 8: 0.2}
    if number not in factors:
        return item
    now = CurrentVelocity(value=(item.velocity or 0) * factors[number], minutes=20)
    return replace(item, current=now, found_at=samples.NOW - 9 * 3600)


def unruly(theme: Theme) -> QWidget:
    """Hostile captions and names; the worst one is selected."""
    return _scene(theme, [_unruly(*words) for words in enumerate(UNRULY)], lambda page: page.toggle_details())


def _unruly(number: int, words: tuple[str, str, str]) -> MeasuredVideo:
    caption, name, handle = words
    item = samples.video(number, likes=(40_000_000, 9_000_000, 700_000, 130_000, 41_000, 9_000)[number])
    creator = replace(item.video.creator, name=name, handle=handle)
    sound = "original sound - " + name * 3
    sample = replace(item.video.sample, views=None, shares=None) if number == 1 else item.video.sample
    return replace(item, video=replace(item.video, caption=caption, creator=creator, sound=sound, sample=sample))


def filters(theme: Theme) -> QWidget:
    """The filter's panel, as it opens below its button."""

    def act(page: TrendingPage) -> None:
        panel = page._filters.panel
        panel.set_filter(FeedFilter(min_views=100_000, followers_from=1_000, followers_to=100_000, ads=Kind.HIDDEN))
        panel._name.setText("Small creators")
        panel._keep()
        panel.setParent(None)

    with scenery() as scene:
        record(scene, samples.videos(40))
        page = page_of(theme, scene, scene.tasks)
        page._ages.stop()
        act(page)
        panel = page._filters.panel
        page.setParent(panel)  # lives as long
        page.hide()
        return panel


def sources(theme: Theme) -> QWidget:
    with scenery() as scene:
        return sources_of(theme, scene, scene.tasks)


def sources_over(theme: Theme) -> QWidget:
    """They need more requests than there may be."""
    with scenery() as scene:
        for number in range(40):
            scene.store.sources.add(f"#tag{number}", f"#tag{number}", None, samples.NOW).result()
        return sources_of(theme, scene, scene.tasks)


def sources_of(theme: Theme, scene: Scenery, tasks: Tasks, messages: Messages | None = None) -> SourcesDialog:
    """The dialog over some sources: two hashtags, one of them off, and a creator whose videos can't be fetched."""
    trending = Trending(scene.tiktok, scene.store, scene.health, scene.clock)
    listed, rounds = SourceList(scene.creators, scene.store, scene.clock), Rounds(trending, scene.store, scene.clock)
    ann = Creator(id=7, handle="anncooks", name="Ann Cooks")
    scene.store.creators.record_creator(ann, samples.NOW).result()
    added = {name: scene.store.sources.add(name, name, id_, samples.NOW).result() for name, id_ in ADDED.items()}
    scene.store.sources.change(replace(added["#pasta"], min_velocity=40.0, scrape_frequency_minutes=60)).result()
    scene.store.sources.change(replace(added["#fermentation"], is_active=False)).result()
    failed = Run(
        source_id=added["@anncooks"].id,
        started_at=samples.NOW - 600,
        finished_at=samples.NOW - 590,
        outcome=Outcome.FAILED,
        error_kind="private",
        message="This account is private.",
    )
    scene.store.runs.record_run(failed).result()
    return SourcesDialog(
        theme,
        listed,
        rounds,
        samples.THRESHOLD,
        planning_of(scene, rounds).demand,
        tasks,
        messages or Messages(),
        scene.clock.now,
        None,
    )


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "trending": (full, 1440, 900),
    "trending_small": (full, 1024, 640),
    "trending_compact": (compact, 1440, 900),
    "trending_compact_small": (compact, 1024, 640),
    "trending_headings": (headings, 1440, 900),
    "trending_loading": (loading, 1440, 900),
    "trending_empty": (empty, 1440, 900),
    "trending_demo": (demo, 1440, 900),
    "trending_demo_small": (demo, 1024, 640),
    "trending_offer": (offer, 1440, 900),
    "trending_offer_small": (offer, 1024, 640),
    "trending_refreshing": (refreshing, 1440, 900),
    "trending_error": (error, 1440, 900),
    "trending_error_with_data": (error_with_data, 1440, 900),
    "trending_all_too_slow": (all_too_slow, 1440, 900),
    "trending_no_match": (no_match, 1440, 900),
    "trending_filters": (filters, 380, 624),
    "trending_sources": (sources, 660, 460),
    "trending_sources_over": (sources_over, 660, 460),
    "trending_several": (several, 1440, 900),
    "trending_several_small": (several, 1024, 640),
    "trending_unruly": (unruly, 1440, 900),
    "trending_unruly_small": (unruly, 1024, 640),
}
