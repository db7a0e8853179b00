"""What there is to choose from in a channel's rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.servers import ForumTag, Role
from tiktrack_gui.core.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """For one channel.

    tags: of a forum, none elsewhere. requires_tag: every post needs one. roles: of the server. defaults: the rules of a
    channel that says nothing else, from the settings.
    """

    lists: Sequence[CreatorList] = ()
    sources: Sequence[Source] = ()
    tags: Sequence[ForumTag] = ()
    roles: Sequence[Role] = ()
    requires_tag: bool = False
    defaults: PostingRules = field(default_factory=PostingRules)
