"""The pictures uploaded with a post. One that can't be had is left out: it never stops a post."""

from __future__ import annotations

import logging

from tiktrack_gui.core.deliveries import Attachments, Payload, Picture
from tiktrack_gui.services.sources import ChartDrawing, ImageSource

log = logging.getLogger(__name__)


class Pictures:
    def __init__(self, images: ImageSource, charts: ChartDrawing | None = None) -> None:
        """charts: None = posts have none."""
        self._images = images
        self._charts = charts

    async def of(self, payload: Payload) -> Attachments:
        """Returns the creator's avatar, and the large picture: the video's cover or the growth chart."""
        return Attachments(avatar=await self._fetched(payload.get("avatar_url")), image=await self._image(payload))

    async def _image(self, payload: Payload) -> Picture | None:
        cover = await self._fetched(payload.get("cover_url"))
        return cover if cover is not None else await self._drawn(payload.get("chart"))

    async def _fetched(self, url: object) -> Picture | None:
        if not isinstance(url, str) or not url:
            return None
        try:
            return await self._images.fetch(url)
        except Exception:
            log.exception("A picture couldn't be fetched")
            return None

    async def _drawn(self, chart: object) -> Picture | None:
        if self._charts is None or not isinstance(chart, dict):
            return None
        try:
            return await self._charts.draw(chart)
        except Exception:  # of a payload by another version, perhaps
            log.exception("The chart of a post couldn't be drawn")
            return None
