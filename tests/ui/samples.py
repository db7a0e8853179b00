"""Fictional videos, creators and covers for tests and pictures. No real people."""

from __future__ import annotations

import random
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, MeasuredVideo, Video, VideoCount, VideoSample
from tiktrack_gui.core.score import measure
from tiktrack_gui.core.subjects import Subject

NOW = 1_792_600_000  # 21 Oct 2026
THRESHOLD = 100.0

# fmt: off
_FEED = (  # caption, name, handle, views, likes, age in h, speed-up
    ("This 3-ingredient pasta took over my week 🍝 #pasta", "Mara Lindqvist", "maracooks", 4_600_000, 812_000, 3, 6.6),
    ("POV: your cat discovers the robot vacuum 😹", "Tiny Paw Club", "tinypawclub", 5_200_000, 982_000, 8, 8.9),
    ("I tried the 5am routine for 30 days — what changed", "Jonas Weber", "jonas.moves", 413_000, 61_400, 2, 3.2),
    ("Street drummer in Lisbon stops everyone 🥁 wait", "Ritmo Daily", "ritmodaily", 1_300_000, 264_000, 17, 1.4),
    ("How to fold a fitted sheet in 12 seconds (it really works)", "Home Lab", "homelab", 1_100_000, 97_300, 13, 0.6),
    ("東京の喫茶店で見つけた最高のプリン ☕", "Aoi Tanaka", "aoi.eats", 887_000, 220_000, 27, 1.0),
    ("Glass blowing a tiny galaxy ✨ sound on", "Studio Vetro", "studiovetro", 1_300_000, 388_100, 12, 2.9),
    ("She said the bridge was closed… #travelfail", "Nora & Ben", "norabentravels", 650_000, 91_200, 9, 1.7),
    ("Day 41 of drawing strangers on the subway", "Ilya Marsh", "ilyadraws", 858_000, 177_000, 21, None),
    ("The math trick your teacher never showed you 🤯", "Count On It", "countonit", 1_100_000, 302_000, 36, 0.4),
    ("Restoring a 1974 espresso machine — part 6, first shot!", "Old Steam", "oldsteam", 893_000, 271_500, 41, 2.0),
    ("مطبخ صغير، نكهات كبيرة", "Dar Safa", "dar.safa", 392_300, 48_740, 6, None),
    ("", "Kinetic", "kinetic.crew", 148_200, 22_310, 2, 1.1),
)
# fmt: on
_STATES = (
    DeliveryState.SENT,
    DeliveryState.SENT,
    None,
    DeliveryState.QUEUED,
    None,
    DeliveryState.NEEDS_REVIEW,
    None,
    DeliveryState.FAILED,
    None,
    DeliveryState.SENDING,
)  # fmt: skip


def videos(count: int = len(_FEED)) -> list[MeasuredVideo]:
    """That many measured videos, the first ones written by hand, the rest generated from them."""
    return [video(number) for number in range(count)]


def video(number: int, *, likes: int | None = None, posted: DeliveryState | None = None) -> MeasuredVideo:
    """A video determined by its number, with `likes` and `posted` as given."""
    caption, name, handle, views, usual_likes, hours, speed_up = _FEED[number % len(_FEED)]
    chance = random.Random(number)
    factor = 1.0 if number < len(_FEED) else chance.uniform(0.05, 1.2)
    likes = round(usual_likes * factor) if likes is None else likes
    at = NOW
    sample = _sample(at, round(views * factor), likes)
    earlier = _earlier(sample, hours, speed_up) if speed_up is not None else None
    creator = Creator(
        id=7_000_000_000_000_000_000 + number,
        handle=handle if number < len(_FEED) else f"{handle}{number}",
        name=name,
        avatar=f"avatar:{number}",
        sample=CreatorSample(at=at, followers=round(views / chance.uniform(1, 12)), rounded=1),
    )
    made = Video(
        id=7_400_000_000_000_000_000 + number,
        creator=creator,
        posted_at=at - hours * 3600 - number,
        sample=sample,
        caption=caption,
        cover=f"cover:{number}",
    )
    measured = measure(made, Criteria(threshold=THRESHOLD), at, earlier)
    state = posted if posted is not None else _STATES[number % len(_STATES)]
    return MeasuredVideo(
        video=made,
        velocity=measured.velocity,
        current=measured.current,
        score=measured.score,
        passed=measured.passed,
        reason=measured.reason,
        delivery=delivery(creator.id, state) if state is not None else None,
    )


def delivery(creator_id: int, state: DeliveryState, **values: Any) -> Delivery:
    """A delivery of a creator's profile to a channel."""
    usual: dict[str, Any] = {"id": 1, "channel_id": 42, "created_at": NOW - 300}
    return Delivery(
        **(usual | values),
        key=f"{creator_id}",
        subject=Subject.creator(creator_id),
        creator_id=creator_id,
        occasion="profile",
        state=state,
        payload={},
    )


def creator() -> Creator:
    """A creator with all fields known."""
    return Creator(
        id=7_000_000_000_000_000_001,
        handle="tinypawclub",
        name="Tiny Paw Club 😹",
        bio="Small paws, big plans. *New* video every Tue & Fri.\nFor work: paws[at]example.com",
        verified=True,
        avatar="avatar:1",
        sample=CreatorSample(at=NOW - 3600, followers=884_300, following=211, likes=12_300_000, videos=418, rounded=5),
    )


