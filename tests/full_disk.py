"""A file on a disk that is always full. Linux has one, so that a test of it is never skipped there."""

from __future__ import annotations

import sys

import pytest

needs_full = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a file that is always full")
