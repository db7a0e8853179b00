"""What the demo begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktrack_gui.app import as_set, composition, demo_cycle, demo_notes
from tiktrack_gui.app.clients import demo_clients
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.core.baseline import against_usual
from tiktrack_gui.core.collaboration import Comparison, NotEnoughDays
from tiktrack_gui.core.deliveries import ChannelKind, DeliveryState
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import Private
from tiktrack_gui.core.holds import LIMITED
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.subjects import About
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.demo.tiktok import DemoTikTok
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder


async def test_the_demo_has_a_hashtag_and_a_creator_as_sources_that_can_be_refreshed(tmp_path: Path) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    async with composition.opened(base, demo_clients(base)) as services:
        await demo_cycle.fill(services)
        found = await services.source_list.listed()
        assert [source.capability for source in found] == [
            Capability.TRENDING,
            Capability.HASHTAG,
            Capability.CREATOR_VIDEOS,
        ]
        tried = await services.rounds.refresh_all(50, as_set.criteria(services.settings))
        assert all(one.refresh is not None and one.refresh.run.fetched for one in tried)
        await demo_cycle.fill(services)
        assert await services.source_list.listed() == [one.source for one in services.rounds.planned]


async def test_the_demo_knows_what_is_usual_for_several_stories(tmp_path: Path) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    async with composition.opened(base, demo_clients(base)) as services:
        await demo_cycle.fill(services)
        stories = (await services.trending.feed()).items
        usual = [(story, await services.trending.usual_views(story.video)) for story in stories]
        compared = [against_usual(story.video.sample, views) for story, views in usual]
        assert len([ratio for ratio in compared if ratio is not None]) >= 5


async def test_the_demos_creators_are_on_lists_which_stay_as_their_user_leaves_them(tmp_path: Path) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    async with composition.opened(base, demo_clients(base)) as services:
        await demo_cycle.fill(services)
        small, large, showcase = await services.lists.all()
        assert small.creators + large.creators + showcase.creators == len(await services.creators.tracked())
        for shown, is_small in ((small, True), (large, False)):
            entries = await services.lists.entries(shown.id)
            followers = [entry.creator.sample.followers or 0 for entry in entries if entry.creator.sample]
            assert followers
            assert all((count < demo_cycle.SMALL_BELOW) == is_small for count in followers)
        await services.lists.remove(small.id)
        await demo_cycle.fill(services)
        assert [one.name for one in await services.lists.all()] == [demo_cycle.LARGE, demo_cycle.SHOWCASE]


async def test_the_demo_has_notes_tags_and_statuses_of_which_one_changed_the_growth(tmp_path: Path) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    async with composition.opened(base, demo_clients(base)) as services:
        await demo_cycle.fill(services)
        kept = services.annotations
        found = await kept.of(await kept.matching(None))
        current = {id_: one.status for id_, one in found.items() if one.status is not None}
        assert {"idea", "contacted", "posted", "done", demo_notes.NEGOTIATING} <= {
            one.status for one in current.values()
        }
        compared = {one.status: (await kept.comparisons(id_))[one.id] for id_, one in current.items()}
        posted, contacted = compared["posted"], compared["contacted"]
        assert isinstance(posted, Comparison)
        assert posted.is_faster
        assert isinstance(contacted, NotEnoughDays)
        [done] = [found[id_] for id_, one in current.items() if one.status == "done"]
        unmoved = (await kept.comparisons(done.creator_id))[done.statuses[1].id]
        assert isinstance(unmoved, Comparison)
        assert not (unmoved.is_faster or unmoved.is_slower)
        assert sum(len(one.notes) for one in found.values()) >= 4
        assert {tag.name for one in found.values() for tag in one.tags} == set(demo_notes.TAGS)
        await kept.remove_tag((await kept.tags())[0].id)
        await demo_cycle.fill(services)
        assert len(await kept.tags()) == 2


@pytest.mark.parametrize("is_small", [True, False])
async def test_the_demo_begins_with_small_and_large_creators_whatever_the_feed_shows(
    tmp_path: Path, is_small: bool
) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    clients = demo_clients(base)
    tiktok = clients.tiktok
    assert isinstance(tiktok, DemoTikTok)
    now = base.clock.now()
    tiktok.population.hidden |= {
        creator.handle
        for creator in tiktok.population.creators
        if (creator.followers(now) < demo_cycle.SMALL_BELOW) != is_small
    }
    async with composition.opened(base, clients) as services:
        await demo_cycle.fill(services)
        small, large, _ = await services.lists.all()
        assert min(small.creators, large.creators) >= demo_cycle.LEAST


async def test_the_demo_has_a_creator_for_everything_that_happens_to_creators(tmp_path: Path) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    async with composition.opened(base, demo_clients(base)) as services:
        await demo_cycle.fill(services)
        entries = await services.lists.entries((await services.lists.named(demo_cycle.SHOWCASE)).id)
        assert [entry.state for entry in entries] == [
            CreatorState.ACTIVE,
            CreatorState.ACTIVE,
            CreatorState.ACTIVE,
            CreatorState.PRIVATE,
            CreatorState.MISSING,
            CreatorState.ACTIVE,
            CreatorState.ACTIVE,
        ]
        for entry in entries:
            samples = await services.creators.growth_of(entry.creator.id)
            assert samples[-1].at - samples[0].at > 60 * DAY
            history, _ = await services.creators.profile_of(entry.creator.id, 1)
            assert history.first_seen_at is not None
            assert history.first_seen_at <= samples[0].at, "nothing was measured before it was seen"
        changed = await services.creators.refresh((), manual=True)
        assert not [one.error for one in changed if one.error is not None and not isinstance(one.error, Private)]
        await services.rounds.refresh_all(50, as_set.criteria(services.settings))
        entries = await services.lists.entries((await services.lists.named(demo_cycle.SHOWCASE)).id)
        assert [entry.state for entry in entries].count(CreatorState.PRIVATE) == 1, "no feed shows a private account"
        assert [entry.state for entry in entries].count(CreatorState.MISSING) == 1


async def test_the_demo_has_three_channels_with_rules_of_their_own(tmp_path: Path) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    async with composition.opened(base, demo_clients(base)) as services:
        await demo_cycle.fill(services)
        assert len(await services.servers.servers()) == 2
        finds, stories, names = await services.channels.all()
        kinds = [one.channel.kind for one in (finds, stories, names) if one.channel is not None]
        assert kinds == [ChannelKind.TEXT, ChannelKind.FORUM, ChannelKind.ANNOUNCEMENT]
        assert [one.rules.about for one in (finds, stories, names)] == [About.CREATOR, About.VIDEO, About.CREATOR]
        assert finds.rules.list_id == (await services.lists.named(demo_cycle.SHOWCASE)).id
        assert finds.is_default and not finds.posts_by_itself
        assert stories.posts_by_itself and names.posts_by_itself
        templates = {one.rules.written for one in (finds, stories, names)}
        assert len(templates) == 3
        known = {tag.name for tag in (await services.servers.details(stories.id)).tags}
        assert {*stories.rules.tags, *(rule.tag for rule in stories.rules.tag_rules)} <= known
        decisions = await services.choosing.choose(stories.id, stories.rules, manual=True)
        assert any(one.refusal is None for one in decisions)


async def test_the_demo_has_an_outbox_of_every_state_which_goes_on_by_itself(tmp_path: Path) -> None:
    base = Foundation.read(DataFolder(tmp_path).create(), Secrets(), demo=True)
    async with composition.opened(base, demo_clients(base)) as services:
        await demo_cycle.cycle(services)
        await demo_cycle.fill(services)
        deliveries = await services.outbox.deliveries()
        assert {delivery.state for delivery in deliveries} == set(DeliveryState)
        assert {delivery.subject.about for delivery in deliveries} == set(About)
        tags = {tuple(delivery.payload.get("tags", ())) for delivery in deliveries if delivery.payload.get("tags")}
        assert ("Rising",) in tags
        [waiting] = [wait for wait in await services.outbox.waits() if wait.code in LIMITED]
        assert waiting.count == 2 and waiting.until is not None
        assert 0 < waiting.until - base.clock.now() < 300
        oldest = await services.outbox.oldest_thread(waiting.channel_id)
        assert oldest is not None
        await demo_cycle.fill(services)
        assert await services.outbox.deliveries() == deliveries  # once
    async with composition.opened(base, demo_clients(base)) as services:
        assert [wait.until for wait in await services.outbox.waits() if wait.code in LIMITED] == [waiting.until]
