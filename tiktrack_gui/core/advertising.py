"""What counts as advertising: what TikTok labels as such, and what its author does with a hashtag."""

from __future__ import annotations

from typing import Protocol

TAGS = frozenset(
    "ad ads advert advertisement advertising sponsored sponsoredpost paidpartnership paidad brandedcontent gifted "
    "werbung anzeige bezahltewerbung publicidad publi colaboracionpagada patrocinado publicidade parceriapaga "
    "publicité partenariatrémunéré sponsorisé adv pubblicità sponsorizzato reclame betaaldesamenwerking "
    "reklama reklam współpracareklamowa iklan quảngcáo реклама إعلان 広告 pr 광고".split()
)  # common ones in the languages of TikTok's larger countries; they must be labelled there by law


class Labelled(Protocol):
    """A video, or what is known of it.

    ad: labelled by TikTok as an ad, a paid partnership or disclosed promotion.
    """

    @property
    def ad(self) -> bool: ...

    @property
    def hashtags(self) -> tuple[str, ...]: ...


def is_advertising(video: Labelled) -> bool:
    """Whether it is an ad, a paid partnership or disclosed promotion, or has such a hashtag."""
    return video.ad or any(tag.casefold() in TAGS for tag in video.hashtags)
