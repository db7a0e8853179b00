"""The architecture's rules, checked against the source: who may import whom, and what is banned.

An import counts wherever it is, also inside a function or under TYPE_CHECKING. A module without a rule fails, so that
the place of a new one is a deliberate decision.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.util import find_spec
from pathlib import Path

import pytest

PACKAGE = "tiktrack_gui"
ROOT = Path(__file__).parent.parent / PACKAGE
EVERYTHING = {"*"}

# Folder or single module → what it may import besides itself and the standard library; the longest matching name wins.
# CONTRIBUTING.md has the same table, without the narrower rules inside a folder.
LOOK = {"core", "words", "drawing", "PySide6"}
WINDOW = LOOK | {"services", "ui.theme", "ui.widgets"}
FORM = WINDOW | {"config", "ui.window"}
PAGE = FORM | {"ui.tokens", "ui.browser", "ui.changes"}  # never another page
# Imported with the first plot, never before
PLOTS = {
    *("ui.widgets.compared_canvas", "ui.widgets.growth_canvas", "ui.widgets.growth_columns"),
    *("ui.widgets.growth_picture", "ui.widgets.growth_posts", "ui.widgets.growth_series", "ui.widgets.time_canvas"),
}
READERS = ("parse", "comments", "items", "accounts", "stats", "answers", "extent", "markup", "values")  # pure
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "__main__": {"cli", "config.environment", "host.imports"},
    "clock": set(),
    "core": set(),
    **{f"core.{module}": {"core", "numpy"} for module in ("growth_rate", "regular", "sample_columns")},
    **{
        f"core.discovery.{module}": {"core", "numpy"}
        for module in ("bands", "columns", "fit", "measured", "packed", "ranking", "shares")
    },
    "core.characters": {"core", "regex"},
    "words": {"core", "config", "services"},
    "store": {"core", "msgspec", "peewee", "playhouse"},
    "store.dialects": {"core", "store", "peewee", "pymysql"},
    "host": {"core", "filelock", "platformdirs", "PySide6.QtCore", "PySide6.QtNetwork"},
    "config": {"core", "host", "dotenv", "keyring", "msgspec", "tomlkit", "PySide6.QtCore"},
    # The outside world: each subject with its own library
    "clients.scratch": {"core", "host"},
    "clients.loop_thread": {"clients.scratch"},
    "clients.tls": {"truststore"},
    "clients.http": {"core", "clients.tls", "aiohttp"},
    "clients.browser": {"core", "host", "clients.loop_thread", "playwright"},
    "clients.tiktok": {"core", "host", "clients.loop_thread", "clients.browser", "TikTokApi", "playwright"},
    **{f"clients.tiktok.{reader}": {"core", *(f"clients.tiktok.{other}" for other in READERS)} for reader in READERS},
    "clients.discord": {"core", "host", "clients.http", "discord", "aiohttp"},
    "clients.images": {"core", "host", "clients.http", "clients.tls", "aiohttp"},
    "clients.picture_host": {"core", "host", "clients.http", "aiohttp"},
    "clients.table_files": {"core", "python_calamine"},
    "clients.whole_file": {"core"},
    "clients.table_writers": {"core", "clients.whole_file", "clients.workbook"},
    "clients.workbook": {"core", "xlsxwriter"},
    "clients.notifications": {"core", "jeepney"},
    "demo": {"core", "clock", "clients.tiktok.parse", "clients.tiktok.comments"},  # the same as for the real answers
    "services": {"core", "store", "clock", "PySide6.QtCore"},
    # Pictures without widgets; their few colours are in `drawing.palette`, as the themes are the window's
    "drawing": {"core", "words", "PySide6.QtCore", "PySide6.QtGui"},
    "ui.theme": LOOK,
    "ui.widgets": LOOK | {"ui.theme", "numpy", "pyqtgraph"},
    "ui.window": WINDOW,
    "ui.tokens": FORM,
    "ui.browser": FORM,
    "ui.changes": FORM,
    **dict.fromkeys(
        (f"ui.{page}" for page in "activity campaigns creators discord discover onboarding settings trending".split()),
        PAGE,
    ),
    # The composition root may import everything; the command line may import it and its results, but no window
    "app": EVERYTHING,
    "cli": {"app", "services", "words", "core", "config", "host", "clock", "click"},
    "cli.output": {"core", "click", "rich"},
}
FOLDERS = {"clients", "ui"}  # only contain folders and modules with their own rules
# Modules of the standard library that access the outside world; core is pure.
OUTSIDE_WORLD = tuple(
    "asyncio http. logging os shutil socket sqlite3 subprocess tempfile threading time urllib.request".split()
)
DIALOGS = {"QMessageBox", "QInputDialog", "QFileDialog", "QColorDialog", "QFontDialog"}
BLOCKING = "get|about|critical|information|question|warning"  # their static functions
NAIVE = {"datetime.datetime.utcnow", "datetime.datetime.today", "datetime.datetime.utcfromtimestamp"}
# On the browser's event loop, outside services.tasks; each task is kept and awaited where it is created.
OWN_TASKS = {"clients.tiktok.browser", "clients.tiktok.launch", "clients.tiktok.session"}


def within(name: str, layer: str) -> bool:
    """Whether a module, or a name in one, belongs to a layer."""
    return name == layer or name.startswith(layer + ".")


def rule(module: str) -> str | None:
    return max((layer for layer in MAY_IMPORT if within(module, layer)), key=len, default=None)


def imports(tree: ast.Module) -> Iterator[tuple[str, str, ast.stmt]]:
    """Yields imports as (name, local name, statement). A relative import keeps its dots, and so matches no rule."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, alias.asname or alias.name.partition(".")[0], node
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield f"{'.' * node.level}{node.module or ''}.{alias.name}", alias.asname or alias.name, node


