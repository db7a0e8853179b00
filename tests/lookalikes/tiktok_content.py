"""The content of the TikTok look-alike: recorded responses, or the demo's growing population."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from tests.lookalikes.tiktok_comments import Commenters
from tiktrack_gui.demo import answers
from tiktrack_gui.demo.population import FOUND, Population

DATA = Path(__file__).parents[1] / "data" / "tiktok"
HOUR = 3600  # s
CROWD = 7_000_000_000_000_000_000  # ID of the first account of a crowd
PLACES = ("US", "DE", "TR", "BR", "ID")
CDN = "https://p16-sign-va.tiktokcdn.com"

Json = dict[str, Any]


class Content(Protocol):
    """The interface of the look-alike's content."""

    def feed(self, count: int) -> Json:
        """The envelope of /api/recommend/item_list/."""
        ...

    def user(self, handle: str) -> Json | None:
        """`userInfo` of an account: user, stats, statsV2. handle: or its secUid."""
        ...

    def posts(self, sec_uid: str) -> list[Json]:
        """The account's items, as in /api/post/item_list/."""
        ...

    def item(self, video_id: str) -> Json | None:
        """`itemStruct` of one video, as in its page."""
        ...

    def hashtag(self, name: str) -> Json | None:
        """`challengeInfo` of a hashtag, as in /api/challenge/detail/; None if there is none. name: without #."""
        ...

    def tagged(self, hashtag_id: str) -> list[Json]:
        """All items with that hashtag."""
        ...

    def search(self, term: str) -> Json:
        """The envelope of /api/search/user/full/."""
        ...

    def comments(self, video_id: str, cursor: int) -> Json:
        """The envelope of /api/comment/list/."""
        ...

    def now_ms(self) -> int:
        """The time on TikTok's clock in ms (`extra.now`)."""
        ...


class Recorded:
    """The recorded feed of 28 videos, its 27 authors, and two creators recorded separately; with made-up commenters.

    The authors' profile pages are derived from their items: the same counts, and exact ones in `statsV2`.
    """

    def __init__(self, now: datetime | None = None) -> None:
        """now: shifts the recording to that time. None leaves it in November 2022."""
        self.commenters = Commenters()
        self._feed: Json = _recorded("recommend_item_list_2022-11.json")
        pinned: list[Json] = _recorded("post_item_list_pinned_2025-03.json")["itemList"]
        if now is not None:
            _move(self._feed["itemList"], now.timestamp() - self._feed["extra"]["now"] / 1000)
            _move(pinned, now.timestamp() - max(item["createTime"] for item in pinned) - HOUR)
            self._feed["extra"]["now"] = int(now.timestamp() * 1000)
        self._items: list[Json] = [*self._feed["itemList"], *pinned]
        self._users: dict[str, Json] = {item["author"]["uniqueId"]: _user_info(item) for item in self._items}
        for info in _recorded("profile_page_user_info_2026-01.json"):
            self._users[info["user"]["uniqueId"]] = info
        self._video_pages: dict[str, Json] = {item["id"]: item for item in _recorded("video_page_2026-01.json")}

    def feed(self, count: int) -> Json:
        return self._feed

    def user(self, handle: str) -> Json | None:
        if handle in self._users:
            return self._users[handle]
        return next((info for info in self._users.values() if info["user"]["secUid"] == handle), None)

    def rename(self, old: str, new: str) -> None:
        """The account gets a new handle, and nobody has the old one."""
        info = copy.deepcopy(self._users.pop(old))
        info["user"]["uniqueId"] = new
        self._users[new] = info
        for number, item in enumerate(self._items):
            if item["author"]["uniqueId"] == old:
                self._items[number] = item | {"author": item["author"] | {"uniqueId": new}}

    def close(self, handle: str) -> None:
        """The account is gone."""
        del self._users[handle]

    def show_zeros(self, handle: str) -> None:
        """All counts of the account are 0."""
        info = copy.deepcopy(self._users[handle])
        info["stats"] = dict.fromkeys(info["stats"], 0)
        info["statsV2"] = dict.fromkeys(info["statsV2"], "0")
        self._users[handle] = info

    def posts(self, sec_uid: str) -> list[Json]:
        return [item for item in self._items if item["author"]["secUid"] == sec_uid]

    def hashtag(self, name: str) -> Json | None:
        tags = [tag for item in self._items for tag in _tags(item) if tag["title"].lower() == name.lower()]
        return answers.hashtag_info(tags[0]["id"], tags[0]["title"], len(tags)) if tags else None

    def tagged(self, hashtag_id: str) -> list[Json]:
        return [item for item in self._items if hashtag_id in [tag["id"] for tag in _tags(item)]]

    def search(self, term: str) -> Json:
        """The accounts with the term in their name or handle."""
        users = [info for info in self._users.values() if _is_named(info["user"], term)]
        rows = [answers.found_user(info) for info in users]
        return answers.user_list(rows[:FOUND], term, self.now_ms() / 1000, has_more=len(rows) > FOUND)

    def item(self, video_id: str) -> Json | None:
        """Its createTime is text, as on every video page."""
        if video_id in self._video_pages:
            return self._video_pages[video_id]
        for item in self._items:
            if item["id"] == video_id:
                return item | {"createTime": str(item["createTime"]), "locationCreated": self.place_of(item)}
        return None

    def comments(self, video_id: str, cursor: int) -> Json:
        item, at = self.item(video_id), self.now_ms() / 1000
        return (
            answers.status(10204, at)
            if item is None
            else self.commenters.page(video_id, int(item["stats"]["commentCount"]), cursor, at)
        )

    def place_of(self, item: Json) -> str:
        """Where the item was posted from: a creator's stay in one country."""
        return PLACES[int(item["author"]["id"]) % len(PLACES)]

    def now_ms(self) -> int:
        return int(self._feed["extra"]["now"])


