"""The test thread with which people try a channel."""

from __future__ import annotations

from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.subjects import Subject

NAME = "This is a test of TikTrack"
TEXT = "TikTrack can post here. Posts about creators and videos will look like this one, each with its own thread."
OCCASION = "test"


def trial(channel_id: int, *, key: str, at: int, tags: tuple[str, ...] = ()) -> Delivery:
    """A delivery that is in no outbox. key: as of any delivery, but new for each test. at: epoch seconds.

    tags: of the forum, if it requires any.
    """
    embed = {"title": NAME, "description": TEXT, "footer": {"text": f"ref: {key}"}}  # read by core.embed.marked_key
    return Delivery(
        id=0,
        key=key,
        subject=Subject.creator(0),  # about nobody
        creator_id=0,
        channel_id=channel_id,
        occasion=OCCASION,
        state=DeliveryState.SENDING,
        payload={"thread_name": NAME, "embed": embed, "tags": tags, "archive_minutes": 60},
        created_at=at,
    )
