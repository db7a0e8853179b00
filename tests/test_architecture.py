"""Who may import whom, and what is banned: the design's rules, read off the source.

An import counts wherever it stands, inside a function or under TYPE_CHECKING too. A module without a rule of its own
fails, so that a new one has its place thought about.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "tiktrack_gui"
ROOT = Path(__file__).parent.parent / PACKAGE
EVERYTHING = {"*"}

# Layer, or single module → what it may import beside itself and the standard library. The longest name that fits rules.
MAY_IMPORT: dict[str, set[str]] = {
    "core": set(),
    "core.growth": {"core", "numpy"},
    "core.discovery": {"core", "numpy"},
    "store": {"core", "peewee", "playhouse"},
    # Clients: core, their own library, and the modules of their own subject.
    "clients": set(),
    "clients.loop_thread": {"clients.scratch"},
    "clients.scratch": {"core", "lock"},
    "clients.browser": {"core", "playwright", "clients.loop_thread"},
    "clients.tiktok": {"core", "TikTokApi", "playwright", "clients.loop_thread", "clients.browser"},
    "clients.tiktok_parse": {"core", "clients.tiktok_answers", "clients.tiktok_values"},  # pure
    "clients.tiktok_answers": {"core", "clients.tiktok_values"},
    "clients.tiktok_values": {"core"},
    "clients.tikapi": {"core", "aiohttp", "clients.tiktok_parse"},
    "clients.demo": {"core", "clock", "clients.tiktok_parse"},  # the same parser as for the real answers
    "clients.discord": {"core", "discord", "aiohttp"},
    "clients.images": {"core", "aiohttp"},
    "clients.notifications": {"core", "jeepney"},
    "services": {"core", "store", "clock", "PySide6.QtCore"},
    "ui": {"core", "services", "settings", "tokens", "PySide6", "pyqtgraph"},
    "__init__": set(),
    # What stands on its own feet beside the layers.
    "clock": set(),
    "paths": {"core", "platformdirs"},
    "environment": {"core", "dotenv"},
    "settings": {"core", "environment", "settings_file", "msgspec"},
    "settings_file": {"core", "tomlkit"},
    "logs": {"core", "log_file"},
    "log_file": set(),
    "tokens": {"core", "environment", "logs", "keyring"},
    "lock": {"core"},
    "access": {"lock", "paths"},
    "imports": set(),
    "autostart": {"core"},
    "output": {"core", "click"},
    "signals": set(),
    "instance": {"core", "PySide6.QtCore", "PySide6.QtNetwork"},
    # The composition root and the command line around it see everything.
    **dict.fromkeys(
        "app cli command_line commands demo desktop invocation pages program".split()
        + "selftest session terminal work __main__".split(),
        EVERYTHING,
    ),
}
# What of the standard library reaches out of the program; core is pure.
OUTSIDE_WORLD = tuple(
    "asyncio http. logging os shutil socket sqlite3 subprocess tempfile threading time urllib.request".split()
)
DIALOGS = {"QMessageBox", "QInputDialog", "QFileDialog", "QColorDialog", "QFontDialog"}
BLOCKING = "get|about|critical|information|question|warning"  # their static functions
NAIVE = {"datetime.datetime.utcnow", "datetime.datetime.today", "datetime.datetime.utcfromtimestamp"}
# On the browser's own loop, which services.tasks cannot serve; each task is held and awaited where it is made.
OWN_TASKS = {"clients.tiktok_browser", "clients.tiktok_launch", "clients.tiktok_session"}


def within(name: str, layer: str) -> bool:
    """Whether a module belongs to a layer, or to a subject of the clients, whose modules share their first word."""
    return name == layer or name.startswith(layer if layer.startswith("clients.") else layer + ".")


def rule(module: str) -> str | None:
    return max((layer for layer in MAY_IMPORT if within(module, layer)), key=len, default=None)


def imports(tree: ast.Module) -> Iterator[tuple[str, str, ast.stmt]]:
    """Every import as (what, the name it gets here, the statement). A relative one keeps its dots, and fits no rule."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, alias.asname or alias.name.partition(".")[0], node
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield f"{'.' * node.level}{node.module or ''}.{alias.name}", alias.asname or alias.name, node


