"""The window's tabs: what builds the page of each key in the rail, when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from tiktrack_gui.app.pages import Pages
from tiktrack_gui.app.tabs import activity, campaigns, creators, discord, discover, settings, trending
from tiktrack_gui.ui.window.main_window import SETTINGS

TABS: Mapping[str, Callable[[Pages], QWidget]] = {
    "trending": trending.build,
    "creators": creators.build,
    "discover": discover.build,
    "campaigns": campaigns.build,
    "discord": discord.build,
    "activity": activity.build,
    SETTINGS: settings.build,
}
