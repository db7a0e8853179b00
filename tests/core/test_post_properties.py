"""Whatever the creator, the video and the template: the payload is valid, and nothing in it is a stranger's doing.

TIKTRACK_POSTS=100000 tries that many more, from random seeds, which are printed; SEED=… tries one of them again.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, note, seed, settings
from hypothesis import strategies as st

from tests.core import posts
from tests.core.discord_reader import read
from tests.core.posts import FACTS, NOW, TEMPLATES
from tests.lookalikes.openapi import Exchange, discord_api
from tiktrack_gui.core.characters import utf16_length
from tiktrack_gui.core.embed import marked_key, render
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_template import Template

KEY = "tt-0123456789abcdef0123"
BATCH = 10_000
POSTS = int(os.environ.get("TIKTRACK_POSTS", 0))
SEEDS = [int(os.environ["SEED"])] if "SEED" in os.environ else [random.getrandbits(32) for _ in range(POSTS // BATCH)]
MANY = settings(derandomize=False, database=None, deadline=None, suppress_health_check=list(HealthCheck))


def texts(payload: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Yields what Discord counts, with the most it may be."""
    embed = payload["embed"]
    yield embed.get("title", ""), 256
    yield embed.get("description", ""), 4096
    yield embed["footer"]["text"], 2048
    for field in embed["fields"]:
        yield field["name"], 256
        yield field["value"], 1024


def check(template: Template, found: PostFacts) -> None:
    payload = render(template, found, KEY)
    embed, content = payload["embed"], payload.get("content", "")
    within_limits(payload)
    assert marked_key(url=embed["url"], footer=None) == marked_key(url=None, footer=embed["footer"]["text"]) == KEY
    assert urlsplit(embed["url"]).hostname == "www.tiktok.com"
    valid_for_discord(payload)
    for text in (content, *(text for text, _ in texts(payload))):
        for code in (True, False):
            nobody_elses(text, code=code)


def within_limits(payload: dict[str, Any]) -> None:
    name = payload["thread_name"]
    assert 1 <= len(name.strip()) == len(name) <= utf16_length(name) <= 100
    assert "\n" not in name
    assert utf16_length(payload.get("content", "")) <= 2000
    assert payload.get("content") != ""
    for text, most in texts(payload):
        assert utf16_length(text) <= most
        text.encode()
    assert all(field["name"].strip() and field["value"].strip() for field in payload["embed"]["fields"])
    assert sum(utf16_length(text) for text, _ in texts(payload)) <= 6000
    assert len(payload["embed"]["fields"]) <= 25
    assert len(payload.get("chart", {}).get("points", ())) <= 200


def valid_for_discord(payload: dict[str, Any]) -> None:
    mentions: dict[str, Any] = {"parse": []}
    message = {"embeds": [payload["embed"]], "allowed_mentions": mentions}
    if "content" in payload:
        message["content"] = payload["content"]
    body = {"name": payload["thread_name"], "auto_archive_duration": 1440, "message": message}
    exchange = Exchange(method="POST", path="/channels/1/threads", content_type="application/json", body=body)
    assert discord_api().problems(exchange) == []


def nobody_elses(text: str, *, code: bool) -> None:
    seen = read(text, code=code)
    for link in seen.links:
        host = re.match(r"\w+:/*([^/?#]*)", link)
        assert host is not None, link
        assert "evil" not in host[1].lower(), link
    assert [mention for mention in seen.mentions if "666" in mention or mention.lower() in ("@everyone", "@here")] == []
    assert [invite for invite in seen.invites if "evil" in invite.lower()] == []


def named(name: str, bio: str = "") -> PostFacts:
    return PostFacts(creator=Creator(id=1, handle="a", name=name, bio=bio), now=NOW)


@given(template=TEMPLATES, found=FACTS)
@example(Template("{name}", "{name}", "`{bio}`", "`{bio}`"), named("x", "`<@666>` https://evil.example"))
@example(Template("", "", "[{name}]({bio})"), named("x", "https://evil.example"))
@example(Template("", "", "https://{name}/ {name}://{bio}"), named("https", "evil.example"))
@example(Template("", "", "<@{name}> discord.gg/{bio}"), named("666", "evil"))
@example(Template("", "", "**a ` b** {bio} ` c"), named("", "[x](https://evil.example) <@666>"))
@example(Template("", "", "\\{bio}"), named("", "<@666>"))
@example(Template("", "", "@{name}one {name}{bio}"), named("every", "one"))
def test_a_post_is_valid_and_nothing_in_it_is_a_strangers(template: Template, found: PostFacts) -> None:
    check(template, found)


if SEEDS:

    @pytest.mark.parametrize("number", SEEDS)
    @pytest.mark.timeout(0)
    def test_so_are_many_more(number: int, capsys: pytest.CaptureFixture[str]) -> None:
        """Each from one number, which is quicker. One that fails is printed, and made an example."""
        with capsys.disabled():
            print(f"\n{BATCH:,} posts, SEED={number}", flush=True)

        @seed(number)
        @settings(MANY, max_examples=BATCH)
        @given(st.integers(0, 2**64))
        def many(of: int) -> None:
            chance = random.Random(of)
            template, found = posts.template(chance), posts.facts(chance)
            try:
                check(template, found)
            except BaseException:
                note(f"{template}\n{found}")
                raise

        many()
