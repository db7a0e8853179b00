"""How much each part of a fit counts, as sliders in a panel that opens below its button."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from tiktrack_gui.core import numbers
from tiktrack_gui.core.discovery.brands import DEFAULT_WEIGHTS, Brand, Part
from tiktrack_gui.core.discovery.fit import asked
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.popup_panel import PopupPanel
from tiktrack_gui.ui.widgets.slider import Slider
from tiktrack_gui.words import brands as words
from tiktrack_gui.words import fit

WIDTH, HEIGHT = 380, 624  # px, at the default text size; less in a low window
STEPS = 100  # of a slider, for a weight from 0 to HEAVIEST
HEAVIEST = 0.5
PAUSE = 400  # ms after the last key, until the weights are to be saved


class WeightsPanel(PopupPanel):
    """Opens as a popup; Esc or a click elsewhere closes it. Parts that the brand doesn't ask for are disabled.

    Signals:
        changed: Other weights are in force, also while a slider moves. arg: Mapping[Part, float].
        committed: The user let go of a slider, or closed the panel: they are to be kept. arg: as of `changed`.
    """

    changed = Signal(object)
    committed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "Weights of the fit", parent, WIDTH, HEIGHT)
        self._brand = Brand(name="")
        self._weights: dict[Part, float] = dict(DEFAULT_WEIGHTS)
        self._kept = dict(self._weights)
        self._rows = {part: WeightRow(part) for part in Part}
        self._reset = Button(theme, "Reset", kind="ghost", hint="Use the usual weights again")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._commit)
        self._lay_out()
        self._reset.clicked.connect(self.reset)
        for part, line in self._rows.items():
            line.slider.valueChanged.connect(partial(self._take, part))
            line.slider.sliderReleased.connect(self._commit)
        self._show()

    @property
    def weights(self) -> Mapping[Part, float]:
        return dict(self._weights)

    def show_brand(self, brand: Brand) -> None:
        """Shows the brand's weights, unless a slider is being moved."""
        self._brand = brand
        if not self._pause.isActive() and not any(line.slider.isSliderDown() for line in self._rows.values()):
            self._weights = {part: brand.weights.get(part, 0.0) for part in Part}
            self._kept = dict(self._weights)
        self._show()

    def open_below(self, button: QWidget) -> None:
        super().open_below(button)
        first = next((line.slider for line in self._rows.values() if line.slider.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def reset(self) -> None:
        """Uses the usual weights again."""
        if self._weights != dict(DEFAULT_WEIGHTS):
            self._weights = dict(DEFAULT_WEIGHTS)
            self._show()
            self.changed.emit(self.weights)
            self._commit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._commit()

    def _take(self, part: Part, steps: int) -> None:
        self._weights[part] = steps * HEAVIEST / STEPS
        self._show()
        self.changed.emit(self.weights)
        if not self._rows[part].slider.isSliderDown():
            self._pause.start()

    def _commit(self) -> None:
        """Tells of the weights to be kept, if they are others than those kept last, and some part counts."""
        self._pause.stop()
        if self._weights != self._kept and asked(self._brand, self._weights):
            self._kept = dict(self._weights)
            self.committed.emit(self.weights)

    def _show(self) -> None:
        counted = asked(self._brand, self._weights)
        total = sum(counted.values())
        askable = asked(self._brand, dict.fromkeys(Part, 1.0))
        for part, line in self._rows.items():
            share = counted.get(part, 0.0) / total if total else 0.0
            line.show_weight(self._weights[part], share, "" if part in askable else words.NOT_ASKED[part])
        self._reset.setEnabled(self._weights != dict(DEFAULT_WEIGHTS))
        self._nothing.setVisible(not total)

    def _lay_out(self) -> None:
        self._nothing = Label(words.NO_WEIGHTS, "small", tone="warn", wrap=True)
        area = QScrollArea()
        scrolled(area, column(self._nothing, *self._rows.values(), None, spacing=14, margins=(16, 12, 16, 12)))
        head = column(
            row(Label("Weights", "emphasis"), None, self._reset),
            Label(words.WEIGHTS, "hint", wrap=True),
            spacing=0,
            margins=(16, 8, 8, 10),
        )
        self.setLayout(column(head, hairline(), (area, 1), spacing=0))


class WeightRow(QWidget):
    """A part: its name, its share of the fit, a slider, and what it says or why it isn't judged."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part
        self._name = Label(fit.PART_NAMES[part], "label")
        self._share = Label("", "secondary", tabular=True)
        self.slider = WeightSlider(fit.PART_NAMES[part])
        self._hint = Label("", "hint", wrap=True)
        self._name.setBuddy(self.slider)
        self.setLayout(column(row(self._name, None, self._share), self.slider, self._hint, spacing=0))

    def show_weight(self, weight: float, share: float, why_not: str) -> None:
        """share: of the fit. why_not: why the part isn't judged; "" = it is."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(weight / HEAVIEST * STEPS))
        self.slider.blockSignals(False)
        self.slider.setEnabled(not why_not)
        counts = f"{numbers.percent(round(share, 2))} of the fit" if share else "doesn’t count"
        text = "not judged" if why_not else counts
        self._share.setText(text)
        self._share.set_tone("" if share else "quiet")
        self._name.setEnabled(not why_not)
        self._hint.setText(why_not or fit.PART_MEANINGS[self._part])
        self.slider.setAccessibleDescription(f"{text}. {self._hint.text()}")


class WeightSlider(Slider):
    """Arrow keys change it by little, Page Up and Page Down by more."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Weight of: {name}")
        self.setRange(0, STEPS)
        self.setSingleStep(2)
        self.setPageStep(10)
