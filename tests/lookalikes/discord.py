"""A fake Discord on loopback: the part of its REST API that TikTrack uses, with state, rules and faults on demand.

    with DiscordLookalike() as discord:
        subprocess.run([...], env=os.environ | discord.env)
        assert [thread.name for thread in discord.guild.threads_in(discord.text)] == ["…"]

It runs in its own thread, so that synchronous tests and child processes can use it. Leaving the `with` block fails the
test if an exchange doesn't conform to Discord's OpenAPI document.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import re
import threading
from collections.abc import Callable
from email.utils import formatdate
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.lookalikes.discord_faults import JSON, Armed, Fault, Way, body_of
from tests.lookalikes.discord_routes import answer, refusal
from tests.lookalikes.discord_servers import Servers
from tests.lookalikes.discord_state import Kind
from tests.lookalikes.openapi import Exchange, discord_api
from tests.waiting import LIMIT
from tiktrack_gui.clock import SystemClock

TOKEN = "lookalike.bot.token"
API = "/api/v10"


class DiscordLookalike:
    """Attributes:
    url: The value for TIKTRACK_DISCORD_API; `env` has it together with the bot's token.
    servers: The servers its bot is in, and the bot's application, for tests to inspect and change.
    guild: The first of them.
    text, announcement, forum, media, tagged_forum, voice: IDs of its channels.
    exchanges: All requests and responses, in order.
    """

    def __init__(self, *, now: Callable[[], float] | None = None, token: str = TOKEN) -> None:
        self._now = now or SystemClock().now
        self.token = token
        self.servers = Servers(self._now)
        self.guild = self.servers.add("Bakers")
        self.text = self.guild.add_channel(Kind.TEXT, "creators")
        self.announcement = self.guild.add_channel(Kind.ANNOUNCEMENT, "news")
        self.forum = self.guild.add_channel(Kind.FORUM, "creator-forum", tags=("baking",))
        self.tagged_forum = self.guild.add_channel(Kind.FORUM, "tagged", tags=("a", "b"), tag_required=True)
        self.media = self.guild.add_channel(Kind.MEDIA, "creator-media")
        self.voice = self.guild.add_channel(Kind.VOICE, "talk")
        self.exchanges: list[Exchange] = []
        self.url = ""
        self._armed: list[Armed] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="discord-lookalike")
        self._ready = threading.Event()
        self._stop = asyncio.Event()

    @property
    def env(self) -> dict[str, str]:
        return {"TIKTRACK_DISCORD_API": self.url, "DISCORD_BOT_TOKEN": self.token}

    def fail(self, pattern: str, fault: Fault, *, times: int = 1) -> Armed:
        """Makes the next `times` requests that match `pattern` fail (see the names in `discord_routes`)."""
        armed = Armed(pattern, fault, times, self._loop)
        self._armed.append(armed)
        return armed

    def behave(self) -> None:
        """Removes all faults, and gives hanging requests their response."""
        for armed in self._armed:
            armed.release()
        self._armed.clear()

    def asked(self, pattern: str) -> list[Exchange]:
        """The exchanges of one route."""
        return [e for e in self.exchanges if re.fullmatch(pattern, f"{e.method} {e.path}")]

    def problems(self) -> list[str]:
        """Deviations of the exchanges from Discord's OpenAPI document."""
        return [problem for exchange in self.exchanges for problem in discord_api().problems(exchange)]

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(LIMIT):
            raise RuntimeError("the Discord look-alike did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._loop.close()
        if error is None:
            problems = self.problems()
            assert not problems, "\n".join(problems)

    def stop(self) -> None:
        """Stops the server, so that nothing listens at its address any more."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(10)
        assert not self._thread.is_alive(), "the Discord look-alike did not stop"

    def _serve(self) -> None:
        self._loop.run_until_complete(self._run())

    async def _run(self) -> None:
        application = web.Application(client_max_size=32 * 2**20)
        application.router.add_route("*", API + "/{rest:.*}", self._handle)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}{API}"
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()
        hanging = asyncio.all_tasks() - {asyncio.current_task()}
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        exchange = await _read(request)
        self.exchanges.append(exchange)
        armed = self._take(f"{exchange.method} {exchange.path}")
        if armed is None:
            return self._reply(exchange, *self._answer(exchange))
        done = self._answer(exchange) if armed.fault.after else None
        armed.reached.set()
        if armed.fault.way is Way.ANSWER:
            return self._reply_with(exchange, armed.fault)
        if armed.fault.way is Way.HANG:
            await armed.released.wait()
            return self._reply(exchange, *(done or self._answer(exchange)))
        return await _broken(request, body_of(done[1]) if done and armed.fault.way is Way.CUT else None)

    def _take(self, line: str) -> Armed | None:
        return next((armed for armed in self._armed if armed.takes(line)), None)

    def _answer(self, exchange: Exchange) -> tuple[int, Any]:
        if exchange.authorization != f"Bot {self.token}":
            return 401, refusal(0, "401: Unauthorized")
        return answer(self.servers, exchange)

    def _reply(self, exchange: Exchange, status: int, shown: Any) -> web.Response:
        if status == 204:
            exchange.status = status
            return web.Response(status=status, headers=self._headers(exchange))
        exchange.status, exchange.answer, exchange.answer_type = status, shown, JSON
        headers = self._headers(exchange) | {"Content-Type": JSON}
        return web.Response(status=status, body=body_of(shown).encode(), headers=headers)

    def _reply_with(self, exchange: Exchange, fault: Fault) -> web.Response:
        is_discords = fault.content_type == JSON and not fault.garbled
        exchange.status, exchange.answer_type = fault.status, JSON if is_discords else ""
        exchange.answer = json.loads(fault.body) if is_discords else fault.body
        headers = self._headers(exchange) | {"Content-Type": fault.content_type} | dict(fault.headers)
        if fault.packed:
            body = gzip.compress(fault.body.encode(), 9)
            return web.Response(status=fault.status, body=body, headers=headers | {"Content-Encoding": "gzip"})
        return web.Response(status=fault.status, body=fault.body.encode(), headers=headers)

    def _headers(self, exchange: Exchange) -> dict[str, str]:
        route = re.sub(r"\d+", "n", f"{exchange.method} {exchange.path}")
        return {
            "Date": formatdate(self._now(), usegmt=True),
            "X-RateLimit-Limit": "5",
            "X-RateLimit-Remaining": "4",
            "X-RateLimit-Reset": f"{self._now() + 1:.3f}",
            "X-RateLimit-Reset-After": "1.000",
            "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:32],
        }


async def _read(request: web.Request) -> Exchange:
    body, files = None, {}
    content_type = request.content_type if request.can_read_body else ""
    if request.content_type == "multipart/form-data":
        form = await request.post()
        body = json.loads(str(form["payload_json"]))
        files = {name: part.file.read() for name, part in form.items() if isinstance(part, web.FileField)}
    elif content_type:
        body = json.loads(await request.text())
    return Exchange(
        method=request.method,
        path=request.path.removeprefix(API),
        query=dict(request.query),
        authorization=request.headers.get("Authorization", ""),
        content_type=content_type,
        body=body,
        files=files,
    )


async def _broken(request: web.Request, body: str | None) -> web.StreamResponse:
    """Closes the connection: immediately, or after half of the body."""
    response = web.StreamResponse(status=201, headers={"Content-Type": JSON})
    if body is not None:
        response.content_length = len(body.encode())
        await response.prepare(request)
        await response.write(body.encode()[: len(body) // 2])
    assert request.transport is not None
    request.transport.close()
    return response
