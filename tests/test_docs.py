"""docs/data.md agrees with the tables, and its examples run."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.models import Origin
from tiktrack_gui.core.runs import Outcome
from tiktrack_gui.core.samples import CREATOR_COUNTS, VIDEO_COUNTS
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.store import Store
from tiktrack_gui.store.tables import TABLES, fields_of, name_of

DATA = (Path(__file__).parent.parent / "docs" / "data.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \| .+? \| (.+) \|$", DATA, flags=re.MULTILINE))
EXAMPLES = re.findall(r"```sql\n(.+?)```", DATA, flags=re.DOTALL)


def test_all_tables_are_there_with_all_their_columns() -> None:
    assert set(ROWS) == {name_of(table) for table in TABLES}
    for table in TABLES:
        without_remarks = re.sub(r" \(.*?\)(?=,|$)", "", ROWS[name_of(table)])
        assert re.findall(r"`(\w+)`", without_remarks) == list(fields_of(table))


def test_the_bits_are_those_of_the_models() -> None:
    bits = re.findall(r"^\| (\d+) \| (?:`(\w+)`)? ?\| `(\w+)` \|$", DATA, flags=re.MULTILINE)
    assert {name: int(bit) for bit, name, _ in bits if name} == CREATOR_COUNTS
    assert {name: int(bit) for bit, _, name in bits} == VIDEO_COUNTS


@pytest.mark.parametrize("words", [CreatorState, DeliveryState, Outcome, Origin])
def test_every_word_in_the_tables_is_named(words: type[CreatorState | DeliveryState | Outcome | Origin]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in DATA] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_run(tmp_path: Path, example: str) -> None:
    path = tmp_path / "tiktrack.db"
    with Store(path):
        pass
    with closing(sqlite3.connect(path)) as db:
        assert db.execute(example).fetchall() == []
