"""What a post is about, and the key of a delivery, which is determined by its subject, channel and occasion."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

PROFILE_OCCASION = "profile"
STORY_OCCASION = "story"

_WRITTEN = re.compile(r"(?P<about>creator|video):(?P<id>[0-9]{1,19})")


class About(StrEnum):
    """What the threads of a channel are about."""

    CREATOR = "creator"  # one thread per creator: the profile
    VIDEO = "video"  # one thread per story

    @property
    def occasion(self) -> str:
        """The occasion of the first post; one for each subject and channel, ever."""
        return PROFILE_OCCASION if self is About.CREATOR else STORY_OCCASION


@dataclass(frozen=True, slots=True)
class Subject:
    """The creator or the video, by TikTok's ID. Written as `creator:ID` or `video:ID`."""

    about: About
    id: int

    @classmethod
    def creator(cls, creator_id: int) -> Self:
        return cls(About.CREATOR, creator_id)

    @classmethod
    def video(cls, video_id: int) -> Self:
        return cls(About.VIDEO, video_id)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no subject of a post")
        return cls(About(found["about"]), int(found["id"]))

    def __str__(self) -> str:
        return f"{self.about}:{self.id}"


def delivery_key(subject: Subject, channel_id: int, occasion: str) -> str:
    """The nonce and marker of a delivery; 23 characters.

    A creator is written as the bare ID, as in the keys of all posts made before there were other subjects.
    """
    name = str(subject.id) if subject.about is About.CREATOR else str(subject)
    digest = hashlib.sha256(f"{name}/{channel_id}/{occasion}".encode()).hexdigest()
    return f"tt-{digest[:20]}"


def repeated(occasion: str) -> str:
    """The occasion of the post after that one: profile, profile/2, profile/3 …"""
    base, _, number = occasion.partition("/")
    return f"{base}/{int(number or 1) + 1}"
