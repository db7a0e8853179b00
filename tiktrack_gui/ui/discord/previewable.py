"""What can be previewed and posted, by its key: a creator by the handle, a story by its subject."""

from __future__ import annotations

from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.subjects import About, Subject
from tiktrack_gui.services.posting import Posting, Preview
from tiktrack_gui.ui.discord.preview_pane import is_story
from tiktrack_gui.words.deliveries import named
from tiktrack_gui.words.videos import caption


class Previewable:
    """Asks the services about creators and stories alike."""

    def __init__(self, posting: Posting) -> None:
        self._posting = posting

    async def offered(self, about: About) -> dict[str, str]:
        """Returns what can be chosen, by key."""
        if about is About.VIDEO:
            stories = await self._posting.stories()
            return {str(Subject.video(story.video.id)): _of_story(story) for story in stories}
        return {creator.handle: named(creator) for creator in await self._posting.candidates()}

    async def existing(self, key: str, channel_id: int) -> Delivery | None:
        """Returns its delivery to that channel, or None."""
        if is_story(key):
            return await self._posting.existing_video(_video(key), channel_id)
        return await self._posting.existing(key, channel_id)

    async def draft(self, key: str, channel_id: int, rules: PostingRules | None = None) -> Preview | None:
        """Writes its post with stored numbers; None if nothing is stored about it."""
        if is_story(key):
            return await self._posting.draft_video(_video(key), channel_id, rules)
        return await self._posting.draft(key, channel_id, rules)

    async def post(self, key: str, channel_id: int) -> Delivery:
        """Posts it at the user's request."""
        if is_story(key):
            return await self._posting.post_video(_video(key), channel_id)
        return await self._posting.post(key, channel_id)


def _video(key: str) -> int:
    return Subject.parse(key).id


def _of_story(story: MeasuredVideo) -> str:
    return f"{caption(story.video.caption)} (@{story.video.creator.handle})"
