"""Pages and answers in JSON that cost far more to read than to send."""

from __future__ import annotations

from collections.abc import Callable

from tiktrack_gui.core.errors import TikTokError
from tiktrack_gui.core.sources import Capability

DATA = '<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">'
START, END = "<!DOCTYPE html><html><head><title>TikTok</title></head><body>", "</body></html>"
FITS = 3_900_000  # characters, about the most that is read

PAGES: dict[str, Callable[[], str]] = {
    "open tags": lambda: "<script " * 60_000,
    "many open tags": lambda: "<script " * (FITS // 8),
    "open scripts": lambda: "<script>" * (FITS // 8),
    "a script without end": lambda: START + DATA + "x" * FITS,
    "open ends of scripts": lambda: START + DATA + "</script" * (FITS // 8),
    "open comments": lambda: "<!--" * (FITS // 4),
    "open declarations": lambda: "<![CDATA[" * (FITS // 9),
    "open quotes": lambda: """<a b="<a b='""" * (FITS // 12),
    "attributes": lambda: "<a" + " id" * (FITS // 3),
    "spaces": lambda: "<a" + " " * FITS,
    "equals": lambda: "<a " + "= " * (FITS // 2) + ">",
    "ends": lambda: "</" * (FITS // 2),
    "less than": lambda: "<" * FITS,
    "nested": lambda: START + "<div>" * 100_000 + "</div>" * 100_000 + END,
    "nested formatting": lambda: START + "".join(f"<b a={n}>" for n in range(90_000)) + "<p>x" * 90_000,
    "nested templates": lambda: START + "<template>" * (FITS // 10),
    "tags": lambda: START + "<a>" * (FITS // 3),
    "titles": lambda: "<title>" * (FITS // 7),
    "50 MB": lambda: START + "x" * 50_000_000 + END,
    "50 MB of data": lambda: START + DATA + '{"a": "' + "x" * 50_000_000 + '"}</script>' + END,
}

ANSWERS: dict[str, Callable[[], str]] = {
    "100 MB": lambda: '{"itemList": [' + ", ".join(['{"id": "7123456789012345678"}'] * 3_300_000) + "]}",
    "a text of 10 MB": lambda: '{"statusCode": 0, "itemList": [], "x": "' + "x" * 10_000_000 + '"}',
    "a text of 100 MB with an emoji": lambda: '{"x": "😹' + "x" * 100_000_000 + '"}',
    "lists": lambda: '{"x": [' + "[]," * (FITS // 3) + "[]]}",
    "objects": lambda: '{"x": [' + "{}," * (FITS // 3) + "{}]}",
    "keys": lambda: "{" + ",".join(f'"{n}":0' for n in range(FITS // 10)) + "}",
    "small numbers": lambda: '{"x": [' + "1.5," * (FITS // 4) + "0]}",
    "nested lists": lambda: '{"x": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "nested objects": lambda: '{"x": ' * 100_000 + "0" + "}" * 100_000,
    "open lists": lambda: "[" * FITS,
    "a number of a million digits": lambda: '{"x": ' + "9" * 1_000_000 + "}",
    "a fraction of a million digits": lambda: '{"x": 0.' + "9" * 1_000_000 + "}",
    "an exponent of a million digits": lambda: '{"x": 1e' + "9" * 1_000_000 + "}",
    "many long numbers": lambda: '{"x": [' + ("9" * 4_299 + ",") * (FITS // 4_300) + "0]}",
    "escapes": lambda: '{"x": "' + "\\ud83d\\ude39" * (FITS // 12) + '"}',
    "open text": lambda: '{"x": "' + "\\" * FITS,
    "100,000 items": lambda: '{"statusCode": 0, "itemList": [' + '{"id":"7123456789012345678"},' * 99_999 + "{}]}",
    "a count of a million digits": lambda: _item(stats='{"diggCount": "' + "1,234" * 200_000 + '"}'),
    "a long caption": lambda: _item(desc='"' + "x" * (FITS - 1_000) + '"'),
    "many hashtags": lambda: _item(challenges="[" + '{"title":"a"},' * 100_000 + "{}]"),
    "a page as answer": lambda: START + "<a>" * (FITS // 3),
    "spaces": lambda: " " * FITS,
}


def reading_page(name: str) -> Callable[[], object]:
    """Attack: the page of a creator."""
    from tiktrack_gui.clients.tiktok.answers import rehydration_scope
    from tiktrack_gui.clients.tiktok.parse import creator_from_profile_page

    html = PAGES[name]()
    return lambda: _told(lambda: creator_from_profile_page(rehydration_scope(html, Capability.CREATOR), 1.8e9))


def reading_answer(name: str) -> Callable[[], object]:
    """Attack: the videos of a list."""
    from tiktrack_gui.clients.tiktok.parse import video_page

    text = ANSWERS[name]()
    return lambda: _told(lambda: video_page(text, 1.8e9))


def _told(read: Callable[[], object]) -> str:
    try:
        read()
    except TikTokError as error:
        return error.sentence
    return ""


def _item(**fields: str) -> str:
    usual = {
        "id": '"7123456789012345678"',
        "author": '{"id": "1", "uniqueId": "mara"}',
        "stats": '{"diggCount": 1}',
        "createTime": "1700000000",
    }
    written = ",".join(f'"{key}": {value}' for key, value in (usual | fields).items())
    return '{"statusCode": 0, "itemList": [{' + written + "}]}"
