"""The look-alike's HTML: TikTok's pages, as far as TikTokApi and TikTrack use them, and pages that block them."""

from __future__ import annotations

import json
from typing import Any

# Signs like TikTok's script: each signature is different (equal URLs would wait for each other in Chromium's cache).
SIGNER = 'window.byted_acrawler = {frontierSign: url => ({"X-Bogus": "x" + Math.random()})};'

NEVER_IDLE = "setInterval(() => fetch('/api/poll?' + Math.random()), 100);"

HTML_INSTEAD = "<!doctype html><title>TikTok</title><p>Access denied"

LOGIN = "<!doctype html><title>Log in | TikTok</title><h2>Log in to TikTok</h2>"

CAPTCHA = (
    "<!doctype html><title>TikTok</title><div id='captcha-verify-container-main-page'>"
    "<p>Drag the slider to fit the puzzle</p></div>"
)

# The challenge of 2026: a small page that a browser solves by itself, then loads the real one.
_WAIT = """<!doctype html><title>TikTok</title><p id="cs" class="q">Please wait...</p>
<p id="wci" class="_wafchallengeid"></p><p id="rci" class="q"></p><p id="rs" class="q"></p><script>{solve}</script>"""
WAIT_SOLVED = _WAIT.format(
    solve="setTimeout(() => { document.cookie = '_wafchallengeid=solved; path=/'; location.reload(); }, 300);"
)
WAIT_FOREVER = _WAIT.format(solve="")


def page(scope: dict[str, Any], *, pictures: str = "", signer: bool = True, script: str = "") -> str:
    """A page of TikTok's web application, with the data it was rendered from."""
    data = json.dumps({"__DEFAULT_SCOPE__": {"webapp.app-context": {"language": "en"}} | scope}).replace("<", "\\u003c")
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>TikTok</title>"
        f'<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">{data}</script>'
        f"<script>{SIGNER if signer else ''}{script}</script></head><body>{pictures}<main>TikTok</main></body></html>"
    )


def late_request(after: float) -> str:
    """Script for a request after loading, like real pages make; TikTokApi copies its headers.

    after: seconds. On a busy computer, TikTokApi misses an early request, and then fails.
    """
    return f"addEventListener('load', () => setTimeout(() => fetch('/api/late'), {after * 1000}));"


def own_hashtag_request(hashtag_id: str) -> str:
    """The script with which a hashtag's page requests its videos."""
    return f"fetch('/api/challenge/item_list/?aid=1988&count=30&cursor=0&challengeID={hashtag_id}');"


def own_search_request(term: str) -> str:
    """The script with which the search page requests its creators."""
    return f"fetch('/api/search/user/full/?aid=1988&cursor=0&keyword=' + encodeURIComponent({json.dumps(term)}));"


def own_posts_request(sec_uid: str) -> str:
    """The script with which a profile page requests its creator's videos."""
    return f"fetch('/api/post/item_list/?aid=1988&count=35&cursor=0&secUid={sec_uid}');"
