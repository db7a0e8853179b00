"""A data folder that others own or can change, links in it, and files whose permissions were left to the umask."""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tiktrack_gui.core.errors import FolderNotPrivate
from tiktrack_gui.host import files, lock, private
from tiktrack_gui.host.log_file import LogFile
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.host.private import make_private, require_private

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permissions here")
as_root = pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
SOMEBODY = 12_345


@pytest.fixture
def no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_of_ones_own_is_fine_also_where_it_is_not_yet(folder: DataFolder) -> None:
    assert require_private(folder)
    assert require_private(DataFolder(folder.root / "later"))


@as_root
def test_a_folder_of_another_user_is_refused(folder: DataFolder) -> None:
    os.chown(folder.root, SOMEBODY, -1)
    with pytest.raises(FolderNotPrivate, match=f"{folder.root} belongs to user {SOMEBODY}, not to you") as refused:
        require_private(folder)
    assert "--data-dir" in refused.value.for_terminal


@as_root
def test_a_folder_inside_another_users_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    folder = DataFolder(tmp_path / "theirs" / "data").create()
    os.chown(tmp_path / "theirs", SOMEBODY, -1)
    with pytest.raises(FolderNotPrivate, match=r"theirs belongs to"):
        require_private(folder)
    with pytest.raises(FolderNotPrivate, match=r"theirs belongs to"):
        require_private(DataFolder(tmp_path / "theirs" / "not-yet"))


@pytest.mark.parametrize("bits", [0o002, 0o020])
def test_a_folder_others_can_write_in_is_refused(folder: DataFolder, bits: int) -> None:
    folder.root.chmod(0o700 | bits)
    os.chown(folder.root, -1, SOMEBODY) if os.getuid() == 0 else None
    if bits == 0o020 and os.getuid() != 0:
        pytest.skip("the group may be one's own")
    with pytest.raises(FolderNotPrivate, match="Other users of this computer can change") as refused:
        require_private(folder)
    assert f"chmod go-w {folder.root}" in refused.value.advice


def test_a_folder_in_one_that_others_can_write_in_is_refused_unless_it_is_as_tmp(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    folder = DataFolder(shared / "data")
    shared.mkdir()
    folder.create()
    shared.chmod(0o777)
    with pytest.raises(FolderNotPrivate, match=rf"change {shared}, and with it the data folder"):
        require_private(folder)
    shared.chmod(0o1777)
    assert require_private(folder)


def test_a_link_to_a_folder_is_checked_at_both_ends(tmp_path: Path) -> None:
    real, shared = DataFolder(tmp_path / "real").create(), tmp_path / "shared"
    shared.mkdir()
    (shared / "data").symlink_to(real.root)
    assert require_private(DataFolder(shared / "data"))
    shared.chmod(0o777)  # anybody could let the link lead elsewhere
    with pytest.raises(FolderNotPrivate):
        require_private(DataFolder(shared / "data"))


@pytest.mark.parametrize(
    "name",
    [
        *("tiktrack.log", "tiktrack.log.1", "settings.toml", "lock", "ui.ini", "tiktrack.db", "tiktrack.db-wal"),
        *("backups", "cache", "demo", "backups/tiktrack-20260101T000000Z-0001.db.partial", "demo/tiktrack.log"),
    ],
)
def test_a_link_where_tiktrack_writes_is_refused(folder: DataFolder, tmp_path: Path, name: str) -> None:
    (folder.root / name).parent.mkdir(exist_ok=True)
    (folder.root / name).symlink_to(tmp_path / "victim")
    with pytest.raises(FolderNotPrivate, match="is a link to somewhere else"):
        require_private(folder)


def test_other_links_in_a_folder_are_no_matter(folder: DataFolder, tmp_path: Path) -> None:
    (folder.root / "notes").symlink_to(tmp_path / "elsewhere")
    assert require_private(folder)


def test_a_disk_without_permissions_is_noticed_by_what_it_does(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on exFAT: whatever is made there has the permissions of the mount. Only root could mount one here."""
    folder.root.chmod(0o777)
    monkeypatch.setattr(os, "fchmod", lambda descriptor, _mode, chmod=os.fchmod: chmod(descriptor, 0o777))
    assert not require_private(folder)
    assert list(folder.root.iterdir()) == []
    folder.root.parent.chmod(0o777)
    monkeypatch.setattr(private, "_is_on_disk_without_modes", lambda place, root: place == root)
    with pytest.raises(FolderNotPrivate):  # a parent on another disk counts as ever
        require_private(folder)
    folder.root.parent.chmod(0o700)


def test_what_is_written_is_ones_own_whatever_the_umask(folder: DataFolder, no_umask: None) -> None:
    files.replace_text(folder.settings, "a = 1")
    with lock.held(folder.lock):
        pass
    log = LogFile(folder.log)
    log.emit(log_record())
    log.doRollover()
    log.emit(log_record())
    log.close()
    assert {path.name: mode(path) for path in folder.root.iterdir()} == dict.fromkeys(
        ("settings.toml", "lock", "tiktrack.log", "tiktrack.log.1"), 0o600
    )


def test_nothing_is_written_through_a_link(folder: DataFolder, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("theirs")
    for path in (folder.log, folder.lock, folder.settings, folder.root / "settings.toml.new"):
        path.symlink_to(victim)
    log = LogFile(folder.log)
    log.handle(log_record())
    log.close()
    with pytest.raises(Exception, match="Too many levels"), lock.held(folder.lock):
        pass
    files.replace_text(folder.settings, "a = 1")
    assert victim.read_text() == "theirs"
    assert folder.settings.read_text() == "a = 1"


def test_what_earlier_versions_left_readable_becomes_private(folder: DataFolder) -> None:
    (folder.root / "backups").mkdir(mode=0o755)
    left = (folder.database, folder.log, folder.root / "backups" / "old.db", folder.root / "mine.txt")
    for path in left:
        path.touch(mode=0o644)
    make_private(folder)
    assert [mode(path) for path in left] == [0o600, 0o600, 0o600, 0o644]
    assert mode(folder.root / "backups") == 0o700


def log_record() -> logging.LogRecord:
    return logging.LogRecord("x", logging.INFO, "x", 1, "said", (), None)
