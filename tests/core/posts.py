"""Arbitrary creators, videos and templates, for the properties of posts: made to break out of what they are put in."""

from __future__ import annotations

import random
import re
from typing import Any

from hypothesis import strategies as st

from tests.core.test_discord_text import FRAGMENTS
from tiktrack_gui.core.baseline import ViewsPerVideo
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.growth_rate import TooLittleHistory, WeeklyGrowth
from tiktrack_gui.core.models import (
    Creator,
    CreatorSample,
    CurrentVelocity,
    MeasuredVideo,
    Score,
    Video,
    VideoSample,
)
from tiktrack_gui.core.overview import PERIODS, Figures
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_placeholders import PLACEHOLDERS
from tiktrack_gui.core.post_template import PRESETS, PostPicture, Template

NOW = 1_792_600_000

# Each of these alone, beside others, or completed by a template, would be a link, a mention or an invite of theirs
EVIL = (
    *("https://evil.example/x", "//evil.example", "https:", "http", "s://evil.example", "evil.example", "/evil"),
    *("](https://evil.example)", "[x](https://evil.example)", "(https://evil.example)", "<https://evil.example>"),
    *("<@666>", "<@&666>", "@666", "666", "666>", "<@", "<#666>", "t:666:R", "<t:666>", ":x:666", "@", "#666"),
    *("@everyone", "everyone", "@here", "here", "every", "one", "ONE", "HERE"),
    *("discord.gg/evil", "gg/evil", "discord", ".gg/evil", "discord.", "/evil"),
    *("discord.com/invite/evil", "DISCORD.GG/evil", "mailto:a@evil.example", "<tel:666>"),
    *("`", "``", "```", "\\", "\\\\", "**", "||", "__", "]", ")", "(", "[", "<", ">", "\n> ", "\n- "),
)  # fmt: skip
OWN = (
    *("[", "](", ")", "`", "``", "```\n", "**", "__", "||", "~~", "*", "_", "@", "<", "<@", "<@&", "<#", "<t:", ">"),
    *("https://", "https://own.example/", "https://own.example", "://", ":", "/", "(", "]", "\\", "\\\\", "> ", "\n> "),
    *("# ", "- ", "1. ", " · ", ", ", "\n", "\n\n", " ", "discord.gg/", "discord", ".gg/", "x", "Growth: ", "{{", "}}"),
    *("{", "}", "{nonsense}", "one", "[text](https://own.example/", "](https://own.example/a)"),
    *("\ufdd0", "\ud83d"),
)  # fmt: skip
CALLS = re.compile("@(everyone|here)", re.IGNORECASE)
PLACES = [f"{{{name}}}" for name in PLACEHOLDERS]


def text(chance: random.Random) -> str:
    """As anybody may write it on TikTok."""
    if chance.random() < 0.1:
        return ""
    found = "".join(chance.choice(EVIL) if chance.random() < 0.7 else odd(chance) for _ in range(chance.randint(1, 5)))
    return found * (40 if chance.random() < 0.2 else 1)


def own_text(chance: random.Random) -> str:
    """As in a template. It calls nobody itself: what is found in a post came from elsewhere."""
    kinds = (lambda: chance.choice(OWN), lambda: chance.choice(PLACES), lambda: odd(chance))
    pieces = (chance.choices(kinds, (4, 5, 1))[0]() for _ in range(chance.randint(0, 12)))
    return CALLS.sub(" ", "".join(pieces))


def odd(chance: random.Random) -> str:
    """Characters of all scripts, and surrogates."""
    last = chance.choice((0x7F, 0x2FFF, 0x10FFFF))
    return "".join(
        chance.choice(FRAGMENTS) if chance.random() < 0.3 else chr(chance.randint(0, last))
        for _ in range(chance.randint(1, 8))
    )


def template(chance: random.Random) -> Template:
    if chance.random() < 0.2:
        return chance.choice(list(PRESETS.values())).template
    return Template(
        thread_name=own_text(chance),
        title=own_text(chance),
        text=own_text(chance) * (60 if chance.random() < 0.1 else 1),
        content=own_text(chance),
        with_numbers=chance.random() < 0.5,
        picture=chance.choice(list(PostPicture)),
    )


