"""Ranks the candidates of a brand off the GUI thread; what is read is kept, to be ranked with other weights at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.pool import Row
from tiktrack_gui.core.discovery.ranking import Ranking, rank
from tiktrack_gui.core.discovery.similar import MOST, Similar, similar
from tiktrack_gui.store import Store


class Rankings:
    """Keeps the candidates of the brand that was asked for last."""

    def __init__(self, store: Store, clock: Clock, constants: Callable[[], Constants]) -> None:
        """constants: the numbers in the definitions as the settings have them now."""
        self._store, self._clock, self._constants = store, clock, constants
        self._kept: Ranking | None = None

    async def of(self, brand: Brand, weights: Mapping[Part, float] | None = None) -> Ranking:
        """Reads the brand's candidates and ranks them.

        weights: others than the brand's, to try them: the candidates read last are ranked anew, without reading again.
        """
        if weights is None:
            return await self._read(brand)
        return (self._known(brand) or await self._read(brand)).weighted(weights)

    async def similar(self, brand: Brand, creator_id: int, most: int = MOST) -> list[Similar]:
        """Returns the candidates of the brand that are most like this one."""
        kept = self._known(brand)
        rows = await self._rows(brand) if kept is None else kept.measured.rows
        telling = await self._store.figures.words([row.creator_id for row in rows])
        return await asyncio.to_thread(similar, rows, telling, creator_id, most)

    def _known(self, brand: Brand) -> Ranking | None:
        """The kept ranking, if it is this brand's; its weights may be others."""
        kept = self._kept
        same = kept is not None and replace(kept.brand, weights=brand.weights) == brand
        return kept if same else None

    async def _read(self, brand: Brand) -> Ranking:
        rows = await self._rows(brand)
        self._kept = await asyncio.to_thread(rank, brand, rows, self._clock.now(), self._constants())
        return self._kept

    async def _rows(self, brand: Brand) -> Sequence[Row]:
        """A brand that isn't stored yet has no candidates."""
        return [] if brand.id is None else await self._store.candidates.pool(brand.id)
