"""The values of other programs' databases, and how they are read as ours."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import parse_handle
from tiktrack_gui.core.models import PLATFORM
from tiktrack_gui.store.dialects import NAME_LENGTH
from tiktrack_gui.store.rows import Row

LIMIT_OF_32_BITS = 2**31 - 1
LIMIT_OF_64_BITS = 2**63 - 1
LAST_SECOND = 253_402_300_799  # of the year 9999
SMALLEST_TIKTOK_ID = 10**9
# The columns that may name a creator, the surest first
IDS = ("creator_id", "user_id", "account_id", "tiktok_id")
HANDLES = ("handle", "username", "unique_id", "account_handle", "name")
_TIKTOK_IDS = ("tiktok_id", "creator_id", "user_id", "id")
Key = tuple[str, str]  # platform and the post's ID there
Identity = tuple[int | None, str | None]  # TikTok's ID and the handle


def post_key(row: Row, platform: str = "platform") -> Key | None:
    """What identifies a post; None if something of it is missing or can't be an ID."""
    key = name, post_id = platform_of(row[platform]), text_of(row["platform_post_id"]).strip()
    usable = is_number(post_id) if name == PLATFORM else len(post_id) <= NAME_LENGTH
    return key if all(key) and usable else None


def rows_by_key(rows: Iterable[Row], platform: str = "platform") -> dict[Key, Row]:
    return {key: row for row in rows if (key := post_key(row, platform)) is not None}


def platform_of(value: Any) -> str:
    platform = word_of(value)
    return PLATFORM if platform.casefold() == PLATFORM.casefold() else platform


def word_of(value: Any) -> str:
    return text_of(value).strip()[:NAME_LENGTH].rstrip()


def text_of(value: Any) -> str:
    """Without NUL, which PostgreSQL's texts can't have."""
    if value is None:
        return ""
    text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
    return text.replace("\0", "")


def moment_of(value: Any) -> int | None:
    """Returns a time's whole seconds; None for one that can't be meant, such as 0000-00-00 or the year 1970's start."""
    try:
        moment = datetime.fromisoformat(text_of(value).strip())
    except ValueError:
        return None
    seconds = math.floor((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    return seconds if 0 < seconds <= LAST_SECOND else None


def json_of(value: Any) -> Any | None:
    """Returns what the text contains, {} if there is none, and None if it isn't JSON."""
    if not isinstance(value, str | bytes):
        return {} if value is None else value  # from a JSON column
    if not value.strip():
        return {}
    try:
        content = json.loads(value, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None
    return {} if content is None else content


def _no_constant(name: str) -> None:
    """Python reads NaN, which is no JSON."""
    raise ValueError(name)


def _whole(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def is_at_limit(value: Any) -> bool:
    number = _whole(value)
    return number is not None and (number == LIMIT_OF_32_BITS or not 0 <= number <= LIMIT_OF_64_BITS)


def count_of(value: Any) -> int | None:
    return None if is_at_limit(value) else _whole(value)


def real_of(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def flag_of(value: Any, *, default: bool) -> bool:
    return default if value is None else bool(value)


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= LIMIT_OF_64_BITS


def identity_of(row: Row) -> Identity:
    """Returns the creator's ID at TikTok and its handle, as far as the row has them."""
    numbers = [_whole(row.get(name)) for name in _TIKTOK_IDS]
    ids = (number for number in numbers if number and SMALLEST_TIKTOK_ID <= number <= LIMIT_OF_64_BITS)
    handles = (_handle(row.get(name)) for name in HANDLES)
    return next(ids, None), next((handle for handle in handles if handle), None)


def _handle(value: Any) -> str | None:
    try:
        return parse_handle(text_of(value))
    except BadInput:
        return None


def reference_of(value: Any) -> str:
    return text_of(value).strip().removeprefix("@").lower()
