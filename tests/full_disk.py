"""A file on a disk that is always full, on the systems that have one."""

from __future__ import annotations

from pathlib import Path

import pytest

needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no file that is always full")
