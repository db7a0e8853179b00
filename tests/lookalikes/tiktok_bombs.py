"""What a hostile TikTok answers with: without end, packed, or never quite done. Each serves one request."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable
from itertools import chain, repeat

from aiohttp import web

Bomb = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

MB = 1_000_000
START = b"<!DOCTYPE html><html><head><title>TikTok</title></head><body>"


async def _streamed(
    request: web.BaseRequest, kind: str, start: bytes, megabytes: int, *, packed: bool
) -> web.StreamResponse:
    """Sends the start, and then that many megabytes of spaces."""
    answer = web.StreamResponse(headers={"Content-Type": kind} | ({"Content-Encoding": "gzip"} if packed else {}))
    packer = zlib.compressobj(9, wbits=31) if packed else None
    await answer.prepare(request)
    try:
        for chunk in chain((start,), repeat(b" " * MB, megabytes), (None,)):
            if request.transport is None or request.transport.is_closing():
                break  # whoever asked has seen enough
            await asyncio.sleep(0)  # a write that doesn't wait would never see that nobody listens any more
            if packer is None:
                await answer.write(chunk or b"")
            elif data := packer.flush() if chunk is None else packer.compress(chunk):
                await answer.write(data)
        await answer.write_eof()
    except ConnectionError:
        pass
    return answer


def large(kind: str = "text/html", start: bytes = START, megabytes: int = 50, *, packed: bool = False) -> Bomb:
    return lambda request: _streamed(request, kind, start, megabytes, packed=packed)


def json(megabytes: int = 100, *, packed: bool = False) -> Bomb:
    return large("application/json", b'{"statusCode": 0, "itemList": [', megabytes, packed=packed)


async def endless(request: web.BaseRequest) -> web.StreamResponse:
    """As much as anybody takes."""
    return await _streamed(request, "text/html", START, 1_000_000, packed=False)


async def drip(request: web.BaseRequest) -> web.StreamResponse:
    """A byte now and then, for as long as anybody waits."""
    answer = web.StreamResponse(headers={"Content-Type": "text/html"})
    await answer.prepare(request)
    try:
        await answer.write(START)
        while request.transport is not None and not request.transport.is_closing():
            await answer.write(b" ")
            await asyncio.sleep(0.1)
    except ConnectionError:
        pass
    return answer


def page(text: str) -> Bomb:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        body = gzip.compress(text.encode(), 1)
        return web.Response(body=body, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})

    return answer


open_tags = page("<script " * 60_000)
nested = page("<div>" * 100_000)
busy = page("<html><body>Please wait<script>while (true) {}</script></body></html>")
# Grows to more than was sent, and gives those who ask for a part of it all the same
grown = page(
    "<html><body><script>String.prototype.slice = () => 'x'.repeat(3e8);"
    "document.body.setAttribute('x', 'x'.repeat(5e6)); JSON.stringify = () => 'x'.repeat(3e8);</script></body></html>"
)
