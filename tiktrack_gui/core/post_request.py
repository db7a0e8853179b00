"""What a user asks to be posted, before it is known what the channel's threads are about."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.core.subjects import About, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRequest:
    """handles: of creators. videos: the IDs of stories, if they come from any. channel_id: None = the default one."""

    handles: tuple[str, ...] = ()
    videos: tuple[int, ...] = ()
    channel_id: int | None = None

    def keys(self, about: About) -> tuple[str, ...]:
        """What is posted in a channel whose threads are about that: handles, or subjects of stories.

        Without stories, the profiles are.
        """
        if about is About.VIDEO and self.videos:
            return tuple(str(Subject.video(video_id)) for video_id in self.videos)
        return self.handles
