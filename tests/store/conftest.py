from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tiktrack_gui.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of this test's database."""
    return tmp_path / "tiktrack.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An open, empty store."""
    with Store(path) as store:
        yield store
