"""What the tab shows: the brands, and the candidates of the chosen one in order of their fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.discovery.brand_jobs import BrandJob
from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.ranking import Ranking
from tiktrack_gui.core.errors import StoreError, TikTrackError
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discover.brand_chooser import BrandChooser
from tiktrack_gui.ui.discover.services import DiscoverServices
from tiktrack_gui.ui.discover.visit import Visit
from tiktrack_gui.ui.window.messages import Messages

LOAD, RANK, KEEP = "load the brands", "rank the candidates", "keep the weights"  # tasks


class ShownCandidates(QObject):
    """
    Attributes:
        ranking: Of all candidates of the chosen brand; None until they are read.
        pending: Who is still to be looked up to become a candidate, or couldn't be.
        failure: Why they can't be read; None if they can.
        are_brands_read: Whether it is known which brands there are.

    Signals:
        brand_changed: Another brand is shown, or it was changed. `ranking` may be None from then on.
        ranked: There is another ranking.
        failed: The database can't be read.
    """

    brand_changed = Signal()
    ranked = Signal()
    failed = Signal()

    def __init__(
        self, chooser: BrandChooser, services: DiscoverServices, visit: Visit, tasks: Tasks, messages: Messages
    ) -> None:
        super().__init__(chooser)
        self._chooser, self._services, self._visit = chooser, services, visit
        self._tasks, self._messages = tasks, messages
        self._ranked_for: int | None = None  # the brand's ID
        self._weights: Mapping[Part, float] | None = None  # those tried out
        self.ranking: Ranking | None = None
        self.pending: Sequence[BrandJob] = ()
        self.failure: StoreError | None = None
        self.are_brands_read = False
        chooser.chosen.connect(self._choose)
        services.brands.changed.connect(self._show_brands)
        services.discover.changed.connect(self._candidates_changed)
        services.audience.changed.connect(self._rank_soon)

    @property
    def brand(self) -> Brand | None:
        """The one that was chosen."""
        return self._chooser.brand

    @property
    def brand_id(self) -> int | None:
        return None if self.brand is None else self.brand.id

    def load(self) -> None:
        """Reads the brands and the candidates anew."""
        self._tasks.spawn(self._load(), name=LOAD)

    def show_saved(self, brand: Brand) -> None:
        """Shows a brand that was created or changed."""
        if brand.id is not None:
            self._chooser.choose(brand.id)
        self.load()

    def look_up_again(self) -> None:
        """Tries those again that couldn't be looked up."""
        failed = [job for job in self.pending if job.state is PendingState.FAILED]
        self._tasks.spawn(self._services.discover.retry(failed), name="look up candidates again")

    # Weights

    def try_weights(self, weights: Mapping[Part, float]) -> None:
        """Ranks by them, without keeping them."""
        self._weights = weights
        if self.ranking is not None:
            self.ranking = self.ranking.weighted(weights)
            self.ranked.emit()

    def keep_weights(self, weights: Mapping[Part, float]) -> None:
        if self.brand is not None:
            self._tasks.spawn(self._keep(replace(self.brand, weights=weights)), name=KEEP, finishes=True)

    async def _keep(self, brand: Brand) -> None:
        try:
            await self._services.brands.change(brand)
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
        finally:
            self._weights = None
        self._rank_soon()

    # Reading

    async def _load(self) -> None:
        try:
            brands = await self._services.brands.all()
        except StoreError as error:
            self._fail(error)
            return
        self._show_brands(brands)

    def _show_brands(self, brands: Sequence[Brand]) -> None:
        self.are_brands_read, self.failure = True, None
        self._chooser.show_brands(brands)
        self._choose()

    def _choose(self, _brand_id: object = None) -> None:
        if self.brand_id != self._ranked_for:
            self.ranking, self._weights, self._ranked_for, self.pending = None, None, None, ()
        self.brand_changed.emit()
        self._rank_soon()

    def _candidates_changed(self, brand_id: int | None) -> None:
        if brand_id in (None, self.brand_id):
            self._rank_soon()

    def _rank_soon(self, _creator_id: object = None) -> None:
        if self.brand is not None:
            self._tasks.spawn(self._rank(self.brand), name=RANK)

    async def _rank(self, brand: Brand) -> None:
        try:
            ranking = await self._services.rankings.of(self._visit.as_last_seen(brand), self._weights)
            self.pending = [] if brand.id is None else await self._services.discover.pending(brand.id)
        except StoreError as error:
            self._fail(error)
            return
        self.ranking, self._ranked_for, self.failure = ranking, brand.id, None
        self.ranked.emit()

    def _fail(self, error: StoreError) -> None:
        """What was read before stays, with a notice."""
        self.failure = error
        if self.ranking is not None:
            self._messages.trouble(error, retry=self.load)
        self.failed.emit()
