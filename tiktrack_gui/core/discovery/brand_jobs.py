"""What is still to be asked of TikTok for a brand: kept until it is done, also over a restart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tiktrack_gui.core.pending import PendingState


class JobKind(StrEnum):
    SEARCH = "search"  # TikTok's own search, for a term
    CANDIDATE = "candidate"  # a handle or link, to be looked up and added to the candidates
    EXAMPLE = "example"  # the same, to be added to the examples
    VIDEOS = "videos"  # the newest videos of an example, or of a candidate that is tracked; given: its ID
    READ = "read"  # the best so many candidates that weren't read yet, once the searches are done
    MATCH = "match"  # all candidates are to be compared with the brand again
    COMPUTE = "compute"  # the figures of all candidates are to be computed again, as their definitions were changed


UNASKED = (JobKind.MATCH, JobKind.COMPUTE)  # these take no requests
LOOK_UPS = (JobKind.CANDIDATE, JobKind.EXAMPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandJob:
    """A job. given: the term, the handle or link, the ID or the number. reason: as of `core.pending_reasons`."""

    id: int
    brand_id: int
    kind: JobKind
    given: str
    state: PendingState
    reason: str | None = None
    added_at: int
    tried_at: int | None = None
