"""Draws the growth charts of posts for the services."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from tiktrack_gui.core.deliveries import Picture

FILE = "chart.png"


class Charts:
    """Implements `services.sources.ChartDrawing`. Qt's drawing is imported on first use: most posts have no chart."""

    async def draw(self, chart: Mapping[str, Any]) -> Picture | None:
        from tiktrack_gui.drawing.application import ready_to_draw
        from tiktrack_gui.drawing.growth_chart import png

        ready_to_draw()  # here, on the main thread
        data = await asyncio.to_thread(png, chart)
        return None if data is None else Picture(name=FILE, data=data)
