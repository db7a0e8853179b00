"""Messages shown instead of an empty feed: why it is empty, and a button that helps."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.core import numbers
from tiktrack_gui.core.durations import span
from tiktrack_gui.core.velocity import CURRENT_SPAN
from tiktrack_gui.ui.trending.filters import CHOICES
from tiktrack_gui.ui.widgets.view_states import ViewStates

RISING = f"Whether a video is rising shows once it was measured twice, at least {span(CURRENT_SPAN)} apart."


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptiness:
    """Such a message. action, otherwise: the button texts."""

    icon: str
    title: str
    text: str = ""
    action: str
    action_icon: str = ""
    otherwise: str = ""

    def show_in(self, states: ViewStates) -> None:
        states.show_words(
            self.icon,
            self.title,
            self.text,
            action=self.action,
            action_icon=self.action_icon,
            otherwise=self.otherwise,
        )


def none_of_the_kind(kind: str) -> Emptiness:
    """kind: a text from `filters.CHOICES`."""
    text = RISING if kind == CHOICES["rising"] else ""
    return Emptiness(icon="sliders-horizontal", title=f"No {kind.lower()} videos", text=text, action="Show all")


def none_of_the_source(name: str) -> Emptiness:
    return Emptiness(
        icon="list",
        title=f"Nothing shown here was found by {name}",
        text="A video counts for the source that found it first.",
        action="Show all sources",
    )


def none_recent(period: str, others: int) -> Emptiness:
    """period: a text from `filters.PERIODS`. others: number of older videos above the threshold."""
    return Emptiness(
        icon="sliders-horizontal",
        title=f"Nothing found in the last {period}",
        text=f"{numbers.grouped(others)} older {'video' if others == 1 else 'videos'} reached your threshold.",
        action="Show all",
    )


def none_fits(conditions: int) -> Emptiness:
    """conditions: how many the filter has."""
    return Emptiness(
        icon="sliders-horizontal",
        title="No video fits the filter" if conditions == 1 else "No video fits the filters",
        action="Clear all" if conditions > 1 else "Clear the filter",
    )


def none_fast_enough(total: int, threshold: float, lower: float | None) -> Emptiness:
    """lower: a threshold that would show some; None = not known."""
    return Emptiness(
        icon="sliders-horizontal",
        title="No videos above the threshold",
        text=f"None of the {numbers.grouped(total)} here reaches {numbers.velocity(threshold)}. That is normal: most "
        "videos in TikTok’s feed are weeks old and slow.",
        action="Change threshold" if lower is None else f"Show the fastest tenth (≥ {numbers.velocity(lower)})",
        otherwise="" if lower is None else "Change threshold",
    )


def nothing_yet() -> Emptiness:
    return Emptiness(
        icon="inbox",
        title="No videos yet",
        text="TikTrack checks the trending feed by itself and lists videos gaining engagement faster than your "
        "threshold.",
        action="Refresh now",
        action_icon="refresh-cw",
        otherwise="Change threshold",
    )
