"""The peewee models of the tables. The actual schema, with keys and indexes, is created by `migrations/`.

Models are not bound to a database: every query is executed on the connection of its Store. A column has the name of
its field in `core`, and its converter returns that field's type, so a row can be passed to its dataclass
unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping

from peewee import (
    AutoField,
    BooleanField,
    CompositeKey,
    Field,
    FloatField,
    IntegerField,
    Model,
    TextField,
)

from tiktrack_gui.core.deliveries import ChannelKind, DeliveryState
from tiktrack_gui.core.models import Origin
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.runs import Outcome
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.store.columns import JsonText, LeftOutCounts, SubjectText, UtcText, Word, Words
from tiktrack_gui.store.discovery_tables import (
    BrandJobs,
    Brands,
    Candidates,
    CommentCounts,
    CreatorFigures,
    StatedAudiences,
    VideoPlaces,
    WatchedCreators,
)
from tiktrack_gui.store.word_tables import CreatorSizes, CreatorWords
from tiktrack_gui.store.work_tables import (
    Alerts,
    AlertState,
    Campaigns,
    CampaignVideos,
    CreatorNotes,
    CreatorStatuses,
    CreatorTags,
    ListAlerts,
    Statuses,
    Tags,
)


class Sources(Model):
    id = AutoField()
    platform = TextField()
    account_handle = TextField()
    account_name = TextField()
    is_active = BooleanField()
    is_trusted = BooleanField()
    scrape_frequency_minutes = IntegerField()
    min_velocity = FloatField(null=True)
    last_run_at = UtcText(null=True)
    created_at = UtcText()
    creator_id = IntegerField(null=True)
    removed_at = UtcText(null=True)

    class Meta:
        table_name = "sources"


class ScrapeRuns(Model):
    id = AutoField()
    source_id = IntegerField()
    started_at = IntegerField()
    finished_at = IntegerField()
    outcome = Word(Outcome)
    fetched = IntegerField()
    passed = IntegerField()
    saved = IntegerField()
    skipped = IntegerField()
    left_out = LeftOutCounts(null=True)
    median_velocity = FloatField(null=True)
    error_kind = TextField(null=True)
    message = TextField(null=True)

    class Meta:
        table_name = "scrape_runs"


class Creators(Model):
    id = IntegerField(primary_key=True)
    sec_uid = TextField(null=True)
    handle = TextField()
    name = TextField(null=True)
    bio = TextField(null=True)
    bio_link = TextField(null=True)
    verified = BooleanField(null=True)
    private = BooleanField(null=True)
    language = TextField(null=True)
    avatar = TextField(null=True)
    state = TextField()
    not_found_count = IntegerField()
    first_seen_at = IntegerField()
    checked_at = IntegerField(null=True)
    hidden = BooleanField()
    note = TextField(null=True)
    tried_at = IntegerField(null=True)
    failures = IntegerField()
    trouble = TextField(null=True)
    confirmations = IntegerField()
    refresh_factor = FloatField()

    class Meta:
        table_name = "creators"


class CreatorSamples(Model):
    creator_id = IntegerField()
    at = IntegerField()
    followers = IntegerField(null=True)
    following = IntegerField(null=True)
    likes = IntegerField(null=True)
    videos = IntegerField(null=True)
    rounded = IntegerField()
    repaired = IntegerField()
    origin = Word(Origin)

    class Meta:
        table_name = "creator_samples"
        primary_key = CompositeKey("creator_id", "at")


class CreatorChanges(Model):
    id = AutoField()
    creator_id = IntegerField()
    at = IntegerField()
    field = TextField()
    old = TextField()
    new = TextField()

    class Meta:
        table_name = "creator_changes"


class Videos(Model):
    id = IntegerField(primary_key=True)
    creator_id = IntegerField()
    caption = TextField()
    hashtags = Words()
    sound = TextField(null=True)
    language = TextField(null=True)
    duration = IntegerField(null=True)
    kind = TextField()
    ad = BooleanField()
    ai = BooleanField(null=True)
    shop = BooleanField(null=True)
    pinned = BooleanField()
    posted_at = IntegerField()
    cover = TextField(null=True)
    first_seen_at = IntegerField()
    last_seen_at = IntegerField()
    gone_at = IntegerField(null=True)

    class Meta:
        table_name = "videos"


class VideoSamples(Model):
    video_id = IntegerField()
    at = IntegerField()
    likes = IntegerField(null=True)
    comments = IntegerField(null=True)
    shares = IntegerField(null=True)
    views = IntegerField(null=True)
    saves = IntegerField(null=True)
    rounded = IntegerField()
    repaired = IntegerField()
    origin = Word(Origin)

    class Meta:
        table_name = "video_samples"
        primary_key = CompositeKey("video_id", "at")


class RawPosts(Model):
    id = AutoField()
    platform = TextField()
    platform_post_id = TextField()
    author = TextField()
    content = TextField()
    url = TextField()
    posted_at = UtcText()
    likes = IntegerField(null=True)
    comments = IntegerField(null=True)
    shares = IntegerField(null=True)
    views = IntegerField(null=True)
    raw_data = JsonText()
    source_id = IntegerField()
    fetched_at = UtcText()

    class Meta:
        table_name = "raw_posts"


class Stories(Model):
    id = AutoField()
    raw_post_id = IntegerField()
    platform = TextField()
    author = TextField()
    content = TextField()
    url = TextField()
    posted_at = UtcText()
    score = IntegerField()
    engagement_velocity = FloatField(null=True)
    reason_flagged = TextField()
    score_parts = JsonText()
    is_active = BooleanField()
    flagged_at = UtcText()
    updated_at = UtcText()

    class Meta:
        table_name = "stories"


class Lists(Model):
    id = AutoField()
    name = TextField()
    position = FloatField()
    refresh_every = IntegerField(null=True)
    adaptive = BooleanField()

    class Meta:
        table_name = "lists"


class ListEntries(Model):
    list_id = IntegerField()
    creator_id = IntegerField()
    position = FloatField()
    added_at = IntegerField()

    class Meta:
        table_name = "list_entries"
        primary_key = CompositeKey("list_id", "creator_id")


class PendingCreators(Model):
    id = AutoField()
    given = TextField()
    list_id = IntegerField()
    position = FloatField()
    state = Word(PendingState)
    reason = TextField(null=True)
    added_at = IntegerField()
    tried_at = IntegerField(null=True)

    class Meta:
        table_name = "pending_creators"


class Channels(Model):
    id = IntegerField(primary_key=True)
    guild_id = IntegerField()
    guild = TextField()
    name = TextField()
    kind = Word(ChannelKind)
    enabled = BooleanField()
    checked_at = IntegerField()
    confirmed_at = IntegerField(null=True)
    rules = JsonText(null=True)
    added_at = IntegerField(null=True)
    position = FloatField()
    starts_at = IntegerField(null=True)
    ran_at = IntegerField(null=True)

    class Meta:
        table_name = "channels"


class Health(Model):
    capability = Word(Capability)
    client = TextField()
    last_ok_at = IntegerField(null=True)
    failing_since = IntegerField(null=True)
    error_kind = TextField(null=True)
    cool_down_until = IntegerField(null=True)

    class Meta:
        table_name = "health"
        primary_key = CompositeKey("capability", "client")


class Deliveries(Model):
    id = AutoField()
    key = TextField()
    subject = SubjectText()
    creator_id = IntegerField(null=True)  # for what isn’t about one creator
    channel_id = IntegerField()
    occasion = TextField()
    state = Word(DeliveryState)
    payload = JsonText()
    attempts = IntegerField()
    next_attempt_at = IntegerField(null=True)
    message_id = IntegerField(null=True)
    thread_id = IntegerField(null=True)
    error_code = TextField(null=True)
    error = TextField(null=True)
    created_at = IntegerField()
    sending_at = IntegerField(null=True)
    sent_at = IntegerField(null=True)
    attempted_at = IntegerField(null=True)

    class Meta:
        table_name = "deliveries"


class Identity(Model):
    id = TextField(primary_key=True)
    attempts = IntegerField()

    class Meta:
        table_name = "identity"


class ChannelSearches(Model):
    channel_id = IntegerField(primary_key=True)
    at = IntegerField()
    complete = BooleanField()

    class Meta:
        table_name = "channel_searches"


class EarlierPosts(Model):
    message_id = IntegerField(primary_key=True)
    channel_id = IntegerField()
    thread_id = IntegerField(null=True)
    key = TextField(null=True)
    thread_name = TextField(null=True)

    class Meta:
        table_name = "earlier_posts"


TABLES: tuple[type[Model], ...] = (
    Sources,
    ScrapeRuns,
    Creators,
    CreatorSamples,
    CreatorChanges,
    CreatorWords,
    CreatorSizes,
    Videos,
    VideoSamples,
    RawPosts,
    Stories,
    Lists,
    ListEntries,
    PendingCreators,
    Channels,
    Health,
    Deliveries,
    Identity,
    ChannelSearches,
    EarlierPosts,
    Brands,
    Candidates,
    WatchedCreators,
    CreatorFigures,
    CommentCounts,
    VideoPlaces,
    StatedAudiences,
    BrandJobs,
    CreatorNotes,
    Statuses,
    CreatorStatuses,
    Tags,
    CreatorTags,
    Alerts,
    ListAlerts,
    AlertState,
    Campaigns,
    CampaignVideos,
)


def fields_of(table: type[Model]) -> Mapping[str, Field]:
    """The table's columns by name."""
    fields: Mapping[str, Field] = table._meta.fields  # noqa: SLF001  peewee's documented access to a model's fields
    return fields


def name_of(table: type[Model]) -> str:
    name: str = table._meta.table_name  # noqa: SLF001
    return name
