"""How libraries are imported: they stay for good, so nobody looks for garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def importing() -> Iterator[None]:
    """No search for garbage meanwhile, and never after among what is there then.

    It would take a tenth of the start, and later stop the window for several frames now and then.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
