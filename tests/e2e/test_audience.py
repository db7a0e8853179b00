"""What is read of an audience, in a process of its own: its cost, a kill, blocks; and that no commenter is kept."""

from __future__ import annotations

import gzip
import json
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.e2e.kept_commenters import GZIP, kept
from tests.e2e.reader import Reader
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_comments import Commenters
from tests.lookalikes.tiktok_content import Recorded
from tiktrack_gui.clients.tiktok.parse import video_page
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.discovery.stored import CommentsRead
from tiktrack_gui.core.errors import Blocked, Changed, CommentsHidden, LoginNeeded, PostUnavailable, Private
from tiktrack_gui.core.models import Creator
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

HANDLE = "xmcdyyybxhfxcnp"  # its newest videos have 48, 85 and 54 comments
REQUESTS, VIDEOS_PLACED = 3 + 5 + 3, 5


@pytest.fixture
def content(tiktok: TikTokLookalike) -> Iterator[Recorded]:
    content = Recorded()
    tiktok.behave(content)
    yield content
    tiktok.behave()


@pytest.fixture
def reader(tiktok: TikTokLookalike, folder: DataFolder, temporary: Path) -> Reader:
    return Reader("audience_reader", tiktok, folder, temporary)


@pytest.fixture
def creators(content: Recorded, folder: DataFolder) -> list[Creator]:
    """Those of the recorded lists, with their videos: first the one with many, then some of the feed, by their IDs."""
    now = int(SystemClock().now())
    handles = [HANDLE, *sorted({item["author"]["uniqueId"] for item in content.feed(30)["itemList"]})]
    found = []
    with Store(folder.database) as store:
        for handle in handles:
            user = content.user(handle)
            assert user is not None
            page = video_page({"statusCode": 0, "itemList": content.posts(user["user"]["secUid"])}, now)
            store.creators.record_creator_videos(page, now).result()
            found.append(page.videos[0].creator)
    return found[:1] + sorted(found[1:], key=lambda one: one.id)


def read_of(folder: DataFolder, creator: Creator) -> list[CommentsRead]:
    with Store(folder.database, read_only=True) as store:
        return store.audience.comments_of(creator.id).result()


@pytest.mark.browser
def test_as_many_requests_are_made_as_announced_and_their_counts_are_right(
    tiktok: TikTokLookalike, content: Recorded, reader: Reader, creators: list[Creator], folder: DataFolder
) -> None:
    done = reader(creators[0].id)
    made = len(tiktok.requests_for(Route.COMMENTS)) + len(tiktok.requests_for(Route.VIDEO))
    assert (done["announced"], made) == (REQUESTS + VIDEOS_PLACED, REQUESTS + VIDEOS_PLACED)
    assert (done["said"], done["left"]) == ([], False)
    assert {one.video_id: one.comments for one in read_of(folder, creators[0])} == {
        int(video): sent.total() for video, sent in content.commenters.sent.items()
    }
    assert reader(creators[0].id)["announced"] == 0


@pytest.mark.browser
def test_a_killed_reading_goes_on_without_reading_a_page_again(
    tiktok: TikTokLookalike, content: Recorded, reader: Reader, creators: list[Creator], folder: DataFolder
) -> None:
    tiktok.misbehave(Route.COMMENTS, Trouble.HANG, after=4)
    with reader.start(creators[0].id) as process:
        tiktok.wait_for(Route.COMMENTS, 5)
        reader.killed(process)
    *answered, unanswered = _pages_asked(tiktok)
    assert sum(one.pages for one in read_of(folder, creators[0])) == len(answered) == 4

    tiktok.behave()
    done = reader()
    asked = _pages_asked(tiktok)
    assert asked[0] == unanswered
    assert (len(asked), len({*answered, *asked})) == (REQUESTS - 4, REQUESTS)
    assert (done["said"], done["left"]) == ([], False)
    assert {one.video_id: one.comments for one in read_of(folder, creators[0])} == {
        int(video): sent.total() for video, sent in content.commenters.sent.items()
    }
    assert len(tiktok.requests_for(Route.VIDEO)) == VIDEOS_PLACED


