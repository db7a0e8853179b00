"""The services that the Discord page shows."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.config.tokens import Tokens
from tiktrack_gui.services.channels import Channels
from tiktrack_gui.services.choosing import Choosing
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.posting import Posting
from tiktrack_gui.services.posting_rounds import PostingRounds
from tiktrack_gui.services.servers import Servers
from tiktrack_gui.services.source_list import SourceList


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordServices:
    channels: Channels
    choosing: Choosing
    creators: Creators
    lists: CreatorLists
    outbox: Outbox
    posting: Posting
    posts: PostingRounds
    servers: Servers
    sources: SourceList
    tokens: Tokens
