"""Only pictures, only from TikTok's image hosts over HTTPS; anything else returns None without an error."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from tests.lookalikes.certificate import self_signed
from tests.lookalikes.tiktok import TikTokLookalike, picture
from tests.lookalikes.tiktok_content import CDN
from tests.waiting import LIMIT
from tiktrack_gui.clients import images
from tiktrack_gui.clients.images import DOMAINS, CdnImages
from tiktrack_gui.core.deliveries import Picture

URL = "https://p16-sign.tiktokcdn-us.com/tos/avatar.webp?x-expires=1790000000&x-signature=s3cret"
PNG = picture("somebody")

Answer = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


class Everywhere(AbstractResolver):
    """Resolves every host to one port on this computer."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=self._port, family=socket.AF_INET, proto=0, flags=0)
        ]

    async def close(self) -> None:
        pass


class Cdn:
    """All of TikTok's image hosts on loopback. Serves a picture, or the response set by the test."""

    def __init__(self) -> None:
        self.requests: list[web.BaseRequest] = []
        self.connections: set[object] = set()
        self.answer: Answer = self.well
        self.tls, certificate = self_signed(*DOMAINS, *(f"*.{domain}" for domain in DOMAINS), "example.org")
        self.trusting = ssl.create_default_context(cadata=certificate.decode())
        self.port = 0

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        self.requests.append(request)
        self.connections.add(request.transport)
        return await self.answer(request)

    async def well(self, request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(body=PNG)

    def says(self, answer: Callable[[web.BaseRequest], web.Response]) -> None:
        async def say(request: web.BaseRequest) -> web.StreamResponse:
            return answer(request)

        self.answer = say

    def client(self, *, limit: float = images.LIMIT) -> CdnImages:
        return CdnImages(resolver=Everywhere(self.port), tls=self.trusting, limit=limit)


@pytest.fixture
async def cdn() -> AsyncIterator[Cdn]:
    cdn = Cdn()
    runner = web.ServerRunner(web.Server(cdn.handle, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=cdn.tls).start()
    cdn.port = runner.addresses[0][1]
    yield cdn
    await runner.cleanup()


@pytest.fixture
async def client(cdn: Cdn) -> AsyncIterator[CdnImages]:
    client = cdn.client()
    yield client
    await client.close()


async def test_a_picture_comes_whole_and_is_named_after_what_it_is(client: CdnImages) -> None:
    assert await client.fetch(URL) == Picture(name="picture.png", data=PNG)


async def test_the_picture_of_the_recorded_feed_can_be_had() -> None:
    with TikTokLookalike() as tiktok:
        client = CdnImages(resolver=Everywhere(tiktok.port), tls=tiktok.client_tls())
        assert await client.fetch(f"{CDN}/avatar/1.jpeg") == Picture(name="picture.png", data=picture("/avatar/1.jpeg"))
        await client.close()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xff\xd8\xff\xe0 and so on", "picture.jpg"),
        (b"\x89PNG\r\n\x1a\n and so on", "picture.png"),
        (b"GIF89a and so on", None),
        (b"RIFF\x10\0\0\0WEBPVP8 and so on", "picture.webp"),
        (b"RIFF\x10\0\0\0WAVEfmt and so on", None),
        (b"<html>not a picture</html>", None),
        (b"", None),
    ],
)
async def test_what_it_is_shows_in_its_first_bytes(cdn: Cdn, client: CdnImages, data: bytes, name: str | None) -> None:
    cdn.says(lambda _: web.Response(body=data, content_type="image/png"))
    picture = await client.fetch(URL)
    assert (picture and picture.name) == name


@pytest.mark.parametrize("domain", DOMAINS)
async def test_each_of_tiktoks_hosts_is_asked(cdn: Cdn, client: CdnImages, domain: str) -> None:
    assert await client.fetch(f"https://p16.{domain}/1.png")
    assert [request.host for request in cdn.requests] == [f"p16.{domain}"]


