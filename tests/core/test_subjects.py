"""What posts are about, and the keys of their deliveries."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.subjects import About, Subject, delivery_key, repeated

IDS = st.integers(min_value=0, max_value=2**63 - 1)
SUBJECTS = st.builds(Subject, st.sampled_from(About), IDS)


@given(SUBJECTS)
def test_a_subject_is_read_as_it_was_written(subject: Subject) -> None:
    assert Subject.parse(str(subject)) == subject


@pytest.mark.parametrize("text", ["", "creator:", "creator:x", "video: 1", "digest:2026-W48", "creator:1 ", "1"])
def test_what_is_no_subject_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no subject"):
        Subject.parse(text)


def test_keys_of_profiles_are_those_of_earlier_versions() -> None:
    """What was posted by them is known by this key, in Discord as in the database."""
    digest = hashlib.sha256(b"7001/9001/profile").hexdigest()
    assert delivery_key(Subject.creator(7001), 9001, "profile") == f"tt-{digest[:20]}"


@given(st.lists(st.tuples(SUBJECTS, IDS, st.sampled_from(["profile", "profile/2", "story"])), unique=True))
def test_keys_differ_and_fit_a_nonce(posts: list[tuple[Subject, int, str]]) -> None:
    keys = {delivery_key(*post) for post in posts}
    assert len(keys) == len(posts)
    assert all(len(key) <= 25 for key in keys)


def test_each_repetition_has_its_own_occasion() -> None:
    assert [repeated("profile"), repeated("profile/2"), repeated("story/9")] == ["profile/2", "profile/3", "story/10"]