def import_violations(module: str, tree: ast.Module) -> Iterator[str]:
    ruling = rule(module)
    if ruling is None:
        yield f"{module} has no rule: think about its place"
        return
    for what, _, node in imports(tree):
        name = what.removeprefix(PACKAGE + ".")
        allowed = MAY_IMPORT[ruling]
        if allowed != EVERYTHING and not within(name, ruling):
            if name == what and name.partition(".")[0] in sys.stdlib_module_names:
                allowed = set() if within(module, "core") and name.startswith(OUTSIDE_WORLD) else {name}
            if not any(within(name, layer) for layer in allowed):
                yield f"{module}:{node.lineno} imports {name}"
        if within(name, "store") and not within(module, "store") and not re.fullmatch(r"store\.[A-Z]\w+", name):
            yield f"{module}:{node.lineno} imports {name}: only Store is public"
        if within(name, "numpy") and node in tree.body:
            yield f"{module}:{node.lineno} imports numpy for everybody: only the functions that need it do"


def full_name(node: ast.expr, known: dict[str, str]) -> str:
    """`datetime.datetime.now` for `dt.now` after `from datetime import datetime as dt`; "?" for what has no name."""
    if isinstance(node, ast.Attribute):
        return f"{full_name(node.value, known)}.{node.attr}"
    return known.get(node.id, node.id) if isinstance(node, ast.Name) else "?"


def ban_on(name: str, module: str) -> str | None:
    """Why a name may not be used in a module, called or handed on."""
    parts = ["", "", *name.split(".")]
    if (parts[-1] in ("exec", "exec_") and parts[-2]) or (parts[-2] in DIALOGS and re.match(BLOCKING, parts[-1])):
        return "blocks the event loop: open() or popup(), and a signal"
    if parts[-1] in ("create_task", "ensure_future") and module not in ("services.tasks", *OWN_TASKS):
        return "a task without an owner: services.tasks"
    if (parts[-1] == "instance" and parts[-2].endswith("Application")) or parts[-1] == "qApp":
        return "a global: hand over what is needed"
    if name in ("time.time", "time.time_ns") and module != "clock":
        return "the time comes from a Clock"
    if (name == "print" or name in ("click.echo", "click.secho")) and module != "output":
        return "a stranger's words reach the terminal: output.say()"
    return "a naive time" if name in NAIVE else None


def use_violations(module: str, tree: ast.Module) -> Iterator[str]:
    known = {here: what for what, here, node in imports(tree) if isinstance(node, ast.ImportFrom) or here != what}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = full_name(node.func, known)
            given = len(node.args) + len(node.keywords)
            if (name, given) in (("datetime.datetime.now", 0), ("datetime.datetime.fromtimestamp", 1)):
                yield f"{module}:{node.lineno} {name}: a naive time"
        elif isinstance(node, ast.Attribute | ast.Name):
            name = full_name(node, known)
            if reason := ban_on(name, module):
                yield f"{module}:{node.lineno} {name}: {reason}"


def violations(module: str, source: str) -> list[str]:
    tree = ast.parse(source)
    return [*import_violations(module, tree), *use_violations(module, tree)]


SOURCES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}


