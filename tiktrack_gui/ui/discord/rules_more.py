"""The rest of a channel's rules, under "More": keywords, tags, archiving, pings and reposts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.posting_rules import MOST_TAGS, PostingRules, Repost
from tiktrack_gui.ui.discord.rules_choices import Choices
from tiktrack_gui.ui.discord.tag_rules import TagRulesField
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.chips import ChoicesField, Option, WordsField
from tiktrack_gui.ui.widgets.choice import Choice
from tiktrack_gui.ui.widgets.field_grid import FieldGrid, LabelledField
from tiktrack_gui.ui.widgets.optional_number import OptionalNumberField
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.ui.widgets.switch import Switch
from tiktrack_gui.words import posting_rules as words

NAMES = (
    "wanted", "unwanted", "tags", "tag_rules", "archive_minutes", "role_id", "repost", "verified_only",
)  # fmt: skip


class MoreRules(QWidget):
    """Signals:
    edited: The user changed one of them. args: field of PostingRules, its value.
    """

    edited = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._defaults = PostingRules()
        self._wanted = LabelledField("With any of these keywords", WordsField(theme, "Any"), words.KEYWORDS)
        self._unwanted = LabelledField("With none of these keywords", WordsField(theme, "None"))
        self._tags = LabelledField("Tags", ChoicesField(theme, "Add tag", MOST_TAGS, words.TAG_GONE))
        self._tag_rules = LabelledField("Tags by score", TagRulesField(theme), words.TAG_RULES)
        self._archive = LabelledField("Hide after inactivity", Choice(words.ARCHIVE))
        self._role = LabelledField("Role to ping", Choice())
        self._repost = LabelledField("Post again", Choice())
        self._days = LabelledField("Post again after", OptionalNumberField("", 1, 3_650, unit=" days"))
        self._verified = Switch(theme, "Verified creators only")
        self._grid = FieldGrid(theme, self._archive, self._role, self._repost, self._days)
        verified = SettingRow(theme, "Verified creators only", "", self._verified)
        parts = (self._wanted, self._unwanted, self._tags, self._tag_rules, self._grid, verified)
        self.setLayout(column(*parts, spacing=12))
        self._archive.field.setToolTip(words.ARCHIVE_HINT)
        self._connect()

    def show_rules(self, rules: PostingRules, choices: Choices) -> None:
        self._defaults = choices.defaults
        self._verified.setChecked(rules.verified_only)
        self._wanted.field.set_words(rules.wanted)
        self._unwanted.field.set_words(rules.unwanted)
        self._archive.field.set_choices(words.ARCHIVE, rules.archive_minutes)
        self._show_tags(rules, choices)
        self._role.field.set_choices(words.roles(choices.roles, rules.role_id), rules.role_id or words.NOBODY)
        role = next((role for role in choices.roles if role.id == rules.role_id), None)
        self._role.say(*words.about_role(role, rules.role_id))
        self._repost.field.set_choices(words.reposts(rules.about), rules.repost.value)
        self._grid.set_shown(self._days, rules.repost is Repost.AFTER_DAYS)
        usual = choices.defaults.repost_days
        self._days.field.set_otherwise(words.count(usual, "day"), usual)
        self._days.field.set_number(rules.repost_days)

    def _show_tags(self, rules: PostingRules, choices: Choices) -> None:
        """Only forums have tags."""
        is_forum = bool(choices.tags) or choices.requires_tag
        for field in (self._tags, self._tag_rules):
            field.setVisible(is_forum)
        options = {tag.name: Option(words.MODERATED, "lock") if tag.is_moderated else Option() for tag in choices.tags}
        self._tags.field.set_options(options)
        self._tags.field.set_words(rules.tags)
        self._tags.say(*words.about_tags(rules, choices.tags, is_required=choices.requires_tag))
        self._tag_rules.field.show_rules(rules.tag_rules, list(options))

    def _connect(self) -> None:
        self._verified.clicked.connect(self._take_verified)
        self._wanted.field.changed.connect(self._take_wanted)
        self._unwanted.field.changed.connect(self._take_unwanted)
        self._tags.field.changed.connect(self._take_tags)
        self._tag_rules.field.changed.connect(self._take_tag_rules)
        self._archive.field.chosen.connect(self._take_archive)
        self._role.field.chosen.connect(self._take_role)
        self._repost.field.chosen.connect(self._take_repost)
        self._days.field.entered.connect(self._take_days)

    def _take_verified(self, on: bool) -> None:
        self.edited.emit("verified_only", on)

    def _take_wanted(self, found: tuple[str, ...]) -> None:
        self.edited.emit("wanted", found)

    def _take_unwanted(self, found: tuple[str, ...]) -> None:
        self.edited.emit("unwanted", found)

    def _take_tags(self, found: tuple[str, ...]) -> None:
        self.edited.emit("tags", found)

    def _take_tag_rules(self, found: object) -> None:
        self.edited.emit("tag_rules", found)

    def _take_archive(self, found: int) -> None:
        self.edited.emit("archive_minutes", found)

    def _take_role(self, found: int) -> None:
        self.edited.emit("role_id", found or None)

    def _take_repost(self, found: str) -> None:
        self.edited.emit("repost", Repost(found))

    def _take_days(self, found: int | None) -> None:
        self.edited.emit("repost_days", self._defaults.repost_days if found is None else found)
