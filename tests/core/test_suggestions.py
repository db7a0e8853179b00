"""Whom to track next: those seen often first, then those whose videos are fastest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.fakes import creator, video
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.suggestions import suggestions


def by(author: int, *likes: int) -> list[Video]:
    """Videos an hour old with so many likes each."""
    return [video(100 * author + number, count, by=creator(author)) for number, count in enumerate(likes)]


def test_authors_are_ranked_by_their_videos_and_then_by_the_fastest_one() -> None:
    found = suggestions([*by(1, 60, 600), *by(2, 6, 6, 6), *by(3, 6_000), *by(4, 1_200, 12)])
    assert [(one.creator.id, one.videos) for one in found] == [(2, 3), (4, 2), (1, 2)]
    assert [one.velocity for one in found] == pytest.approx([0.1, 20, 10])


def test_only_the_best_are_suggested() -> None:
    assert [one.creator.id for one in suggestions([*by(1, 5, 5), *by(2, 7, 7), *by(3, 6, 6)], most=2)] == [2, 3]
    assert suggestions([]) == []


def test_a_velocity_that_is_not_known_is_none() -> None:
    unknown = [replace(one, sample=replace(one.sample, likes=None, comments=None, shares=None)) for one in by(1, 5, 5)]
    [found] = suggestions(unknown)
    assert (found.videos, found.velocity) == (2, None)