def facts(chance: random.Random) -> PostFacts:
    creator, samples = _creator(chance)
    return PostFacts(
        creator=creator,
        now=float(NOW),
        subject=chance.choice(("", "creator:1", "video:7123")),
        video=_measured(chance, creator) if chance.random() < 0.6 else None,
        figures=_figures(chance, creator) if chance.random() < 0.6 else None,
        samples=samples,
        usual=chance.choice((None, ViewsPerVideo(median=900, videos=9))),
        stored=chance.random() < 0.3,
    )


def _creator(chance: random.Random) -> tuple[Creator, list[CreatorSample]]:
    samples = [
        CreatorSample(
            at=NOW - 7200 * number,
            **_counts(chance, "followers", "following", "likes", "videos"),
            rounded=chance.getrandbits(4),
            repaired=chance.getrandbits(4) & chance.getrandbits(4),
        )
        for number in range(chance.choice((0, 1, 2, 300)), 0, -1)
    ]
    creator = Creator(
        id=chance.randint(1, 2**63),
        handle=text(chance),
        name=chance.choice((None, text(chance))),
        bio=chance.choice((None, text(chance))),
        verified=chance.choice((None, True, False)),
        avatar="https://p16.tiktokcdn.com/a.jpeg",
        sample=samples[-1] if samples else None,
    )
    return creator, samples


def _video(chance: random.Random, creator: Creator, number: int) -> Video:
    counts = _counts(chance, "views", "likes", "comments", "shares", "saves")
    return Video(
        id=number,
        creator=creator,
        posted_at=NOW - chance.choice((-60, 3600, 10**6, 10**7)),
        sample=VideoSample(at=NOW - chance.choice((0, 7200, 10**6)), **counts, rounded=chance.getrandbits(5)),
        caption=text(chance),
        hashtags=(text(chance), text(chance))[: chance.randint(0, 2)],
        sound=chance.choice((None, text(chance))),
        cover=chance.choice((None, "https://p16.tiktokcdn.com/c.jpeg")),
    )


def _measured(chance: random.Random, creator: Creator) -> MeasuredVideo:
    velocity = chance.choice((None, 0.0, 0.004, 570.0, 10**6 * chance.random()))
    score = None if velocity is None else Score(value=chance.randint(0, 100), parts={}, reason=text(chance))
    current = chance.choice((None, CurrentVelocity(value=40.0, minutes=30.0, at_most=chance.random() < 0.5)))
    video = _video(chance, creator, 7123)
    return MeasuredVideo(video=video, velocity=velocity, current=current, score=score, passed=True, reason="")


def _figures(chance: random.Random, creator: Creator) -> Figures:
    growing = WeeklyGrowth(share=0.019, low=chance.choice((-0.1, 0.01)), high=0.03, samples=30, seconds=10**6)
    return Figures(
        changes={period: chance.choice((None, _change(chance, period))) for period in PERIODS},
        per_week=chance.choice((growing, TooLittleHistory(samples=1, days_missing=3))),
        engagement=chance.choice((None, (0.08, 20))),
        top=_video(chance, creator, 7124) if chance.random() < 0.5 else None,
    )


def _change(chance: random.Random, period: int) -> Change:
    return Change(
        before=chance.choice((0, 5, chance.randint(0, 10**9))),
        amount=chance.choice((0, 7, chance.randint(-(10**8), 10**8))),
        margin=chance.choice((0, 100, 10**5)),
        seconds=chance.choice((period, period // 5)),
    )


def _counts(chance: random.Random, *names: str) -> dict[str, Any]:
    return {name: chance.choice((None, 0, chance.randint(0, 20_000), chance.randint(0, 3 * 10**9))) for name in names}


OWN_TEXTS = st.builds(own_text, st.randoms())
TEMPLATES = st.builds(template, st.randoms())
FACTS = st.builds(facts, st.randoms())
