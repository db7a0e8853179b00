"""The overview of the Creators page in each of its states, with fictional creators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from tests.ui import samples
from tests.ui.scenery import Never, Scenery, in_window, scenery
from tests.ui.scenes_creators import FIRST, FOLLOWERS, GAINS, page_of
from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import RateLimited
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Origin, Video, VideoPage, VideoSample
from tiktrack_gui.ui.creators.overview.columns import Column
from tiktrack_gui.ui.creators.overview.switch import OVERVIEW
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme

DAYS = {8: 3.0, 10: 12.0}  # of history, where there is less than a month's
NEW = 11
MISSING, PRIVATE, RENAMED = 5, 3, 6


def fill(scene: Scenery) -> None:
    """Thirteen creators, each with a history and videos of its own; two more are still to be looked up."""
    for number in range(13):
        creator = _creator(number)
        first = replace(creator, handle="jonas_weber") if number == RENAMED else creator
        scene.store.creators.record_creator(first, samples.NOW - 2 * DAY).result()
        newest = replace(creator, sample=history(number)[-1], private=number == PRIVATE)
        scene.store.creators.record_history(creator.id, history(number)).result()
        scene.store.creators.record_creator(newest, samples.NOW - number * 700).result()
        scene.store.creators.track(creator.id, samples.NOW + number).result()
        page = VideoPage(videos=tuple(_videos(creator, number)))
        scene.store.creators.record_creator_videos(page, samples.NOW).result()
    for hour in range(3):
        scene.store.creators.record_creator_missing(FIRST + MISSING, samples.NOW - hour * HOUR).result()
    kept = scene.store.pending.keep(["@grandmas.kitchen", "@no.such.baker"], None, samples.NOW).result()
    scene.store.pending.fail(kept[1].id, "TikTok found no account with that name.", samples.NOW).result()


def history(number: int) -> list[CreatorSample]:
    """Measured every six hours; some days bring more than others."""
    days = 0.0 if number == NEW else DAYS.get(number, 35.0)
    steps, made = int(days * 4), []
    for step in range(steps, -1, -1):
        wave = 0.15 * GAINS[number] * ((step * 7 + number) % 9 / 9 - 0.5)
        count = rounded_as_tiktok(round(FOLLOWERS[number] * (1 - GAINS[number] * step / 112 + wave * step / 140)))
        rounded = CreatorCount.FOLLOWERS if is_rounded(count) else CreatorCount(0)
        at = samples.NOW - step * 6 * HOUR - number * 700
        counts = {"followers": count, "likes": count * 11, "videos": 300 - step // 12}
        made.append(CreatorSample(at=at, rounded=rounded, origin=Origin.PROFILE_PAGE, **counts))
    return made


def overview(theme: Theme) -> QWidget:
    return _window(theme, fill)


def sorted_by_growth(theme: Theme) -> QWidget:
    """Of a list with three of them selected."""

    def arrange(page: CreatorsPage) -> None:
        page._view.table.sortByColumn(Column.PER_WEEK, Qt.SortOrder.DescendingOrder)
        page._view.table.select([FIRST, FIRST + 1, FIRST + 9], FIRST + 1)

    return _window(theme, fill, arrange)


def chosen_columns(theme: Theme) -> QWidget:
    """There is no room for all of the others."""

    def arrange(page: CreatorsPage) -> None:
        for column in (Column.DAY, Column.POSTS, Column.TOP, Column.CHECKED):
            page._view.table._columns.show_column(column, shown=True)

    return _window(theme, fill, arrange)


def with_trouble(theme: Theme) -> QWidget:
    """A notice, the field for adding a creator with an error, and a refresh in progress."""

    def arrange(page: CreatorsPage) -> None:
        page._messages.trouble(RateLimited(samples.NOW + 180, wait=180))
        page._pane.add.open()
        page._pane.add.show_fault(
            "“no such name!” isn’t a valid TikTok handle. Enter @name or a profile link.", "no such name!"
        )
        page._pane.show_progress("Refreshing @tinypawclub", 4, 13)

    return _window(theme, fill, arrange)


def nomatch(theme: Theme) -> QWidget:
    def arrange(page: CreatorsPage) -> None:
        page._pane._filter.setText("pasta")

    return _window(theme, fill, arrange)


def empty(theme: Theme) -> QWidget:
    return _window(theme, _nobody)


def computing(theme: Theme) -> QWidget:
    """The list is known; what is computed of it is not, yet."""

    def later(page: CreatorsPage) -> None:
        page._view.model.time_passed(compute=True)
        for row in page._view.model._all.values():
            page._view.model._all[row.id] = replace(row, figures=None)
        page._view.model.time_passed()

    return _window(theme, fill, later)


def loading(theme: Theme) -> QWidget:
    with scenery() as scene:
        page = page_of(theme, scene, Never())
        page._pane.switch.choose(OVERVIEW)
        return in_window(theme, "creators", page)


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "overview": (overview, 1440, 900),
    "overview_small": (overview, 1024, 640),
    "overview_sorted": (sorted_by_growth, 1440, 900),
    "overview_columns": (chosen_columns, 1200, 800),
    "overview_trouble": (with_trouble, 1024, 640),
    "overview_nomatch": (nomatch, 1440, 900),
    "overview_empty": (empty, 1440, 900),
    "overview_computing": (computing, 1440, 900),
    "overview_loading": (loading, 1440, 900),
}


def _window(
    theme: Theme, filled: Callable[[Scenery], None], arrange: Callable[[CreatorsPage], None] | None = None
) -> QWidget:
    with scenery() as scene:
        filled(scene)
        page = page_of(theme, scene, scene.tasks)
        page._pane.switch.choose(OVERVIEW)
        page.shown()
        page._ages.stop()
        scene.tasks.spawn(page._view._fill(), name="fill")
        if arrange is not None:
            arrange(page)
        QTimer.singleShot(10, page._view.table.setFocus)
        return in_window(theme, "creators", page)


def _nobody(_scene: Scenery) -> None:
    pass


def _creator(number: int) -> Creator:
    return replace(samples.video(number).video.creator, sample=None, verified=number % 3 == 0)


def _videos(creator: Creator, number: int) -> list[Video]:
    made = []
    for place in range(4 if number == NEW else 12 + number):
        seen = samples.video((number + place) % 13).video
        views = round(FOLLOWERS[number] * (0.2 + (place * 7 + number) % 11 / 9))
        likes = round(views * (0.03 + number % 5 / 60))
        at = samples.NOW - place * 40 * HOUR - HOUR
        sample = VideoSample(at=samples.NOW - HOUR, views=views, likes=likes, comments=likes // 17, shares=likes // 9)
        video_id = seen.id + 100_000 * (number + 1) + 100 * place
        made.append(replace(seen, id=video_id, creator=creator, posted_at=at, sample=sample))
    return made
