"""The rules of one channel as a form: what is posted there, how much, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.posting_rules import MOST_PER_RUN, SHORTEST_ROUND, PostingRules, Repost, check
from tiktrack_gui.core.subjects import About
from tiktrack_gui.ui.discord.rules_choices import Choices
from tiktrack_gui.ui.discord.rules_more import NAMES, MoreRules
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.choice import Choice
from tiktrack_gui.ui.widgets.field_grid import FieldGrid, LabelledField
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.optional_number import OptionalNumberField
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.words import posting_rules as words

__all__ = ["Choices", "RulesForm"]

MOST_FOLLOWERS = 10_000_000_000
LONGEST_ROUND = 10_080  # min


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A rule that is a number. otherwise: says what holds without one. unit: of the rule's value, in those shown.

    follows: whether its default is a setting.
    """

    name: str
    low: int
    high: int
    otherwise: Callable[[Any], str]
    after: str = ""
    zero: str = ""
    hint: str = ""
    unit: int = 1
    follows: bool = False


NUMBERS = {  # by field of PostingRules
    "min_followers": _Number(
        name="Minimum followers", low=0, high=MOST_FOLLOWERS, otherwise=words.followers, zero="Any number", follows=True
    ),
    "max_followers": _Number(name="Maximum followers", low=0, high=MOST_FOLLOWERS, otherwise=words.no_limit),
    "recent_days": _Number(
        name="Last video within", low=0, high=3_650, otherwise=words.activity, after=" days", zero="Any time",
        hint="Videos pinned to the profile don’t count", follows=True,
    ),
    "min_score": _Number(name="Minimum score", low=0, high=100, otherwise=words.any_score, zero="Any score"),
    "at_most": _Number(
        name="Maximum per run", low=1, high=MOST_PER_RUN, otherwise=words.threads, after=" threads", follows=True
    ),
    "per_hour": _Number(name="Maximum per hour", low=1, high=1_000, otherwise=words.no_limit, after=" threads"),
    "every": _Number(
        name="Post every", low=round(SHORTEST_ROUND / MINUTE), high=LONGEST_ROUND, otherwise=words.minutes,
        after=" min", unit=round(MINUTE), follows=True,
    ),
}  # fmt: skip
WHO, HOW_MANY = ("min_followers", "max_followers", "recent_days", "min_score"), ("at_most", "per_hour", "every")


