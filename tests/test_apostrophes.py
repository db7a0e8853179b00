"""User-visible texts, in the window and on the terminal, use the apostrophe ’, in line with the quotation marks “ ”."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tiktrack_gui

ROOT = Path(tiktrack_gui.__file__).parent
READ = sorted(
    path for part in ("ui", "words", "core", "config", "cli", "clients/browser") for path in (ROOT / part).rglob("*.py")
)
STRAIGHT = re.compile(r"[A-Za-z]'(?=[a-z ]|$)")


def words_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The strings with their line numbers, without docstrings."""
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.lineno, node.value


COMMANDS = sorted((ROOT / "cli" / "commands").glob("*.py"))


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.name)
def test_the_help_of_commands_has_the_typographic_apostrophe(path: Path) -> None:
    functions = (
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    )
    helps = [ast.get_docstring(node) or "" for node in functions if node.decorator_list]
    assert [text for text in helps if STRAIGHT.search(text)] == []


@pytest.mark.parametrize("path", READ, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_have_the_typographic_apostrophe(path: Path) -> None:
    words = words_of(ast.parse(path.read_text(encoding="utf-8")))
    assert [(line, word) for line, word in words if STRAIGHT.search(word)] == []
