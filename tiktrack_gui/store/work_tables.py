"""The tables of what users do with creators; see `migrations/0014_work.py`."""

from __future__ import annotations

from peewee import AutoField, BooleanField, CompositeKey, FloatField, IntegerField, Model, TextField

from tiktrack_gui.store.columns import JsonText


class CreatorNotes(Model):
    """What the user wrote about a creator."""

    id = AutoField()
    creator_id = IntegerField()
    text = TextField()
    created_at = IntegerField()
    changed_at = IntegerField()

    class Meta:
        table_name = "creator_notes"


class Statuses(Model):
    """The user's own statuses, after the built-in ones."""

    id = AutoField()
    name = TextField(unique=True)
    position = FloatField()

    class Meta:
        table_name = "statuses"


class CreatorStatuses(Model):
    """Each status a creator has had, by its key or own name. since: the day that was given, at its start."""

    id = AutoField()
    creator_id = IntegerField()
    status = TextField()
    since = IntegerField()
    entered_at = IntegerField()

    class Meta:
        table_name = "creator_statuses"


class Tags(Model):
    """color: a name of `core.annotations`."""

    id = AutoField()
    name = TextField(unique=True)
    color = TextField()
    position = FloatField()

    class Meta:
        table_name = "tags"


class CreatorTags(Model):
    creator_id = IntegerField()
    tag_id = IntegerField()

    class Meta:
        table_name = "creator_tags"
        primary_key = CompositeKey("creator_id", "tag_id")


class Alerts(Model):
    """What the inbox holds. alert_key: what the alert is about, so that nothing is told twice. facts: JSON for its
    words. told_at: when a notification said so; NULL = none did.
    """

    id = AutoField()
    alert_key = TextField(unique=True)
    kind = TextField()
    at = IntegerField()
    creator_id = IntegerField(null=True)
    video_id = IntegerField(null=True)
    facts = JsonText()
    told_at = IntegerField(null=True)
    read_at = IntegerField(null=True)

    class Meta:
        table_name = "alerts"


class ListAlerts(Model):
    """Which kinds of alerts a list wants, where that isn't the default."""

    list_id = IntegerField()
    kind = TextField()
    wanted = BooleanField()

    class Meta:
        table_name = "list_alerts"
        primary_key = CompositeKey("list_id", "kind")


class AlertState(Model):
    """What all programs over this database have in common, such as until when they are mute."""

    name = TextField(primary_key=True)
    number = IntegerField(null=True)

    class Meta:
        table_name = "alert_state"


class Campaigns(Model):
    """currency: ISO 4217. brand: the handle that its videos mention, without @."""

    id = AutoField()
    name = TextField(unique=True)
    currency = TextField()
    brand = TextField(null=True)
    note = TextField(null=True)
    position = FloatField()
    created_at = IntegerField()

    class Meta:
        table_name = "campaigns"


class CampaignVideos(Model):
    """A video of a campaign. cents: its price, or what the gift is worth, in hundredths. agreed_on: ISO date.
    tried_at, failures, trouble: when it was last asked for, failed tries in a row, the kind of the last error.
    """

    campaign_id = IntegerField()
    video_id = IntegerField()
    creator_id = IntegerField(null=True)
    handle = TextField(null=True)
    cents = IntegerField(null=True)
    is_gift = BooleanField()
    agreed_on = TextField(null=True)
    added_at = IntegerField()
    tried_at = IntegerField(null=True)
    failures = IntegerField()
    trouble = TextField(null=True)

    class Meta:
        table_name = "campaign_videos"
        primary_key = CompositeKey("campaign_id", "video_id")
