"""Setting up a fresh machine, with stubs for the commands that would change this one."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.waiting import LIMIT

ROOT = Path(__file__).parents[1]
INSTALLED = "libegl1 libgl1 libglib2.0-0t64"

pytestmark = pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="the set-up knows Debian and Ubuntu")


class Machine:
    """A copy of the files the setup reads, and a PATH with stub commands that log their arguments."""

    def __init__(self, folder: Path) -> None:
        self.told = folder / "told"
        self._bin = folder / "bin"
        self._bin.mkdir()
        self.checkout = folder / "checkout"
        (self.checkout / ".ci").mkdir(parents=True)
        for name in (".ci/setup", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, self.checkout / name)
        self.release = folder / "os-release"
        self.release.write_text("ID=debian\n")
        self.command("dpkg-query", f"for package in {INSTALLED}; do echo installed $package; done")
        self.command("apt-cache", "exit 100")
        self.command("apt-get", 'echo apt-get "$@" >>"$TOLD"')
        self.command("sudo", "exit 1")
        self.command("id", "echo 1000")
        self.python()

    def python(self, more: str = "") -> None:
        """Adds a stub Python that can create a .venv containing itself. more: further shell cases of its arguments."""
        make = 'mkdir -p "$4/bin" && cp "$0" "$4/bin/"'
        self.command("python", f'echo "python $*" >>"$TOLD"\ncase "$*" in\n*"-m venv"*) {make};;\n{more}\nesac')

    def command(self, name: str, script: str) -> None:
        (self._bin / name).write_text(f"#!/bin/sh\n{script}\n")
        (self._bin / name).chmod(0o755)

    def set_up(self) -> subprocess.CompletedProcess[str]:
        self.told.write_text("")
        environment = {
            "PATH": f"{self._bin}:/usr/bin:/bin",
            "PYTHON": "python",
            "TOLD": str(self.told),
            "OS_RELEASE": str(self.release),
        }
        command = [str(self.checkout / ".ci" / "setup")]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)

    def everything_is_installed(self) -> None:
        """Makes every package count as installed."""
        names = set(re.findall(r"[a-z][a-z0-9.+-]+", (ROOT / ".ci" / "setup").read_text()))
        self.command("dpkg-query", f"for name in {' '.join(names)}; do echo installed $name; done")

    def change_a_requirement(self) -> None:
        with (self.checkout / "pyproject.toml").open("a") as file:
            file.write("# changed\n")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_who_may_not_install_is_told_the_one_line_to_run(machine: Machine) -> None:
    done = machine.set_up()
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("sudo apt-get")]
    assert " xvfb " in line
    assert "libgl1" not in line
    assert "libglib2.0-0" not in line
    assert "apt-get" not in machine.told.read_text()
    assert "-m venv" not in machine.told.read_text()


@pytest.mark.parametrize("how", ["root", "sudo"])
def test_who_may_install_gets_what_is_missing_by_the_names_of_this_release(machine: Machine, how: str) -> None:
    if how == "root":
        machine.command("id", "echo 0")
    else:
        machine.command("sudo", 'echo sudo >>"$TOLD"; shift; exec "$@"')
    machine.command("apt-cache", '[ "$2" = libatomic1t64 ]')
    done = machine.set_up()
    assert done.returncode == 0, done.stderr
    told = machine.told.read_text()
    update, install = [line for line in told.splitlines() if line.startswith("apt-get")]
    assert update == "apt-get update -q"
    assert " libatomic1t64 " in install
    assert " libgl1 " not in install
    assert ("sudo" in told) == (how == "sudo")


def test_the_second_time_there_is_nothing_to_do_until_a_requirement_changes(machine: Machine) -> None:
    machine.everything_is_installed()
    assert machine.set_up().returncode == 0
    first = machine.told.read_text()
    assert "-m venv --clear .venv" in first
    assert "--require-hashes --only-binary :all: -r constraints.txt" in first
    assert "--no-deps --no-build-isolation -e ." in first
    assert machine.set_up().returncode == 0
    assert "-m pip" not in machine.told.read_text()
    machine.change_a_requirement()
    assert machine.set_up().returncode == 0
    assert "-m pip" in machine.told.read_text()
    assert "venv --clear" not in machine.told.read_text()


def test_everything_that_is_installed_has_hashes_and_comes_from_no_named_place() -> None:
    text = (ROOT / "constraints.txt").read_text()
    packages = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert len(packages) > 90
    hashes = r"(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
    for package in packages:
        assert re.fullmatch(rf"[a-z0-9.-]+==[^ ]+ (?:; [^\n\\]+ )?\\\n{hashes}", package)
    assert "://" not in text


def test_an_installation_that_failed_is_tried_again(machine: Machine) -> None:
    machine.everything_is_installed()
    machine.python('*"-m pip"*) exit 1;;')
    assert machine.set_up().returncode != 0
    assert machine.set_up().returncode != 0
    assert "-m pip" in machine.told.read_text()


def test_on_ubuntu_playwrights_chromium_takes_the_place_of_the_snap(machine: Machine) -> None:
    machine.release.write_text('ID=linuxmint\nID_LIKE="ubuntu debian"\n')
    said = machine.set_up().stderr
    assert " chromium " not in said
    assert " libnss3 " in said
    machine.everything_is_installed()
    chrome = machine.checkout / ".venv" / "browsers" / "chromium-1" / "chrome-linux" / "chrome"
    downloads = f'[ "$PLAYWRIGHT_BROWSERS_PATH" = .venv/browsers ] && mkdir -p {chrome.parent} && touch {chrome}'
    machine.python(f"*playwright*) {downloads};;")
    assert machine.set_up().returncode == 0
    assert (machine.checkout / ".venv" / "bin" / "chromium").readlink() == chrome


def test_without_a_new_enough_python_that_is_said(machine: Machine) -> None:
    machine.command("python", "exit 1")
    done = machine.set_up()
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr
