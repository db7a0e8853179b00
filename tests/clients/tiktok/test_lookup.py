"""Finding an account by its name and by its ID, and what several refusals say together. No browser."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktrack_gui.clients.tiktok.lookup import Ways, agreed, find
from tiktrack_gui.core.errors import (
    Blocked,
    Captcha,
    EmptyCounts,
    HandleTaken,
    LoginNeeded,
    NotFound,
    Private,
    TikTokError,
    Timeout,
)
from tiktrack_gui.core.models import Creator, CreatorSample, Origin

SEC_UID = "MS4wLjABAAAA-reed"


def account(
    id_: int = 1, handle: str = "reed", followers: int = 51_234, origin: Origin = Origin.PROFILE_PAGE
) -> Creator:
    sample = CreatorSample(at=1, followers=followers, likes=followers * 9, origin=origin)
    return Creator(id=id_, handle=handle, sec_uid=f"{SEC_UID}-{id_}", sample=sample)


KNOWN = account()
STRANGER = account(2, "reed", 12)
RENAMED = account(1, "reed.new", 51_200, Origin.USER_DETAIL)


class TikTok:
    """Answers each way with what it is given; `NotFound` for all else."""

    def __init__(self, pages: dict[str, Creator | TikTokError], details: dict[str, Creator | TikTokError]) -> None:
        self.pages, self.details = pages, details
        self.asked: list[str] = []

    async def find(self, known: Creator | None = KNOWN, handle: str = "reed") -> Creator:
        return await find(Ways(self._page, self._detail), handle, known)

    async def _page(self, name: str) -> Creator:
        return self._answer("page", self.pages, name)

    async def _detail(self, handle: str, sec_uid: str) -> Creator:
        assert not (handle and sec_uid)
        return self._answer("detail", self.details, handle or sec_uid)

    def _answer(self, way: str, answers: dict[str, Creator | TikTokError], name: str) -> Creator:
        self.asked.append(f"{way} {name}")
        answer = answers.get(name, NotFound("creator"))
        if isinstance(answer, TikTokError):
            raise answer
        return answer


ID = KNOWN.sec_uid or ""


async def test_who_is_where_it_was_is_asked_for_once() -> None:
    tiktok = TikTok({"reed": KNOWN}, {})
    assert await tiktok.find() == KNOWN
    assert tiktok.asked == ["page reed"]


@pytest.mark.parametrize("page", [NotFound("creator"), STRANGER, Private("creator")])
async def test_a_renamed_account_is_followed_and_measured_exactly(page: Creator | TikTokError) -> None:
    exact = account(1, "reed.new")
    tiktok = TikTok({"reed": page, "reed.new": exact}, {ID: RENAMED})
    assert await tiktok.find() == exact
    assert tiktok.asked == ["page reed", f"detail {ID}", "page reed.new"]


@pytest.mark.parametrize("page", [Blocked("creator"), NotFound("creator"), replace(STRANGER, handle="reed.new")])
async def test_without_its_new_page_the_rounded_counts_will_do(page: Creator | TikTokError) -> None:
    assert await TikTok({"reed.new": page}, {ID: RENAMED}).find() == RENAMED


async def test_where_user_detail_is_dead_the_page_of_the_id_leads_on() -> None:
    renamed = account(1, "reed.new")
    assert await TikTok({ID: renamed}, {ID: Blocked("creator")}).find() == renamed


async def test_a_page_that_denies_an_existing_account_is_not_believed() -> None:
    tiktok = TikTok({}, {ID: KNOWN})
    assert await tiktok.find() == KNOWN
    assert tiktok.asked == ["page reed", f"detail {ID}"]


async def test_a_stranger_under_the_name_is_not_the_account() -> None:
    with pytest.raises(HandleTaken, match="@reed is somebody else now") as taken:
        await TikTok({"reed": STRANGER}, {}).find()
    assert (taken.value.holder, taken.value.confirmed) == (STRANGER, True)


async def test_nor_is_one_whom_only_user_detail_shows() -> None:
    with pytest.raises(HandleTaken):
        await TikTok({"reed": Captcha("creator")}, {"reed": STRANGER}).find()


async def test_an_account_without_a_sec_uid_is_not_confused_either() -> None:
    with pytest.raises(HandleTaken) as taken:
        await TikTok({"reed": STRANGER}, {}).find(replace(KNOWN, sec_uid=None))
    assert taken.value.confirmed


@pytest.mark.parametrize("sec_uid", [ID, None])
async def test_nowhere_is_missing_if_both_ways_say_so(sec_uid: str | None) -> None:
    tiktok = TikTok({}, {})
    with pytest.raises(NotFound) as missing:
        await tiktok.find(replace(KNOWN, sec_uid=sec_uid))
    assert missing.value.confirmed
    assert tiktok.asked == ["page reed", f"detail {sec_uid or 'reed'}"]


@pytest.mark.parametrize("closed", [Blocked("creator"), Timeout("creator"), Captcha("creator")])
async def test_one_way_alone_does_not_confirm_it(closed: TikTokError) -> None:
    for tiktok in (TikTok({}, {ID: closed}), TikTok({"reed": closed}, {})):
        with pytest.raises(NotFound) as missing:
            await tiktok.find()
        assert not missing.value.confirmed


@pytest.mark.parametrize("there", [LoginNeeded, Private])
async def test_what_says_that_it_is_there_outweighs_what_does_not_find_it(there: type[TikTokError]) -> None:
    with pytest.raises(there):
        await TikTok({"reed": there("creator")}, {}).find()
    with pytest.raises(there):
        await TikTok({}, {ID: there("creator")}).find()


async def test_a_handle_never_seen_is_nobodys_as_soon_as_its_page_says_so() -> None:
    tiktok = TikTok({}, {})
    with pytest.raises(NotFound):
        await tiktok.find(None)
    assert tiktok.asked == ["page reed"]


async def test_a_handle_never_seen_whose_page_needs_a_login_is_somebodys() -> None:
    with pytest.raises(LoginNeeded):
        await TikTok({"reed": LoginNeeded("creator")}, {}).find(None)


# Odd counts


def zeros(origin: Origin = Origin.PROFILE_PAGE) -> Creator:
    return account(followers=0, origin=origin)


async def test_empty_counts_are_replaced_by_those_of_another_way() -> None:
    other = account(followers=51_300, origin=Origin.USER_DETAIL)
    assert await TikTok({"reed": zeros()}, {ID: other}).find() == other


async def test_counts_that_both_ways_show_are_believed() -> None:
    assert await TikTok({"reed": zeros()}, {ID: zeros(Origin.USER_DETAIL)}).find() == zeros()


async def test_counts_that_no_other_way_confirms_are_not() -> None:
    for other in (Blocked("creator"), NotFound("creator"), replace(KNOWN, sample=None), STRANGER):
        with pytest.raises(EmptyCounts):
            await TikTok({"reed": zeros()}, {ID: other}).find()
    with pytest.raises(EmptyCounts):
        await TikTok({"reed": Blocked("creator")}, {"reed": zeros(Origin.USER_DETAIL)}).find()


async def test_without_an_earlier_sample_nothing_is_doubted() -> None:
    tiktok = TikTok({"reed": zeros()}, {})
    assert await tiktok.find(replace(KNOWN, sample=None)) == zeros()
    assert await tiktok.find(None) == zeros()


# What two refusals say together


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Captcha, Blocked, Captcha),
        (Blocked, NotFound, NotFound),
        (NotFound, Blocked, NotFound),
        (LoginNeeded, NotFound, LoginNeeded),
        (LoginNeeded, Blocked, LoginNeeded),
        (Captcha, LoginNeeded, LoginNeeded),
        (LoginNeeded, Private, Private),
        (Private, LoginNeeded, Private),
        (HandleTaken, Private, HandleTaken),
        (NotFound, HandleTaken, HandleTaken),
    ],
)
def test_what_two_refusals_say_together(
    one: type[TikTokError], other: type[TikTokError], expected: type[TikTokError]
) -> None:
    assert type(agreed(one(), other())) is expected


@pytest.mark.parametrize("other", [LoginNeeded(), Private(), Blocked()])
def test_a_taken_handle_does_not_say_that_its_former_owner_is_gone(other: TikTokError) -> None:
    together = agreed(HandleTaken("reed", STRANGER), other)
    assert isinstance(together, HandleTaken)
    assert not together.confirmed


OTHER = account(2, "other")
BY_DETAIL = account(1, "reed", 51_200, Origin.USER_DETAIL)


async def test_the_page_of_another_account_is_not_that_of_a_new_one() -> None:
    tiktok = TikTok({"reed": OTHER}, {"reed": BY_DETAIL})
    assert await tiktok.find(None) == BY_DETAIL
    assert tiktok.asked == ["page reed", "detail reed"]
    with pytest.raises(NotFound):
        await TikTok({"reed": OTHER}, {}).find(None)
    with pytest.raises(NotFound):
        await TikTok({"reed": OTHER}, {"reed": account(3, "third")}).find(None)


async def test_an_earlier_handle_of_a_new_account_is_believed_if_both_ways_say_so() -> None:
    assert await TikTok({"reed": OTHER}, {"reed": OTHER}).find(None) == OTHER


async def test_an_account_that_is_named_by_its_id_may_have_any_handle() -> None:
    for name in (OTHER.sec_uid or "", str(OTHER.id)):
        tiktok = TikTok({name: OTHER}, {})
        assert await tiktok.find(None, name) == OTHER
        assert tiktok.asked == [f"page {name}"]
