"""What the tab says where there are no candidates to show: nothing yet, nothing found, or a failure."""

from __future__ import annotations

from collections.abc import Callable

from tiktrack_gui.core.discovery.ranking import Show
from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.ui.discover.find_actions import FINDING
from tiktrack_gui.ui.discover.header import DiscoverHeader
from tiktrack_gui.ui.widgets.skeleton import Bone
from tiktrack_gui.ui.widgets.view_states import ViewStates

Act = Callable[[], None]
BONES = (
    Bone(left=56, top=14, width=36, height=36, radius=18),
    Bone(left=102, top=16, width=0.12, height=12),
    Bone(left=102, top=38, width=0.08, height=10),
    Bone(left=0.31, top=22, width=64, height=18),
    Bone(left=0.42, top=16, width=0.24, height=11),
    Bone(left=0.42, top=38, width=0.18, height=10),
    Bone(left=0.72, top=24, width=80, height=12),
    Bone(left=0.86, top=24, width=80, height=12),
)
CREATE = "Create a brand"
ADD = "Add creators…"

NOTHING = {
    Show.UP_AND_COMING: (
        "Nobody is up-and-coming at the moment",
        "Up-and-coming is who had a viral video lately, has as many followers as you look for, and isn’t fading. "
        "TikTrack keeps measuring your candidates.",
    ),
    Show.NEW: ("Nothing new since your last look", "Candidates found from now on appear here."),
    Show.ALL: ("Every candidate is marked as not interesting", "Find more, or look at those again."),
    Show.DISMISSED: (
        "No candidate is marked as not interesting",
        "Press Del on one that doesn’t fit, and it moves here.",
    ),
}


class DiscoverStates:
    """Shows the words, and carries out what their buttons offer."""

    def __init__(self, states: ViewStates, header: DiscoverHeader, create: Act, find: Act, add: Act) -> None:
        self._states, self._header = states, header
        self._create, self._find, self._add = create, find, add
        self._first: Act = create
        self._second: Act = add
        states.words.acted.connect(self._act)
        states.words.acted_otherwise.connect(self._act_otherwise)

    def show_first_use(self) -> None:
        self._first = self._create
        self._states.show_words(
            "compass",
            "Who are your customers?",
            "Describe your brand: its niche, languages and countries. TikTrack then looks for small creators who just "
            "broke through and may fit it.",
            action=CREATE,
            action_icon="plus",
        )

    def show_no_candidates(self, *, finding: bool) -> None:
        self._first, self._second = self._find, self._add
        text = (
            "Candidates appear here as they are found."
            if finding
            else "TikTrack takes them from the feed, your hashtags and TikTok’s search. What that costs is shown first."
        )
        self._states.show_words(
            "compass",
            "Looking for candidates" if finding else "No candidates yet",
            text,
            action="" if finding else FINDING,
            action_icon="search",
            otherwise="" if finding else ADD,
        )

    def show_nothing_found(self) -> None:
        """Nothing matches the search, or is of the chosen kind."""
        show, query = self._header.show_only, self._header.query
        if query:
            self._first = self._header.clear_query
            self._states.show_no_match(query)
            return
        self._first, self._second = self._show_all, self._find
        title, text = NOTHING[show]
        is_all = show is Show.ALL
        if is_all:
            self._first = self._find
        self._states.show_words("compass", title, text, action=FINDING if is_all else "Show all")

    def show_failure(self, error: StoreError, retry: Act) -> None:
        self._first = retry
        self._states.show_words(
            "database", "Couldn’t load the candidates", str(error), action="Try again", action_icon="refresh-cw"
        )

    def _show_all(self) -> None:
        self._header.choose(Show.ALL)

    def _act(self) -> None:
        self._first()

    def _act_otherwise(self) -> None:
        self._second()
