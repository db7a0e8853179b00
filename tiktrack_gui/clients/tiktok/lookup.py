"""Finds an account on TikTok. It is its ID, not its name: names change, and others take them.

The ways to an account: its profile page by name, user/detail by name, user/detail by `secUid`, and the profile page at
`/@secUid`, where TikTok's own apps link to.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from tiktrack_gui.core.doubt import is_doubtful
from tiktrack_gui.core.errors import (
    Blocked,
    Captcha,
    Changed,
    EmptyCounts,
    HandleTaken,
    LoginNeeded,
    NotFound,
    Private,
    RegionLocked,
    TikTokDown,
    TikTokError,
    Timeout,
    UnknownStatus,
    Unreachable,
)
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.models import Creator, Origin
from tiktrack_gui.core.sources import Capability

log = logging.getLogger(__name__)
T = TypeVar("T")

# After these errors, another way to the same numbers may still work
ANOTHER_WAY = (Blocked, Captcha, Changed, LoginNeeded, TikTokDown, Timeout, UnknownStatus, Unreachable)
# These say something about the account; all others only say that this way is closed to us
ABOUT_IT = (NotFound, Private, LoginNeeded, RegionLocked)


@dataclass(frozen=True, slots=True)
class Ways:
    """Both raise TikTokError.

    page: reads the profile page at `/@name`, with exact counts; the name is a handle or a secUid. detail: asks
    user/detail for a handle or a secUid; the other one is empty.
    """

    page: Callable[[str], Awaitable[Creator]]
    detail: Callable[[str, str], Awaitable[Creator]]


async def find(ask: Ways, handle: str, known: Creator | None) -> Creator:
    """Returns the account with a fresh sample.

    known: the account meant, if TikTrack knows it, with its last sample. Then it is looked for under its ID if the
    handle is nobody's or somebody else's, so that the result may have another handle, but never another ID. A handle
    that TikTrack has never seen is nobody's as soon as the profile page says so: there's nothing to lose by it.

    Raises HandleTaken if another account has the handle and the known one isn't found, and EmptyCounts if its counts
    are too odd, compared with `known.sample`, and no other way confirms them.
    """
    if known is None:
        return await _holder(ask, handle)
    found = await _known(ask, handle, known)
    if is_doubtful(found.sample, known.sample):
        return await _confirmed(ask, found, known)
    return found


async def one_of(
    first: Awaitable[T],
    otherwise: Callable[[], Awaitable[T]],
    *,
    after: tuple[type[TikTokError], ...] = ANOTHER_WAY,
) -> T:
    """Returns the result of `first`, or of `otherwise` if `first` fails with one of `after`.

    Raises what both agree on.
    """
    try:
        return await first
    except after as error:
        closed = error
    try:
        return await otherwise()
    except TikTokError as error:
        raise agreed(closed, error) from error


def agreed(one: TikTokError, other: TikTokError) -> TikTokError:
    """Returns what two failed ways say together about an account.

    What says something about it beats a closed way. What says that it's there (it is private, or needs a login) beats
    "not found", which is confirmed only if both say so.
    """
    if not isinstance(other, ABOUT_IT):
        one.detail += f"; the other way: {other.kind}, {other.detail}"
        return _doubted(one)
    if not isinstance(one, ABOUT_IT):
        return _doubted(other)
    first = next((error for error in (one, other) if isinstance(error, HandleTaken)), one)
    second = other if first is one else one
    if isinstance(first, HandleTaken):
        return first if isinstance(second, NotFound) else _doubted(first)
    if isinstance(first, NotFound) and isinstance(second, NotFound):
        first.confirmed = first.confirmed and second.confirmed
        return first
    there = [error for error in (second, first) if not isinstance(error, NotFound)]
    return next((error for error in there if isinstance(error, Private)), there[0])


async def _named(ask: Ways, handle: str) -> Creator:
    return await one_of(ask.page(handle), lambda: ask.detail(handle, ""))


async def _holder(ask: Ways, handle: str) -> Creator:
    """Returns who has the handle, or is named by a secUid or an ID.

    Somebody else's page is believed only if user/detail says the same: that the handle is an earlier one of theirs.
    """
    shown = await _named(ask, handle)
    if canonical(handle) == canonical(shown.handle) or handle in (str(shown.id), shown.sec_uid):
        return shown
    second = await ask.detail(handle, "")
    if second.id != shown.id and canonical(second.handle) != canonical(handle):
        raise NotFound(Capability.CREATOR, f"the page of @{handle} shows @{shown.handle}, user/detail @{second.handle}")
    return second if second.id != shown.id else shown


async def _known(ask: Ways, handle: str, known: Creator) -> Creator:
    try:
        shown = await _named(ask, handle)
        if shown.id == known.id:
            return shown
        said: TikTokError = _taken(handle, shown)
    except (NotFound, Private) as error:
        said = error
    log.info("@%s: %s. Looking for account %d elsewhere", handle, said.kind, known.id)
    try:
        found = await _elsewhere(ask, handle, known, said)
    except TikTokError as error:
        raise agreed(said, error) from error
    return found if found.handle.lower() == handle.lower() else await _exact(ask, found)


async def _elsewhere(ask: Ways, handle: str, known: Creator, said: TikTokError) -> Creator:
    """Asks for the account by its secUid. Without one, asks for the name in another way, unless somebody has it."""
    sec_uid = known.sec_uid
    if sec_uid is not None:
        found = await one_of(ask.detail("", sec_uid), lambda: ask.page(sec_uid))
    elif isinstance(said, HandleTaken):
        raise NotFound(Capability.CREATOR, "no other way to it")
    else:
        found = await ask.detail(handle, "")
    if found.id != known.id:
        raise _taken(handle, found)
    return found


async def _exact(ask: Ways, found: Creator) -> Creator:
    """Returns the account as its profile page shows it, where the counts are exact; as it is if that can't be read."""
    try:
        shown = await ask.page(found.handle)
    except TikTokError as error:
        log.info("@%s keeps the counts of user/detail: %s", found.handle, error.detail)
        return found
    return shown if shown.id == found.id else found


async def _confirmed(ask: Ways, found: Creator, known: Creator) -> Creator:
    """Asks for odd counts in another way; returns what that shows, or `found` if it agrees. Raises EmptyCounts if it
    doesn't answer.
    """
    try:
        second = await _otherwise(ask, found)
    except TikTokError as error:
        raise EmptyCounts(Capability.CREATOR, f"the other way: {error.kind}, {error.detail}") from error
    if second.id != found.id or second.sample is None:
        raise EmptyCounts(Capability.CREATOR, "the other way has no counts")
    return found if is_doubtful(second.sample, known.sample) else second


async def _otherwise(ask: Ways, found: Creator) -> Creator:
    """Asks for the account in another way than the one it was found by."""
    if found.sample is not None and found.sample.origin is Origin.PROFILE_PAGE:
        return await ask.detail("" if found.sec_uid else found.handle, found.sec_uid or "")
    return await ask.page(found.handle)


def _taken(handle: str, holder: Creator) -> HandleTaken:
    return HandleTaken(handle, holder, Capability.CREATOR, f"it is account {holder.id}")


def _doubted(error: TikTokError) -> TikTokError:
    if isinstance(error, NotFound):
        error.confirmed = False
    return error
