"""Templates of posts: what people write once, with placeholders such as {followers}, for all threads of a channel.

A template's own text is Discord's markdown and stays so; what is filled in is escaped (see `core.post_text`). `{{` and
`}}` are braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from tiktrack_gui.core.post_placeholders import PLACEHOLDERS
from tiktrack_gui.core.spelling import nearest

CLOSE = 0.6  # how alike a placeholder’s name must be to be suggested

_TOKENS = re.compile(r"\{\{|\}\}|\{[^{}\n]*\}|[{}]|[^{}]+")


class PostPicture(StrEnum):
    """The large picture of a post; the creator's avatar is always beside the title."""

    NONE = "none"
    COVER = "cover"  # of the video the thread is about, or that brought the creator up; else of the top video
    CHART = "chart"  # of the creator's followers


@dataclass(frozen=True, slots=True)
class Template:
    """thread_name: plain text in one line. title, text: of the embed. content: above the embed, "" for nothing.

    with_numbers: whether the embed lists the numbers, one field each.
    """

    thread_name: str
    title: str
    text: str
    content: str = ""
    with_numbers: bool = True
    picture: PostPicture = PostPicture.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A template to begin from. name: as shown. of_video: for threads about a video, otherwise about a creator."""

    name: str
    template: Template
    of_video: bool = False


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "profile": Preset(
            name="Profile",
            template=Template(
                thread_name="{name} (@{handle})",
                title="{name}",
                text="[@{handle}]({profile_link})\n\n{bio}",
            ),
        ),
        "up_and_coming": Preset(
            name="Up and coming",
            template=Template(
                thread_name="{name} (@{handle}) · {growth_week} in 7 days",
                title="{name}",
                text=(
                    "[@{handle}]({profile_link}) · **{followers}** followers\n"
                    "**{growth_week}** in 7 days · **{growth_day}** in 24 hours\n"
                    "\n"
                    "{bio}\n"
                    "\n"
                    "Top video: [{top_video}]({top_video_link}) · {top_video_views} views"
                ),
                with_numbers=False,
                picture=PostPicture.CHART,
            ),
        ),
        "short": Preset(
            name="Short",
            template=Template(
                thread_name="{name} (@{handle})",
                title="{name}",
                text="[@{handle}]({profile_link}) · {followers} followers · {growth_week} in 7 days\n{reason}",
                with_numbers=False,
            ),
        ),
        "video": Preset(
            name="Video",
            template=Template(
                thread_name="{caption} · @{handle}",
                title="{name} (@{handle})",
                text="{caption}\n\n[Watch the video]({video_link}) · score {score}\n{reason}",
                picture=PostPicture.COVER,
            ),
            of_video=True,
        ),
        "short_video": Preset(
            name="Short",
            template=Template(
                thread_name="{caption} · @{handle}",
                title="{caption}",
                text="[Watch the video]({video_link}) · {views} views · {velocity}\nby [@{handle}]({profile_link})",
                with_numbers=False,
            ),
            of_video=True,
        ),
    }
)
PROFILE = PRESETS["profile"].template  # the default for threads about creators
VIDEO = PRESETS["video"].template  # the default for threads about videos


def as_json(template: Template) -> dict[str, Any]:
    return {
        "thread_name": template.thread_name,
        "title": template.title,
        "text": template.text,
        "content": template.content,
        "with_numbers": template.with_numbers,
        "picture": template.picture.value,
    }


def from_json(stored: Mapping[str, Any], default: Template = PROFILE) -> Template:
    """Returns the template; what is missing or can't be read is as in `default`, and what is unknown is ignored."""
    texts = {name: stored.get(name) for name in ("thread_name", "title", "text", "content")}
    with_numbers, picture = stored.get("with_numbers"), stored.get("picture")
    known = {name: text if isinstance(text, str) else getattr(default, name) for name, text in texts.items()}
    return Template(
        **known,
        with_numbers=with_numbers if isinstance(with_numbers, bool) else default.with_numbers,
        picture=PostPicture(picture) if picture in list(PostPicture) else default.picture,
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with `length` characters (code points) from `position` on, as a sentence for people.

    fix: what was probably meant instead, "" if nothing comes close.
    """

    position: int
    length: int
    message: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a template: text of its own, or the name of a placeholder. position, length: in what was written."""

    text: str
    position: int
    length: int
    is_placeholder: bool = False


def parts(text: str) -> Iterator[Part]:
    """Yields the parts of a template's text. What is no known placeholder stays as it was written."""
    for token in _TOKENS.finditer(text):
        written, at = token[0], token.start()
        name = written[1:-1]
        if written in ("{{", "}}"):
            yield Part(written[0], at, 2)
        elif name in PLACEHOLDERS and written == f"{{{name}}}":
            yield Part(name, at, len(written), is_placeholder=True)
        else:
            yield Part(written, at, len(written))


def check(text: str) -> list[Problem]:
    """Returns what is wrong with a template's text, in its order; unknown placeholders and single braces."""
    faults = ((part, *_fault(text[part.position :][: part.length])) for part in parts(text) if not part.is_placeholder)
    return [Problem(part.position, part.length, fault, fix) for part, fault, fix in faults if fault]


def _fault(written: str) -> tuple[str, str]:
    """Says what is wrong with a piece that isn't a known placeholder, and what to write instead; "" if nothing is."""
    if written in ("{", "}"):
        missing = "A { without a }" if written == "{" else "A } without a {"
        return f"{missing}. Write {written * 2} for the brace itself.", written * 2
    if written in ("{{", "}}") or not written.startswith("{"):
        return "", ""
    name = written[1:-1]
    if not name.strip():
        return "Write a placeholder’s name between the braces, such as {name}.", ""
    suggested = nearest(name.strip().lower().replace(" ", "_").replace("-", "_"), PLACEHOLDERS, CLOSE)
    if suggested is None:
        return f"Unknown placeholder {written}.", ""
    return f"Unknown placeholder {written}. Did you mean {{{suggested}}}?", f"{{{suggested}}}"