@pytest.mark.parametrize(
    "url",
    [
        "http://p16.tiktokcdn.com/1.png",
        "https://example.org/1.png",
        "https://tiktokcdn.com.example.org/1.png",
        "https://eviltiktokcdn.com/1.png",
        "https://example.org\\.tiktokcdn.com/1.png",
        "https://p16.tiktokcdn.com:8443/1.png",
        "https://p16.tiktokcdn.com:no/1.png",
        "https://somebody@p16.tiktokcdn.com/1.png",
        "https://somebody:secret@example.org/p16.tiktokcdn.com",
        "https://127.0.0.1/1.png",
        "https://[tiktokcdn.com",
        "file:///etc/passwd",
        "demo:avatar/x",
        "",
    ],
)
async def test_no_other_host_is_asked(cdn: Cdn, client: CdnImages, url: str) -> None:
    assert await client.fetch(url) is None
    assert cdn.requests == []


async def test_a_redirection_to_another_of_tiktoks_hosts_is_followed(cdn: Cdn, client: CdnImages) -> None:
    def there(request: web.BaseRequest) -> web.Response:
        if request.host.endswith("ibyteimg.com"):
            return web.Response(body=PNG)
        return web.Response(status=302, headers={"Location": "https://p16.ibyteimg.com/1.png"})

    cdn.says(there)
    assert await client.fetch(URL)
    assert len(cdn.requests) == 2


@pytest.mark.parametrize("target", ["https://example.org/1.png", "http://p16.tiktokcdn.com/1.png", "//localhost/1.png"])
async def test_a_redirection_to_anywhere_else_is_not(cdn: Cdn, client: CdnImages, target: str) -> None:
    cdn.says(lambda _: web.Response(status=302, headers={"Location": target}))
    assert await client.fetch(URL) is None
    assert len(cdn.requests) == 1


@pytest.mark.parametrize(("times", "arrives"), [(3, True), (4, False)])
async def test_three_redirections_are_followed(cdn: Cdn, client: CdnImages, times: int, arrives: bool) -> None:
    def on_and_on(_: web.BaseRequest) -> web.Response:
        if len(cdn.requests) > times:
            return web.Response(body=PNG)
        return web.Response(status=307, headers={"Location": f"/{len(cdn.requests)}"})

    cdn.says(on_and_on)
    assert (await client.fetch(URL) is not None) is arrives
    assert len(cdn.requests) == 4


async def test_reading_stops_when_it_is_too_large(cdn: Cdn, client: CdnImages) -> None:
    stopped = asyncio.Event()

    async def endless(request: web.BaseRequest) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        await answer.write(PNG)
        try:
            while True:
                await answer.write(bytes(64 * 1024))
                await asyncio.sleep(0)  # once the client begins to close TLS, writing neither waits nor fails
        except ConnectionError:
            stopped.set()
            raise

    cdn.answer = endless
    assert await client.fetch(URL) is None
    await asyncio.wait_for(stopped.wait(), LIMIT)


@pytest.mark.parametrize(("beyond", "taken"), [(0, True), (1, False)])
async def test_the_largest_is_two_megabytes(cdn: Cdn, client: CdnImages, beyond: int, taken: bool) -> None:
    cdn.says(lambda _: web.Response(body=PNG.ljust(2 * 1024 * 1024 + beyond, b"\0")))
    assert (await client.fetch(URL) is not None) is taken


async def test_a_packed_answer_is_not_unpacked(cdn: Cdn, client: CdnImages) -> None:
    def packed(_: web.BaseRequest) -> web.Response:
        answer = web.Response(body=PNG)
        answer.enable_compression(web.ContentCoding.gzip)
        return answer

    cdn.says(packed)
    assert await client.fetch(URL) is None


@pytest.mark.parametrize("status", [304, 403, 404, 500])
async def test_a_refusal_is_no_picture(cdn: Cdn, client: CdnImages, status: int) -> None:
    cdn.says(lambda _: web.Response(status=status, body=None if status == 304 else PNG))
    assert await client.fetch(URL) is None


