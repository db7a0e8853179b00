"""Messages to the user, and when they disappear."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.store.examples import a_run
from tests.ui.seen import said_by
from tiktrack_gui.core.errors import (
    Blocked,
    BrowserUnusable,
    Captcha,
    NoBrowser,
    NoSuchHashtag,
    NothingFetched,
    OffersAutostart,
    RateLimited,
    SettingsUnusable,
    Success,
    TikTrackError,
    TokenMissing,
    Unreachable,
)
from tiktrack_gui.core.runs import Outcome
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.ui.window.main_window import DESTINATIONS, SETTINGS
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.remedies import Remedy, failed_run

PAGES = [*(destination.key for destination in DESTINATIONS), SETTINGS]


@pytest.fixture
def messages(qapp: QApplication) -> Messages:
    return Messages()


def about(messages: Messages, page: str) -> type[TikTrackError] | None:
    """What the notice on the page is about."""
    notice = messages.notice_on(page)
    return notice.about if notice is not None else None


def test_once_the_newest_is_dismissed_the_one_before_is_shown_again(messages: Messages, qtbot: QtBot) -> None:
    messages.trouble(SettingsUnusable(["limit can’t be 9000."]))
    messages.trouble(Captcha())
    messages.trouble(Unreachable())
    with qtbot.waitSignal(messages.notice_changed):
        messages.settle(Unreachable)
    assert about(messages, "trending") is Captcha
    messages.act(Captcha)
    assert about(messages, "trending") is SettingsUnusable


def test_a_notice_is_only_on_the_pages_it_concerns(messages: Messages) -> None:
    messages.trouble(TokenMissing())
    messages.trouble(Captcha(Capability.TRENDING))
    shown = {page: about(messages, page) for page in PAGES}
    assert shown == {
        "trending": Captcha,
        "creators": None,
        "discover": None,
        "campaigns": None,
        "discord": TokenMissing,
        "activity": Captcha,
        "settings": None,
    }


def test_an_offer_waits_behind_every_trouble(messages: Messages, qtbot: QtBot) -> None:
    messages.trouble(Captcha(Capability.TRENDING))
    messages.offer(OffersAutostart())
    assert about(messages, "trending") is Captcha
    messages.settle(Captcha)
    assert about(messages, "trending") is OffersAutostart
    assert about(messages, "activity") is None
    with qtbot.waitSignal(messages.remedy_wanted) as wanted:
        messages.act(OffersAutostart)
    assert wanted.args == [Remedy.START_WITH_COMPUTER]
    assert about(messages, "trending") is None


def test_what_fails_while_the_user_waits_for_it_is_also_said_where_they_are(messages: Messages) -> None:
    messages.look_at("trending")
    messages.trouble(Captcha(Capability.CREATOR), here=True)
    assert [page for page in PAGES if messages.notice_on(page)] == ["trending", "creators", "discover"]


def test_the_same_trouble_in_two_places_is_said_in_both(messages: Messages) -> None:
    messages.trouble(Captcha(Capability.TRENDING))
    messages.trouble(Captcha(Capability.CREATOR))
    shown = [page for page in PAGES if messages.notice_on(page)]
    assert shown == ["trending", "creators", "discover", "activity"]
    messages.settle(Captcha)
    assert not any(messages.notice_on(page) for page in PAGES)


def test_a_toast_may_offer_something(messages: Messages) -> None:
    said: list[tuple[str, str]] = []
    messages.said.connect(lambda *toast: said.append(toast))
    accepted: list[str] = []
    messages.say("Slower ones are missing", "Refresh", lambda: accepted.append("refresh"))
    messages.listen(True)
    assert said == [("Slower ones are missing", "Refresh")]
    messages.accept_offer()
    assert accepted == ["refresh"]
    messages.say("Saved")
    messages.accept_offer()
    assert said[1:] == [("Saved", "")]
    assert accepted == ["refresh"]


def test_looking_at_the_settings_does_not_mend_them(messages: Messages) -> None:
    wanted: list[Remedy] = []
    messages.remedy_wanted.connect(wanted.append)
    messages.trouble(SettingsUnusable(["limit can’t be 9000."]))
    messages.act(SettingsUnusable)
    assert wanted == [Remedy.SHOW_SETTINGS]
    assert about(messages, "settings") is SettingsUnusable
    messages.succeeded(Success.CLEAN_SETTINGS)
    assert about(messages, "settings") is None


@pytest.mark.parametrize(
    ("success", "left"), [(Success.FEED, [TokenMissing]), (Success.DISCORD, [Blocked, NoBrowser, NothingFetched])]
)
def test_a_success_settles_the_troubles_it_disproves(
    messages: Messages, success: Success, left: list[type[TikTrackError]]
) -> None:
    for error in (Blocked(), NoBrowser(), TokenMissing(), NothingFetched()):
        messages.trouble(error)
    messages.succeeded(success)
    assert [notice.about for notice in messages._notices.values()] == left


def test_a_browser_that_is_none_is_the_same_trouble_as_a_missing_one(messages: Messages) -> None:
    messages.trouble(NoBrowser())
    messages.trouble(BrowserUnusable(Path("/bin/ls"), "it is no browser"))
    notice = messages.notice_on("trending")
    assert notice is not None
    assert "/bin/ls" in notice.cause
    messages.settle(NoBrowser)
    assert messages.notice_on("trending") is None


def test_a_run_of_a_source_that_failed_before_this_start_names_it() -> None:
    for error, cause in ((Captcha(), f"#pasta: {Captcha.sentence}"), (Unreachable(), Unreachable.sentence)):
        notice = failed_run(a_run(outcome=Outcome.FAILED, error_kind=error.kind, message=str(error)), "#pasta")
        assert notice is not None
        assert notice.cause == cause


def test_a_trouble_of_a_source_is_said_where_the_sources_are(messages: Messages) -> None:
    error = Captcha(Capability.CREATOR_VIDEOS)
    error.source = "@pastaqueen"
    messages.trouble(error)
    assert [page for page in PAGES if messages.notice_on(page)] == ["trending", "activity"]


def test_a_hashtag_that_does_not_exist_leads_to_the_sources(messages: Messages) -> None:
    wanted: list[Remedy] = []
    messages.remedy_wanted.connect(wanted.append)
    messages.trouble(NoSuchHashtag(Capability.HASHTAG), retry=lambda: None)
    messages.act(NoSuchHashtag)
    assert wanted == [Remedy.SHOW_SOURCES]


def test_a_run_that_failed_before_this_start_is_told_in_its_own_words() -> None:
    """Whether or not the stored message includes the advice, as that of older versions does."""
    error = RateLimited(retry_at=0, wait=300)
    for message in (str(error), error.sentence):
        notice = failed_run(a_run(outcome=Outcome.FAILED, error_kind=error.kind, message=message))
        assert notice is not None
        assert (notice.about, notice.cause, notice.next) == (RateLimited, error.sentence, error.advice)
    unknown = failed_run(a_run(outcome=Outcome.FAILED, error_kind="of_a_newer_version", message="Words."))
    assert unknown is not None
    assert unknown.cause == "Words."


def test_what_can_be_undone_is_undone_once_and_only_while_it_is_what_was_said_last(messages: Messages) -> None:
    undone: list[str] = []
    said = said_by(messages)
    messages.say("60 min", "Undo", lambda: undone.append("60 min"))
    assert said == []
    messages.listen(True)
    assert said == ["60 min"]
    messages.accept_offer()
    messages.accept_offer()
    assert undone == ["60 min"]
    messages.say("30 min", "Undo", lambda: undone.append("30 min"))
    messages.say("Link copied")
    messages.accept_offer()
    assert undone == ["60 min"]
