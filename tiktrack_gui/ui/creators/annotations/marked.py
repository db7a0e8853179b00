"""Which creators a filter by status and tags lets through."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.core.annotations import Annotations

WITHOUT = ""  # of creators that have no status


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """status: the current one, WITHOUT for none; None = any. tag_ids: of tags that they all have."""

    status: str | None = None
    tag_ids: frozenset[int] = frozenset()

    @property
    def is_active(self) -> bool:
        return self.status is not None or bool(self.tag_ids)

    def admits(self, found: Annotations | None) -> bool:
        if self.status is not None:
            current = found.status.status if found is not None and found.status is not None else WITHOUT
            if current != self.status:
                return False
        return self.tag_ids <= {tag.id for tag in (found.tags if found is not None else ())}


ANYBODY = Marked()