def _sample(at: int, views: int, likes: int) -> VideoSample:
    rounded = VideoCount(0)
    for bit, number in ((VideoCount.VIEWS, views), (VideoCount.LIKES, likes)):
        if number >= 10_000 and number % 100 == 0:
            rounded |= bit
    return VideoSample(at=at, views=views, likes=likes, comments=likes // 17, shares=likes // 8, rounded=rounded)


def _earlier(sample: VideoSample, hours: int, speed_up: float) -> VideoSample:
    """A sample of 20 minutes ago, since which the engagement grew `speed_up` times as fast as on average."""
    likes = sample.likes or 0
    growth = round(likes / (hours * 60) * 20 * speed_up)
    return VideoSample(at=sample.at - 1200, views=sample.views, likes=likes - growth,
                       comments=sample.comments, shares=sample.shares)  # fmt: skip


def picture(address: str) -> bytes:
    """A drawn cover or avatar for a URL in `videos`, as PNG."""
    kind, *_ = address.split(":")
    chance = random.Random(address)
    size = 96 if kind == "avatar" else 180
    height = size if kind == "avatar" else 240
    image = QImage(size, height, QImage.Format.Format_RGB32)
    hue = chance.random()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor.fromHslF(hue, 0.45, 0.80))
    sky.setColorAt(1, QColor.fromHslF(hue, 0.35, 0.45))
    painter.fillRect(image.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromHslF((hue + 0.12) % 1, 0.35, 0.35))
    painter.drawRect(QRectF(0, height * 0.68, size, height))
    painter.setBrush(QColor.fromHslF((hue + 0.55) % 1, 0.5, 0.62))
    painter.drawEllipse(QPointF(size / 2, height * 0.98), size * 0.36, height * 0.28)
    painter.drawEllipse(QPointF(size / 2, height * 0.52), size * 0.24, size * 0.27)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def growth(days: int, start: int, *, step: int = 1, seed: int = 3, pace: float = 1) -> list[CreatorSample]:
    """Followers every six hours, with one burst; rounded to a step as TikTok does. pace: how fast it grows."""
    chance = random.Random(seed)
    followers, count, made = float(start), days * 4, []
    for number in range(count):
        burst = 6.0 if 0.62 < number / count < 0.7 else 0.0
        followers += pace * start * (0.0004 + 0.0003 * chance.random() + 0.0009 * burst)
        at, shown = NOW - (count - number) * 21_600, round(followers) // step * step
        likes = round(followers * 11)
        made.append(CreatorSample(at=at, followers=shown, likes=likes, videos=200 + number // 6, rounded=int(step > 1)))
    return made


def posts(days: int, count: int, *, views: int = 60_000, seed: int = 5) -> list[Video]:
    """Videos of one creator over the last days, newest first; one in ten takes off."""
    chance = random.Random(seed)
    author = creator()
    made = []
    for number in range(count):
        posted_at = NOW - round(chance.uniform(0.1, days) * 86_400)
        taken_off = 8.0 if number % 10 == 3 else 1.0
        seen = round(views * chance.uniform(0.3, 2.0) * taken_off)
        at = min(NOW, posted_at + 6 * 86_400)
        made.append(
            Video(
                id=7_500_000_000_000_000_000 + number,
                creator=author,
                posted_at=posted_at,
                sample=_sample(at, rounded_as_tiktok(seen), seen // 9),
                caption=_FEED[number % len(_FEED)][0],
                cover=f"cover:{number}",
            )
        )
    return sorted(made, key=lambda video: -video.posted_at)


def growth_with_gaps(days: int = 14) -> list[CreatorSample]:
    """Hourly followers of a computer that sleeps at night, and was off for three days."""
    start = NOW - days * 86_400
    return [
        sample
        for number in range(days * 24)
        if number % 24 >= 8 and number // 24 not in (6, 7, 8)
        for sample in [CreatorSample(at=start + number * 3_600, followers=48_000 + number * 11 + number % 24 * 9)]
    ]


def _measured(*counts: tuple[float, int]) -> list[CreatorSample]:
    """Followers by how many days ago; rounded where TikTok may have rounded them."""
    return [
        CreatorSample(
            at=NOW - round(days * 86_400),
            followers=followers,
            rounded=CreatorCount.FOLLOWERS if is_rounded(followers) else CreatorCount(0),
        )
        for days, followers in counts
    ]


BEGINNINGS = {  # cases for a plot, early on and later
    "one": _measured((0.1, 412_345)),
    "seconds": _measured((0.0003, 412_300), (0, 412_345)),
    "hours": _measured((0.2, 412_345), (0.1, 412_388), (0, 412_401)),
    "flat": _measured(*((days / 4, 412_345) for days in range(40, -1, -1))),
    "flat_rounded": _measured(*((days / 4, 2_400_000) for days in range(40, -1, -1))),
    "gap": _measured((150, 380_000), (149, 380_400), (2, 411_702), (1, 412_010), (0, 412_345)),
    "exact": _measured((3, 1_200_000), (2, 1_200_000), (1, 1_200_000), (0.5, 1_241_337), (0, 1_241_602)),
    "large": _measured((9, 2_412_345_678), (6, 2_412_350_001), (3, 2_412_361_337), (0, 2_412_370_042)),
    "small": _measured((9, 0), (6, 1), (3, 3), (0, 4)),
}
