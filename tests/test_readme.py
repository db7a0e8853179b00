"""README agrees with the code, as far as a test can check."""

from __future__ import annotations

import re
from pathlib import Path

from tests.settings_table import BETWEEN_MARKS, README, table
from tiktrack_gui.core import errors

TROUBLES = (
    errors.LibraryUnusable(None, "7.3.3"),
    errors.NothingFetched(),
    errors.ClockWrong("3 d behind"),
    errors.AllFiltered(50, 100),
    errors.RateLimited(0, wait=300),
    errors.TikTokUntrusted("…"),
    errors.TikTokProxyFailed(errors.ProxyFault.SIGN_IN),
    errors.NoBrowser(),
    errors.BrowserUnusable(Path("/bin/ls"), ""),
    errors.NoSuchHashtag(),
    errors.Blocked(),
    errors.TikTokDown(),
    errors.UnknownStatus(7),
    errors.AudienceLimited(),
    errors.RegionLocked(),
    errors.CommentsHidden(),
    errors.HandleTaken("renamed"),
    errors.EmptyCounts(),
    errors.DiscordInTrouble(500),
    errors.PostingPaused(),
    errors.CodeGrantRequired(),
    errors.DemoData(),
    errors.KeyringUnavailable(),
    errors.AutostartFailed(Path("/there"), "No"),
    errors.DatabaseForgot(is_older=True),
    errors.StoreUnreachable(),
    errors.StoreNotUpgraded(),
    errors.DataFolderInUse(),
)


def test_the_table_of_settings_is_the_settings() -> None:
    (found,) = BETWEEN_MARKS.findall(README.read_text(encoding="utf-8"))
    assert found == table(), "run `python -m tests.settings_table`"


def test_troubleshooting_quotes_what_is_said() -> None:
    _, _, after = README.read_text(encoding="utf-8").partition("## Troubleshooting")
    rows = re.findall(r"^\| (?!message|---)(.+?) \| ", after.partition("## ")[0], flags=re.MULTILINE)
    said = [error.sentence for error in TROUBLES]
    assert len(rows) == len(said)
    for row, sentence in zip(rows, said, strict=True):
        assert re.match(re.escape(row).replace("…", ".*"), sentence)
