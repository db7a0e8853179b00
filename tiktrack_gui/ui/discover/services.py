"""The services that the Discover tab shows and uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.annotations import Annotations
from tiktrack_gui.services.audience import Audience
from tiktrack_gui.services.brands import Brands
from tiktrack_gui.services.budget import Plan
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.discover import Discover
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.ranking import Rankings


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoverServices:
    """constants: of the definitions, as they are set. budget: the requests used and left. requests_a_day: what a
    hashtag costs as a source.
    """

    brands: Brands
    discover: Discover
    rankings: Rankings
    audience: Audience
    creators: Creators
    lists: CreatorLists
    annotations: Annotations
    adding: Adding
    constants: Callable[[], Constants]
    budget: Callable[[], Plan]
    requests_a_day: Callable[[], int]
