"""Templates: what is wrong with one, how it is kept, and those to begin from."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from tests.core.posts import NOW, OWN_TEXTS, TEMPLATES
from tests.ui import samples
from tiktrack_gui.core.embed import render
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_placeholders import PLACEHOLDERS
from tiktrack_gui.core.post_template import (
    PRESETS,
    PROFILE,
    VIDEO,
    PostPicture,
    Problem,
    Template,
    as_json,
    check,
    from_json,
    parts,
)


def test_an_unknown_placeholder_is_named_with_the_nearest_one() -> None:
    assert check("It has {folowers} now") == [
        Problem(7, 10, "Unknown placeholder {folowers}. Did you mean {followers}?", "{followers}")
    ]
    [problem] = check("{Growth week}")
    assert problem.message == "Unknown placeholder {Growth week}. Did you mean {growth_week}?"
    assert check("{qqqq}")[0].message == "Unknown placeholder {qqqq}."


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", []),
        ("{name} (@{handle}): {{not one}}", []),
        ("{name", [(0, 1)]),
        ("name}", [(4, 1)]),
        ("{{{name}}}", []),
        ("{na\nme}", [(0, 1), (6, 1)]),
        ("{} {name} { }", [(0, 2), (10, 3)]),
        ("{a{name}", [(0, 1)]),
    ],
)
def test_single_braces_are_problems_and_double_ones_are_not(text: str, places: list[tuple[int, int]]) -> None:
    assert [(problem.position, problem.length) for problem in check(text)] == places


@given(OWN_TEXTS)
def test_the_parts_are_all_of_the_text(text: str) -> None:
    found = list(parts(text))
    written = "".join(text[part.position : part.position + part.length] for part in found)
    assert written == text
    assert all(problem.message and text[problem.position :][: problem.length] for problem in check(text))


@given(TEMPLATES)
def test_a_template_is_kept_as_json(template: Template) -> None:
    assert from_json(json.loads(json.dumps(as_json(template)))) == template


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"later": 1},
        {"title": None, "picture": "hologram", "with_numbers": "yes"},
        {"picture": ["chart"], "text": 3},
    ],
)
def test_what_cant_be_read_of_a_template_is_as_usual(stored: dict[str, Any]) -> None:
    assert from_json(stored) == PROFILE
    assert from_json(stored, VIDEO) == VIDEO


def test_what_can_be_read_of_a_template_is_kept() -> None:
    assert from_json({"title": "", "picture": "chart", "later": 1}) == Template(
        thread_name=PROFILE.thread_name, title="", text=PROFILE.text, picture=PostPicture.CHART
    )


@pytest.mark.parametrize("name", PRESETS)
def test_a_template_to_begin_from_has_no_problems_and_says_something(name: str) -> None:
    preset = PRESETS[name]
    template = preset.template
    assert [*check(template.thread_name), *check(template.title), *check(template.text)] == []
    item = samples.video(0)
    subject = f"video:{item.video.id}" if preset.of_video else ""
    facts = PostFacts(creator=item.video.creator, video=item, now=NOW, subject=subject)
    payload = render(template, facts, "tt-0")
    assert payload["thread_name"].startswith("This 3-ingredient pasta" if preset.of_video else "Mara Lindqvist (@mara")
    assert "{" not in json.dumps(payload["embed"]["description"])
    assert payload["embed"]["description"]


def test_templates_to_begin_from_have_names_of_their_own() -> None:
    for of_video in (True, False):
        names = [preset.name for preset in PRESETS.values() if preset.of_video is of_video]
        assert len(names) == len(set(names)) > 1


def test_every_placeholder_is_explained_and_has_a_short_example() -> None:
    for name, placeholder in PLACEHOLDERS.items():
        assert name.isidentifier() and name == name.lower()
        assert placeholder.meaning[0].isupper() or placeholder.meaning[0] == "“"
        assert not placeholder.meaning.endswith(".")
        assert 0 < len(placeholder.example) <= 80
