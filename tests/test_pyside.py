"""Reference counts of the installed PySide6: 6.12.0 on Python 3.11 loses one per call and soon aborts the process."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.waiting import LIMIT

MANY_CALLS = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

class Emitter(QObject):
    said = Signal(object)
    heard = 0

    def hear(self, what):
        self.heard += 1

application = QApplication([])
emitter, widget = Emitter(), QWidget()
emitter.said.connect(emitter.hear)
references = sys.getrefcount(None)
for _ in range(20_000):
    emitter.said.emit(None)
    widget.parentWidget()
lost = references - sys.getrefcount(None)
assert lost < 1_000, f"{lost} references to None lost"
print(emitter.heard)
"""


def test_many_thousand_signals_and_calls_leave_the_process_whole() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", MANY_CALLS]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)
    assert (result.returncode, result.stdout) == (0, "20000\n"), result.stderr
