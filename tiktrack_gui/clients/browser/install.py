"""Downloads TikTrack's own Chromium with playwright's installer, with progress."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Mapping
from pathlib import Path

from tiktrack_gui.clients.loop_thread import LoopThread, WorkLost
from tiktrack_gui.core.errors import BrowserInstallFailed, ProxyFault
from tiktrack_gui.core.errors.network import UNTRUSTED, proxy_failed
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.core.proxy import Proxy, parse_proxy

log = logging.getLogger(__name__)

NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would show a console
KEPT_LINES = 20  # of the installer's output, for the log

CERTIFICATE = ("self-signed certificate", "self signed certificate", "unable to verify", "unable to get local issuer")
WANTS_LOGIN = "code 407"

_PERCENT = re.compile(r"(\d+)% of ([\d.]+) MiB")
_MIB = 1024 * 1024


async def install(folder: Path, environ: Mapping[str, str], progress: Progress | None = None) -> None:
    """Downloads the browser that matches the installed playwright into the folder. Raises BrowserInstallFailed."""
    env = {**environ, "PLAYWRIGHT_BROWSERS_PATH": str(folder)}
    caller = asyncio.get_running_loop()

    def report(stage: str, done: int, wanted: int) -> None:
        if progress is not None:
            caller.call_soon_threadsafe(progress, stage, done, wanted)

    thread = LoopThread("browser installer")  # Qt's event loop doesn't support subprocesses on every system
    try:
        await thread.run(_run_installer(env, report))
    except WorkLost as lost:
        raise BrowserInstallFailed(str(lost)) from lost
    finally:
        await thread.stop()


async def _run_installer(env: Mapping[str, str], report: Progress) -> None:
    from playwright.async_api import Error

    try:
        installer = await asyncio.create_subprocess_exec(
            *_command(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
            creationflags=NO_WINDOW,
        )
    except (OSError, Error) as error:  # Error: playwright was installed without its driver
        raise BrowserInstallFailed(str(error)) from error
    try:
        said = await _follow(installer, report)
        if await installer.wait() != 0:
            raise _explained("\n".join(said), env)
    finally:
        if installer.returncode is None:
            _stop(installer.pid)
            await installer.wait()


def _command() -> list[str]:
    """The install command of playwright's driver: a frozen build has that, but not `python -m playwright`."""
    from playwright._impl._driver import compute_driver_executable

    node, cli = compute_driver_executable()
    return [node, cli, "install", "--no-shell", "chromium"]


async def _follow(installer: asyncio.subprocess.Process, report: Progress) -> deque[str]:
    """Reports progress from the installer's output; returns its last lines."""
    assert installer.stdout is not None
    said: deque[str] = deque(maxlen=KEPT_LINES)
    stage = "Downloading the browser"
    async for raw in installer.stdout:
        line = raw.decode(errors="replace").strip()
        if line.startswith("Downloading "):
            stage = line.partition(" from ")[0].partition(" (")[0]
        if percent := _PERCENT.search(line):
            size = int(float(percent[2]) * _MIB)
            report(stage, size * int(percent[1]) // 100, size)
        elif line:
            said.append(line)
    return said


def _explained(said: str, environ: Mapping[str, str]) -> BrowserInstallFailed:
    """said: the installer's last lines. environ: its environment, with the proxy."""
    log.warning("The browser could not be downloaded: %s", said)
    if any(part in said.lower() for part in CERTIFICATE):
        return BrowserInstallFailed(said, UNTRUSTED)
    proxy = environ.get("HTTPS_PROXY")
    fault = _proxy_fault(said, parse_proxy(proxy)) if proxy else None
    return BrowserInstallFailed(said, fault or "")


def _proxy_fault(said: str, proxy: Proxy) -> str | None:
    """Returns what is wrong with the proxy and what to do, if that is the reason."""
    host, _, port = proxy.shown.partition(":")
    if WANTS_LOGIN in said:
        fault = ProxyFault.SIGN_IN if proxy.login is None else ProxyFault.LOGIN_REFUSED
    elif f"ENOTFOUND {host}" in said or (host in said and f"{port}" in said and "ECONN" in said):
        fault = ProxyFault.UNREACHABLE
    else:
        return None
    sentence, advice, _ = proxy_failed(fault, proxy.shown, "it")
    return f"{sentence} {advice}"


def _stop(pid: int) -> None:
    """Kills the installer's whole process group (created by our loop), because it downloads in a child process."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(pid)], capture_output=True, check=False)
    else:
        os.killpg(pid, signal.SIGKILL)
