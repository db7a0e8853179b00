from __future__ import annotations

import copy
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.clients.tiktok.recordings import (
    POST_LISTS,
    RECORDED_FEED,
    profile_scope,
    recorded,
    recorded_text,
    video_scope,
)
from tiktrack_gui.clients.tiktok.parse import (
    creator_from_profile_page,
    creator_from_user_detail,
    hashtag_id,
    home_page_videos,
    tag_page_videos,
    video_from_page,
    video_page,
)
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import Blocked, Captcha, Changed, NoSuchHashtag, NotFound, Private, TikTokError
from tiktrack_gui.core.handles import Handle, parse_creator
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, LeftOut, Origin, Video, VideoCount
from tiktrack_gui.core.velocity import lifetime_velocity

AT = 1_790_000_000
RECORDED_AT = 1_668_048_634  # by TikTok's clock


def id_of(moment: int) -> str:
    """An ID that was made at that moment."""
    return str((moment << 32) + 4242)


def one_video(**changes: Any) -> dict[str, Any]:
    """A response with the first recorded video, with some keys changed."""
    item = recorded(RECORDED_FEED)["itemList"][0]
    return {"statusCode": 0, "itemList": [item | changes]}


def read_one(**changes: Any) -> Video:
    (video,) = video_page(one_video(**changes), AT).videos
    return video


def left_out(**changes: Any) -> LeftOut:
    """Why the changed item was left out."""
    page = video_page(one_video(**changes), AT)
    assert page.videos == ()
    (why,) = page.left_out
    return why


def sample_of(creator: Creator) -> CreatorSample:
    assert creator.sample is not None
    return creator.sample


def user_detail(stats: object, stats_v2: object = None, **user: Any) -> dict[str, Any]:
    account = {"id": "6628475225827668043", "uniqueId": "somebody", **user}
    return {"statusCode": 0, "userInfo": {"user": account, "stats": stats, "statsV2": stats_v2}}


# The recorded feed


def test_the_recorded_feed_gives_28_videos_each_with_its_creators_followers() -> None:
    page = video_page(recorded_text(RECORDED_FEED), AT, date=RECORDED_AT + 1)
    assert (len(page.videos), page.left_out, page.has_more, page.cursor) == (28, {}, True, None)
    assert page.server_time == RECORDED_AT
    assert page.clock_error == RECORDED_AT - AT
    followers = [sample_of(video.creator).followers for video in page.videos]
    assert followers[:4] == [277_000, 2_777, 413_400, 380_800]
    assert followers[-3:] == [736_000, 36_300_000, 17_100_000]
    assert None not in followers


