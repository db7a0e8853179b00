"""Taking changes back: those of this session, the newest first."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.widgets.toast import Toast

UNDONE = "Undone"


class UndoActions(QObject):
    """Says what was changed, and takes it back with the toast's button or `undo`."""

    def __init__(self, toast: Toast, tasks: Tasks) -> None:
        super().__init__(toast)
        self._toast, self._tasks = toast, tasks
        self._undos: list[tuple[Undo, str]] = []  # the newest last, with what is said then
        toast.acted.connect(self.undo)

    def offer(self, said: str, undo: Undo, undone: str = UNDONE) -> None:
        """said: what was changed. undone: what is said once it is taken back."""
        self._undos.append((undo, undone))
        self._toast.say(said, action="Undo")

    def undo(self) -> None:
        """Takes the newest change back."""
        if self._undos:
            self._tasks.spawn(self._take_back(*self._undos.pop()), name=f"undo {len(self._undos)}")

    async def _take_back(self, undo: Undo, undone: str) -> None:
        try:
            await undo()
        except BadInput as error:  # such as a name that is another list's now
            self._toast.say(f"{error.sentence} {error.advice}", kind="bad")
        else:
            self._toast.say(undone)
