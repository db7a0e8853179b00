"""The event loop of the GUI thread."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tiktrack_gui.host.garbage import collected_here


@contextmanager
def loop_on(qt: QApplication) -> Iterator[asyncio.Runner]:
    """Runs coroutines on Qt's event loop; meanwhile, no other thread collects garbage."""
    with collected_here(), asyncio.Runner(loop_factory=lambda: QEventLoop(qt)) as runner:
        yield runner
