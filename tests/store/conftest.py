from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import KINDS, Servers
from tiktrack_gui.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of this test's database."""
    return tmp_path / "tiktrack.db"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with a store runs on all databases, unless it is about files and so takes the path, too."""
    if "store" in metafunc.fixturenames:
        metafunc.parametrize("kind", KINDS if "path" not in metafunc.definition._fixtureinfo.argnames else KINDS[:1])


@pytest.fixture
def store(kind: str, servers: Servers, tmp_path: Path) -> Iterator[Store]:
    """An open, empty store."""
    with Store(servers.place(kind, tmp_path / "tiktrack.db")) as store:
        yield store