def test_four_videos_of_the_recorded_feed_pass_100_per_minute_at_its_own_time() -> None:
    page = video_page(recorded_text(RECORDED_FEED), AT)
    assert page.server_time is None  # of a recording, nothing confirms it
    velocities = [lifetime_velocity(video.sample, video.posted_at, RECORDED_AT) for video in page.videos]
    assert sum(velocity is not None and velocity >= 100 for velocity in velocities) == 4


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia"])
def test_velocity_is_the_same_in_every_time_zone(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Daylight saving ends in New York between this video's time and the measurement; in Berlin, a week earlier
    answer = one_video(id=id_of(1_667_696_400), createTime=1_667_696_400)  # 2022-11-06 01:00 UTC
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        (video,) = video_page(answer, AT).videos
        assert lifetime_velocity(video.sample, video.posted_at, 1_667_782_800) == pytest.approx(57_018 / 1_440)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_recorded_item_is_read_whole() -> None:
    video = video_page(recorded_text(RECORDED_FEED), AT).videos[0]
    assert (video.id, video.posted_at, video.duration, video.kind) == (7158770364699360690, 1_666_781_116, 13, "video")
    assert video.caption.startswith("剔剰逮做弯牂 砂拀扡妘保抻🫶🏻📷 #")
    assert video.hashtags == ("筕严雉唴屹帀虯麖乃頎逼絨", "夭靾舥笜炭难耶戁坰筄佬")
    assert video.sound == "叀耎 - 哱对瓻(69)."
    assert (video.ad, video.pinned, video.language) == (False, False, None)
    assert video.url == "https://www.tiktok.com/@tpcw._.71.44/video/7158770364699360690"
    sample = video.sample
    assert (sample.likes, sample.comments, sample.shares, sample.views, sample.saves) == (56_900, 0, 118, 376_700, None)
    assert sample.rounded == VideoCount.LIKES | VideoCount.VIEWS
    assert (sample.at, sample.repaired, sample.origin) == (AT, 0, Origin.ITEM_LIST)
    creator = video.creator
    assert (creator.id, creator.name, creator.verified, creator.private) == (6628475225827668043, "敿i", False, False)
    assert creator.bio == "唎屔揱幌蘁仗\n傀欑乗幉 剦诗屑鏸\n昁个9麈丒牿\n阮羸  髏亝"
    assert sample_of(creator).rounded == CreatorCount.FOLLOWERS | CreatorCount.LIKES


# The recorded post lists


def test_pinned_posts_are_marked_and_stay_in_tiktoks_order() -> None:
    page = video_page(recorded("post_item_list_pinned_2025-03.json"), AT)
    assert [video.pinned for video in page.videos] == [True] * 3 + [False] * 11
    assert (page.has_more, page.cursor, page.server_time) == (True, "1738000000000", None)
    assert max(page.videos, key=lambda video: video.posted_at).id == 7477928291016691970


def test_the_newer_counts_win_where_both_are_there() -> None:
    video = video_page(recorded("post_item_list_pinned_2025-03.json"), AT).videos[0]
    assert (video.sample.saves, video.sample.likes) == (10_781, 201_800)
    assert video.sample.rounded == VideoCount.LIKES | VideoCount.SHARES | VideoCount.VIEWS


def test_a_photo_post_has_no_duration_and_a_repeated_one_is_there_once() -> None:
    page = video_page(recorded("post_item_list_photo_2025-03.json"), AT)
    (photo,) = page.videos
    assert (photo.kind, photo.duration, photo.cover) == ("photo", None, "https://cdn.example/urlList.jpg")
    assert sum(page.left_out.values()) == 0


def test_ads_are_marked() -> None:
    assert all(video.ad for video in video_page(recorded("post_item_list_ads_2025-03.json"), AT).videos)


def test_a_list_of_2025_with_text_counts_and_emoji_hashtags_is_read() -> None:
    (video,) = video_page(recorded("post_item_list_2025-10.json"), AT).videos
    assert video.hashtags == ("fefbe", "丟嚐髾铔🚅")
    assert video.language == "zh-Hans"
    assert sample_of(video.creator).followers == 427_700


@pytest.mark.parametrize("name", POST_LISTS)
def test_every_recorded_list_is_read_without_loss(name: str) -> None:
    answer = recorded(name)
    page = video_page(answer, AT)
    assert sum(page.left_out.values()) == 0
    assert {video.id for video in page.videos} == {int(item["id"]) for item in answer["itemList"]}


# The recorded pages and user details


def test_a_profile_page_has_exact_numbers_and_the_language() -> None:
    creator = creator_from_profile_page(profile_scope(), AT)
    assert creator.sample == CreatorSample(
        at=AT, followers=4_001_943, following=9, likes=77_615_151, videos=178, origin=Origin.PROFILE_PAGE
    )
    assert (creator.language, creator.bio_link) == ("en", "https://cdn.example/link.jpg")


def test_user_detail_of_2025_10_has_exact_numbers() -> None:
    creator = creator_from_user_detail(recorded("user_detail_2025-10.json"), AT)
    assert creator.sample == CreatorSample(
        at=AT, followers=427_682, following=176, likes=6_764_096, videos=1_605, origin=Origin.USER_DETAIL
    )
    assert (creator.handle, creator.name) == ("uo.556", "屣都旇蠈🇨🇳")


def test_all_user_details_of_2025_02_are_read_as_rounded() -> None:
    creators = [creator_from_user_detail(answer, AT) for answer in recorded("user_detail_2025-02.json")]
    assert len({creator.id for creator in creators}) == 32
    assert min(sample_of(creator).followers or 0 for creator in creators) == 425_900
    assert max(sample_of(creator).followers or 0 for creator in creators) == 13_600_000
    assert all(sample_of(creator).rounded & CreatorCount.FOLLOWERS for creator in creators)


def test_a_video_page_has_its_time_as_text_and_counts_of_both_types() -> None:
    video = video_from_page(video_scope(), AT)
    assert (video.id, video.posted_at, video.creator.handle) == (
        7198206284283042478,
        1_675_963_028,
        "hbojgbhalibqchbihm",
    )
    assert (video.sample.likes, video.sample.saves, video.sample.origin) == (1_500_000, 97_723, Origin.VIDEO_PAGE)
    assert video.creator.sample is None
    assert video.hashtags == ("geyjrnq", "whmptqd", "swdcuxifaflzh")


# Counts


def test_the_exact_likes_beside_an_overflow_are_taken() -> None:
    stats = recorded("edge_cases/user_stats_overflow_2025-07-31.json")
    sample = sample_of(creator_from_user_detail(user_detail(stats["stats"], stats["statsV2"]), AT))
    assert (sample.followers, sample.likes, sample.repaired) == (156_537_139, 11_907_467_940, 0)


def test_an_overflow_alone_is_repaired_and_marked() -> None:
    stats = recorded("edge_cases/user_stats_overflow_2025-07-31.json")
    sample = sample_of(creator_from_user_detail(user_detail(stats["stats"]), AT))
    assert (sample.likes, sample.repaired) == (3_317_533_348, CreatorCount.LIKES)
    assert (sample.followers, sample.rounded) == (156_500_000, CreatorCount.FOLLOWERS)


def test_v2_counts_of_2024_are_exact() -> None:
    stats = recorded("edge_cases/video_stats_vs_statsV2_2024-04-25.json")
    sample = read_one(**stats).sample
    assert (sample.likes, sample.comments, sample.shares, sample.views) == (22_609, 15_955, 259, 1_776_621)
    assert (sample.saves, sample.rounded) == (2_787, 0)


@pytest.mark.parametrize("v2", [None, [], "", "–", True, 1.5, float("nan"), -5, "1e3", "٣", "9" * 30, {"n": 1}])
def test_an_unreadable_v2_count_falls_back_to_v1(v2: object) -> None:
    assert read_one(stats={"diggCount": 12}, statsV2={"diggCount": v2}).sample.likes == 12


@pytest.mark.parametrize("count", [None, True, False, 1.5, float("nan"), float("inf"), "", "many", -1, [], {}, 2**63])
def test_what_is_no_count_is_none_and_never_0(count: object) -> None:
    sample = read_one(stats={"diggCount": count, "playCount": 9}).sample
    assert (sample.likes, sample.engagement, sample.rounded, sample.repaired) == (None, None, 0, 0)


@pytest.mark.parametrize(
    ("written", "value", "is_rounded"),
    [
        ("226.1K", 226_100, True),
        ("1.2M", 1_200_000, True),
        ("3,4 m", 3_400_000, True),
        ("2B", 2_000_000_000, True),
        ("9.9K", 9_900, True),  # abbreviated: its last digits are unknown, although it is below 10,000
        ("1,204", 1_204, False),
        ("1.204", 1_204, False),
        ("12 345", 12_345, False),
        ("12\u202f345\u202f678", 12_345_678, False),
        ("59,000", 59_000, True),
        (" 812 ", 812, False),
        (812.0, 812, False),
        (2.261e5, 226_100, True),
    ],
)
def test_a_count_is_read_in_every_form_it_comes_in(written: object, value: int, is_rounded: bool) -> None:
    sample = read_one(stats={"diggCount": written}).sample
    assert (sample.likes, bool(sample.rounded & VideoCount.LIKES)) == (value, is_rounded)


@pytest.mark.parametrize("written", ["1.2", "1,2", "1,204.567", "12,34", "K", "1.2.3K", "-1", "1e9", "12 3"])
def test_what_only_looks_like_a_count_is_unknown(written: str) -> None:
    assert read_one(stats={"diggCount": written, "playCount": 9}).sample.likes is None


@pytest.mark.parametrize("stats", [None, {}, [], {"diggCount": -1, "playCount": None}, {"diggCount": "many"}])
def test_an_item_without_any_count_is_left_out(stats: object) -> None:
    assert left_out(stats=stats) is LeftOut.NO_COUNTS


def test_an_author_without_counts_has_no_sample() -> None:
    assert read_one(authorStats={}).creator.sample is None


# Times, texts and bad items


@pytest.mark.parametrize("create_time", [1_666_781_116, "1666781116"])
def test_the_time_may_be_a_number_or_text(create_time: object) -> None:
    assert read_one(createTime=create_time).posted_at == 1_666_781_116


@pytest.mark.parametrize("create_time", [0, "0", None, "", -1, True, 1_666_781_116_000, "soon", []])
def test_without_a_usable_time_the_ids_high_half_is_taken(create_time: object) -> None:
    assert read_one(createTime=create_time).posted_at == 7158770364699360690 >> 32


def test_texts_keep_emoji_right_to_left_and_fancy_letters() -> None:
    caption = "𝓓𝓲𝓮̣̂𝓾 مرحبا 👩‍👩‍👧\u200f\nשלום"
    assert read_one(desc=caption).caption == caption


def test_half_a_surrogate_pair_and_nul_cannot_reach_the_database() -> None:
    answer = recorded_text(RECORDED_FEED).replace("剔剰", r"\ud83d \ud83d\ude00\u0000", 1)
    caption = video_page(answer, AT).videos[0].caption
    assert caption.startswith("\ufffd 😀逮做")


def test_an_unknown_language_is_none() -> None:
    assert read_one(textLanguage="un").language is None


def test_hashtags_come_from_all_three_places_each_once() -> None:
    video = read_one(
        challenges=[{"title": "first"}, {"title": ""}, None],
        textExtra=[{"hashtagName": "first"}, {"hashtagName": "second"}, {"userUniqueId": "someone"}],
        contents=[{"textExtra": [{"hashtagName": "third"}]}, "nothing"],
    )
    assert video.hashtags == ("first", "second", "third")


@pytest.mark.parametrize(
    "changes",
    [
        {"id": None},
        {"id": "x"},
        {"id": "0"},
        {"author": None},
        {"author": {}},
        {"author": {"id": "5", "uniqueId": ""}},
        {"author": {"id": "5", "uniqueId": "../login"}},
        {"author": {"uniqueId": "somebody"}},
    ],
)
def test_an_item_that_cannot_be_read_is_skipped_and_counted_and_the_rest_is_kept(changes: dict[str, Any]) -> None:
    answer = recorded(RECORDED_FEED)
    answer["itemList"][3] |= changes
    answer["itemList"].append("not even an object")
    page = video_page(answer, AT)
    assert (len(page.videos), page.left_out) == (27, {LeftOut.UNREADABLE: 2})


# Items that are not public videos with a time


@pytest.mark.parametrize(
    "room",
    [
        {"liveRoomInfo": {"title": "night market", "status": 2}},
        {"liveRoomInfo": {"id": "1"}, "stats": None},
        {"liveRoom": {"startTime": 1}},
        {"liveRoomInfo": {"id": "1"}, "id": "x", "author": None},
    ],
)
def test_a_live_room_is_no_video(room: dict[str, Any]) -> None:
    assert left_out(**room) is LeftOut.LIVE


@pytest.mark.parametrize(
    "mark",
    [
        {"privateItem": True},
        {"secret": True},
        {"forFriend": True},
        {"isReviewing": True},
        {"showNotPass": True},
        {"takeDown": 2},
        {"takeDown": "1"},
        {"isSubOnlyVideo": True},
        {"scheduleTime": AT + 3600},
        {"status": {"isDelete": True}},
        {"status": {"privateStatus": 1}},
    ],
)
def test_what_tiktok_marks_as_not_public_is_left_out(mark: dict[str, Any]) -> None:
    assert left_out(**mark) is LeftOut.NOT_PUBLIC


@pytest.mark.parametrize("key", ["privateAccount", "secret", "ftc"])
def test_posts_of_accounts_that_are_not_public_are_left_out(key: str) -> None:
    author = recorded(RECORDED_FEED)["itemList"][0]["author"]
    assert left_out(author=author | {key: True}) is LeftOut.NOT_PUBLIC


@pytest.mark.parametrize(
    "mark", [{"privateItem": False, "takeDown": 0, "scheduleTime": 0}, {"status": {}}, {"liveRoomInfo": None}]
)
def test_a_mark_that_says_no_changes_nothing(mark: dict[str, Any]) -> None:
    assert read_one(**mark).id == 7158770364699360690


@pytest.mark.parametrize(
    ("made_at", "created", "posted_at"),
    [
        (AT - 9000, AT - 8990, AT - 8990),
        (AT - 9000, AT + 59, AT + 59),
        (AT - 9000, AT + 61, AT - 9000),  # in the future
        (AT - 9000, AT + 10**6, AT - 9000),
        (AT - 20 * DAY, AT - 12 * DAY - 1, AT - 12 * DAY - 1),  # a draft, published within eight days
        (AT - 20 * DAY, AT - 11 * DAY, AT - 20 * DAY),
        (AT - 9000, str(AT - 8000), AT - 8000),
    ],
)
def test_a_time_that_cannot_be_right_gives_way_to_the_ids_own(made_at: int, created: object, posted_at: int) -> None:
    assert read_one(id=id_of(made_at), createTime=created).posted_at == posted_at


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "77", "createTime": 0},
        {"id": id_of(AT + 3 * DAY), "createTime": AT + 3 * DAY},
        {"id": id_of(AT + DAY), "createTime": None},
        {"id": "77", "createTime": AT + 3600},
    ],
)
def test_an_item_without_any_believable_time_is_left_out(changes: dict[str, Any]) -> None:
    assert left_out(**changes) is LeftOut.NO_TIME


