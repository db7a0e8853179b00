"""Testing whether a program is a browser by starting it briefly, and that nothing is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clients.conftest import NOWHERE
from tests.lookalikes.tiktok import TikTokLookalike
from tests.processes import children
from tiktrack_gui.clients.browser.browsers import Browser, Browsers
from tiktrack_gui.clients.tiktok.trial import try_out
from tiktrack_gui.core.errors import NoBrowser

pytestmark = pytest.mark.browser


async def test_the_installed_browser_is_one(tiktok: TikTokLookalike) -> None:
    before = children()
    await try_out(Browsers(NOWHERE).find(), tiktok.browser_args())
    assert children(besides=before) == []


@pytest.mark.parametrize("program", ["/bin/ls", "/bin/false", "/etc/hostname"])
async def test_another_program_is_none(program: str) -> None:
    before = children()
    with pytest.raises(NoBrowser, match=f"{program} couldn’t be started as a browser"):
        await try_out(Browser(Path(program), "another"))
    assert children(besides=before) == []


async def test_a_program_that_never_answers_is_none(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    before = children()
    with pytest.raises(NoBrowser, match="couldn’t be started as a browser"):
        await try_out(Browser(program, "another"), limit=0.5)
    assert children(besides=before) == []


@pytest.mark.usefixtures("clean_exit")
async def test_without_playwrights_driver_nothing_can_be_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/nonexistent/node")
    with pytest.raises(NoBrowser) as failure:
        await try_out(Browser(Path("/bin/ls"), "another"))
    assert "driver" in failure.value.detail


async def test_the_program_at_a_path_is_tried_where_there_is_one(tmp_path: Path) -> None:
    tried: list[Browser] = []

    async def trial(browser: Browser) -> None:
        tried.append(browser)

    browsers = Browsers(NOWHERE, trial=trial)
    with pytest.raises(NoBrowser, match="No browser found at"):
        await browsers.try_out(tmp_path / "chrome")
    (tmp_path / "chrome").touch(mode=0o644)
    with pytest.raises(NoBrowser, match="couldn’t be started as a browser"):
        await browsers.try_out(tmp_path / "chrome")
    (tmp_path / "chrome").chmod(0o755)
    await browsers.try_out(tmp_path / "chrome")
    assert tried == [Browser(tmp_path / "chrome", "Google Chrome")]
