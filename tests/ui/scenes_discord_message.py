"""A channel's rules, message, preview and candidates, each alone in a pane of the Discord page's smallest width."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from tests.ui import samples
from tests.ui.scenery import pictures
from tiktrack_gui.core.deliveries import Payload
from tiktrack_gui.core.embed import render
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.growth_rate import TooLittleHistory
from tiktrack_gui.core.models import CreatorList, Source
from tiktrack_gui.core.overview import PERIODS, Figures
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_template import PRESETS
from tiktrack_gui.core.posting_rules import PostingRules, Repost, TagRule
from tiktrack_gui.core.servers import ForumTag, Role
from tiktrack_gui.core.subjects import About
from tiktrack_gui.ui.discord.message_editor import MessageEditor
from tiktrack_gui.ui.discord.preview import DiscordPreview
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
            per_hour=6, wanted=("pasta", "easy recipe", "kitchen hacks", "small kitchen", "one pot",
            "15 minute meals", "café"),
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


def message(theme: Theme) -> QWidget:
    editor = MessageEditor(theme)
    editor.show_template(PRESETS["up_and_coming"].template, About.CREATOR)
    return pane(editor)


def message_wrong(theme: Theme) -> QWidget:
    """Changed from a preset, with unknown placeholders."""
    editor = MessageEditor(theme)
    editor._text.field.setPlainText("**{folowers}** followers, {growth_week} in 7 days\n{bio}\n\nMore {at our place")
    editor._name.field.setPlainText("{name} is taking off with {caption} · @{handle}, and this is a long name")
    return pane(editor)


def message_completing(theme: Theme) -> QWidget:
    editor = MessageEditor(theme)
    editor.show_template(PRESETS["video"].template, About.VIDEO)
    QTimer.singleShot(100, editor._title.field, editor._title.field.offer_placeholders)
    return pane(editor)


def facts(about: About) -> PostFacts:
    """Of a creator who is growing, with a video that is taking off."""
    story = samples.video(1)
    grown = samples.growth(30, 384_000)
    changes = {
        period: Change(before=800_000, amount=gained, margin=0, seconds=period)
        for period, gained in zip(PERIODS, (6_400, 61_600, 250_000), strict=True)
    }
    return PostFacts(
        creator=replace(samples.creator(), sample=grown[-1]),
        now=samples.NOW,
        subject=f"{about}:1",
        video=story,
        figures=Figures(changes=changes, per_week=TooLittleHistory(samples=1, days_missing=3), top=story.video),
        samples=grown,
    )


def posted(preset: str, about: About = About.CREATOR, **changes: object) -> Payload:
    template = replace(PRESETS[preset].template, **changes)  # type: ignore[arg-type]
    return render(template, facts(about), "tt-0123456789abcdef0123")


def preview(theme: Theme, payload: Payload, *, phone: bool = False, forum: bool = False) -> QWidget:
    found = pictures(theme)
    shown = DiscordPreview(theme, found)
    found.setParent(shown)
    shown.set_phone(phone)
    name = "rising-creators" if forum else "trend-watch"
    shown.show_post(payload, samples.NOW, channel=name, forum=forum, author="Trend Bot", role="Trend Squad")
    return framed("page", row((shown, 1), margins=(24, 12, 24, 24)))


def preview_chart(theme: Theme) -> QWidget:
    """Content with a role, all of the markdown, and the growth chart."""
    content = "A new one for **you**, ~~maybe~~ *surely*: `{handle}`, ||{followers}||"
    return preview(theme, posted("up_and_coming", content=content))


def preview_markdown(theme: Theme) -> QWidget:
    text = "# {name}\n## Second\n-# small print\n> a quotation of **{handle}**\n- one\n- two\n1. three\n"
    return preview(theme, posted("profile", text=text + "```\ncode {followers}\n```\n__done__ {bio}"))


def preview_forum(theme: Theme) -> QWidget:
    tagged = {**posted("video", About.VIDEO), "tags": ["Rising", "Hot", "Food"]}
    return preview(theme, tagged, forum=True)


def preview_phone(theme: Theme) -> QWidget:
    return preview(theme, posted("up_and_coming", with_numbers=True, content="Look who’s growing"), phone=True)


def preview_phone_forum(theme: Theme) -> QWidget:
    tagged = {**posted("video", About.VIDEO), "tags": ["Rising", "Hot", "Food", "Staff pick", "Comedy"]}
    return preview(theme, tagged, phone=True, forum=True)


def preview_narrow(theme: Theme) -> QWidget:
    return preview(theme, posted("profile"))


Scenes = dict[str, tuple[Callable[[Theme], QWidget], int, int]]
SCENES: Scenes = {
    "discord_preview_chart": (preview_chart, 680, 760),
    "discord_preview_markdown": (preview_markdown, 680, 900),
    "discord_preview_forum": (preview_forum, 680, 900),
    "discord_preview_phone": (preview_phone, 480, 900),
    "discord_preview_phone_forum": (preview_phone_forum, 480, 900),
    "discord_preview_narrow": (preview_narrow, 408, 700),
    "discord_message": (message, PANE, 900),
    "discord_message_wrong": (message_wrong, PANE, 900),
    "discord_message_completing": (message_completing, PANE, 900),
    "discord_rules": (rules, PANE, 640),
    "discord_rules_forum": (rules_forum, PANE, 1_180),
    "discord_rules_wrong": (rules_wrong, PANE, 1_180),
}