def test_times_are_compared_with_tiktoks_clock() -> None:
    ahead = AT + 3 * DAY
    answer = one_video(id=id_of(ahead - 9000), createTime=ahead - 9000) | {"extra": {"now": ahead * 1000}}
    assert video_page(answer, AT).videos == ()
    (video,) = video_page(answer, AT, date=ahead + 2).videos
    assert video.posted_at == ahead - 9000


@pytest.mark.parametrize("mark", [{"isAd": True}, {"adAuthorization": True}, {"brandOrganicType": 2}, {"isAd": 1}])
def test_paid_partnerships_and_disclosed_promotion_are_ads(mark: dict[str, Any]) -> None:
    assert read_one(isAd=False, **mark).ad if "isAd" not in mark else read_one(**mark).ad
    assert not read_one(isAd=False, adAuthorization=False, brandOrganicType=0).ad


@pytest.mark.parametrize("mark", [{"aigcLabelType": 1}, {"aigcLabelType": "2"}, {"AIGCDescription": "Made with AI"}])
def test_what_is_made_by_ai_is_labelled(mark: dict[str, Any]) -> None:
    assert read_one(**mark).ai is True
    assert read_one(aigcLabelType=0, AIGCDescription="").ai is False


@pytest.mark.parametrize("mark", [{"isECVideo": 1}, {"anchors": [{"type": 35}]}, {"anchors": [{}, {"type": "35"}]}])
def test_what_leads_to_a_product_is_known(mark: dict[str, Any]) -> None:
    assert read_one(**mark).shop is True
    assert read_one(isECVideo=0, anchors=[{"type": 28}, None]).shop is False