async def test_a_dropped_connection_is_no_picture_and_the_next_one_comes(cdn: Cdn, client: CdnImages) -> None:
    async def drop(request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    cdn.answer = drop
    assert await client.fetch(URL) is None
    cdn.answer = cdn.well
    assert await client.fetch(URL)


async def test_an_answer_that_never_comes_is_not_waited_for(cdn: Cdn) -> None:
    async def hang(_: web.BaseRequest) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    cdn.answer = hang
    client = cdn.client(limit=0.2)
    assert await asyncio.wait_for(client.fetch(URL), LIMIT) is None
    await client.close()


async def test_a_certificate_nobody_vouches_for_is_refused(cdn: Cdn) -> None:
    client = CdnImages(resolver=Everywhere(cdn.port))
    assert await client.fetch(URL) is None
    assert cdn.requests == []
    await client.close()


async def test_cookies_are_not_kept(cdn: Cdn, client: CdnImages) -> None:
    cdn.says(lambda _: web.Response(body=PNG, headers={"Set-Cookie": "who=you; Domain=tiktokcdn-us.com; Path=/"}))
    await client.fetch(URL)
    await client.fetch(URL)
    assert [request.headers.get("Cookie") for request in cdn.requests] == [None, None]


async def test_four_at_a_time_over_connections_that_are_kept(cdn: Cdn, client: CdnImages) -> None:
    arrived, go_on = asyncio.Semaphore(0), asyncio.Event()

    async def wait(request: web.BaseRequest) -> web.StreamResponse:
        arrived.release()
        await go_on.wait()
        return web.Response(body=PNG)

    cdn.answer = wait
    fetching = asyncio.gather(*(client.fetch(URL) for _ in range(12)))
    for _ in range(4):
        await asyncio.wait_for(arrived.acquire(), LIMIT)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(arrived.acquire(), 0.1)
    go_on.set()
    assert None not in await asyncio.wait_for(fetching, LIMIT)
    assert len(cdn.requests) == 12
    assert len(cdn.connections) <= 4


async def test_the_wait_for_a_turn_does_not_count(cdn: Cdn) -> None:
    async def slowly(request: web.BaseRequest) -> web.StreamResponse:
        await asyncio.sleep(0.3)
        return web.Response(body=PNG)

    client = cdn.client(limit=1.0)
    await client.fetch(URL)
    cdn.answer = slowly
    assert None not in await asyncio.gather(*(client.fetch(URL) for _ in range(4 * 5)))
    await client.close()


async def test_a_cancelled_fetch_is_cancelled(cdn: Cdn, client: CdnImages) -> None:
    arrived = asyncio.Event()

    async def hang(_: web.BaseRequest) -> web.StreamResponse:
        arrived.set()
        await asyncio.Event().wait()
        return web.Response()

    cdn.answer = hang
    fetching = asyncio.ensure_future(client.fetch(URL))
    await asyncio.wait_for(arrived.wait(), LIMIT)
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching


async def test_after_closing_there_are_no_pictures(cdn: Cdn, client: CdnImages) -> None:
    await client.fetch(URL)
    await client.close()
    await client.close()
    assert await client.fetch(URL) is None
    assert len(cdn.requests) == 1


@pytest.mark.parametrize("url", [URL, URL.replace("tiktokcdn-us.com", "example.org"), URL.replace("p16-sign", "[p16")])
async def test_the_log_says_why_without_the_signed_address(
    cdn: Cdn, client: CdnImages, caplog: pytest.LogCaptureFixture, url: str
) -> None:
    cdn.says(lambda _: web.Response(status=404))
    with caplog.at_level(logging.DEBUG, logger=images.__name__):
        assert await client.fetch(url) is None
    (record,) = [record for record in caplog.records if record.name == images.__name__]
    assert record.levelno == logging.DEBUG
    assert "No picture" in record.getMessage()
    assert "s3cret" not in caplog.text


def test_aiohttp_is_not_imported_before_it_is_needed() -> None:
    use = "import sys; from tiktrack_gui.clients import images; images.CdnImages()"
    program = f"{use}; assert 'aiohttp' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=LIMIT)
