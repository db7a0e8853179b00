"""What the Discord page says about tokens, channels and deliveries. Pure: the time of now is an argument."""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.core.models import Channel, ChannelKind, Delivery, DeliveryState
from tiktrack_gui.words import format

PORTAL = "https://discord.com/developers/applications"
STEPS = (
    "Open Discord’s developer portal, make a New Application and give it a name.",
    "Under Bot, press Reset Token, copy the token and paste it above.",
    "Under OAuth2 → URL Generator tick “bot”, then the permissions View Channels, Send Messages, "
    "Create Public Threads, Embed Links, Attach Files and Read Message History.",
    "Open the address it makes and choose your server: the bot is then a member of it.",
)
_KINDS = {
    ChannelKind.TEXT: "text channel",
    ChannelKind.ANNOUNCEMENT: "announcement channel",
    ChannelKind.FORUM: "forum channel",
    ChannelKind.MEDIA: "media channel",
}


def channel(found: Channel) -> str:
    """ "#trends in Guild, forum channel"."""
    return f"#{found.name} in {found.guild}, {_KINDS[found.kind]}"


def missing(permissions: Sequence[str]) -> str:
    """What the bot still needs in a channel; "" when it has everything."""
    if not permissions:
        return ""
    *most, last = permissions
    named = f"{', '.join(most)} and {last}" if most else last
    return f"The bot still needs there: {named}. Give them in the channel’s settings, under Permissions."


def is_forum(found: Channel | None) -> bool:
    """Whether a thread is a post of its own there, instead of standing under a message."""
    return found is not None and found.kind in (ChannelKind.FORUM, ChannelKind.MEDIA)


def state(delivery: Delivery, now: float) -> tuple[str, str, str]:
    """(words, icon, token of its colour) of how far a delivery is."""
    word, icon, color = format.POSTED[delivery.state]
    if is_waiting(delivery, now):
        return f"Waits, next try {format.until(delivery.next_attempt_at or now, now)}", "hourglass", "warn"
    return word, icon, color


def is_waiting(delivery: Delivery, now: float) -> bool:
    """Whether it is queued for a later moment, such as when Discord asks to wait."""
    return delivery.state is DeliveryState.QUEUED and (delivery.next_attempt_at or 0) > now


def since(delivery: Delivery) -> int:
    """The moment a row of the outbox is about: when it was posted, else when it was asked for."""
    return delivery.sent_at or delivery.created_at


def thread_name(delivery: Delivery) -> str:
    name = delivery.payload.get("thread_name")
    return name if isinstance(name, str) else str(delivery.creator_id)


def outcome(delivery: Delivery) -> str:
    """How a post that was asked for ended, when it is not in its channel for certain."""
    match delivery.state:
        case DeliveryState.FAILED:
            return f"“{thread_name(delivery)}” was not posted."
        case DeliveryState.NEEDS_REVIEW:
            return f"“{thread_name(delivery)}” may not have been posted."
        case _:
            return f"“{thread_name(delivery)}” waits in the outbox."


def next_run(at: float | None, now: float) -> str:
    """at: None = there is nobody to post yet."""
    return "The next run follows the next new stories." if at is None else f"Next run {format.until(at, now)}."


def standing(delivery: Delivery, now: float) -> str:
    """What the preview says of a creator that was posted or is to be."""
    words, _, _ = state(delivery, now)
    if delivery.state is DeliveryState.SENT:
        return f"Posted {format.ago(since(delivery), now)}. A profile is posted once ever per channel."
    return f"In the outbox: {words.lower()}. {delivery.error or ''}".strip()