@pytest.mark.parametrize("wrap", [lambda item: {"itemStruct": item}, lambda item: {"type": 1, "item": item}])
def test_a_wrapped_item_is_read(wrap: Callable[[Any], Any]) -> None:
    items = recorded(RECORDED_FEED)["itemList"][:2]
    answer = {"statusCode": 0, "itemList": [wrap(item) for item in items]}
    assert video_page(answer, AT).videos == video_page({"statusCode": 0, "itemList": items}, AT).videos


@pytest.mark.parametrize("handle", ["สมชาย.99", "हिन्दी_ok", "мария", "mateo-77", "123456"])
def test_handles_in_any_letters_are_read(handle: str) -> None:
    assert read_one(author={"id": "5", "uniqueId": handle}).creator.handle == handle
    assert parse_creator(f"@{handle}") == Handle(handle)


def test_an_author_written_beside_its_handle_is_read() -> None:
    creator = read_one(author="some.body", authorId="55", authorSecId="MS4x", nickname="Some Body").creator
    assert (creator.id, creator.handle, creator.sec_uid, creator.name) == (55, "some.body", "MS4x", "Some Body")


@pytest.mark.parametrize("listed", [{"urlList": ["https://a/1.jpeg"]}, {"url_list": ["", "https://a/1.jpeg"]}])
def test_pictures_may_be_objects(listed: dict[str, Any]) -> None:
    author = recorded(RECORDED_FEED)["itemList"][0]["author"] | {"avatarMedium": listed}
    assert read_one(author=author).creator.avatar == "https://a/1.jpeg"
    assert read_one(video={"cover": listed, "duration": 5}).cover == "https://a/1.jpeg"
    assert read_one(imagePost={"images": [{"imageURL": {"urlList": []}}, {"display_image": listed}]}).cover


