"""What the tab says where there is no profile to show: no creators yet, or a failure."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.widgets.skeleton import Bone
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.ui.window.messages import Messages

Act = Callable[[], None]
PROFILE_BONES = (
    Bone(left=24, top=0, width=44, height=44, radius=22),
    Bone(left=80, top=4, width=180, height=16),
    Bone(left=80, top=28, width=260, height=10),
    *(Bone(left=24 + 170 * number, top=60, width=110, height=34) for number in range(4)),
    Bone(left=24, top=136, width=0.94, height=300, radius=10),
)
TRACK = "Track a creator"


class CreatorsStates:
    """Shows the words in place of a profile, and carries out what their buttons offer."""

    def __init__(self, states: ViewStates, messages: Messages, track: Act) -> None:
        self._states, self._messages, self._track = states, messages, track
        self._act: Act = track
        states.words.acted.connect(self._do)
        states.words.acted_otherwise.connect(track)

    def show_nobody(self, list_name: str | None) -> None:
        """list_name: of the list that is shown; None = there are no creators at all."""
        self._act = self._track
        self._states.show_words(
            "users",
            "No creators yet" if list_name is None else f"Nobody on “{list_name}” yet",
            "Track a creator to see how their followers grow. TikTrack keeps measuring them, even while it’s in "
            "the tray.",
            action=TRACK,
            action_icon="user-plus",
        )

    def show_notice(self, notice: Notice) -> None:
        self._act = partial(self._messages.act, notice.about)
        self._states.show_notice(notice, otherwise=TRACK)

    def show_failure(self, error: StoreError, retry: Act) -> None:
        self._act = retry
        self._states.show_words(
            "database", "Couldn’t load creators", str(error), action="Try again", action_icon="refresh-cw"
        )

    def _do(self) -> None:
        self._act()
