"""The few cookies of TikTok's window that outlive a restart, in the system's keyring.

They tell TikTok that this visitor has accepted its terms or solved a puzzle. Those of a sign-in (`sessionid` and its
like) are an account's key and are never kept.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from typing import Any

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Tokens
from tiktrack_gui.core.errors import BadInput, KeyringUnavailable

log = logging.getLogger(__name__)

# The visitor, the solved puzzle, what protects forms, the visitor's chain of pages, and the accepted terms, in order of
# importance. The msToken has its own place, as `Kind.TIKTOK`.
KEPT = ("ttwid", "s_v_web_id", "tt_csrf_token", "tt_chain_token", "cookie-consent")
LONGEST = 1_200  # characters of all together: Windows keeps 2,560 bytes a credential, two for each


async def keep(tokens: Tokens, cookies: Iterable[Mapping[str, Any]]) -> None:
    """Puts the cookies that are kept into the keyring; without one, they are in this session only."""
    given = {cookie["name"]: str(cookie["value"]) for cookie in cookies}
    kept: dict[str, str] = {}
    for name in KEPT:
        if name in given:
            if len(_text({**kept, name: given[name]})) <= LONGEST:
                kept[name] = given[name]
            else:
                log.warning("The cookie %s is too long to be kept: %d characters", name, len(given[name]))
    for value in kept.values():
        tokens.hide(value)
    try:
        await (tokens.set(Kind.COOKIES, _text(kept)) if kept else tokens.delete(Kind.COOKIES))
    except KeyringUnavailable as error:
        log.warning("The cookies are kept for this session only. %s", error)


async def kept(tokens: Tokens) -> dict[str, str]:
    """Returns the values of the cookies by their names; none if there are none, or the keyring can't be read."""
    try:
        text = await tokens.get(Kind.COOKIES)
        given = json.loads(text or "{}")
        found = {name: given[name] for name in KEPT if isinstance(given.get(name), str)}
    except (KeyringUnavailable, BadInput, ValueError, AttributeError) as error:
        log.warning("The kept cookies can’t be read: %s", type(error).__name__)
        return {}
    for value in found.values():
        tokens.hide(value)
    return found


def _text(kept: Mapping[str, str]) -> str:
    return json.dumps(kept, separators=(",", ":"))