@pytest.mark.parametrize("scope", [lambda items: items, lambda items: {"itemList": items}])
def test_the_home_page_has_the_feeds_first_videos(scope: Callable[[Any], Any]) -> None:
    items = [{"itemStruct": item} for item in recorded(RECORDED_FEED)["itemList"][:3]]
    page = home_page_videos({"webapp.updated-items": scope([*items, {"liveRoomInfo": {"id": "1"}}])}, AT)
    assert (len(page.videos), page.left_out) == (3, {LeftOut.LIVE: 1})


@pytest.mark.parametrize("scope", [{}, {"webapp.updated-items": []}, {"webapp.updated-items": {"itemList": None}}])
def test_a_home_page_without_videos_is_a_block(scope: dict[str, Any]) -> None:
    with pytest.raises(Blocked):
        home_page_videos(scope, AT)


def test_a_video_page_that_says_it_is_not_public_is_private() -> None:
    scope = video_scope()
    scope["webapp.video-detail"]["itemInfo"]["itemStruct"]["privateItem"] = True
    with pytest.raises(Private):
        video_from_page(scope, AT)


def test_a_repeated_video_is_there_once_in_its_first_place() -> None:
    answer = recorded(RECORDED_FEED)
    items = answer["itemList"]
    items.insert(2, copy.deepcopy(items[0]))
    page = video_page(answer, AT)
    assert [video.id for video in page.videos] == list(dict.fromkeys(int(item["id"]) for item in items))
    assert (len(page.videos), sum(page.left_out.values())) == (28, 0)