class Crowd(Recorded):
    """As many accounts as wanted, each a copy of a recorded one with an ID and handle of its own."""

    def __init__(self, handles: Iterable[str]) -> None:
        super().__init__()
        model = next(iter(self._users.values()))
        for number, handle in enumerate(handles):
            info = copy.deepcopy(model)
            info["user"] |= {"id": str(CROWD + number), "uniqueId": handle, "secUid": f"MS4wLjABAAAA{handle:_<40}"}
            self._users[handle] = info


class Dealt(Recorded):
    """The recorded feed in pages of distinct videos, starting again after the last one."""

    def __init__(self, page_size: int, now: datetime | None = None) -> None:
        super().__init__(now)
        self._page_size = page_size
        self._next = 0

    def feed(self, count: int) -> Json:
        items = self._feed["itemList"]
        page = items[self._next : self._next + min(count, self._page_size)]
        self._next = (self._next + len(page)) % len(items)
        return self._feed | {"itemList": page}


class Growing:
    """The demo's creators and videos, with growing counts; every page of the feed shows the next ones."""

    def __init__(self, now: Callable[[], float]) -> None:
        """now: returns the time, UTC epoch seconds."""
        self._now = now
        self._population = Population(pictures=f"{CDN}/")
        self._first = 0

    def feed(self, count: int) -> Json:
        envelope = self._population.trending(self._now(), count, self._first)
        self._first = self._first + count if envelope["hasMore"] else 0
        return envelope | {"hasMore": True}

    def user(self, handle: str) -> Json | None:
        return self._population.user_info(handle, self._now())

    def posts(self, sec_uid: str) -> list[Json]:
        items: list[Json] = self._population.item_list(sec_uid, self._now())["itemList"]
        return items

    def hashtag(self, name: str) -> Json | None:
        return self._population.hashtag_info(name, self._now())

    def tagged(self, hashtag_id: str) -> list[Json]:
        return self._population.tagged_items(hashtag_id, self._now())

    def search(self, term: str) -> Json:
        return self._population.search(term, self._now())

    def item(self, video_id: str) -> Json | None:
        return self._population.video_item(int(video_id), self._now())

    def comments(self, video_id: str, cursor: int) -> Json:
        return self._population.comment_list(int(video_id), cursor, self._now())

    def now_ms(self) -> int:
        return int(self._now() * 1000)


def _is_named(user: Json, term: str) -> bool:
    return term.casefold() in f"{user['nickname']} {user['uniqueId']}".casefold()


def _tags(item: Json) -> list[Json]:
    tags: list[Json] = item.get("challenges", [])
    return tags


def _move(items: list[Json], seconds: float) -> None:
    """Moves items in time, with their IDs: the upper half of an ID is the time when it was made."""
    for item in items:
        item["createTime"] += int(seconds)
        item["id"] = str(int(item["id"]) + (int(seconds) << 32))


def _recorded(name: str) -> Any:
    """Loads a recording, and adds pictures where TikTok has them."""
    return json.loads((DATA / name).read_text(encoding="utf-8").replace("https://cdn.example", CDN))


def _user_info(item: Json) -> Json:
    stats = copy.deepcopy(item["authorStats"])
    offset = int(item["author"]["id"]) % 49 + 1  # rounding hides it
    exact = {name: str(count + offset if count >= 10_000 else count) for name, count in stats.items()}
    user = item["author"] | {"language": "en", "createTime": 1_500_000_000}
    return {"user": user, "stats": stats, "statsV2": exact, "itemList": []}
