"""Finding a browser on simulated systems, and downloading one with playwright's real installer from a loopback host."""

from __future__ import annotations

import asyncio
import io
import os
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.processes import children
from tests.waiting import LIMIT
from tiktrack_gui.clients.browser.browsers import Browser, Browsers, installed, own, without_our_libraries
from tiktrack_gui.core.errors import BrowserInstallFailed, NoBrowser


def program(path: Path, content: bytes = b"\x7fELF") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o755)
    return path


def own_program(folder: Path, revision: int, *, whole: bool = True) -> Path:
    if whole:
        program(folder / f"chromium-{revision}" / "INSTALLATION_COMPLETE", b"")
    return program(folder / f"chromium-{revision}" / "chrome-linux64" / "chrome")


# Finding


def test_chromium_is_preferred_on_linux(tmp_path: Path) -> None:
    edge, chromium = program(tmp_path / "microsoft-edge"), program(tmp_path / "chromium")
    found = list(installed("linux", {"PATH": str(tmp_path)}))
    assert found == [Browser(chromium, "Chromium"), Browser(edge, "Microsoft Edge")]


def test_ubuntus_stub_for_the_snap_is_not_a_browser(tmp_path: Path) -> None:
    program(tmp_path / "chromium-browser", b"#!/bin/sh\nif ! [ -x /snap/bin/chromium ]; then exit 1; fi\n")
    assert not list(installed("linux", {"PATH": str(tmp_path)}))


def test_a_link_to_a_snap_is_not_a_browser(tmp_path: Path) -> None:
    (tmp_path / "chromium").symlink_to(program(tmp_path / "snap" / "chromium"))
    assert not list(installed("linux", {"PATH": str(tmp_path)}))


def test_debians_launcher_script_is_a_browser(tmp_path: Path) -> None:
    program(tmp_path / "chromium", b"#!/bin/sh\n# Chromium launcher\nexec /usr/lib/chromium/chromium\n")
    assert [browser.name for browser in installed("linux", {"PATH": str(tmp_path)})] == ["Chromium"]


def test_edge_is_found_where_windows_has_it(tmp_path: Path) -> None:
    edge = program(tmp_path / "x86" / "Microsoft" / "Edge" / "Application" / "msedge.exe")
    environ = {"PROGRAMFILES": str(tmp_path / "64"), "PROGRAMFILES(X86)": str(tmp_path / "x86")}
    (found,) = installed("win32", environ)
    assert found == Browser(edge, "Microsoft Edge")
    assert found.is_edge
    assert found.sentence == (
        "Using Microsoft Edge. Nothing to install, and your own tabs and sign-ins aren’t touched."
    )


def test_chrome_is_found_among_the_users_applications_on_macos(tmp_path: Path) -> None:
    chrome = program(tmp_path / "Applications" / "Google Chrome.app" / "Contents" / "MacOS" / "Google Chrome")
    assert list(installed("darwin", {"HOME": str(tmp_path)})) == [Browser(chrome, "Google Chrome")]


def test_the_chosen_browser_is_used(tmp_path: Path) -> None:
    chosen = program(tmp_path / "vivaldi")
    assert Browsers(tmp_path, lambda: str(chosen)).find() == Browser(chosen, "vivaldi")


def test_a_chosen_browser_that_is_not_there_is_not_replaced_by_another(tmp_path: Path) -> None:
    own_program(tmp_path, 1)
    with pytest.raises(NoBrowser, match=f"found at {tmp_path / 'gone'}"):
        Browsers(tmp_path, lambda: str(tmp_path / "gone")).find()


def test_nothing_installed_means_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBrowser) as failure:
        Browsers(tmp_path).find()
    assert "tiktrack browser install" in failure.value.for_terminal


def test_our_own_newest_whole_browser_is_the_last_resort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    own_program(tmp_path, 998)
    newest = own_program(tmp_path, 1255)
    own_program(tmp_path, 1300, whole=False)
    found = Browsers(tmp_path).find()
    assert found.path == newest
    assert found.sentence == "Using TikTrack’s own Chromium."


def test_other_programs_get_the_systems_libraries_from_a_frozen_tiktrack(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = {"LD_LIBRARY_PATH": "/opt/tiktrack/_internal", "LD_LIBRARY_PATH_ORIG": "/usr/local/lib", "HOME": "/"}
    assert without_our_libraries({"LD_LIBRARY_PATH": "/mine"}) == {"LD_LIBRARY_PATH": "/mine"}
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert without_our_libraries(frozen) == {"LD_LIBRARY_PATH": "/usr/local/lib", "HOME": "/"}
    assert without_our_libraries({"LD_LIBRARY_PATH": "/opt/tiktrack/_internal"}) == {}


# Downloading


class DownloadHost(ThreadingHTTPServer):
    """Serves the same small zip for every URL. `stall`: sends half of it and then hangs."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), DownloadRequest)
        self.archive = archive()
        self.stall = False
        self.stalled = threading.Event()
        self.ended = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class DownloadRequest(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        host = self.server
        assert isinstance(host, DownloadHost)
        self.send_response(200)
        self.send_header("Content-Length", str(len(host.archive)))
        self.end_headers()
        if host.stall:
            self.wfile.write(host.archive[: len(host.archive) // 2])
            host.stalled.set()
            host.ended.wait(LIMIT)
        else:
            self.wfile.write(host.archive)

    def log_message(self, format: str, *args: object) -> None:
        pass


def archive() -> bytes:
    """A zip for playwright to download: tiny executables of browser and ffmpeg for every system, 2 MiB of padding."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in ("chrome-linux64/chrome", "chrome-win64/chrome.exe", "ffmpeg-linux"):
            file.writestr(name, b"\x7fELF")
        file.writestr("rest", os.urandom(2 * 1024 * 1024))
    return buffer.getvalue()


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[DownloadHost]:
    server = DownloadHost()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", server.url)
    yield server
    server.ended.set()
    server.shutdown()
    server.server_close()
    thread.join()


async def test_the_browser_is_downloaded_with_size_and_progress(host: DownloadHost, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    browser = await Browsers(tmp_path).install(lambda *progress: told.append(progress))
    assert own(tmp_path) == browser
    assert browser.path.is_file()
    chrome = [(done, size) for stage, done, size in told if stage.startswith("Downloading Chrom")]
    assert chrome[-1][0] == chrome[-1][1]
    assert abs(chrome[-1][1] - len(host.archive)) < 100_000


async def test_offline_the_download_fails_in_our_words(
    host: DownloadHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", "http://127.0.0.1:9")
    with pytest.raises(BrowserInstallFailed) as failure:
        await Browsers(tmp_path).install()
    assert "internet connection" in str(failure.value)
    assert "ECONNREFUSED" in failure.value.detail
    assert own(tmp_path) is None


async def test_a_cancelled_download_leaves_no_process_and_no_browser(host: DownloadHost, tmp_path: Path) -> None:
    host.stall = True
    before = children()
    work = asyncio.ensure_future(Browsers(tmp_path).install())
    assert await asyncio.to_thread(host.stalled.wait, LIMIT)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert children(besides=before) == []
    assert own(tmp_path) is None
