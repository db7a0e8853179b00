"""What is new since the last look: from the page's appearing until it is left, that moment stays the same."""

from __future__ import annotations

from dataclasses import replace

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.services.discover import Discover
from tiktrack_gui.services.tasks import Tasks


class Visit:
    """A look at the candidates of one or more brands. What was found during it isn't new any more after it, either."""

    def __init__(self, discover: Discover, tasks: Tasks) -> None:
        self._discover, self._tasks = discover, tasks
        self._since: dict[int, int | None] = {}  # by brand, when it was looked at before
        self._seen: set[int] = set()  # brands whose candidates were shown

    def begin(self) -> None:
        self._since.clear()
        self._seen.clear()

    def as_last_seen(self, brand: Brand) -> Brand:
        """Returns the brand with the moment of the look before this one."""
        if brand.id is None:
            return brand
        return replace(brand, looked_at=self._since.setdefault(brand.id, brand.looked_at))

    def seen(self, brand: Brand) -> None:
        """Tells that its candidates are shown."""
        if brand.id is not None and brand.id not in self._seen:
            self._seen.add(brand.id)
            self._tell(brand.id)

    def end(self) -> None:
        for brand_id in self._seen:
            self._tell(brand_id)
        self.begin()

    def _tell(self, brand_id: int) -> None:
        self._tasks.spawn(self._discover.looked(brand_id), name=f"look at brand {brand_id}", finishes=True)
