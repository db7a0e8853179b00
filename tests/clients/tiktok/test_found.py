"""The parser of search results."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients.tiktok.recordings import recorded
from tiktrack_gui.clients.tiktok.parse import MOST_FOUND, found_creators
from tiktrack_gui.core.errors import Blocked, Changed, LoginNeeded, TikTokError
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, LeftOut, Origin, SearchAnswer

AT = 1_790_000_000
USER = {
    "uid": "6812345678901234567",
    "unique_id": "pasta.grandma",
    "nickname": "Pasta Grandma",
    "sec_uid": "MS4wLjABAAAAx",
    "signature": "Sunday\nsauce",
    "follower_count": 412_300,
    "total_favorited": 9_100_001,
    "avatar_thumb": {"url_list": ["https://cdn.example/a.jpg", "https://cdn.example/b.jpg"]},
    "custom_verify": "Verified account",
}


def answer(*users: Any, **envelope: Any) -> dict[str, Any]:
    return {"status_code": 0, "user_list": [{"user_info": user} for user in users], "has_more": 0} | envelope


def found(**changes: Any) -> Creator:
    [creator] = found_creators(answer(USER | changes), AT).creators
    return creator


def test_a_row_becomes_a_creator() -> None:
    assert found() == Creator(
        id=6812345678901234567,
        handle="pasta.grandma",
        sec_uid="MS4wLjABAAAAx",
        name="Pasta Grandma",
        bio="Sunday\nsauce",
        verified=True,
        avatar="https://cdn.example/a.jpg",
        sample=CreatorSample(
            at=AT, followers=412_300, likes=9_100_001, rounded=CreatorCount.FOLLOWERS, origin=Origin.SEARCH
        ),
    )


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({"uid": None, "user_id": "77"}, {"id": 77}),
        ({"uid": 77}, {"id": 77}),
        ({"custom_verify": ""}, {"verified": False}),
        ({"custom_verify": None}, {"verified": None}),
        ({"custom_verify": 1}, {"verified": None}),
        ({"secret": 1}, {"private": True}),
        ({"secret": 0}, {"private": None}),
        ({"nickname": ""}, {"name": ""}),
        ({"nickname": ["x"]}, {"name": None}),
        ({"avatar_thumb": {"url_list": []}}, {"avatar": None}),
        ({"sec_uid": ""}, {"sec_uid": None}),
        ({"follower_count": None, "total_favorited": "?"}, {"sample": None}),
    ],
)
def test_what_is_not_there_or_makes_no_sense_is_not_known(changes: dict[str, Any], known: dict[str, Any]) -> None:
    creator = found(**changes)
    assert {name: getattr(creator, name) for name in known} == known


@pytest.mark.parametrize(
    "broken",
    [{"uid": "x"}, {"uid": 0}, {"uid": 2**64}, {"unique_id": None}, {"unique_id": "a b"}, {"unique_id": "../x"}],
)
def test_a_row_without_an_id_or_a_handle_is_left_out_and_counted(broken: dict[str, Any]) -> None:
    read = found_creators(answer(USER | broken, USER, has_more=1), AT)
    assert [creator.handle for creator in read.creators] == ["pasta.grandma"]
    assert (read.left_out, read.has_more) == ({LeftOut.UNREADABLE: 1}, True)


def test_the_order_is_that_of_the_search_and_of_the_same_account_the_first_row_counts() -> None:
    rows = [USER | {"uid": uid, "nickname": f"{number}"} for number, uid in enumerate(("5", "3", "5", "4"))]
    read = found_creators(answer(*rows), AT)
    assert [(creator.id, creator.name) for creator in read.creators] == [(5, "0"), (3, "1"), (4, "3")]
    assert read.left_out == {}


def test_an_endless_list_is_not_read_to_its_end() -> None:
    rows = [USER | {"uid": str(number)} for number in range(1, 500)]
    assert len(found_creators(answer(*rows), AT).creators) == MOST_FOUND


@pytest.mark.parametrize("listed", [[], None])
def test_nobody_is_an_answer(listed: object) -> None:
    assert found_creators(answer(user_list=listed), AT) == SearchAnswer(creators=())


@pytest.mark.parametrize(
    ("refused", "error"),
    [
        (recorded("edge_cases/search_user_full_page2_empty_session.json"), Blocked),
        (answer(has_more=1), Blocked),
        ({"status_code": 2483, "user_list": None}, LoginNeeded),
        ({"status_code": 0, "user_list": {}}, Changed),
        ({"type": 1}, Changed),
        (answer(None, "text"), Changed),
        ("", Blocked),
    ],
)
def test_a_search_that_is_refused_says_why(refused: object, error: type[TikTokError]) -> None:
    with pytest.raises(error) as failure:
        found_creators(refused, AT)
    assert (failure.type, failure.value.capability) == (error, "search")
