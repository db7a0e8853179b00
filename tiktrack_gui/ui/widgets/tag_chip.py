"""A tag as a chip in its colour."""

from __future__ import annotations

from tiktrack_gui.core.annotations import Tag
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.chips import Chip


class TagChip(Chip):
    """Attributes:
    tag: What it stands for.
    """

    def __init__(self, theme: Theme, tag: Tag, hint: str = "") -> None:
        self.tag = tag
        super().__init__(theme, tag.name, hint=hint)
        self.setProperty("tag", tag.color)

    def _tint(self) -> None:
        self.setIcon(self._theme.icons.icon(self._icon, self._theme.tag(self.tag.color).ink))