def test_of_two_mentions_the_one_with_more_counts_is_read() -> None:
    full = recorded(RECORDED_FEED)["itemList"][0]
    poor, without = full | {"stats": {"playCount": 9}}, full | {"stats": None}
    for items in ([full, poor, without], [without, poor, full], [poor, full]):
        page = video_page({"statusCode": 0, "itemList": items}, AT)
        assert [video.sample.likes for video in page.videos] == [56_900]
        assert page.left_out == {}


def test_the_raw_item_is_kept_as_it_came() -> None:
    answer = recorded(RECORDED_FEED)
    assert video_page(answer, AT).videos[5].raw is answer["itemList"][5]


# Responses without an answer


@pytest.mark.parametrize(
    "answer",
    [{"statusCode": 0, "hasMore": True}, {"statusCode": 0, "itemList": None}, {"status_code": 0, "cursor": "0"}],
)
def test_an_answer_without_videos_is_an_empty_page(answer: dict[str, Any]) -> None:
    assert video_page(answer, AT).videos == ()


@pytest.mark.parametrize("answer", [{"something": "else"}, {"statusCode": 0, "itemList": {"0": {}}}])
def test_an_answer_of_another_form_is_changed(answer: dict[str, Any]) -> None:
    with pytest.raises(Changed):
        video_page(answer, AT)


def test_an_unknown_user_is_not_found() -> None:
    with pytest.raises(NotFound):
        creator_from_user_detail(recorded("edge_cases/user_detail_notfound_10221.json"), AT)


@pytest.mark.parametrize("name", ["user_detail_softblock_empty.json", "user_detail_minimal_2023-06-10.json"])
def test_an_answer_that_describes_nobody_is_a_block_and_never_zeros(name: str) -> None:
    with pytest.raises(Blocked):
        creator_from_user_detail(recorded(f"edge_cases/{name}"), AT)


