"""The words by which creators are compared, and those of a brand's niche."""

from __future__ import annotations

import math

import pytest

from tests.core.discovery_posts import post
from tiktrack_gui.core.discovery.words import MOST, has_niche, niche, rarity, similarity, telling_words
from tiktrack_gui.core.models import Video


def said(*captions: str) -> list[Video]:
    """Videos with these captions, whose hashtags TikTok has read."""
    return [
        post(number, -number, 9, caption=text, hashtags=tuple(w[1:] for w in text.split() if w.startswith("#")))
        for number, text in enumerate(captions)
    ]


def test_the_weights_of_words() -> None:
    found = telling_words(said("Fresh sourdough #Baking", "the oven #baking #bread"), "Bread from Vienna 🍞")
    assert found == {
        "baking": 2.0,  # a hashtag in both: 2 × 2/2
        "bread": 1.3125,  # a hashtag in one of two, and five of eight letters in the bio: 2 × 1/2 + 5/8 × 1/2
        "sourdough": 0.5,  # in one of two: 1/2
        "vienna": 0.375,  # 6/8 × 1/2
        "fresh": 0.3125,  # 5/8 × 1/2
        "from": 0.25,
        "oven": 0.25,
        "the": 0.1875,  # 3/8 × 1/2
    }
    assert list(found) == ["baking", "bread", "sourdough", "vienna", "fresh", "from", "oven", "the"]


@pytest.mark.parametrize(
    "tag",
    [
        "fyp",
        "FYP",
        "fypシ゚viral",
        "ForYou",
        "foryoupage",
        "viral",
        "fürdich",
        "xyzbca",
        "рек",
        "おすすめ",
        "Anzeige",
        "ad",
    ],
)
def test_hashtags_for_reach_and_for_advertising_say_nothing(tag: str) -> None:
    assert telling_words(said(f"#{tag} #bread")) == {"bread": 2.0}
    assert telling_words(said(f"#{tag}")) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Crème brûlée", {"creme", "brulee"}),
        ("#Crème_Brûlée", {"cremebrulee"}),
        ("@somebody hello.there@example.com https://example.com/cake www.example.com cakes", {"cakes"}),
        ("an ox 2024 🍰 12", set()),
        ("#ai #a", {"ai"}),
        ("簡単レシピ", {"簡単", "単レ", "レシ", "シヒ"}),  # pairs, folded
        ("#料理", {"料理"}),
        ("", set()),
    ],
)
def test_which_words_are_telling(text: str, words: set[str]) -> None:
    assert set(telling_words(said(text))) == words


def test_hashtags_are_read_from_the_caption_if_tiktok_has_not_read_them() -> None:
    assert telling_words([post(1, 0, 9, caption="so good #bread")]) == {"bread": 2.0, "good": 0.5}


def test_the_newest_videos_and_the_weightiest_words_are_kept() -> None:
    found = telling_words([*said(*["#bread"] * 30), *said("#old")])
    assert found == {"bread": 2.0}
    many = telling_words(said(" ".join(f"word{number}" for number in range(100))))
    assert len(many) == MOST
    assert list(many)[:2] == ["word10", "word11"]  # equal ones by the alphabet: six letters, before word0 with five


def test_similarity_is_the_cosine() -> None:
    one, other = {"bread": 3.0, "cake": 4.0}, {"bread": 4.0, "pizza": 3.0}
    assert similarity(one, other) == pytest.approx(12 / 25)  # 3 · 4 / (5 · 5)
    assert similarity(one, one) == 1
    assert similarity(one, {"pizza": 1.0}) == 0
    assert similarity(one, {}) == similarity({}, {}) == 0


def test_words_that_many_have_say_little() -> None:
    bakers = [{"with": 1.0, "bread": 1.0, "anna": 1.0}, {"with": 1.0, "bread": 1.0, "berta": 1.0}]
    pool = [*bakers, *({"with": 1.0, "cars": 1.0} for _ in range(8))]
    rare = rarity(pool)
    # of 10, all have “with”, 2 “bread”, 8 “cars”; one each has “anna” and “berta”
    assert rare == pytest.approx({"with": math.log(11 / 10), "bread": math.log(11 / 2), "cars": math.log(11 / 8)})
    assert similarity(bakers[0], bakers[1]) == pytest.approx(2 / 3)
    assert similarity(bakers[0], bakers[1], rare) == pytest.approx(1)
    assert similarity(bakers[0], pool[5]) == pytest.approx(1 / math.sqrt(6))
    assert similarity(bakers[0], pool[5], rare) < 0.02


@pytest.mark.parametrize(
    ("caption", "words", "matches"),
    [
        ("My sourdough", ["sourdough"], True),
        ("MY SOURDOUGH!", ["Sourdough"], True),
        ("my sourdoughs", ["sourdough"], False),
        ("crème", ["Creme"], True),
        ("home baking today", ["home baking"], True),
        ("today #HomeBaking", ["home baking"], True),
        ("today #home_baking", ["home baking"], True),
        ("baking at home", ["home baking"], False),
        ("today #baking", ["baking"], True),
        ("today #baking", ["#baking"], True),
        ("baking today", ["#baking"], True),
        ("bakings today", ["#baking"], False),
        ("今日の簡単レシピ", ["レシピ"], True),
        ("pizza", ["bread", "pizza"], True),
        ("C++ and cats", ["c++"], True),
        ("a.b", ["a?b"], False),
        ("anything", [], False),
        ("anything", ["", "#", " "], False),
    ],
)
def test_a_caption_of_the_niche(caption: str, words: list[str], matches: bool) -> None:
    assert niche(said(caption), words) == (int(matches), 1)


def test_hashtags_count_also_if_the_caption_lacks_them() -> None:
    assert has_niche("", ("HomeBaking",), ["#homebaking"])
    assert not has_niche("", ("HomeBaking",), ["baking"])


def test_videos_without_a_caption_do_not_count_for_the_niche() -> None:
    assert niche([*said("bread", "", "  ", "cake"), post(9, -9, 9, hashtags=("bread",))], ["bread"]) == (2, 3)
    assert niche([], ["bread"]) == (0, 0)
