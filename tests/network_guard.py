"""Keeps tests from reaching other computers.

An audit hook sees every connection and name lookup of the pytest process, refuses those that would leave the machine,
and records them, so that the test fails even if the code under test treats the refusal as a network error. The hook
can't be removed, so there is one for the whole process.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

LOCAL_NAMES = {"localhost", "localhost.localdomain", "ip6-localhost", ""}

attempts: list[str] = []


class OutsideWorld(Exception):
    """A test tried to reach another computer."""


def is_local(host: object) -> bool:
    """Whether this host, as passed to sockets, is this computer."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return name.lower() in LOCAL_NAMES or name.lower().endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path: another process on this computer
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if not is_local(host):
        attempts.append(f"{event} {host}")
        raise OutsideWorld(f"{event} {host}")


def install() -> None:
    sys.addaudithook(_audit)
