"""Texts about what a creator stated about its audience. Pure."""

from __future__ import annotations

TITLE = "Audience stated by @{}"
WHERE = (
    "Ask the creator for a screenshot of TikTok Studio, Analytics, Followers. TikTrack can’t check these figures; "
    "wherever they are shown, they are marked “stated by creator”."
)
DATE = "Date of these analytics"
COUNTRIES = "Countries"
COUNTRIES_HINT = "The largest ones; the rest counts as other countries"
NOTHING = "Enter ages, genders or countries."


def saved(handle: str) -> str:
    return f"Saved what @{handle} states about its audience"


def removed(handle: str) -> str:
    return f"Removed what @{handle} stated about its audience"
