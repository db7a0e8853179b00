from __future__ import annotations

from tests.services.fakes import creator
from tiktrack_gui.core.campaigns import Advertised
from tiktrack_gui.core.who_advertises import Told, who_advertises


def told(number: int, caption: str = "", *tags: str, ad: bool = False, by: int = 1) -> Told:
    return Told(video_id=number, creator_id=by, posted_at=number, ad=ad, hashtags=tags, caption=caption)


def found(*videos: Told, brands: tuple[str, ...] = (), known: int = 10) -> list[Advertised]:
    return who_advertises([creator(1), creator(2)], videos, {1: known, 2: known}, brands)


def brands_of(one: Advertised) -> list[tuple[str | None, tuple[int, ...], int]]:
    return [(brand.handle, brand.videos, brand.disclosed) for brand in one.brands]


def test_only_advertising_counts() -> None:
    [one] = found(told(1, "with @friend"), told(2, "by @acme", ad=True), told(3, "@acme #Werbung", "Werbung"), told(4))
    assert (one.ads, one.known, one.since, one.last) == (2, 10, 2, 3)
    assert brands_of(one) == [("acme", (3, 2), 2)]


def test_a_video_for_two_brands_is_one_ad() -> None:
    [one] = found(told(5, "@acme x @soda", ad=True), told(6, "@soda", ad=True))
    assert one.ads == 2
    assert brands_of(one) == [("soda", (6, 5), 2), ("acme", (5,), 1)]


def test_the_author_is_nobodys_brand() -> None:
    [one] = found(told(1, "I’m @Creator1", ad=True))
    assert brands_of(one) == [(None, (1,), 1)]


def test_a_campaigns_brand_counts_without_a_label() -> None:
    [one] = found(told(1, "@Acme, @friend"), told(2, "@acme", ad=True), told(3, "@friend"), brands=("ACME",))
    assert brands_of(one) == [("acme", (2, 1), 1)]
    assert one.ads == 2


def test_the_most_frequent_come_first_and_those_without_ads_not_at_all() -> None:
    both = found(told(1, ad=True), told(2, ad=True, by=2), told(3, ad=True, by=2))
    assert [one.creator.id for one in both] == [2, 1]
    assert found(told(1, "@acme")) == []


def test_no_more_ads_than_videos_are_known() -> None:
    [one] = found(told(1, ad=True), told(2, ad=True), known=1)
    assert one.known == 2
