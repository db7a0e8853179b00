"""How the Creators page shows a list: one creator's profile beside the others, or all of them as a table."""

from __future__ import annotations

from PySide6.QtCore import QByteArray

from tiktrack_gui.ui.widgets.segmented import Segmented

PROFILE, OVERVIEW = "profile", "overview"
KEYS = "Ctrl+Shift+O"


class ViewSwitch(Segmented):
    """“Profile | Overview”, remembered for the next start."""

    def __init__(self) -> None:
        super().__init__({PROFILE: "Profile", OVERVIEW: "Overview"}, "View of the list")
        self.setObjectName("Creators view")
        self.setToolTip(f"One creator, or the whole list as a table ({KEYS})")

    def turn(self) -> None:
        self.choose(PROFILE if self.choice == OVERVIEW else OVERVIEW)

    def saveState(self) -> QByteArray:
        """See `ui.window.arrangement`."""
        return QByteArray(self.choice.encode())

    def restoreState(self, state: QByteArray) -> bool:
        known = bytes(state.data()).decode("ascii", "replace")
        if known not in (PROFILE, OVERVIEW):
            return False
        self.choose(known)
        return True
