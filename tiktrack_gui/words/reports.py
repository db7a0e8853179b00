"""The texts of a report, whether of one creator or of a list."""

from __future__ import annotations

import re
from datetime import tzinfo

from tiktrack_gui.core.report import Report, days_of
from tiktrack_gui.words import report, report_list
from tiktrack_gui.words.documents import Document

MOST_NAME = 60  # characters


def of(found: Report, version: str, zone: tzinfo | None = None) -> Document:
    """version: of TikTrack. zone: of the times; None = this computer's."""
    return (report.of_creator if found.name is None else report_list.of_list)(found, version, zone)


def file_name(found: Report, ending: str, zone: tzinfo | None = None) -> str:
    """ "maracooks report 2026-10-01 to 2026-10-28.pdf"."""
    about = found.name if found.name is not None else found.creators[0].profile.creator.handle
    safe = re.sub(r"[^\w. -]+", "_", about).strip(". ")[:MOST_NAME] or "creators"
    first, last = days_of(found.period, zone)
    return f"{safe} report {first} to {last}.{ending}"
