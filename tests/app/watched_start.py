"""Runs the program's arguments, then prints the modules imported outside the main thread that define QObjects."""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from PySide6.QtCore import QObject

outside: set[str] = set()


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "import" and threading.current_thread() is not threading.main_thread():
        outside.add(arguments[0])


def defines_qobjects(name: str, module: ModuleType) -> bool:
    return any(
        isinstance(value, type) and issubclass(value, QObject) and value.__module__ == name
        for value in vars(module).values()
    )


def found(modules: Mapping[str, ModuleType]) -> list[str]:
    return sorted(name for name in outside & set(modules) if defines_qobjects(name, modules[name]))


if __name__ == "__main__":
    sys.addaudithook(watch)
    from tiktrack_gui.__main__ import main

    try:
        main()
    except SystemExit as end:
        assert not end.code, end.code
    print(len(outside), *found(dict(sys.modules)))
