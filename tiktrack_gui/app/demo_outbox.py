"""What the demo's Discord begins with: three channels, each with other rules, and posts in every state.

What was posted is what the user could have posted: the fastest stories and their creators are left for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tiktrack_gui.app import as_set, composition
from tiktrack_gui.core.deliveries import Attachments, Delivery, NewDelivery
from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.errors import DiscordRateLimited, OutcomeUnknown, PostBlocked
from tiktrack_gui.core.models import Creator, MeasuredVideo
from tiktrack_gui.core.post_template import PRESETS
from tiktrack_gui.core.posting_rules import PostingRules, Repost, TagRule
from tiktrack_gui.core.selection import Candidate, Decision
from tiktrack_gui.core.subjects import About, delivery_key
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.demo.discord_servers import CHANNEL, FORUM, NEWS

WAIT = 4 * MINUTE + 40  # s, that Discord asks for
HALF_SENT = 22  # s since the attempt that the outbox looks for, and repeats, soon after the start
HOT = 70  # score


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cast:
    """Whom the posts are about. finds: on the list of the text channel; names: of the announcements."""

    finds: Sequence[Creator]
    names: Sequence[Creator]
    stories: Sequence[MeasuredVideo]


async def fill(services: composition.Services, finds: str, names: str) -> None:
    """finds, names: the lists whose creators are posted. What is there already is kept."""
    if await services.store.channels.added() or await services.store.outbox.standings(FORUM):
        return
    lists = {one.name: one.id for one in await services.lists.all()}
    if finds not in lists or names not in lists:
        return
    await _add_channels(services, lists[finds], lists[names])
    cast = _Cast(
        finds=await _creators_on(services, lists[finds]),
        names=await _creators_on(services, lists[names]),
        stories=(await services.posting.stories())[::-1],
    )
    await _post(services, cast, int(services.foundation.clock.now()))


async def _add_channels(services: composition.Services, finds: int, names: int) -> None:
    """The default one asks for its preview to be confirmed; the others post by themselves from now on."""
    usual = as_set.posting_rules(services.settings)
    await services.channels.add(
        CHANNEL, replace(usual, list_id=finds, at_most=3, template=PRESETS["up_and_coming"].template)
    )
    await services.channels.add(FORUM, _of_stories(usual))
    await services.channels.add(
        NEWS,
        replace(
            usual,
            list_id=names,
            at_most=1,
            per_hour=1,
            every=6 * HOUR,
            repost=Repost.AFTER_DAYS,
            template=PRESETS["short"].template,
        ),
    )
    for channel_id in (FORUM, NEWS):
        await services.channels.confirm(channel_id)
        await services.channels.start_from_now(channel_id)
        await services.channels.note_run(channel_id)
    await services.foundation.settings.save(posting=True)


def _of_stories(usual: PostingRules) -> PostingRules:
    return replace(
        usual,
        about=About.VIDEO,
        min_score=50,
        tags=("Rising",),
        tag_rules=(TagRule(tag="Hot", min_score=HOT),),
        template=PRESETS["video"].template,
    )


async def _creators_on(services: composition.Services, list_id: int) -> list[Creator]:
    entries = await services.lists.entries(list_id)
    return [entry.creator for entry in entries if entry.state == CreatorState.ACTIVE]


async def _post(services: composition.Services, cast: _Cast, now: int) -> None:
    """Leaves posts in every state, as far as there are enough creators and stories."""
    outbox = services.store.outbox
    if len(cast.finds) < 3 or len(cast.names) < 2 or len(cast.stories) < 5:
        return
    profiles = [Candidate(creator=creator) for creator in (*cast.finds[:3], *cast.names[-2:])]
    stories = [Candidate(creator=story.video.creator, story=story, about=About.VIDEO) for story in cast.stories[:5]]
    await _sent(services, await _queued(services, profiles[0], CHANNEL, now - 9 * HOUR), now - 9 * HOUR)
    await _sent(services, await _queued(services, stories[0], FORUM, now - 5 * HOUR), now - 5 * HOUR)

    blocked = await _queued(services, stories[1], FORUM, now - 4 * HOUR)
    await outbox.mark_sending(blocked.id, now - 4 * HOUR)
    await outbox.mark_failed(blocked.id, str(PostBlocked.codes[1]), str(PostBlocked()))

    unwanted = await _queued(services, profiles[1], CHANNEL, now - 3 * HOUR)
    await outbox.mark_cancelled(unwanted.id)

    lost = await _queued(services, profiles[3], NEWS, now - 2 * HOUR)
    await outbox.mark_sending(lost.id, now - 2 * HOUR)
    await outbox.mark_needs_review(lost.id, str(OutcomeUnknown()))

    await _sent(services, await _queued(services, profiles[2], CHANNEL, now - HOUR), now - HOUR)
    await _sent(services, await _queued(services, profiles[4], NEWS, now - HOUR), now - HOUR)

    limited = await _queued(services, stories[2], FORUM, now - 2 * MINUTE)
    await outbox.mark_sending(limited.id, now)
    asked = DiscordRateLimited(WAIT)
    await outbox.mark_queued(limited.id, now + WAIT, asked.kind, str(asked))
    await _queued(services, stories[3], FORUM, now - MINUTE)

    sending = await _queued(services, stories[4], FORUM, now - HALF_SENT)
    await outbox.mark_sending(sending.id, now - HALF_SENT)


async def _queued(services: composition.Services, candidate: Candidate, channel_id: int, at: int) -> Delivery:
    """A post as the channel's rules make it, requested at that time."""
    subject, occasion = candidate.subject, candidate.subject.about.occasion
    new = NewDelivery(
        subject=subject,
        creator_id=candidate.creator.id,
        channel_id=channel_id,
        key=delivery_key(subject, channel_id, occasion),
        payload=await services.posting.drafted(Decision(candidate=candidate), channel_id),
        occasion=occasion,
    )
    return await services.store.outbox.enqueue(new, at)


async def _sent(services: composition.Services, delivery: Delivery, at: int) -> None:
    """Has it in the demo's Discord, too."""

    async def on_message(_message_id: int) -> None:
        """Nothing is recorded in between."""

    sending = await services.store.outbox.mark_sending(delivery.id, at)
    posted = await services.clients.discord.post(sending, Attachments(), on_message)
    await services.store.outbox.mark_sent(delivery.id, posted.thread_id, posted.message_id, at)
