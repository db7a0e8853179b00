"""Discord's markdown as it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.core.posts import FACTS, OWN_TEXTS, TEMPLATES
from tests.core.test_embed import CREATOR, KEY, measured
from tiktrack_gui.core import embed
from tiktrack_gui.core.discord_markdown import Kind, Mark, as_text, blocks, shown
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_template import Template


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("**bold** *it* _it_ __under__ ~~gone~~ ||secret|| `a*b*`", "bold it it under gone secret a*b*"),
        ("***both*** **a *b* c**", "both a b c"),
        ("**over\ntwo lines**", "over\ntwo lines"),
        ("snake_case_name 2*3*4", "snake_case_name 234"),
        ("2 * 3 * 4, a ** b, 5 _ 6", "2 * 3 * 4, a ** b, 5 _ 6"),
        (r"\*\*not\*\* \`not\` \[not](https://a.b)", "**not** `not` [not](https://a.b)"),
        ("[**bold** text](https://a.b/c) <https://a.b> https://a.b/c.", "bold text https://a.b https://a.b/c."),
        ("[x](javascript:1) [y]()", "[x](javascript:1) [y]()"),
        (
            "# One\n## Two\n-# small\n> said\n- item\n2. second\nplain",
            "One\nTwo\nsmall\nsaid\n• item\n2. second\nplain",
        ),
        ("#none\n-none\n#### none\n1.none", "#none\n-none\n#### none\n1.none"),
        (">>> all\n# of it", "all\n# of it"),
        ("a\n```py\nx = **1**\n```\nb", "a\nx = **1**\nb"),
        ("`` a`b ``", " a`b "),
        ("@\u200beveryone", "@everyone"),
        ("unclosed **bold and `code", "unclosed **bold and `code"),
        ("", ""),
    ],
)
def test_markdown_is_shown_as_in_discord(markup: str, text: str) -> None:
    assert shown(markup) == text


def test_blocks_say_what_they_are() -> None:
    found = blocks("# **A**\n- b\n> c\n```\nd\n```\n[e](https://f.g)")
    assert [block.kind for block in found] == [Kind.HEADING, Kind.ITEM, Kind.QUOTE, Kind.CODE, Kind.TEXT]
    assert (found[0].level, found[1].bullet) == (1, "•")
    assert found[0].spans[0].marks == {Mark.BOLD}
    assert found[4].spans[0].url == "https://f.g"


def test_a_terminal_shows_where_a_link_leads() -> None:
    assert as_text("- [**a** b](https://c.d), https://e.f") == "• a b (https://c.d), https://e.f"


@given(OWN_TEXTS)
def test_any_text_can_be_shown(text: str) -> None:
    assert len(shown(text)) <= 2 * len(text) + 1
    as_text(text)


def test_a_post_as_text_is_all_that_is_shown() -> None:
    template = Template("{name}", "*{name}*", "**{handle}**: {bio}", content="# New\n[{name}]({profile_link})")
    payload = embed.render(template, PostFacts(creator=CREATOR, video=measured(), now=1_767_225_600), KEY)
    assert embed.as_text(payload).splitlines() == [
        "The Bread Lab",
        *("New", "The Bread Lab"),
        *("The Bread Lab", "bread.lab: Sourdough", "every day"),
        *("Followers", "48.2K", "Following", "312", "Likes", "1.2M", "Videos", "87", "Verified", "No"),
        *("Taking off", "Watch the video · 570/min", "24 h loaf"),
        "High engagement velocity (570/min, 5.7× threshold)",
        f"Measured by TikTrack · ref: {KEY}",
    ]


@given(template=TEMPLATES, found=FACTS)
def test_every_post_can_be_read_as_text(template: Template, found: PostFacts) -> None:
    text = embed.as_text(embed.render(template, found, KEY))
    assert text.endswith(f"ref: {KEY}")
