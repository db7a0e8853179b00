"""What counts as advertising: what TikTok labels as such, and what its author does with a hashtag."""

from __future__ import annotations

from tiktrack_gui.core.models import Video

TAGS = frozenset(
    "ad ads advert advertisement advertising sponsored sponsoredpost paidpartnership paidad brandedcontent gifted "
    "werbung anzeige bezahltewerbung publicidad publi colaboracionpagada patrocinado publicidade parceriapaga "
    "publicité partenariatrémunéré sponsorisé adv pubblicità sponsorizzato reclame betaaldesamenwerking "
    "reklama reklam współpracareklamowa iklan quảngcáo реклама إعلان 広告 pr 광고".split()
)  # common ones in the languages of TikTok's larger countries; they must be labelled there by law


def is_advertising(video: Video) -> bool:
    """Whether it is an ad, a paid partnership or disclosed promotion, or has such a hashtag."""
    return video.ad or any(tag.casefold() in TAGS for tag in video.hashtags)
