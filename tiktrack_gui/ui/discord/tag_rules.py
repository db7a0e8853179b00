"""Forum tags that posts earn by their score, one line each: "Score at least 85 → Hot"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.posting_rules import MOST_TAGS, TagRule
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, follow, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.choice import Choice
from tiktrack_gui.ui.widgets.fields import NumberField
from tiktrack_gui.ui.widgets.labels import Label

USUAL_SCORE = 85
GONE = "{} (not in this forum any more)"


class TagRulesField(QWidget):
    """Signals:
    changed: The user changed, added or removed a rule. arg: tuple of all TagRules.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tags: tuple[str, ...] = ()
        self._lines: list[_Line] = []
        self._add = Button(theme, "Add a rule", icon="plus", kind="link")
        self._add.clicked.connect(self._add_rule)
        self._column = column(spacing=4)
        self.setLayout(column(self._column, row(self._add, None), spacing=4))
        self.setFocusProxy(self._add)

    @property
    def rules(self) -> tuple[TagRule, ...]:
        return tuple(line.rule for line in self._lines)

    def show_rules(self, rules: Sequence[TagRule], tags: Sequence[str]) -> None:
        """tags: those of the forum."""
        if (tuple(rules), tuple(tags)) == (self.rules, self._tags):
            return
        self._tags = tuple(tags)
        while self._lines:
            self._drop(self._lines[-1])
        for rule in rules:
            self._append(rule)
        self._offer()

    def _append(self, rule: TagRule) -> None:
        line = _Line(self._theme, rule, self._tags)
        self._lines.append(line)
        self._column.addWidget(line)
        for field in line.fields:
            follow(field, before=self._add)
        line.changed.connect(self._tell)
        line.removed.connect(self._remove)

    def _add_rule(self) -> None:
        taken = {rule.tag for rule in self.rules}
        tag = next((tag for tag in self._tags if tag not in taken), self._tags[0])
        self._append(TagRule(tag=tag, min_score=USUAL_SCORE))
        self._offer()
        self._lines[-1].score.setFocus()
        self._tell()

    def _remove(self) -> None:
        line = self.sender()
        if isinstance(line, _Line):
            self._add.setFocus()
            self._drop(line)
            self._offer()
            self._tell()

    def _drop(self, line: _Line) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _offer(self) -> None:
        self._add.setVisible(bool(self._tags) and len(self._lines) < MOST_TAGS)

    def _tell(self) -> None:
        self.changed.emit(self.rules)


class _Line(QWidget):
    """One rule.

    Signals:
        changed: Its score or tag is another one.
        removed: Its cross was pressed.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, rule: TagRule, tags: Sequence[str]) -> None:
        super().__init__()
        self._rule = rule
        self.score = NumberField("Minimum score for a tag", 0, 100)
        self.score.set_value(rule.min_score)
        self.score.setFixedWidth(72)
        self._tag = Choice()
        self._tag.setAccessibleName("Tag for that score")
        gone = {} if rule.tag in tags else {rule.tag: GONE.format(rule.tag)}
        self._tag.set_choices({tag: tag for tag in tags} | gone, rule.tag)
        self._cross = IconButton(theme, "x", f"Remove the rule for “{rule.tag}”")
        self.setLayout(
            row(Label("Score from", "secondary"), self.score, Label("→", "secondary"), (self._tag, 1), self._cross)
        )
        self.score.committed.connect(self._take)
        self._tag.chosen.connect(self._take)
        self._cross.clicked.connect(self.removed)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """From left to right."""
        return self.score, self._tag, self._cross

    @property
    def rule(self) -> TagRule:
        return self._rule

    def _take(self) -> None:
        self._rule = replace(self._rule, tag=self._tag.choice, min_score=round(self.score.value()))
        self.changed.emit()
