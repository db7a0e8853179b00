"""Location and creation of the data folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tiktrack_gui.core.errors import BadInput, CannotWrite
from tiktrack_gui.core.history import Identity
from tiktrack_gui.host.paths import DataFolder, data_folder, expanded
from tiktrack_gui.host.post_memory import PostMemoryFile


def test_the_option_beats_the_environment(tmp_path: Path) -> None:
    assert data_folder(tmp_path, {"TIKTRACK_DATA_DIR": "/elsewhere"}).root == tmp_path


def test_the_environment_beats_the_systems_place(tmp_path: Path) -> None:
    assert data_folder(None, {"TIKTRACK_DATA_DIR": str(tmp_path)}).root == tmp_path


@pytest.mark.parametrize("environ", [{}, {"TIKTRACK_DATA_DIR": ""}])
def test_without_either_the_systems_place_is_used(environ: dict[str, str]) -> None:
    assert data_folder(None, environ).root.name == "TikTrack"


def test_a_relative_folder_stays_where_it_was_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_folder(Path("data"), {}).root == tmp_path / "data"


def test_everything_lies_in_the_folder_and_demo_data_apart(tmp_path: Path) -> None:
    names = ("database", "settings", "env", "window_state", "log", "lock", "old_browsers", "cache")
    folder = DataFolder(tmp_path)
    places = [getattr(folder, name) for name in names]
    assert {place.parent for place in places} == {tmp_path}
    assert len(set(places)) == len(names)
    assert folder.demo.database not in places


def test_the_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "a").create().create()
    assert folder.root.is_dir()
    if os.name == "posix":
        assert stat.S_IMODE(folder.root.stat().st_mode) & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match=r"Couldn’t write to .*file.data: ") as failure:
        DataFolder(tmp_path / "file" / "data").create()
    assert "--data-dir" in failure.value.for_terminal


def test_a_chosen_folder_is_not_made_in_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="No such file"):
        DataFolder(tmp_path / "typo" / "data").create()
    assert list(tmp_path.iterdir()) == []


def test_the_systems_place_is_made_with_all_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "share"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_folder(None, {}).create().root.is_relative_to(tmp_path)


def test_without_a_home_folder_that_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def nobody(*_: object) -> None:
        raise KeyError("uid not found")

    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    with pytest.raises(BadInput, match="You have no home folder"):
        data_folder(None, {})
    (tmp_path / "file").touch()  # no folder can be below it, not even for root
    PostMemoryFile(DataFolder(tmp_path / "file")).write(Identity(id="x", attempts=1))  # nothing to remember it in


def test_a_folder_of_a_user_who_does_not_exist_is_said() -> None:
    with pytest.raises(BadInput, match="~nosuchuser/x is in a home folder that doesn’t exist"):
        data_folder(Path("~nosuchuser/x"))
    assert expanded(Path("~nosuchuser/chrome")) == Path("~nosuchuser/chrome")
