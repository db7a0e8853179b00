"""A channel's rules as a form, used by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import activate
from tests.ui.scenes_discord_message import CHOICES, FORUM, pane
from tests.ui.seen import texts
from tiktrack_gui.core.posting_rules import PostingRules, Repost, TagRule
from tiktrack_gui.core.servers import Role
from tiktrack_gui.core.subjects import About
from tiktrack_gui.ui.discord.rules_form import RulesForm
from tiktrack_gui.ui.discord.tag_rules import _Line
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.chips import Chip
from tiktrack_gui.ui.widgets.choice import Choice
from tiktrack_gui.ui.widgets.optional_number import OptionalNumberField

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


class Told(list[PostingRules]):
    """The rules that the form has told of."""


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Iterator[RulesForm]:
    form = RulesForm(theme)
    form.show_rules(PostingRules(), CHOICES)
    window = pane(form)
    qtbot.addWidget(window)
    window.resize(440, 900)
    window.show()
    activate(window)
    yield form
    assert window  # which would otherwise take the form with it


@pytest.fixture
def told(form: RulesForm) -> Told:
    told = Told()
    form.changed.connect(told.append)
    return told


def field(form: RulesForm, name: str) -> OptionalNumberField:
    return form._numbers[name].field


def enter(number: OptionalNumberField, text: str) -> None:
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, text) if text else QTest.keyClick(number, Key.Key_Delete)
    QTest.keyClick(number, Key.Key_Return)


def pick(choice: Choice, text: str) -> None:
    """Chooses by keyboard, from the list that a click opens."""
    QTest.mouseClick(choice, LEFT)
    view = choice.view()
    QTest.keyClick(view, Key.Key_Home)
    for _ in range(choice.count()):
        if view.currentIndex().data() == text:
            break
        QTest.keyClick(view, Key.Key_Down)
    assert view.currentIndex().data() == text
    QTest.keyClick(view, Key.Key_Return)


def test_a_field_without_a_value_says_what_holds(form: RulesForm, told: Told) -> None:
    placeholders = {name: field(form, name).lineEdit().placeholderText() for name in form._numbers}
    assert placeholders == {
        "min_followers": "As in Settings: 10,000",
        "max_followers": "No limit",
        "recent_days": "As in Settings: 30 days",
        "min_score": "Any score",
        "at_most": "As in Settings: 5 threads",
        "per_hour": "No limit",
        "every": "As in Settings: 60 min",
    }
    assert all(field(form, name).lineEdit().text() == "" for name in form._numbers)
    assert told == []


def test_the_settings_defaults_are_followed(form: RulesForm, told: Told) -> None:
    choices = replace(CHOICES, defaults=PostingRules(min_followers=500, every=900))
    form.show_rules(PostingRules(min_followers=500, every=900), choices)
    assert field(form, "min_followers").lineEdit().placeholderText() == "As in Settings: 500"
    assert field(form, "every").lineEdit().placeholderText() == "As in Settings: 15 min"
    assert field(form, "every").lineEdit().text() == ""


@pytest.mark.parametrize(
    ("name", "typed", "shown", "value"),
    [
        ("min_followers", "25000", "25,000", 25_000),
        ("min_followers", "0", "Any number", 0),
        ("max_followers", "2,000,000", "2,000,000", 2_000_000),
        ("recent_days", "7", "7 days", 7),
        ("recent_days", "0", "Any time", 0),
        ("min_score", "60", "60", 60),
        ("at_most", "3", "3 threads", 3),
        ("per_hour", "12", "12 threads", 12),
        ("every", "15", "15 min", 900),
    ],
)
def test_a_number_is_entered(form: RulesForm, told: Told, name: str, typed: str, shown: str, value: int) -> None:
    enter(field(form, name), typed)
    assert [getattr(rules, name) for rules in told] == [value]
    assert field(form, name).text() == shown
    enter(field(form, name), "")
    assert getattr(told[-1], name) == getattr(PostingRules(), name)
    assert field(form, name).lineEdit().text() == ""


def test_leaving_a_field_counts_and_esc_does_not(form: RulesForm, told: Told) -> None:
    score = field(form, "min_score")
    score.setFocus()
    QTest.keyClicks(score, "70")
    QTest.keyClick(score, Key.Key_Escape)
    assert score.lineEdit().text() == ""
    QTest.keyClicks(score, "80")
    assert told == []
    QTest.keyClick(score, Key.Key_Tab)
    assert [rules.min_score for rules in told] == [80]


def test_a_number_out_of_bounds_becomes_the_nearest(form: RulesForm, told: Told) -> None:
    every = field(form, "every")
    every.setFocus()
    QTest.keyClicks(every, "1")
    assert every.property("invalid") == "true"
    QTest.keyClick(every, Key.Key_Return)
    assert [rules.every for rules in told] == [300]
    enter(every, "-")
    assert told[-1].every in (300, 3600)


def test_arrows_begin_at_the_default_and_end_with_it(qtbot: QtBot, form: RulesForm, told: Told) -> None:
    at_most = field(form, "at_most")
    at_most.setFocus()
    QTest.keyClick(at_most, Key.Key_Down)
    assert at_most.number == 4
    qtbot.waitUntil(lambda: [rules.at_most for rules in told] == [4])
    for _ in range(4):
        QTest.keyClick(at_most, Key.Key_Down)
    assert at_most.number is None


def test_a_contradiction_waits_in_its_field(form: RulesForm, told: Told) -> None:
    enter(field(form, "max_followers"), "5000")
    assert told == []
    cell = form._numbers["max_followers"]
    assert cell.note.startswith("The maximum of 5,000 followers is below the minimum of 10,000.")
    assert cell.field.property("invalid") == "true"
    assert cell.field.accessibleDescription() == cell.note
    form.show_rules(PostingRules(), CHOICES)  # as when something else was saved
    assert cell.field.text() == "5,000"
    enter(field(form, "min_score"), "50")  # has nothing to do with it
    assert told == [PostingRules(min_score=50)]
    assert cell.note
    enter(field(form, "min_followers"), "1000")
    assert told[-1] == PostingRules(min_score=50, min_followers=1_000, max_followers=5_000)
    assert not cell.note
    assert cell.field.property("invalid") == "false"


def test_esc_takes_a_contradiction_back(form: RulesForm, told: Told) -> None:
    enter(field(form, "max_followers"), "5000")
    QTest.keyClick(field(form, "max_followers"), Key.Key_Escape)
    assert field(form, "max_followers").lineEdit().text() == ""
    assert not form._numbers["max_followers"].note
    assert told == []


def test_what_threads_are_about_is_chosen_with_a_click(form: RulesForm, told: Told) -> None:
    form.show_rules(PostingRules(repost=Repost.ON_VIRAL), CHOICES)
    QTest.mouseClick(form._about._buttons["video"], LEFT)
    assert told == [PostingRules(about=About.VIDEO)]  # a story goes viral only once
    assert "Each video that takes off gets a thread of its own." in texts(form)
    assert form._who.field.currentText() == "All stories"
    form._about._buttons["video"].setFocus()
    QTest.keyClick(form._about._buttons["video"], Key.Key_Left)
    assert told[-1].about is About.CREATOR


def test_who_can_be_posted_is_chosen_from_a_list(form: RulesForm, told: Told) -> None:
    pick(form._who.field, "List “Food & drinks”")
    assert told[-1].list_id == 1
    assert "Everybody on the list, with or without a story." in texts(form)
    pick(form._who.field, "Found in: #pasta")
    assert [told[-1].list_id, told[-1].source_id] == [None, 2]
    pick(form._who.field, "Creators of all stories")
    assert [told[-1].list_id, told[-1].source_id] == [None, None]


def test_what_is_gone_is_said(form: RulesForm) -> None:
    form.show_rules(PostingRules(list_id=9, role_id=9), CHOICES)
    open_more(form)
    assert form._who.field.currentText() == "A deleted list"
    assert "That list was deleted" in form._who.note
    assert form._more._role.field.currentText() == "A deleted role"
    assert form._more._role.note == "Nobody is pinged until you choose another role."


def open_more(form: RulesForm) -> None:
    if form._more.isHidden():
        QTest.mouseClick(form._more_button, LEFT)


def test_more_is_opened_and_counts_what_is_set(form: RulesForm) -> None:
    assert form._more.isHidden()
    form._more_button.setFocus()
    QTest.keyClick(form._more_button, Key.Key_Return)
    assert form._more.isVisible()
    form.show_rules(PostingRules(verified_only=True, wanted=("a",)), CHOICES)
    assert form._more_button.text().strip() == "More (2 set)"


def test_keywords_are_typed_and_taken_away(form: RulesForm, told: Told) -> None:
    open_more(form)
    keywords = form._more._wanted.field
    keywords.setFocus()
    QTest.keyClicks(keywords._edit, "pasta,  easy   recipe")
    QTest.keyClick(keywords._edit, Key.Key_Return)
    assert list(told[-1].wanted) == ["pasta", "easy recipe"]
    QTest.keyClicks(keywords._edit, "PASTA")
    QTest.keyClick(keywords._edit, Key.Key_Return)  # known already
    assert list(told[-1].wanted) == ["pasta", "easy recipe"]
    QTest.keyClicks(keywords._edit, "cafe")
    form._more._unwanted.field.setFocus()
    assert list(told[-1].wanted) == ["pasta", "easy recipe", "cafe"]
    QTest.mouseClick(chips(keywords)[0], LEFT)
    assert list(told[-1].wanted) == ["easy recipe", "cafe"]
    keywords.setFocus()
    QTest.keyClick(keywords._edit, Key.Key_Backspace)
    assert list(told[-1].wanted) == ["easy recipe"]
    chips(keywords)[0].setFocus()
    QTest.keyClick(chips(keywords)[0], Key.Key_Delete)
    assert list(told[-1].wanted) == []
    assert keywords._edit.hasFocus()


def chips(widget: QWidget) -> list[Chip]:
    return [chip for chip in widget.findChildren(Chip) if chip.isVisible()]


def test_tags_are_only_for_forums(form: RulesForm) -> None:
    open_more(form)
    assert not form._more._tags.isVisible()
    form.show_rules(PostingRules(), FORUM)
    assert form._more._tags.isVisible()


def test_a_required_tag_is_asked_for(form: RulesForm, told: Told) -> None:
    form.show_rules(PostingRules(), FORUM)
    assert form._more.isVisible()  # opened by itself
    tags = form._more._tags
    assert tags.note == "This forum requires a tag: choose at least one, or nothing can be posted."
    QTest.mouseClick(tags.field._button, LEFT)
    menu = tags.field._menu
    entries = [action.text() for action in menu.actions()]
    assert entries == ["Rising", "Hot", "Food", "Comedy", "Staff pick  (moderators only)"]
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    assert list(told[-1].tags) == ["Rising"]
    assert tags.note == "This forum requires a tag."
    form.show_rules(PostingRules(tags=("Staff pick",)), FORUM)
    assert tags.note == "Moderator-only tags work only if the bot has “Manage Posts”."
    form.show_rules(PostingRules(tags=("Old",)), FORUM)
    assert tags.note == "This forum has no tag “Old” any more."


def test_tags_are_earned_by_the_score(form: RulesForm, told: Told) -> None:
    form.show_rules(PostingRules(tags=("Rising",)), FORUM)
    open_more(form)
    rules = form._more._tag_rules.field
    QTest.mouseClick(rules._add, LEFT)
    assert list(told[-1].tag_rules) == [TagRule(tag="Rising", min_score=85)]
    [line] = rules.findChildren(_Line)
    assert line.score.hasFocus()
    line.score.selectAll()
    QTest.keyClicks(line.score, "90")
    QTest.keyClick(line.score, Key.Key_Return)
    pick(line._tag, "Hot")
    assert list(told[-1].tag_rules) == [TagRule(tag="Hot", min_score=90)]
    QTest.mouseClick(line._cross, LEFT)
    assert list(told[-1].tag_rules) == []


def test_a_role_that_not_everyone_can_mention_is_warned_of(form: RulesForm, told: Told) -> None:
    open_more(form)
    role = form._more._role
    assert role.field.currentText() == "Nobody"
    pick(role.field, "@Trend Squad")
    assert told[-1].role_id == 7
    assert role.note == "Pinged with every post."
    pick(role.field, "@Moderators")
    assert "Mention @everyone, @here, and All Roles" in role.note
    pick(role.field, "Nobody")
    assert told[-1].role_id is None


def test_a_role_with_markup_in_its_name_is_shown_as_it_is(form: RulesForm) -> None:
    roles = (Role(id=3, name="A & <b>B</b>", mentionable=True),)
    form.show_rules(PostingRules(role_id=3), replace(CHOICES, roles=roles))
    assert form._more._role.field.currentText() == "@A & <b>B</b>"


def test_days_are_only_asked_for_where_they_count(form: RulesForm, told: Told) -> None:
    open_more(form)
    more = form._more
    assert not more._days.isVisible()
    pick(more._repost.field, "After some days")
    assert told[-1].repost is Repost.AFTER_DAYS
    assert more._days.isVisible()
    enter(more._days.field, "14")
    assert told[-1].repost_days == 14
    pick(more._repost.field, "Never")
    assert not more._days.isVisible()


def test_the_rest_is_chosen(form: RulesForm, told: Told) -> None:
    open_more(form)
    pick(form._more._archive.field, "24 hours")
    assert told[-1].archive_minutes == 1_440
    QTest.mouseClick(form._more._verified, LEFT)
    assert told[-1].verified_only
    QTest.keyClick(form._more._verified, Key.Key_Space)
    assert not told[-1].verified_only


def test_why_it_could_not_be_saved_is_said_until_the_next_change(form: RulesForm, told: Told) -> None:
    form.show_error("Couldn’t save the rules.")
    assert "Couldn’t save the rules." in texts(form)
    enter(field(form, "min_score"), "10")
    assert "Couldn’t save the rules." not in texts(form)


def test_stored_rules_do_not_disturb_what_is_typed(form: RulesForm, told: Told) -> None:
    score = field(form, "min_score")
    score.setFocus()
    QTest.keyClicks(score, "4")
    form.show_rules(PostingRules(min_score=20, at_most=2), CHOICES)
    assert score.lineEdit().text() == "4"
    assert field(form, "at_most").number == 2
    QTest.keyClick(score, Key.Key_Escape)
    assert score.number == 20


def test_the_columns_follow_the_width_and_the_text(form: RulesForm, theme: Theme, qtbot: QtBot) -> None:
    first, second = field(form, "min_followers"), field(form, "max_followers")
    top = QPoint(0, 0)
    qtbot.waitUntil(lambda: first.mapTo(form, top).y() == second.mapTo(form, top).y())
    form.window().resize(360, 900)
    qtbot.waitUntil(lambda: first.mapTo(form, top).x() == second.mapTo(form, top).x())


def test_tab_goes_from_top_to_bottom(form: RulesForm) -> None:
    form.show_rules(PostingRules(tags=("Hot",)), FORUM)
    open_more(form)
    form._about._buttons["creator"].setFocus()
    places = []
    for _ in range(30):
        QTest.keyClick(form.window().focusWidget(), Key.Key_Tab)
        focused = form.window().focusWidget()
        if focused is form._about._buttons["creator"] or not form.isAncestorOf(focused):
            break
        places.append(focused.mapTo(form, QPoint(0, focused.height() // 2)))
    assert len(places) >= 18
    assert all(one.y() < other.y() + 20 for one, other in pairwise(places))