@pytest.mark.parametrize("module", SOURCES)
def test_every_module_keeps_to_its_place(module: str) -> None:
    assert violations(module, SOURCES[module].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("core.score", "from PySide6.QtCore import QObject"),
        ("core.score", "import time"),
        ("core.score", "from urllib.request import urlopen"),
        ("core.score", "import numpy"),
        ("core.growth", "import numpy as np"),
        ("core.growth", "from tiktrack_gui.store import Store"),
        ("store.runs", "from tiktrack_gui.services.sources import Picture"),
        ("store.runs", "import PySide6"),
        ("clients.tiktok_parse", "import playwright"),
        ("clients.tiktok_pages", "import peewee"),
        ("clients.discord_threads", "from tiktrack_gui.clients import tiktok_parse"),
        ("clients.demo_tiktok", "from tiktrack_gui.clients.tiktok_browser import BrowserTikTok"),
        ("clients.images", "from tiktrack_gui.services.sources import ImageSource"),
        ("clients.something_new", "import aiohttp"),
        ("services.trending", "def f():\n    from PySide6 import QtWidgets"),
        ("services.trending", "from PySide6.QtWidgets import QLabel"),
        ("services.trending", "from tiktrack_gui.clients.images import CdnImages"),
        ("services.trending", "import peewee"),
        ("services.trending", "from tiktrack_gui.settings import Settings"),
        ("services.trending", "from tiktrack_gui.store.runs import Runs"),
        ("app", "from tiktrack_gui.store import runs"),
        ("ui.feed", "from tiktrack_gui.store import Store"),
        ("ui.feed", "if TYPE_CHECKING:\n    from tiktrack_gui.clients.images import CdnImages"),
        ("ui.feed", "import aiohttp"),
        ("ui.feed", "from . import theme"),
        ("settings", "import PySide6"),
        ("a_new_module", ""),
        ("ui.feed", "dialog.exec()"),
        ("ui.feed", "button.clicked.connect(self.menu.exec_)"),
        ("ui.feed", "QMessageBox.question(self, 'Quit?')"),
        ("ui.feed", "QtWidgets.QFileDialog.getSaveFileName(self)"),
        ("app", "QApplication.instance()"),
        ("app", "from PySide6.QtWidgets import qApp\nqApp.quit()"),
        ("ui.feed", "print('here')"),
        ("commands.creators", "import click\nclick.echo('here')"),
        ("settings", "from tiktrack_gui.settings_files import read"),
        ("app", "asyncio.create_task(work())"),
        ("app", "group.create_task(work())"),
        ("app", "asyncio.ensure_future(work())"),
        ("core.score", "from datetime import datetime\ndatetime.now()"),
        ("store.runs", "import datetime as dt\ndt.datetime.now()"),
        ("store.runs", "from datetime import datetime\ndatetime.fromtimestamp(5)"),
        ("store.runs", "import datetime\ndatetime.datetime.utcnow()"),
        ("store.runs", "import time\ntime.time()"),
        ("store.runs", "from time import time as now\nfield(default_factory=now)"),
    ],
)
def test_a_violation_is_caught(module: str, source: str) -> None:
    assert violations(module, source) != []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("core.growth", "import math\ndef fit():\n    import numpy as np"),
        ("store.runs", "import sqlite3\nimport peewee\nfrom tiktrack_gui.core.models import Run"),
        ("store.runs", "from datetime import UTC, datetime\ndatetime.now(UTC), datetime.fromtimestamp(5, tz=UTC)"),
        ("store.runs", "database.execute_sql('…'); connection.executescript('…')"),
        ("clients.tiktok_pages", "from tiktrack_gui.clients.tiktok_browser import BrowserTikTok"),
        ("clients.demo_tiktok", "from tiktrack_gui.clients.tiktok_parse import video_page"),
        ("services.trending", "from tiktrack_gui.store import Store\nfrom PySide6.QtCore import QObject"),
        ("services.tasks", "loop.create_task(work())"),
        ("ui.feed", "menu.popup(point); dialog.open(); cursor.execute('…')"),
        ("clock", "import time\ntime.time()"),
        ("commands.browser", "from tiktrack_gui.clients.browsers import Browsers"),
        ("output", "import click\nclick.echo('here')"),
        ("store.runs", "import time\ntime.monotonic()"),
    ],
)
def test_what_is_allowed_passes(module: str, source: str) -> None:
    assert violations(module, source) == []