def module_of(name: str) -> str:
    """The module of a name that is imported from one."""
    return name if name in PLOTS else name.rpartition(".")[0]


def import_violations(module: str, tree: ast.Module) -> Iterator[str]:
    if module in FOLDERS:
        if any(imports(tree)):
            yield f"{module} only says what its folder is for"
        return
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
        if (within(name, "numpy") or module_of(name) in PLOTS) and node in tree.body and module not in PLOTS:
            yield f"{module}:{node.lineno} imports numpy for everybody: only the functions that need it do"


def full_name(node: ast.expr, known: dict[str, str]) -> str:
    """`datetime.datetime.now` for `dt.now` after `from datetime import datetime as dt`; "?" if it has no name."""
    if isinstance(node, ast.Attribute):
        return f"{full_name(node.value, known)}.{node.attr}"
    return known.get(node.id, node.id) if isinstance(node, ast.Name) else "?"


def ban_on(name: str, module: str) -> str | None:
    """Why a name may not be used in a module, whether called or passed on; None if it may."""
    parts = ["", "", *name.split(".")]
    if (parts[-1] in ("exec", "exec_") and parts[-2]) or (parts[-2] in DIALOGS and re.match(BLOCKING, parts[-1])):
        return "blocks the event loop: open() or popup(), and a signal"
    if parts[-1] in ("create_task", "ensure_future") and module not in ("services.tasks", *OWN_TASKS):
        return "a task without an owner: services.tasks"
    is_global = (parts[-1] == "instance" and parts[-2].endswith("Application")) or parts[-1] == "qApp"
    if is_global and module != "drawing.application":  # which makes one if there is none
        return "a global: hand over what is needed"
    if name in ("time.time", "time.time_ns") and module != "clock":
        return "the time comes from a Clock"
    if (name in ("print", "click.echo", "click.secho") or within(name, "rich")) and module != "cli.output":
        return "a stranger's words reach the terminal: cli.output.say()"
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


def test_every_rule_is_about_modules_that_are_there() -> None:
    assert [layer for layer in MAY_IMPORT if not any(within(module, layer) for module in SOURCES)] == []


def test_everything_that_may_be_imported_is_there() -> None:
    allowed = set().union(*MAY_IMPORT.values()) - EVERYTHING
    assert [name for name in allowed if name not in SOURCES and find_spec(name) is None] == []


def drawn() -> dict[str, set[str]]:
    """The table of CONTRIBUTING.md."""
    text = (ROOT.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?) \| .+? \| (.+?) \|$", text, flags=re.MULTILINE)
    found: dict[str, set[str]] = {}
    for folders, allowed in rows:
        names = (
            set() if allowed.startswith("–") else {name.replace("/", ".") for name in re.findall(r"`(.+?)`", allowed)}
        )
        whole = EVERYTHING if allowed == "everything" else names
        found |= dict.fromkeys((folder.replace("/", ".") for folder in re.findall(r"`(.+?)`", folders)), whole)
    return found


def test_the_picture_that_contributing_draws_is_true() -> None:
    assert drawn() == {name: allowed for name, allowed in MAY_IMPORT.items() if layer(name) == name}


def graph() -> dict[str, set[str]]:
    """Module → the modules it imports, anywhere in it."""
    found: dict[str, set[str]] = {}
    for module, path in SOURCES.items():
        named = {what.removeprefix(PACKAGE + ".") for what, _, _ in imports(ast.parse(path.read_text("utf-8")))}
        whole = {name if name in SOURCES else name.rpartition(".")[0] for name in named}
        found[module] = (whole & SOURCES.keys()) - {module}
    return found


def test_no_import_leads_back_to_where_it_began() -> None:
    TopologicalSorter(graph()).prepare()  # raises CycleError


def test_no_folder_leads_back_to_where_it_began() -> None:
    """The layers form a hierarchy; a layer is anything with a rule, disregarding narrower rules inside it."""
    layers: dict[str, set[str]] = {}
    for module, imported in graph().items():
        here = layer(module)
        layers.setdefault(here, set()).update({layer(name) for name in imported} - {here})
    TopologicalSorter(layers).prepare()


