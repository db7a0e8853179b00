"""The rules of one channel as a form: what is posted there, how much, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.models import CreatorList, Source
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.servers import ForumTag, Role
from tiktrack_gui.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What there is to choose from, for one channel.

    tags: of a forum, none elsewhere. requires_tag: every post needs one. roles: of the server. defaults: the rules of a
    channel that says nothing else; those fields that follow the settings are named in `FOLLOWING`.
    """

    lists: Sequence[CreatorList] = ()
    sources: Sequence[Source] = ()
    tags: Sequence[ForumTag] = ()
    roles: Sequence[Role] = ()
    requires_tag: bool = False
    defaults: PostingRules = PostingRules()  # noqa: RUF009  immutable


class RulesForm(QWidget):
    """It doesn't scroll by itself.

    Signals:
        changed: The user changed a rule: with Enter, by leaving its field, or by choosing. arg: the new PostingRules.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()

    def show_rules(self, rules: PostingRules, choices: Choices) -> None:
        """Shows the stored rules, except where the user is entering something else."""

    def show_error(self, sentence: str) -> None:
        """Shows why the last change couldn't be saved; "" hides it."""
