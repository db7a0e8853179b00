"""Builds the packages for this system into dist/: the program, and the installers whose tools are available."""

from __future__ import annotations

import os
import platform
import shutil
import string
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
PROGRAM = DIST / "tiktrack"
INSTALLERS = ROOT / "resources" / "installers"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def main() -> None:
    build()
    run(PROGRAM / "tiktrack", "self-test")
    for system, tool, make in (
        ("linux", "dpkg-deb", make_deb),
        ("linux", "makeself", make_run),
        ("win32", "makensis", make_setup),
        ("darwin", "hdiutil", make_dmg),
    ):
        if system != sys.platform:
            continue
        if shutil.which(tool):
            print(f"Made {make()}")
        else:
            print(f"{tool} is not installed; its package is left out")


def run(*command: str | Path) -> None:
    subprocess.run(list(map(str, command)), cwd=ROOT, check=True)


def build() -> None:
    run(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "build.spec")


def copy_of_the_program(to: Path) -> Path:
    """Copies the program with hard links, to save time and space."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(PROGRAM, to, symlinks=True, copy_function=os.link))


def make_deb() -> Path:
    root = DIST / "deb"
    shutil.rmtree(root, ignore_errors=True)
    copy_of_the_program(root / "opt" / "tiktrack")
    share = root / "usr" / "share"
    for picture in (ROOT / "resources" / "app").glob("tiktrack-*.png"):
        size = picture.stem.rpartition("-")[2]
        place(picture, share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "tiktrack.png")
    place(INSTALLERS / "linux" / "tiktrack.desktop", share / "applications" / "tiktrack.desktop")
    place(ROOT / "LICENSE", share / "doc" / "tiktrack" / "copyright")
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / "tiktrack").symlink_to("/opt/tiktrack/tiktrack")
    architecture = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    write_control(root / "DEBIAN" / "control", architecture)
    package = DIST / f"tiktrack_{VERSION}_{architecture}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zzstd", "--build", root, package)
    shutil.rmtree(root)
    return package


def place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def write_control(control: Path, architecture: str) -> None:
    size = sum(file.stat().st_size for file in PROGRAM.rglob("*") if not file.is_symlink())
    template = string.Template((INSTALLERS / "linux" / "control").read_text(encoding="utf-8"))
    text = template.substitute(version=VERSION, architecture=architecture, kilobytes=size // 1024)
    control.parent.mkdir()
    control.write_text(text, encoding="utf-8")


def make_run() -> Path:
    folder = copy_of_the_program(DIST / "run")
    for name in ("install.sh", "uninstall.sh", "tiktrack.desktop"):
        shutil.copy(INSTALLERS / "linux" / name, folder)
    package = DIST / f"tiktrack-{VERSION}-{platform.machine()}.run"
    options = ("--quiet", "--tar-quietly", "--nox11", "--sha256")
    run("makeself", *options, folder, package, f"TikTrack {VERSION}", "./install.sh")
    shutil.rmtree(folder)
    return package


def make_setup() -> Path:
    package = DIST / f"TikTrack-{VERSION}-setup.exe"
    script = INSTALLERS / "windows" / "installer.nsi"
    run("makensis", f"-DVERSION={VERSION}", f"-DSOURCE={PROGRAM}", f"-DOUTPUT={package}", script)
    return package


def make_dmg() -> Path:
    package = DIST / f"TikTrack-{VERSION}.dmg"
    app = DIST / "TikTrack.app"
    run("hdiutil", "create", "-volname", "TikTrack", "-srcfolder", app, "-ov", "-format", "UDZO", package)
    return package


if __name__ == "__main__":
    main()
