"""How a template's text is filled in: what is left out, what is escaped, and what is shortened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.core.posts import NOW
from tests.core.test_embed import CREATOR, measured
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.growth_rate import TooLittleHistory, WeeklyGrowth
from tiktrack_gui.core.models import Creator, CreatorCount
from tiktrack_gui.core.overview import Figures
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_text import filled

BARE = PostFacts(creator=CREATOR, now=NOW)


def growing(share: int, *, margin: int = 0, seconds: int = 7 * DAY) -> PostFacts:
    """share: percent in a week."""
    change = Change(before=10_000, amount=100 * share, margin=margin, seconds=seconds)
    return replace(
        BARE, figures=Figures(changes={7 * DAY: change}, per_week=TooLittleHistory(samples=2, days_missing=2))
    )


def said(template: str, facts: PostFacts = BARE, limit: int = 4096, **how: Any) -> str:
    return filled(template, facts, limit, **how)


def named(name: str, bio: str = "") -> PostFacts:
    return PostFacts(creator=Creator(id=1, handle="a", name=name, bio=bio), now=NOW)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("**Growth:** {growth_week}\nFollowers: {followers}", "Followers: 48.2K"),
        ("{followers} followers · {growth_week} in 7 days", "48.2K followers"),
        ("{growth_week} in 7 days · {followers} followers", "48.2K followers"),
        ("{growth_day} · {followers}, {growth_week} – {likes}", "48.2K – 1.2M"),
        ("{name} ({growth_week})", "The Bread Lab"),
        ("{name} **{growth_week}** fan", "The Bread Lab fan"),
        ("[{caption}]({video_link}), {name}", "The Bread Lab"),
        ("[{name}, {growth_week}]({profile_link})", "[The Bread Lab,](https://www.tiktok.com/@bread.lab)"),
        ("[{growth_week}]({profile_link}) is it", "https://www.tiktok.com/@bread.lab is it"),
        ("[{name}]({video_link}) is it", "The Bread Lab is it"),
        ("One\n\n{growth_week}\n\nTwo", "One\n\nTwo"),
        ("{growth_week}\n\nTwo", "Two"),
        ("One\n\n\n\nTwo", "One\n\n\n\nTwo"),
        ("{growth_week}", ""),
        ("No placeholder: stays\n{growth_week}", "No placeholder: stays"),
        ("{{name}} {nonsense} {name", "{name} {nonsense} {name"),
    ],
)
def test_what_has_no_value_is_left_out_with_what_belongs_to_it(template: str, text: str) -> None:
    assert said(template) == text


def test_growth_is_what_the_window_says() -> None:
    assert said("{growth_week} {gained_week}", growing(8)) == "+8.0% +800"
    assert said("{growth_week}", growing(8, margin=100)) == "≈ +8.0%"
    assert said("{growth_week}", growing(1, margin=200)) == "no measurable change"
    assert said("{growth_week}", growing(8, seconds=3 * DAY)) == ""
    rate = WeeklyGrowth(share=0.019, low=0.01, high=0.03, samples=30, seconds=20 * DAY)
    figures = Figures(changes={}, per_week=rate)
    assert said("{per_week}", replace(BARE, figures=figures)) == "+1.9%"
    level = Figures(changes={}, per_week=replace(rate, low=-0.01))
    assert said("{per_week}", replace(BARE, figures=level)) == "no measurable change"


def test_numbers_have_their_marks() -> None:
    assert CREATOR.sample is not None
    rounded = replace(CREATOR, sample=replace(CREATOR.sample, rounded=CreatorCount.FOLLOWERS, repaired=4))
    assert said("{followers} {likes} {videos}", replace(BARE, creator=rounded)) == "≈ 48.2K ≥ 1.2M 87"
    assert said("{videos}, {measured}", replace(BARE, stored=True)) == "≈ 87, 2026-01-01 00:00 UTC"


def test_a_reason_is_said_while_it_is_one() -> None:
    story = replace(BARE, video=measured(), now=1_767_225_600)
    assert said("{score}: {reason}", story).startswith("88: High engagement velocity")
    assert said("{score}\n{reason}", replace(story, now=NOW)) == "88"
    assert said("{views} {velocity} {age} {posted}", story) == "90K 570/min 10 min 31 Dec 2025"


@pytest.mark.parametrize(
    ("template", "name", "text"),
    [
        ("**{name}**", "*x*", r"**\*x\***"),
        ("`{name}`", "a*b` <@1>", "`a*bˋ <\u200b@1>`"),
        ("```\n{name}\n```", "```x", "```\nˋˋˋx\n```"),
        ("[{name}](https://own.example)", "](https://x)", r"[\](https\://x)](https://own.example)"),
        ("[x]({name})", "https://x", "[x]()"),
        ("[x](https://own.example/{name})", "a b)", "[x](https://own.example/a%20b%29)"),
        ("(https://own.example){name}", "@evil.example", "(https://own.example)"),
        ("[x](https://own.example){name}", "a*b", r"[x](https://own.example)a\*b"),
        ("https://{name}/", "evil.example", "https:///"),
        ("<@{name}>", "123", "<@\u200b123>"),
        ("`@{name}`", "here", "`@\u200bhere`"),
        ("@{name}", "everyone", "@\u200beveryone"),
        ("(@{name})", "bread", "(@bread)"),
        ("\\{name}", "*x", "\\\\\\*x"),
        ("C:\\{name}", "x", "C:\\\\x"),
        ("{name} is", "-", "\\- is"),
        ("{name}.gg/x", "discord", "discord.gg/x"),
        ("{name}", "discord.gg/x", r"discord\.gg/x"),
        ("{name}{name}", "http", "http\u200bhttp"),
    ],
)
def test_what_is_filled_in_stays_text_wherever_it_stands(template: str, name: str, text: str) -> None:
    assert said(template, named(name)) == text


def test_each_line_of_a_bio_is_in_the_quotation() -> None:
    assert said("> {bio}\nEnd", named("x", "one\ntwo")) == "> one\n> two\nEnd"


def test_in_plain_text_nothing_is_escaped() -> None:
    assert said("{name} *{handle}*", named("a*b_c"), lines=False, markdown=False) == "a*b_c *a*"
    assert said("one\n {name}", named("x\ny"), lines=False, markdown=False) == "one x y"


def test_what_is_filled_in_is_shortened_first_the_longest_most() -> None:
    facts = PostFacts(creator=Creator(id=1, handle="bread.lab", name="x" * 300), now=NOW)
    assert said("{name} (@{handle})", facts, 50, markdown=False) == "x" * 36 + "… (@bread.lab)"
    both = named("n" * 300, "b" * 300)
    assert said("{name}|{bio}|end", both, 25) == "nnnnnnnnn…|bbbbbbbbb…|end"
    assert said("{bio}", named("x", "one two three four five"), 12) == "one two…"


def test_own_text_that_is_too_long_is_cut_at_its_end() -> None:
    assert said("word " * 10 + "{name}", limit=12) == "word word…"
    assert said("{name}" * 20, named("long"), 10) == "…" * 10


def test_own_text_keeps_its_emoji_and_loses_what_cant_be_sent() -> None:
    assert said("\U0001fae9 \ud83d\x00\ufdd0{name}\ufdd1") == "\U0001fae9 The Bread Lab"  # newer than Python's Unicode


def test_a_link_is_whole_or_left_out() -> None:
    link = "https://www.tiktok.com/@bread.lab"
    assert said("See {profile_link}", limit=40) == f"See {link}"
    assert said("{name} · {profile_link}", limit=40) == "The Bread Lab"
    assert said("{name} · {profile_link}", named("x" * 60), 50).endswith("https://www.tiktok.com/@a")


def test_lengths_are_those_in_utf_16() -> None:
    text = said("{name}", named("😹" * 100), 99, markdown=False)
    assert text == "😹" * 49 + "…"
    assert len(text.encode("utf-16-le")) // 2 == 99