@pytest.mark.browser
def test_blocked_comments_cost_only_that_reading_and_say_so(
    tiktok: TikTokLookalike, content: Recorded, reader: Reader, creators: list[Creator], folder: DataFolder
) -> None:
    tiktok.misbehave(Route.COMMENTS, Trouble.EMPTY_BODY)
    done = reader(creators[0].id)
    assert done["said"] == [str(Blocked("comments"))]
    assert done["said"][0].startswith("TikTok sent an empty response for comments: it’s treating TikTrack as a bot.")
    assert len(tiktok.requests_for(Route.COMMENTS)) == 1
    assert {one.trouble for one in read_of(folder, creators[0])} == {"blocked"}
    assert len(tiktok.requests_for(Route.VIDEO)) == VIDEOS_PLACED  # the places were read all the same


@pytest.mark.browser
def test_no_commenter_is_found_anywhere_in_the_data_folder_whatever_happened(
    tiktok: TikTokLookalike,
    content: Recorded,
    reader: Reader,
    creators: list[Creator],
    folder: DataFolder,
    temporary: Path,
) -> None:
    """Nor among the temporary files, nor on the terminal: after successes, refusals, blocks and a crash."""
    tiktok.misbehave(Route.COMMENTS, Trouble.HANG, after=3)
    with reader.start(*(one.id for one in creators[:12])) as process:
        tiktok.wait_for(Route.COMMENTS, 4)
        reader.killed(process)
    assert len(content.commenters.planted) > 3 * 19 * 4
    assert kept(content.commenters, folder.root, temporary, reader.terminal) == []

    tiktok.behave()
    refused = (Trouble.NO_STATUS, Trouble.CURT, Trouble.SHORT, Trouble.PRIVATE, Trouble.UNKNOWN, Trouble.NULL)
    ended = (Trouble.ADULT, Trouble.TRUNCATED, Trouble.ALL_MALFORMED, Trouble.JSON_LIST, Trouble.EMPTY_BODY)
    tiktok.misbehave_in_turn(Route.COMMENTS, None, None, *refused, *ended)
    tiktok.misbehave(Route.VIDEO, Trouble.UNKNOWN, times=1)
    done = reader()
    errors = (Private, PostUnavailable, CommentsHidden, LoginNeeded, Changed, Blocked)
    assert set(done["said"]) == {str(error("comments")) for error in errors}
    assert len(tiktok.requests_for(Route.COMMENTS)) == 2 + len(refused) + len(ended)
    assert kept(content.commenters, folder.root, temporary, reader.terminal) == []
    assert folder.log.stat().st_size > 0


def test_a_commenter_that_was_kept_would_be_found(tmp_path: Path) -> None:
    commenters = Commenters()
    commenters.page("7", 20, 0, 0)
    for number, planted in enumerate(commenters.planted):
        for form in _forms(planted):
            (tmp_path / "file").write_bytes(
                form if form.startswith(GZIP) else b"\x01" * (number % 9) + form + b"\0more"
            )
            assert kept(commenters, tmp_path) == [str(tmp_path / "file")], (planted, form)
    (tmp_path / "file").write_bytes(b"7158770364699360690" + os.urandom(9_000))
    assert kept(commenters, tmp_path) == []


def _pages_asked(tiktok: TikTokLookalike) -> list[tuple[str, str]]:
    return [(seen.query["aweme_id"], seen.query["cursor"]) for seen in tiktok.requests_for(Route.COMMENTS)]


def _forms(planted: str) -> Iterator[bytes]:
    """How it may be written."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield planted.encode(encoding)
    yield json.dumps(planted).encode()
    yield quote(planted).encode()
    yield gzip.compress(planted.encode())
    if planted.isdecimal():
        yield from (struct.pack(order + "q", int(planted)) for order in "<>")
