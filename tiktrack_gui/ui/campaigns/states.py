"""What the tab says where there are no videos to show: nothing yet, nothing found, or a failure."""

from __future__ import annotations

from collections.abc import Callable

from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.ui.widgets.skeleton import Bone
from tiktrack_gui.ui.widgets.view_states import ViewStates

Act = Callable[[], None]
VIDEO_BONES = (
    Bone(left=24, top=8, width=36, height=48, radius=6),
    Bone(left=72, top=16, width=0.22, height=12),
    Bone(left=72, top=38, width=0.14, height=10),
    *(Bone(left=0.42 + 0.12 * number, top=26, width=56, height=12) for number in range(5)),
)
CREATOR_BONES = (
    Bone(left=24, top=14, width=36, height=36, radius=18),
    Bone(left=70, top=16, width=0.14, height=12),
    Bone(left=70, top=38, width=0.09, height=10),
    *(Bone(left=0.4 + 0.14 * number, top=26, width=64, height=12) for number in range(4)),
)
CREATE, ADD = "New campaign…", "Add videos…"


class CampaignStates:
    """Shows the words in place of the videos, and carries out what their buttons offer."""

    def __init__(self, states: ViewStates, create: Act, add: Act, clear: Act) -> None:
        self._states = states
        self._create, self._add, self._clear = create, add, clear
        self._act: Act = create
        states.words.acted.connect(self._do)

    def show_first_use(self) -> None:
        self._act = self._create
        self._states.show_words(
            "megaphone",
            "What did your collaborations bring?",
            "Make a campaign and paste the links of its videos, with what each cost. TikTrack measures them and "
            "compares them with what their creators usually get.",
            action=CREATE,
            action_icon="plus",
        )

    def show_no_videos(self) -> None:
        self._act = self._add
        self._states.show_words(
            "video",
            "No videos yet",
            "Paste the links of this campaign’s videos. A price, the word “gift” and a date may stand behind each.",
            action=ADD,
            action_icon="plus",
        )

    def show_no_match(self, query: str) -> None:
        self._act = self._clear
        self._states.show_no_match(query)

    def show_failure(self, error: StoreError, retry: Act) -> None:
        self._act = retry
        self._states.show_words(
            "database", "Couldn’t load the campaigns", str(error), action="Try again", action_icon="refresh-cw"
        )

    def _do(self) -> None:
        self._act()
