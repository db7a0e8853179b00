"""A channel's rules, message, preview and candidates, each alone in a pane of the Discord page's smallest width."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QScrollArea, QWidget

from tiktrack_gui.core.models import CreatorList, Source
from tiktrack_gui.core.posting_rules import PostingRules, Repost, TagRule
from tiktrack_gui.core.servers import ForumTag, Role
from tiktrack_gui.core.subjects import About
from tiktrack_gui.ui.discord.rules_form import Choices, RulesForm
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, row, scrolled

PANE = 440  # px
LISTS = (CreatorList(id=1, name="Food & drinks", creators=41), CreatorList(id=2, name="Agency roster", creators=12))
TAGS = tuple(
    ForumTag(id=number, name=name, is_moderated=name == "Staff pick")
    for number, name in enumerate(("Rising", "Hot", "Food", "Comedy", "Staff pick"), 1)
)
ROLES = (Role(id=7, name="Trend Squad", mentionable=True), Role(id=8, name="Moderators", mentionable=False))
SOURCES = tuple(
    Source(
        id=number, account_handle=handle, account_name=handle, is_active=True, is_trusted=False,
        scrape_frequency_minutes=30, min_velocity=None, last_run_at=None,
    )
    for number, handle in enumerate(("trending", "#pasta"), 1)
)  # fmt: skip
CHOICES = Choices(lists=LISTS, sources=SOURCES, roles=ROLES)
FORUM = replace(CHOICES, tags=TAGS, requires_tag=True)


def pane(part: QWidget) -> QWidget:
    """The part, scrolling as on the page."""
    area = QScrollArea()
    scrolled(area, column(part, None, margins=(24, 12, 24, 24)))
    return framed("page", row((area, 1), spacing=0))


def rules(theme: Theme) -> QWidget:
    form = RulesForm(theme)
    form.show_rules(PostingRules(), CHOICES)
    return pane(form)


def rules_forum(theme: Theme) -> QWidget:
    """Everything set."""
    form = RulesForm(theme)
    form.show_rules(
        PostingRules(
            list_id=1, min_followers=25_000, max_followers=2_000_000, recent_days=0, min_score=60, at_most=3,
            per_hour=6, wanted=("pasta", "easy recipe", "kitchen hacks"),
            unwanted=("giveaway", "sponsored"),
            tags=("Rising", "Staff pick"), tag_rules=(TagRule(tag="Hot", min_score=85),), archive_minutes=1_440,
            role_id=8, repost=Repost.AFTER_DAYS, repost_days=14, every=900, verified_only=True,
        ),
        FORUM,
    )  # fmt: skip
    form._open_more(True)
    return pane(form)


def rules_wrong(theme: Theme) -> QWidget:
    """A contradiction, a required tag that is missing, a list and a role that are gone."""
    form = RulesForm(theme)
    form.show_rules(PostingRules(about=About.VIDEO, list_id=9, role_id=99, tags=()), FORUM)
    form._numbers["max_followers"].field.set_number(5_000)
    form._take_number("max_followers", 5_000)
    form.show_error("Couldn’t save the rules. Check the free space and try again.")
    return pane(form)


Scenes = dict[str, tuple[Callable[[Theme], QWidget], int, int]]
SCENES: Scenes = {
    "discord_rules": (rules, PANE, 640),
    "discord_rules_forum": (rules_forum, PANE, 1_180),
    "discord_rules_wrong": (rules_wrong, PANE, 1_180),
}
