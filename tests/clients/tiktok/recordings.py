"""The recorded TikTok responses in tests/data/tiktok."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "data" / "tiktok"
RECORDED_FEED = "recommend_item_list_2022-11.json"
POST_LISTS = (
    "post_item_list_2025-10.json",
    "post_item_list_ads_2025-03.json",
    "post_item_list_photo_2025-03.json",
    "post_item_list_pinned_2025-03.json",
)


def recorded_text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def recorded(name: str) -> Any:
    return json.loads(recorded_text(name))


def profile_scope() -> dict[str, Any]:
    """The recorded user info, as embedded in a profile page."""
    (info,) = recorded("profile_page_user_info_2026-01.json")
    return {"webapp.user-detail": {"statusCode": 0, "statusMsg": "", "userInfo": info}}


def video_scope() -> dict[str, Any]:
    """The recorded video, as embedded in its page."""
    (item,) = recorded("video_page_2026-01.json")
    return {"webapp.video-detail": {"statusCode": 0, "statusMsg": "", "itemInfo": {"itemStruct": item}}}


def page_of(scope: dict[str, Any]) -> str:
    """A page of www.tiktok.com with `scope` as its embedded data."""
    data = json.dumps({"__DEFAULT_SCOPE__": scope}).replace("/", "\\u002F")
    script = f'<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">{data}</script>'
    return f"<!DOCTYPE html><html><head><title>TikTok</title>{script}</head><body></body></html>"
