"""Texts about the tokens."""

from __future__ import annotations

import pytest

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import VARIABLES, Where
from tiktrack_gui.core.errors import KeyringUnavailable
from tiktrack_gui.words.tokens import WORDS, where_kept


@pytest.mark.parametrize("kind", WORDS)
def test_every_place_of_a_token_has_its_sentence(kind: Kind) -> None:
    assert all(where_kept(kind, where) for where in Where)
    assert VARIABLES[kind] in where_kept(kind, Where.ENVIRONMENT)
    assert KeyringUnavailable.sentence in where_kept(kind, Where.SESSION)
