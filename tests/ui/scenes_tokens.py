"""The token form in each of its states: Discord's, TikTok's and the proxy's, from left to right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QWidget

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Where
from tiktrack_gui.core.errors import KeyringUnavailable, TokenRefused
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.tokens.form import TokenForm
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.words.tokens import WORDS

WIDTH = 392  # px, the minimum on the Discord page
Act = Callable[[TokenForm], object]


def places(theme: Theme) -> QWidget:
    return _sheet(
        theme,
        [
            TokenForm.look,
            *(lambda form, where=where: form.show_place(where) for where in Where),
            lambda form: form.show_unusable("The variable can’t be used. That isn’t a token."),
        ],
    )


def troubles(theme: Theme) -> QWidget:
    return _sheet(
        theme,
        [
            _tested,
            _refused,
            _replaced,
            _faulty,
            _to_be_deleted,
            lambda form: form.show_locked(str(KeyringUnavailable())),
        ],
    )


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "token_places": (places, 1288, 1000),
    "token_troubles": (troubles, 1288, 1080),
}


def _tested(form: TokenForm) -> None:
    form.show_place(Where.KEYRING)
    if form._testable:
        form.show_works("Connected as Trend Bot")


def _refused(form: TokenForm) -> None:
    form.show_place(Where.KEYRING)
    if form._testable:
        form.show_refused(str(TokenRefused()))


def _replaced(form: TokenForm) -> None:
    form.show_place(Where.KEYRING)
    form.start_editing()
    form._field.setText("half a token")


def _faulty(form: TokenForm) -> None:
    form.show_place(Where.NONE)
    form._field.setText("password")
    form.show_fault("That is not a token: one has three parts with dots between them.")


def _to_be_deleted(form: TokenForm) -> None:
    form.show_place(Where.KEYRING)
    form._delete.click()


def _sheet(theme: Theme, acts: list[Act]) -> QWidget:
    return framed("page", row(*(_column(theme, kind, acts) for kind in WORDS), spacing=32, margins=(24, 24, 24, 24)))


def _column(theme: Theme, kind: Kind, acts: list[Act]) -> QBoxLayout:
    forms = column(spacing=12)
    for act in acts:
        form = TokenForm(theme, kind, testable=kind is Kind.DISCORD)
        form.setFixedWidth(WIDTH)
        act(form)
        forms.addWidget(form)
        forms.addWidget(hairline())
    forms.addStretch(1)
    return forms
