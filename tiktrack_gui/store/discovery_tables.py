"""The peewee models of Discover's tables; see `brands`, `candidates`, `candidate_facts` and `audience_counts`."""

from __future__ import annotations

from peewee import AutoField, BooleanField, CompositeKey, FloatField, IntegerField, Model, TextField

from tiktrack_gui.core.discovery.brand_jobs import JobKind
from tiktrack_gui.core.discovery.figures import Trend
from tiktrack_gui.core.discovery.pool import Found, Watch
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.store.columns import JsonText, Word


class Brands(Model):
    """profile: what `core.discovery.brand_profiles` makes of a brand."""

    id = AutoField()
    name = TextField()
    profile = JsonText()
    position = FloatField()
    created_at = IntegerField()
    looked_at = IntegerField(null=True)

    class Meta:
        table_name = "brands"


class Candidates(Model):
    """A creator found for a brand."""

    brand_id = IntegerField()
    creator_id = IntegerField()
    found = Word(Found)
    found_at = IntegerField()
    dismissed_at = IntegerField(null=True)
    niche_matches = IntegerField(null=True)
    niche_captions = IntegerField(null=True)
    similarity = FloatField(null=True)
    similar_to = IntegerField(null=True)

    class Meta:
        table_name = "candidates"
        primary_key = CompositeKey("brand_id", "creator_id")


class WatchedCreators(Model):
    """How a candidate is measured, whatever brands it was found for. next_at: not before."""

    creator_id = IntegerField(primary_key=True)
    watch = Word(Watch)
    since = IntegerField()
    until = IntegerField(null=True)
    read_at = IntegerField(null=True)
    checked_at = IntegerField(null=True)
    next_at = IntegerField(null=True)
    failures = IntegerField()
    trouble = TextField(null=True)

    class Meta:
        table_name = "watched_creators"


class CreatorFigures(Model):
    """`core.discovery.figures.CreatorFigures`, of the viral videos only the newest.

    packed: the numbers once more, as `core.discovery.packed`, for the ranking, which reads thousands at once. NULL:
    they are still to be computed.
    """

    creator_id = IntegerField(primary_key=True)
    at = IntegerField()
    videos = IntegerField()
    usual = IntegerField(null=True)
    usual_videos = IntegerField()
    viral_id = IntegerField(null=True)
    viral_at = IntegerField(null=True)
    viral_views = IntegerField(null=True)
    viral_times = FloatField(null=True)
    viral_known = IntegerField(null=True)
    viral_provisional = BooleanField(null=True)
    viral_rounded = BooleanField(null=True)
    viral_videos = IntegerField()
    trend = Word(Trend)
    since = IntegerField(null=True)
    growth = FloatField(null=True)
    growth_low = FloatField(null=True)
    growth_high = FloatField(null=True)
    growth_samples = IntegerField()
    week = IntegerField(null=True)
    week_margin = IntegerField(null=True)
    month = IntegerField(null=True)
    month_margin = IntegerField(null=True)
    jump_since = IntegerField(null=True)
    jump_until = IntegerField(null=True)
    jump_amount = IntegerField(null=True)
    engagement = FloatField(null=True)
    engagement_videos = IntegerField()
    comments_per_1000 = FloatField(null=True)
    posts_per_week = FloatField(null=True)
    ads = IntegerField()
    views = JsonText()
    languages = JsonText()
    words = JsonText()
    packed = TextField(null=True)

    class Meta:
        table_name = "creator_figures"


class CommentCounts(Model):
    """What was counted of a video's comments so far; done or in trouble = nothing more is read."""

    video_id = IntegerField(primary_key=True)
    creator_id = IntegerField()
    comments = IntegerField()
    languages = JsonText()
    cursor = IntegerField()
    pages = IntegerField()
    done = BooleanField()
    at = IntegerField()
    trouble = TextField(null=True)

    class Meta:
        table_name = "comment_counts"


class VideoPlaces(Model):
    """The country a video was posted from. at: when it was read; NULL = it is still to be read."""

    video_id = IntegerField(primary_key=True)
    creator_id = IntegerField()
    place = TextField(null=True)
    at = IntegerField(null=True)
    trouble = TextField(null=True)

    class Meta:
        table_name = "video_places"


class StatedAudiences(Model):
    """What a creator stated about its audience. stated_on: the ISO date of its analytics."""

    creator_id = IntegerField(primary_key=True)
    stated_on = TextField()
    audience = JsonText()
    entered_at = IntegerField()

    class Meta:
        table_name = "stated_audiences"


class BrandJobs(Model):
    """What is still to be asked of TikTok for a brand, or to be computed for it."""

    id = AutoField()
    brand_id = IntegerField()
    kind = Word(JobKind)
    given = TextField()
    state = Word(PendingState)
    reason = TextField(null=True)
    added_at = IntegerField()
    tried_at = IntegerField(null=True)

    class Meta:
        table_name = "brand_jobs"
