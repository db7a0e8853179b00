"""Databases of all released versions can be opened without losing data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.store.sample_database import DATABASES, summary
from tiktrack_gui.store import Store, migrate

FILES = sorted(DATABASES.glob("*.db"))


def test_there_is_a_database_of_every_version() -> None:
    assert [file.stem for file in FILES] == sorted(step.stem for step in migrate.STEPS.glob("[0-9]*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_old_database_opens_with_all_that_is_in_it(file: Path, path: Path) -> None:
    shutil.copy(file, path)
    expected = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    with Store(path) as store:
        assert store.integrity.verify().result().problems == []
        found = summary(store)
    counts, counted = expected.pop("counts"), found.pop("counts")
    assert {subject: found[subject] for subject in expected} == expected
    assert {table: counted[table] for table in counts} == counts
    assert len(list((path.parent / "backups").glob("*"))) == (file != FILES[-1])
