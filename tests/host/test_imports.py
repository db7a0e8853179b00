"""Imported objects are excluded from garbage collection."""

from __future__ import annotations

import subprocess
import sys

from tests.waiting import LIMIT

CODE = """
import gc
from tiktrack_gui.host.imports import importing

assert gc.get_freeze_count() == 0
try:
    with importing():
        assert not gc.isenabled()
        import json
        raise ImportError
except ImportError:
    pass
assert gc.isenabled()
assert gc.get_freeze_count() > 1_000
assert gc.collect() < 1_000
"""


def test_what_is_imported_is_never_searched_again() -> None:
    """Runs in a separate process, because frozen objects stay frozen."""
    subprocess.run([sys.executable, "-c", CODE], check=True, timeout=LIMIT)


NOTHING_NEW = """
import gc, weakref
from tiktrack_gui.host.imports import importing

class InACycle:
    def __init__(self):
        self.itself = self

with importing():
    import json
gone = weakref.ref(InACycle())
with importing():
    import json
assert gone() is not None
gc.collect()
assert gone() is None
"""


def test_garbage_is_not_kept_for_what_was_imported_before() -> None:
    """Such as the demo's, when the session with the user's own data begins."""
    subprocess.run([sys.executable, "-c", NOTHING_NEW], check=True, timeout=LIMIT)
