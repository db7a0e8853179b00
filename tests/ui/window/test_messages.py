"""What the user is told, and when it is over."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tiktrack_gui.core.errors import Captcha, Unreachable
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.remedies import Remedy, unusable_settings


@pytest.fixture
def shown(messages: Messages) -> list[Notice | None]:
    shown: list[Notice | None] = []
    messages.notice_changed.connect(shown.append)
    return shown


@pytest.fixture
def messages(qapp: QApplication) -> Messages:
    return Messages()


def test_once_the_newest_is_dismissed_the_one_before_is_shown_again(
    messages: Messages, shown: list[Notice | None]
) -> None:
    settings = unusable_settings(["limit cannot be 9000."])
    messages.tell(settings)
    messages.trouble(Captcha())
    messages.trouble(Unreachable())
    messages.settle("unreachable")
    assert messages.notice is not None
    assert messages.notice.key == "captcha"
    messages.act("captcha")
    assert messages.notice == shown[-1] == settings


def test_looking_at_the_settings_does_not_mend_them(messages: Messages) -> None:
    wanted: list[Remedy] = []
    messages.remedy_wanted.connect(wanted.append)
    messages.tell(unusable_settings(["limit cannot be 9000."]))
    messages.act("unusable_settings")
    assert wanted == [Remedy.SHOW_SETTINGS]
    assert messages.notice is not None
    messages.settle("unusable_settings")
    assert messages.notice is None
