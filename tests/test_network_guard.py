"""The network guard: what it refuses, what it allows, and that attempts can't be hidden."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest

from tests import network_guard
from tests.network_guard import OutsideWorld, is_local

ELSEWHERE = "192.0.2.1"  # reserved for documentation, so unused


@pytest.fixture
def forgiven() -> Iterator[list[str]]:
    """The attempts of this test, which are intended and so don't fail it."""
    yield network_guard.attempts
    network_guard.attempts.clear()


def test_a_connection_to_elsewhere_is_refused_and_remembered(forgiven: list[str]) -> None:
    with pytest.raises(OutsideWorld):
        socket.create_connection((ELSEWHERE, 9), timeout=1)
    assert ELSEWHERE in forgiven[0]


def test_a_look_up_and_a_datagram_are_refused_too(forgiven: list[str]) -> None:
    with pytest.raises(OutsideWorld):
        socket.getaddrinfo("example.com", 443)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams, pytest.raises(OutsideWorld):
        datagrams.sendto(b"?", (ELSEWHERE, 53))
    assert len(forgiven) == 2


async def test_asyncio_is_refused_as_well(forgiven: list[str]) -> None:
    with pytest.raises(OutsideWorld):
        await asyncio.open_connection(ELSEWHERE, 9)
    assert forgiven


async def test_this_computer_may_be_reached() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"here")
        writer.close()

    server = await asyncio.start_server(serve, "localhost", 0)
    async with server:
        reader, writer = await asyncio.open_connection("localhost", server.sockets[0].getsockname()[1])
        assert await reader.read() == b"here"
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "::1%lo", "localhost", "a.localhost", "", None])
def test_what_is_local(host: str | None) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", [ELSEWHERE, "10.0.0.1", "example.com", "fe80::1%eth0", "www.tiktok.com", b"1.1.1.1"])
def test_what_is_elsewhere(host: object) -> None:
    assert not is_local(host)
