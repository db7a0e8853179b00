"""The dialog for a campaign: its name, currency, brand and note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from tiktrack_gui.core.campaigns import LONGEST_NOTE, Campaign
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import parse_handle
from tiktrack_gui.core.money import CURRENCIES, parse_currency
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, restyle, row, scrolled, scrolls_by_keyboard
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.choice import Choice
from tiktrack_gui.ui.widgets.dialog_size import resize_within_window
from tiktrack_gui.ui.widgets.keys import finished_within
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import campaign_pages as words

SIZE = 520, 520  # px
EDGE = 24
NOTE_LINES = 4
FREQUENT = ("USD", "EUR", "GBP")  # offered first


class CampaignForm(QDialog):
    """Opened with open(). Ctrl+Enter saves, Esc closes.

    Signals:
        save_wanted: What is in the form is to be stored. arg: the Campaign.
        removal_wanted: The campaign is to be deleted.
        discarded: It was closed with changes that weren't saved. arg: the Campaign as in the form.
    """

    save_wanted = Signal(object)
    removal_wanted = Signal()
    discarded = Signal(object)

    def __init__(self, theme: Theme, campaign: Campaign, parent: QWidget | None) -> None:
        """campaign: without an ID, a new one."""
        super().__init__(parent)
        is_new = campaign.id is None
        self._theme, self._before = theme, campaign
        self._name, self._brand = QLineEdit(), QLineEdit()
        self._currency, self._about_currency = Choice(), Label(words.CURRENCY, "hint", wrap=True)
        self._note = QPlainTextEdit()
        judged: tuple[QWidget, ...] = (self._name, self._brand, self._note)
        self._faults = {field: Label("", "small", tone="bad", wrap=True) for field in judged}
        self._delete = Button(theme, "Delete campaign", kind="danger")
        self._cancel = Button(theme, "Cancel", hint="Esc")
        self._save = Button(theme, "Create campaign" if is_new else "Save", kind="primary", hint="Ctrl+Enter")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("New campaign" if is_new else campaign.name)
        resize_within_window(self, theme, *SIZE)
        self._lay_out(is_new)
        self._connect()
        self.show_campaign(campaign)
        self._name.setFocus()
        self._name.selectAll()

    @property
    def campaign(self) -> Campaign:
        """As in the form, not judged."""
        return Campaign(
            id=self._before.id,
            name=self._name.text().strip(),
            currency=self._currency.choice,
            brand=self._brand.text().strip() or None,
            note=self._note.toPlainText().strip() or None,
        )

    @property
    def is_changed(self) -> bool:
        return self.campaign != self._before

    def show_campaign(self, campaign: Campaign) -> None:
        """Fills the form, also with what was discarded before."""
        self._name.setText(campaign.name)
        self._brand.setText(campaign.brand or "")
        self._note.setPlainText(campaign.note or "")
        self._currency.set_choices(self._currencies(), parse_currency(campaign.currency))
        self._explain_currency()

    def save(self) -> None:
        """Has it saved if it can be; else goes to what is wrong."""
        if self._save.isEnabled() and self._judge():
            self.show_saving(True)
            self.save_wanted.emit(self.campaign)

    def show_saving(self, is_saving: bool) -> None:
        for button in (self._save, self._delete):
            button.setEnabled(not is_saving)

    def show_fault(self, fault: str) -> None:
        """Says why it can't be stored, which is its name; the form stays open."""
        self.show_saving(False)
        self._mark(self._name, fault)
        self._name.setFocus()

    def finish(self) -> None:
        """Closes it: what was in the form is stored, or no longer wanted."""
        self.accept()

    def reject(self) -> None:
        """Closes it as Esc does."""
        if self.isVisible() and self.is_changed:
            self.discarded.emit(self.campaign)
        super().reject()

    def _explain_currency(self) -> None:
        self._about_currency.setText(words.currency(self._before, self._currency.choice))

    def _currencies(self) -> dict[str, str]:
        return {code: code for code in (*FREQUENT, *sorted(CURRENCIES - set(FREQUENT)))}

    def _judge(self) -> bool:
        """Marks what is wrong and goes to the first of it; returns whether nothing is."""
        draft, wrong = self.campaign, []
        length = len(draft.note or "")
        found: dict[QWidget, str] = {
            self._name: "" if draft.name else "Enter a name.",
            self._brand: _fault_of(draft.brand),
            self._note: "" if length <= LONGEST_NOTE else words.too_long(length),
        }
        for field, fault in found.items():
            self._mark(field, fault)
            if fault:
                wrong.append(field)
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def _mark(self, field: QWidget, fault: str) -> None:
        label = self._faults[field]
        label.setText(fault)
        label.setVisible(bool(fault))
        field.setAccessibleDescription(fault)
        restyle(field, "invalid", "true" if fault else "false")

    def _edited(self) -> None:
        """Takes back the marks of the field that is being edited."""
        for field in self._faults:
            if field.hasFocus():
                self._mark(field, "")

    def _lay_out(self, is_new: bool) -> None:
        self._name.setPlaceholderText("Summer launch")
        self._brand.setPlaceholderText("@yourbrand")
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(self._theme.px(20) * NOTE_LINES + 16)
        fields = column(
            self._line("Name", self._name),
            self._line("Currency", self._currency, self._about_currency),
            self._line("Brand’s handle", self._brand, Label(words.BRAND, "hint", wrap=True)),
            self._line("Note", self._note),
            None,
            spacing=14,
            margins=(EDGE, 16, EDGE, 16),
        )
        area = QScrollArea()
        scrolled(area, fields)
        scrolls_by_keyboard(area, "Campaign")
        title = "New campaign" if is_new else "Edit campaign"
        head = column(Label(title, "section"), margins=(EDGE, 20, EDGE, 12))
        foot = row(self._delete, None, self._cancel, self._save, margins=(EDGE, 12, EDGE, 16))
        body = column(head, hairline(), (area, 1), hairline(), foot, spacing=0)
        self.setLayout(column((framed("page", body), 1), spacing=0))
        self._delete.setHidden(is_new)

    def _line(self, caption: str, field: QWidget, hint: Label | None = None) -> QVBoxLayout:
        label = Label(caption, "label")
        label.setBuddy(field)
        field.setAccessibleName(caption)
        parts = column(label, field, spacing=4)
        if field in self._faults:
            fault = self._faults[field]
            fault.hide()
            parts.addWidget(fault)
        if hint is not None:
            parts.addWidget(hint)
        return parts

    def _connect(self) -> None:
        for button in (self._delete, self._cancel, self._save):
            button.setAutoDefault(False)
        self._name.textEdited.connect(self._edited)
        self._brand.textEdited.connect(self._edited)
        self._note.textChanged.connect(self._edited)
        self._currency.chosen.connect(self._explain_currency)
        self._name.returnPressed.connect(self.save)
        self._brand.returnPressed.connect(self.save)
        self._delete.clicked.connect(self.removal_wanted)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self.save)
        finished_within(self, self.save)


def _fault_of(brand: str | None) -> str:
    try:
        parse_handle(brand or "x")
    except BadInput as fault:
        return str(fault)
    return ""
