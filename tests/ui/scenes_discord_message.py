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
from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.growth_rate import TooLittleHistory
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.core.overview import PERIODS, Figures
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_template import PRESETS
from tiktrack_gui.core.posting_rules import PostingRules, Repost, TagRule
from tiktrack_gui.core.selection import Candidate, Decision
from tiktrack_gui.core.servers import ForumTag, Role
from tiktrack_gui.core.sources import Source
from tiktrack_gui.core.subjects import About
from tiktrack_gui.ui.discord.message_editor import MessageEditor
from tiktrack_gui.ui.discord.preview import DiscordPreview
from tiktrack_gui.ui.discord.rules_form import Choices, RulesForm
from tiktrack_gui.ui.discord.upcoming import Upcoming
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row, scrolled

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


REFUSALS = (
    "Fewer than 10,000 followers (4,812)", "Posted on 12 Oct 2026", "No posts in the last 30 days (newest: 71 days)",
    "Has the unwanted keyword “giveaway”", "Found before this channel was started", "Already in the outbox",
    "An earlier post failed: The bot isn’t allowed to post there. Check its permissions in the channel.",
)  # fmt: skip


def decisions(count: int, about: About = About.CREATOR, posted: int = 5) -> list[Decision]:
    """The first ones are posted, some wait, the others are refused."""
    made = []
    for number in range(count):
        story = samples.video(number)
        waits = posted <= number < posted + 3
        refusal = REFUSALS[number % len(REFUSALS)] if number >= posted else None
        candidate = Candidate(creator=story.video.creator, story=story if number % 5 else None, about=about)
        if about is About.VIDEO:
            candidate = replace(candidate, story=story)
        refusal = "Waiting for the next run (maximum 5 per run)" if waits else refusal
        occasion = f"{about.occasion}/2" if number == 1 else about.occasion
        made.append(Decision(candidate=candidate, refusal=refusal, waits=waits, occasion=occasion))
    return made


def upcoming(theme: Theme) -> Upcoming:
    found = pictures(theme)
    shown = Upcoming(theme, found)
    found.setParent(shown)
    return shown


def upcoming_some(theme: Theme) -> QWidget:
    shown = upcoming(theme)
    shown.show_decisions(decisions(40), samples.NOW)
    shown._table.selectRow(9)
    return framed("page", row((shown, 1)))


def upcoming_stories(theme: Theme) -> QWidget:
    shown = upcoming(theme)
    shown.show_decisions(decisions(5_000, About.VIDEO), samples.NOW)
    shown.show_loading()
    return framed("page", row((shown, 1)))


def upcoming_loading(theme: Theme) -> QWidget:
    shown = upcoming(theme)
    shown.show_loading()
    return framed("page", row((shown, 1)))


def upcoming_nobody(theme: Theme) -> QWidget:
    shown = upcoming(theme)
    shown.show_decisions([], samples.NOW)
    return framed("page", row((shown, 1)))


def upcoming_refused(theme: Theme) -> QWidget:
    """Only refused ones, of which those that would be posted are wanted."""
    shown = upcoming(theme)
    shown.show_decisions(decisions(12, posted=-9), samples.NOW)
    shown._filter.choose("posted")
    return framed("page", row((shown, 1)))


def upcoming_failed(theme: Theme) -> QWidget:
    shown = upcoming(theme)
    shown.fail(StoreError())
    return framed("page", row((shown, 1)))


def upcoming_stale(theme: Theme) -> QWidget:
    """Failed with rows from before."""
    shown = upcoming(theme)
    shown.show_decisions(decisions(7), samples.NOW)
    shown.fail(StoreError())
    return framed("page", row((shown, 1)))


def beside(left: QWidget, right: QWidget) -> QWidget:
    """The two panes in the smallest window, where the left one has its smallest width."""
    left.setFixedWidth(PANE)
    return framed("page", row(left, hairline("vertical"), (right, 1), spacing=0))


def small_rules(theme: Theme) -> QWidget:
    return beside(rules_forum(theme), upcoming_some(theme))


def small_wrong(theme: Theme) -> QWidget:
    return beside(rules_wrong(theme), upcoming_stale(theme))


def small_message(theme: Theme) -> QWidget:
    return beside(message_wrong(theme), preview_chart(theme))


Scenes = dict[str, tuple[Callable[[Theme], QWidget], int, int]]
SCENES: Scenes = {
    "discord_small_rules": (small_rules, 1024, 640),
    "discord_small_wrong": (small_wrong, 1024, 640),
    "discord_small_message": (small_message, 1024, 640),
    "discord_upcoming": (upcoming_some, 680, 720),
    "discord_upcoming_narrow": (upcoming_some, PANE, 640),
    "discord_upcoming_stories": (upcoming_stories, 680, 720),
    "discord_upcoming_loading": (upcoming_loading, PANE, 640),
    "discord_upcoming_nobody": (upcoming_nobody, PANE, 640),
    "discord_upcoming_refused": (upcoming_refused, PANE, 640),
    "discord_upcoming_failed": (upcoming_failed, PANE, 640),
    "discord_upcoming_stale": (upcoming_stale, PANE, 640),
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