def test_an_account_without_counts_is_a_block() -> None:
    with pytest.raises(Blocked):
        creator_from_user_detail(user_detail({}), AT)


def test_the_puzzle_of_2020_is_a_captcha() -> None:
    with pytest.raises(Captcha):
        creator_from_user_detail(recorded("edge_cases/captcha_verify_10000_2020.json"), AT)


def test_a_private_account_that_is_described_is_kept_without_its_number_of_videos() -> None:
    answer = user_detail({"followerCount": 1_234, "videoCount": 0}, privateAccount=True) | {"statusCode": 10222}
    creator = creator_from_user_detail(answer, AT)
    assert creator.private is True
    assert (sample_of(creator).followers, sample_of(creator).videos) == (1_234, None)


def test_an_account_marked_private_whose_videos_can_be_seen_is_open() -> None:
    answer = user_detail({"followerCount": 1_234, "videoCount": 8}, privateAccount=True) | {"statusCode": 10222}
    creator = creator_from_user_detail(answer, AT)
    assert (creator.private, sample_of(creator).videos) == (False, 8)


def test_a_private_account_that_is_not_described_is_private() -> None:
    with pytest.raises(Private):
        creator_from_user_detail({"statusCode": 10222, "userInfo": {}}, AT)


def test_a_user_without_a_handle_is_changed() -> None:
    with pytest.raises(Changed):
        creator_from_user_detail(user_detail({"followerCount": 5}, uniqueId=None), AT)


def test_a_hashtag_is_known_by_its_id() -> None:
    challenge = {"id": "769009", "title": "pasta"}
    assert hashtag_id({"statusCode": 0, "challengeInfo": {"challenge": challenge}}) == 769009


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"statusCode": 10205, "challengeInfo": {}}, NoSuchHashtag),
        ({"statusCode": 0, "challengeInfo": {}}, Blocked),
        ({"statusCode": 0, "challengeInfo": {"challenge": {"id": ""}}}, Blocked),
        ({"statusCode": 0}, Changed),
        ("", Blocked),
    ],
)
def test_a_hashtag_without_an_id_says_why(answer: object, error: type[TikTokError]) -> None:
    with pytest.raises(error) as failure:
        hashtag_id(answer)
    assert failure.type is error


def test_a_hashtags_page_may_have_the_first_videos_itself() -> None:
    items = recorded(RECORDED_FEED)["itemList"][:3]
    page = tag_page_videos({"webapp.challenge-detail": {"statusCode": 0, "itemList": items}}, AT)
    assert page is not None
    assert ([str(video.id) for video in page.videos], page.has_more) == ([item["id"] for item in items], True)


@pytest.mark.parametrize("scope", [{}, {"webapp.challenge-detail": {"statusCode": 0, "challengeInfo": {}}}])
def test_a_hashtags_page_without_videos_asks_for_them(scope: dict[str, Any]) -> None:
    assert tag_page_videos(scope, AT) is None


def test_the_page_of_an_unknown_hashtag_says_so() -> None:
    with pytest.raises(NoSuchHashtag):
        tag_page_videos({"webapp.challenge-detail": {"statusCode": 10205}}, AT)


@pytest.mark.parametrize(("status", "error"), [(10204, NotFound), (10216, Private)])
def test_a_video_page_says_why_there_is_no_video(status: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        video_from_page({"webapp.video-detail": {"statusCode": status, "itemInfo": {}}}, AT)


@pytest.mark.parametrize("scope", [{}, {"webapp.video-detail": None}, {"webapp.video-detail": {"itemInfo": {}}}])
def test_a_page_without_its_video_is_changed(scope: dict[str, Any]) -> None:
    with pytest.raises(Changed):
        video_from_page(scope, AT)


def test_a_page_without_its_user_is_changed() -> None:
    with pytest.raises(Changed):
        creator_from_profile_page({"webapp.app-context": {}}, AT)


def test_every_recorded_caption_has_its_own_letters() -> None:
    videos = video_page(recorded(RECORDED_FEED), AT).videos
    assert Counter(video.caption for video in videos) == Counter(
        item["desc"] for item in recorded(RECORDED_FEED)["itemList"]
    )
