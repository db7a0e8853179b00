"""The bot: keeps its token, tries it, and knows whether it works."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Tokens, Where
from tiktrack_gui.core.errors import Success, TikTrackError, TokenMissing, TokenRefused
from tiktrack_gui.services.posting import Posting
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.tokens.form import TokenForm
from tiktrack_gui.ui.tokens.keeping import TokenKeeping
from tiktrack_gui.ui.window.messages import Messages

TAG = re.compile(r"#\d{4}$")  # after a bot's name; not shown with its messages
UNNAMED = "TikTrack"  # the bot's name until Discord has been asked


class Connection(QObject):
    """Looks for the token, and asks Discord for the bot's name, each when it may have changed.

    Attributes:
        author: The bot's name, as shown with its messages.
        is_made: Whether Discord accepted the token.
        lacks_token: Whether Discord can't be asked because there is no token.
        is_known: Whether Discord, or the lack of a token, has answered once.

    Signals:
        changed: An attribute changed.
    """

    changed = Signal()

    def __init__(self, form: TokenForm, posting: Posting, tokens: Tokens, tasks: Tasks, messages: Messages) -> None:
        super().__init__()
        self._form, self._posting, self._tasks, self._messages = form, posting, tasks, messages
        self._keeping = TokenKeeping(form, Kind.DISCORD, tokens, tasks)
        self._is_begun = False
        self.author = UNNAMED
        self.is_made = self.lacks_token = self.is_known = False
        form.looked.connect(self._take_token)
        form.test_wanted.connect(self.test)

    def begin(self) -> None:
        """Looks for the token when the page is first shown; later calls do nothing."""
        if not self._is_begun:
            self._is_begun = True
            self._form.look()

    def test(self) -> None:
        """Asks Discord whether the token works."""
        self._tasks.spawn(self._ask_for_name(), name="test the bot token")

    def _take_token(self, where: Where | None) -> None:
        """Tests the token unless it couldn't be read; no token is tested too, as the demo's Discord needs none."""
        if where is not None:
            self.test()
            return
        self.is_known, self.is_made = True, False
        self.changed.emit()

    async def _ask_for_name(self) -> None:
        self._form.show_testing()
        made = lacks_token = False
        try:
            name = await self._posting.whoami()
        except TokenMissing:
            lacks_token = True
            self._form.show_untested()
        except TokenRefused as error:
            self._form.show_refused(str(error))
        except TikTrackError as error:
            self._form.show_not_tested(str(error))
        else:
            self.author, made = TAG.sub("", name), True
            self._form.show_works(f"Connected as {name}")
            self._messages.succeeded(Success.DISCORD)
        self.is_made, self.lacks_token, self.is_known = made, lacks_token, True
        self.changed.emit()
