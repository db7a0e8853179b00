"""The services the tab works with."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.services.campaigns import Campaigns
from tiktrack_gui.services.creators import Creators


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignServices:
    campaigns: Campaigns
    creators: Creators
