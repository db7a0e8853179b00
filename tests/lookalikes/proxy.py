"""A company's proxy on loopback: the only way to the look-alikes, which it reads along with its own certificates.

    with ProxyLookalike({"discord.com": discord.port, "www.tiktok.com": tiktok.port}) as proxy:
        subprocess.run([...], env=os.environ | proxy.env())
        assert proxy.reached == {"discord.com", "www.tiktok.com"}

It knows the hosts by their real names, which mean nothing anywhere else: whoever doesn't ask it, reaches nothing.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.lookalikes.company import Company
from tests.waiting import LIMIT

REASONS = {200: "Connection established", 403: "Forbidden", 407: "Proxy Authentication Required", 502: "Bad Gateway"}

PAGE = "<p>Who are you?</p>"


class ProxyLookalike:
    """Speaks CONNECT only. Use it as a context manager, in any thread.

    Attributes:
        company: Signs the certificates that it shows.
        login: "user:password", without which it lets nobody through; "" = none is needed.
        refused: Patterns of hosts that it lets nobody reach.
        reached, asked: The hosts it was connected with, and all it was asked for.
    """

    def __init__(self, hosts: Mapping[str, tuple[int, bool]], *, login: str = "") -> None:
        """hosts: pattern of the host → port on this computer, and whether TLS is spoken there."""
        self.company = Company()
        self.login = login
        self.refused: set[str] = set()
        self.reached: set[str] = set()
        self.asked: set[str] = set()
        self.port = 0
        self._hosts = hosts
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="proxy look-alike", daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def trusted_in(self, folder: Path) -> Path:
        """Writes the company's certificate, and no other, into a file for SSL_CERT_FILE: the system's store."""
        file = folder / "company.pem"
        file.write_bytes(self.company.pem)
        return file

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(LIMIT), "the proxy look-alike did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """From then on, nothing listens at its port."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(LIMIT)
        assert not self._thread.is_alive(), "the proxy look-alike did not stop"

    # On its thread

    def _serve(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._run())

    async def _run(self) -> None:
        self._loop.set_exception_handler(lambda *_: None)  # clients hang up whenever they like
        server = await asyncio.start_server(self._handle, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            try:
                while await self._tunnel(reader, writer) == 407:
                    pass  # the same connection may come again with its login
            finally:
                writer.close()

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        """Handles one request; returns the status of the response."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        method, place, _ = head.split("\r\n", 1)[0].split(" ")
        host = place.rpartition(":")[0] if method == "CONNECT" else place
        self.asked.add(host)
        there = self._there(host)
        status = self._status(method, host, head, known=there is not None)
        ask = f'Proxy-Authenticate: Basic realm="company"\r\nContent-Length: {len(PAGE)}\r\n' if status == 407 else ""
        writer.write(f"HTTP/1.1 {status} {REASONS[status]}\r\n{ask}\r\n{PAGE if ask else ''}".encode())
        await writer.drain()
        if status == 200 and there is not None:
            self.reached.add(host)
            await self._read_along(reader, writer, host, *there)
        return status

    def _there(self, host: str) -> tuple[int, bool] | None:
        return next((there for pattern, there in self._hosts.items() if fnmatchcase(host, pattern)), None)

    def _status(self, method: str, host: str, head: str, *, known: bool) -> int:
        basic = base64.b64encode(self.login.encode()).decode()
        if self.login and f"proxy-authorization: basic {basic}".lower() not in head.lower():
            return 407
        if method != "CONNECT" or any(fnmatchcase(host, pattern) for pattern in self.refused):
            return 403
        return 200 if known else 502

    async def _read_along(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, port: int, is_tls: bool
    ) -> None:
        await writer.start_tls(self.company.server(host))
        trusting = None
        if is_tls:
            trusting = ssl.create_default_context()
            trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        there = await asyncio.open_connection("127.0.0.1", port, ssl=trusting)
        await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer), return_exceptions=True)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while part := await reader.read(65_536):
            writer.write(part)
            await writer.drain()
    finally:
        writer.close()