class RulesForm(QWidget):
    """It doesn't scroll by itself. What contradicts itself isn't told: it stays where it was entered, with the reason,
    until it is put right, or Esc goes back to what counts.

    Signals:
        changed: The user changed a rule: with Enter, by leaving its field, or by choosing. arg: the new PostingRules.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rules = PostingRules()
        self._pending: dict[str, Any] = {}  # what was entered and contradicts the rest, by field
        self._choices = Choices()
        self._about = Segmented(words.ABOUT, "Each thread is about")
        self._about_hint = Label("", "hint", wrap=True)
        self._who = LabelledField("Choose from", Choice())
        self._numbers = {name: _number_field(number) for name, number in NUMBERS.items()}
        self._more_button = Button(theme, "More", icon="chevron-right", kind="link")
        self._more = MoreRules(theme)
        self._error = Label("", "small", tone="bad", wrap=True)
        self._lay_out(theme)
        self._connect()
        self.show_rules(self._rules, self._choices)

    def show_rules(self, rules: PostingRules, choices: Choices) -> None:
        """Shows the stored rules, except where the user is entering something else."""
        if self._pending and (rules, choices) == (self._rules, self._choices):
            return
        self._pending.clear()
        self._rules, self._choices = rules, choices
        self.show_error("")
        self._show()

    def show_error(self, sentence: str) -> None:
        """Shows why the last change couldn't be saved; "" hides it."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pending:
            self._pending.clear()
            self._show()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        rules, choices = self._rules, self._choices
        self._about.blockSignals(True)
        self._about.choose(rules.about.value)
        self._about.blockSignals(False)
        self._about_hint.setText(words.ABOUT_HINTS[rules.about])
        found = words.audience(rules, choices.lists, choices.sources)
        self._who.field.set_choices(found, _audience(rules))
        self._who.say(*words.about_audience(rules, choices.lists, choices.sources))
        for name in NUMBERS.keys() - self._pending.keys():
            self._show_number(name)
        self._more.show_rules(rules, choices)
        unusual = sum(getattr(rules, name) != getattr(choices.defaults, name) for name in NAMES)
        self._more_button.set_text(words.more(unusual))
        if choices.requires_tag and not rules.tags:
            self._open_more(True)

    def _show_number(self, name: str) -> None:
        cell, number = self._numbers[name], NUMBERS[name]
        value, usual = getattr(self._rules, name), getattr(self._choices.defaults, name)
        otherwise = number.otherwise(usual)
        start = number.low if usual is None else round(usual / number.unit)
        cell.field.set_otherwise(words.as_in_settings(otherwise) if number.follows else otherwise, start)
        cell.field.set_number(None if value == usual else round(value / number.unit))
        self._say(cell, "")

    def _take(self, name: str, value: Any) -> None:
        if name == "about" and value is About.VIDEO and self._rules.repost is Repost.ON_VIRAL:
            self._change(about=value, repost=Repost.NEVER)
        else:
            self._change(**{name: value})

    def _change(self, **entered: Any) -> None:
        """Takes what the user changed, with what waits to be put right by it. A contradiction waits in its field; what
        isn't part of it is taken alone.
        """
        if not self._fault({**self._pending, **entered}):
            self._accept({**self._pending, **entered})
            self._pending.clear()
        elif self._pending and not self._fault(entered):
            self._accept(entered)
        else:
            self._pending |= entered
        self._show()
        for name in self._pending:
            self._say(self._numbers[name], self._fault(self._pending))

    def _fault(self, entered: dict[str, Any]) -> str:
        """Says how the rules would contradict themselves; "" if they don't."""
        try:
            check(replace(self._rules, **entered))
        except BadInput as error:
            return str(error)
        return ""

    def _accept(self, entered: dict[str, Any]) -> None:
        rules = replace(self._rules, **entered)
        if rules != self._rules:
            self._rules = rules
            self.show_error("")
            self.changed.emit(rules)

    def _take_number(self, name: str, entered: int | None) -> None:
        usual = getattr(self._choices.defaults, name)
        self._take(name, usual if entered is None else entered * NUMBERS[name].unit)

    def _take_about(self, about: str) -> None:
        self._take("about", About(about))

    def _take_audience(self, chosen: tuple[str, int]) -> None:
        kind, chosen_id = chosen
        self._change(
            list_id=chosen_id if kind == words.LIST else None, source_id=chosen_id if kind == words.SOURCE else None
        )

    def _turn_more(self) -> None:
        self._open_more(self._more.isHidden())

    def _open_more(self, shown: bool) -> None:
        self._more.setVisible(shown)
        self._more_button.set_icon("chevron-down" if shown else "chevron-right")

    def _say(self, cell: LabelledField[OptionalNumberField], fault: str) -> None:
        """Marks a field whose value contradicts another one."""
        cell.say(fault, "bad")
        cell.field.set_invalid(bool(fault))

    def _lay_out(self, theme: Theme) -> None:
        about = Label("Each thread is about", "label")
        about.setBuddy(self._about)
        self._more.hide()
        self._error.hide()
        self.setLayout(
            column(
                column(about, row(self._about, None), self._about_hint, spacing=4),
                self._who,
                FieldGrid(theme, *(self._numbers[name] for name in WHO)),
                FieldGrid(theme, *(self._numbers[name] for name in HOW_MANY)),
                row(self._more_button, None),
                self._more,
                self._error,
                spacing=12,
            )
        )

    def _connect(self) -> None:
        self._about.chosen.connect(self._take_about)
        self._who.field.chosen.connect(self._take_audience)
        for name, cell in self._numbers.items():
            cell.field.entered.connect(partial(self._take_number, name))
        self._more_button.clicked.connect(self._turn_more)
        self._more.edited.connect(self._take)


def _number_field(number: _Number) -> LabelledField[OptionalNumberField]:
    field = OptionalNumberField(
        number.name, number.low, number.high, unit=number.after, zero=number.zero, hint=number.hint
    )
    return LabelledField(number.name, field)


def _audience(rules: PostingRules) -> tuple[str, int]:
    if rules.list_id is not None:
        return words.LIST, rules.list_id
    return (words.SOURCE, rules.source_id) if rules.source_id is not None else (words.EVERYBODY, 0)
