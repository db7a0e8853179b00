"""Renders pictures of all scenes, for visual inspection.

    python -m tests.ui.gallery FOLDER [SCENE…]

Every page in every state, light and dark, at 100 % and 200 %, each scale in its own process; small scenes also with
the largest text, the worst case. The scenes are in the `scenes_*` modules in this folder: name → (function that creates
it, width, height).
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tiktrack_gui.ui.theme.look import Look, Mode, Motion, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.main_window import MINIMUM

Scene = tuple[Callable[[Theme], QWidget], int, int]

SCALES = (1, 2)
PATIENCE = 400  # ms, for delayed changes: pictures, the focus, a toast
SCALE = "GALLERY_SCALE"  # set for the process that renders one scale


def scenes() -> dict[str, Scene]:
    """All scenes by name."""
    found: dict[str, Scene] = {}
    for path in sorted(Path(__file__).parent.glob("scenes_*.py")):
        found |= importlib.import_module(f"tests.ui.{path.stem}").SCENES
    return found


def main(arguments: Sequence[str]) -> int:
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    if SCALE in os.environ:
        render(Path(arguments[0]), os.environ[SCALE], arguments[1:])
        return 0
    for scale in SCALES:
        environment = os.environ | {SCALE: str(scale)}
        subprocess.run([sys.executable, "-m", "tests.ui.gallery", *arguments], env=environment, check=True)
    return 0


def render(folder: Path, scale: str, only: Sequence[str]) -> None:
    """Renders the scenes at this process's scale."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["QT_SCALE_FACTOR"] = scale  # Qt reads it once, when the application is made
    app = QApplication([])
    with tempfile.TemporaryDirectory() as cache:
        for mode in (Mode.LIGHT, Mode.DARK):
            usual = Look(appearance=mode, animations=Motion.ON)
            theme = Theme(app, Path(cache), usual)
            for name, scene in scenes().items():
                if not only or name in only:
                    theme.set_look(usual)
                    _save(theme, scene, folder / f"{name}_{mode}_{scale}00.png")
                    if scene[1:] == (MINIMUM.width(), MINIMUM.height()):
                        theme.change(text_size=TextSize.LARGEST)
                        _save(theme, scene, folder / f"{name}_largest_{mode}_{scale}00.png")


def _save(theme: Theme, scene: Scene, path: Path) -> None:
    make, width, height = scene
    widget = make(theme)
    widget.resize(width, height)
    widget.show()
    _wait(PATIENCE)
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
