"""The TikTokApi library: its version and its logging."""

from __future__ import annotations

import importlib.metadata
import logging
import tomllib
from pathlib import Path

import pytest

from tiktrack_gui.clients.tiktok.library import LONGEST_MESSAGE, TESTED_VERSION, new_api
from tiktrack_gui.core.errors import LibraryUnusable

CONSTRAINTS = Path(__file__).parents[3] / "constraints.txt"
PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def version_is(monkeypatch: pytest.MonkeyPatch, version: str | None) -> None:
    def found(name: str) -> str:
        if version is None:
            raise importlib.metadata.PackageNotFoundError(name)
        return version

    monkeypatch.setattr(importlib.metadata, "version", found)


def test_a_missing_library_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    version_is(monkeypatch, None)
    with pytest.raises(LibraryUnusable, match=r"TikTokApi library is missing\.") as raised:
        new_api()
    assert "constraints.txt" in raised.value.for_terminal


def test_an_untested_library_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    version_is(monkeypatch, "8.0.0")
    with pytest.raises(LibraryUnusable, match=rf"version 8\.0\.0, but TikTrack was tested with {TESTED_VERSION}"):
        new_api()


def test_the_tested_version_is_the_one_that_is_installed_for_users() -> None:
    assert f"tiktokapi=={TESTED_VERSION}" in CONSTRAINTS.read_text(encoding="utf-8").lower().splitlines()
    dependencies = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    assert f"TikTokApi>={TESTED_VERSION}" in dependencies


def test_it_speaks_through_our_log_only_and_not_at_length(caplog: pytest.LogCaptureFixture) -> None:
    loggers = [new_api().logger, new_api().logger]
    assert loggers[0] is loggers[1]
    assert loggers[0].handlers == []
    with caplog.at_level(logging.WARNING):
        loggers[0].error("short")
        loggers[0].error("a whole answer of TikTok %s", "x" * LONGEST_MESSAGE)
        loggers[0].error("Got an unexpected status code: {'comments': [{'text': 'Hi'}]}")
        loggers[0].error("Failed to decode json response: Somebody said: Hi")
    assert [record.getMessage() for record in caplog.records] == ["short"]
