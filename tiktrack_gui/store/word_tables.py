"""The peewee models of the tables by which creators are found; see `creator_words`."""

from __future__ import annotations

from peewee import CompositeKey, IntegerField, Model, TextField


class CreatorWords(Model):
    """A word of a creator's handle, name or bio: see `core.words_index`."""

    creator_id = IntegerField()
    word = TextField()

    class Meta:
        table_name = "creator_words"
        primary_key = CompositeKey("creator_id", "word")


class CreatorSizes(Model):
    """A creator's last known followers, by which the found ones are ranked; -1 = unknown."""

    creator_id = IntegerField(primary_key=True)
    followers = IntegerField()

    class Meta:
        table_name = "creator_sizes"