def layer(module: str) -> str:
    return min((name for name in MAY_IMPORT if within(module, name)), key=len, default=module)


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
        ("clients.tiktok.parse", "import playwright"),
        ("clients.tiktok.pages", "import peewee"),
        ("clients.discord.threads", "from tiktrack_gui.clients.tiktok import parse"),
        ("demo.tiktok", "from tiktrack_gui.clients.tiktok.browser import BrowserTikTok"),
        ("clients.images", "from tiktrack_gui.services.sources import ImageSource"),
        ("clients.something_new", "import aiohttp"),
        ("services.trending", "def f():\n    from PySide6 import QtWidgets"),
        ("services.trending", "from PySide6.QtWidgets import QLabel"),
        ("services.trending", "from tiktrack_gui.clients.images import CdnImages"),
        ("services.trending", "import peewee"),
        ("services.trending", "from tiktrack_gui.config.settings import Settings"),
        ("services.trending", "from tiktrack_gui.store.runs import Runs"),
        ("app.session", "from tiktrack_gui.store import runs"),
        ("ui.trending.page", "from tiktrack_gui.store import Store"),
        ("ui.trending.page", "if TYPE_CHECKING:\n    from tiktrack_gui.clients.images import CdnImages"),
        ("ui.trending.page", "import aiohttp"),
        ("ui.trending.page", "from . import model"),
        ("ui.trending.page", "from tiktrack_gui.ui.creators.page import CreatorsPage"),
        ("ui.widgets.labels", "from tiktrack_gui.ui.trending.page import TrendingPage"),
        ("ui.window.tray", "from tiktrack_gui.ui.settings.page import SettingsPage"),
        ("ui", "from tiktrack_gui.ui.theme.theme import Theme"),
        ("ui.a_new_page.page", ""),
        ("words.creators", "from tiktrack_gui.ui.theme.theme import Theme"),
        ("drawing.growth_chart", "from tiktrack_gui.ui.theme.colors import DARK"),
        ("drawing.growth_chart", "from PySide6.QtWidgets import QWidget"),
        ("drawing.growth_chart", "QGuiApplication.instance()"),
        ("host.paths", "from tiktrack_gui.config.settings import Settings"),
        ("cli.commands.run", "from tiktrack_gui.ui.theme.theme import Theme"),
        ("cli.commands.run", "from tiktrack_gui.clients.images import CdnImages"),
        ("config.settings", "import PySide6"),
        ("a_new_module", ""),
        ("ui.trending.page", "dialog.exec()"),
        ("ui.trending.page", "button.clicked.connect(self.menu.exec_)"),
        ("ui.trending.page", "QMessageBox.question(self, 'Quit?')"),
        ("ui.trending.page", "QtWidgets.QFileDialog.getSaveFileName(self)"),
        ("app.desktop", "QApplication.instance()"),
        ("app.desktop", "from PySide6.QtWidgets import qApp\nqApp.quit()"),
        ("ui.trending.page", "print('here')"),
        ("cli.commands.creators", "import click\nclick.echo('here')"),
        ("cli.commands.creators", "from rich.table import Table"),
        ("app.session", "from rich import print\nprint('here')"),
        ("app.session", "import rich.console\nrich.console.Console().print('here')"),
        ("app.session", "from rich.console import Console\nConsole().print('here')"),
        ("config.settings", "from tiktrack_gui.core_of_something import read"),
        ("app.session", "asyncio.create_task(work())"),
        ("app.session", "group.create_task(work())"),
        ("app.session", "asyncio.ensure_future(work())"),
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
        ("core.growth_rate", "import math\ndef fit():\n    import numpy as np"),
        ("store.runs", "import sqlite3\nimport peewee\nfrom tiktrack_gui.core.models import Run"),
        ("store.runs", "from datetime import UTC, datetime\ndatetime.now(UTC), datetime.fromtimestamp(5, tz=UTC)"),
        ("store.runs", "database.execute_sql('…'); connection.executescript('…')"),
        ("clients.tiktok.pages", "from tiktrack_gui.clients.tiktok.browser import BrowserTikTok"),
        ("demo.tiktok", "from tiktrack_gui.clients.tiktok.parse import video_page"),
        ("services.trending", "from tiktrack_gui.store import Store\nfrom PySide6.QtCore import QObject"),
        ("services.tasks", "loop.create_task(work())"),
        ("ui.trending.page", "menu.popup(point); dialog.open(); cursor.execute('…')"),
        ("drawing.application", "from PySide6.QtGui import QGuiApplication\nQGuiApplication.instance()"),
        ("clock", "import time\ntime.time()"),
        ("app.composition", "from tiktrack_gui.clients.browser.browsers import Browsers"),
        ("cli.output", "import click\nclick.echo('here')"),
        ("cli.output", "def f():\n    from rich.console import Console\n    Console().print('here')"),
        ("store.runs", "import time\ntime.monotonic()"),
    ],
)
def test_what_is_allowed_passes(module: str, source: str) -> None:
    assert violations(module, source) == []
