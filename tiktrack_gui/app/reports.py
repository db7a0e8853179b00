"""Writes reports for commands. Qt's drawing is imported on first use: hardly any command draws."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from importlib.metadata import version
from pathlib import Path

from tiktrack_gui.clients.whole_file import replacing
from tiktrack_gui.core.report import Report
from tiktrack_gui.words.documents import Document
from tiktrack_gui.words.reports import of


class Format(StrEnum):
    PDF = "pdf"
    HTML = "html"


PAPERS = ("a4", "letter")


def format_of(file: str) -> Format | None:
    """Returns the format that the file's name ends in; None if that is none of them."""
    return {".pdf": Format.PDF, ".html": Format.HTML, ".htm": Format.HTML}.get(Path(file).suffix.lower())


async def written(report: Report, into: Format, paper: str | None) -> bytes:
    """Returns the report as a file. paper: one of PAPERS; None = what is usual where this computer is."""
    from tiktrack_gui.drawing.application import ready_to_draw
    from tiktrack_gui.drawing.qt_thread import in_qt_thread

    ready_to_draw()  # here, on the main thread
    document = of(report, version("tiktrack-gui"))
    return await in_qt_thread(partial(_form(into, paper), document))


def _form(into: Format, paper: str | None) -> Callable[[Document], bytes]:
    from tiktrack_gui.drawing import report as drawing

    if into is Format.HTML:
        return drawing.html
    return partial(drawing.pdf, paper=drawing.Paper(paper) if paper else drawing.usual_paper())


def save(path: Path, data: bytes) -> None:
    """Writes a file as a whole, or leaves what is there. Raises BadInput."""
    with replacing(path) as file:
        file.write(data)
