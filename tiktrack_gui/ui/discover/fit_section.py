"""A fit taken apart: what each part adds, and what that is from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.discovery.brands import Part
from tiktrack_gui.core.discovery.contributions import contributions
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.ui.discover.confidence import ConfidenceDots
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.score_parts import Step
from tiktrack_gui.words import fit as words

COMPUTED = "How is this computed?"


class FitSection(QWidget):
    """Only the parts that the brand asks for.

    Signals:
        explanation_wanted: The user wants to know how it is computed.
    """

    explanation_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = Label("", "emphasis", tabular=True)
        self._dots = ConfidenceDots(theme)
        self._confidence = Label("", "small")
        self._how = Label("Value × weight. Ranges are 95% intervals: estimates.", "hint", wrap=True)
        self._steps = {part: Step(theme, words.PART_NAMES[part], words.PART_MEANINGS[part]) for part in Part}
        self._sum = Step(theme, "Fit", words.FIT, is_sum=True)
        self._computed = Button(theme, COMPUTED, kind="link")
        self._computed.clicked.connect(self.explanation_wanted)
        title = row(self._title, None, self._dots, self._confidence, spacing=6)
        steps = column(*self._steps.values(), self._sum, spacing=0)
        self.setLayout(column(title, self._how, steps, row(self._computed, None), spacing=6))

    def show_candidate(self, one: Ranked) -> None:
        is_known = one.fit is not None
        self._title.setText(f"Fit {one.fit}" if is_known else "Fit not known yet")
        self._confidence.setText(f"{words.CONFIDENCE[one.confidence]} confidence")
        self._dots.show_confidence(one.confidence)
        for part, step in self._steps.items():
            step.setVisible(part in one.parts)
        reached = 0
        for found in contributions(one):
            part = Part(found.part)
            self._steps[part].show_part(found, reached, words.note(part, one.parts[part]))
            reached += found.points
        self._sum.setVisible(is_known)
        self._sum.show_sum(one.fit or 0)
        said = [self._steps[part].accessibleName() for part in one.parts]
        confidence = f"{words.CONFIDENCE[one.confidence]} confidence"
        self.setAccessibleName(". ".join([f"{self._title.text()}, {confidence}", *said]))
