"""The editor of a channel's template: what its posts say."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.post_template import PRESETS, PostPicture, Preset, Problem, Template
from tiktrack_gui.core.subjects import About
from tiktrack_gui.ui.discord.template_field import TemplateField
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.ui.widgets.switch import Switch

PAUSE = 600  # ms without a key, after which what was written can be saved
PICTURES = {PostPicture.NONE.value: "None", PostPicture.COVER.value: "Cover", PostPicture.CHART.value: "Growth chart"}
PICTURE_HINTS = {
    About.CREATOR: {
        PostPicture.NONE: "Only the avatar, beside the title.",
        PostPicture.COVER: "The cover of the video that’s taking off, or else of the top video.",
        PostPicture.CHART: "The creator’s followers over the last weeks, once there are enough measurements.",
    },
    About.VIDEO: {
        PostPicture.NONE: "Only the avatar, beside the title.",
        PostPicture.COVER: "The video’s cover.",
        PostPicture.CHART: "The creator’s followers over the last weeks, once there are enough measurements.",
    },
}


class MessageEditor(QWidget):
    """It doesn't scroll by itself.

    Signals:
        edited: The user changed something, at each keystroke; for the live preview. arg: the Template, which may have
            unknown placeholders: they are posted as they are written.
        changed: What the user wrote can be saved: once they pause, or leave the field; never with an unknown
            placeholder. arg: the Template.
    """

    edited = Signal(object)
    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._about = About.CREATOR
        self._presets: dict[str, Button] = {}
        self._base: Preset | None = None  # which the template was begun from, as far as is known
        self._told: Template | None = None
        self._before: Template | None = None  # what a preset has replaced
        self._is_loading = False
        self._line = row(None)
        self._standing = Label("", "hint", wrap=True)
        self._reset = Button(theme, "Reset", kind="link")
        self._undo = Button(theme, "Undo", kind="link", hint="Ctrl+Z")
        self._name = _Part(theme, "Thread name", "The creator’s name", "Shown in the channel’s list of threads.")
        self._content = _Part(theme, "Message above the card", "Nothing", "", least=1, most=4)
        self._title = _Part(theme, "Title of the card", "No title", "Links to TikTok.")
        self._text = _Part(theme, "Text of the card", "No text", "Discord’s formatting works: **bold**, [text](link).",
                           least=4, most=12)  # fmt: skip
        self._parts = (self._name, self._content, self._title, self._text)
        self._numbers = Switch(theme, "Numbers")
        self._picture = Segmented(PICTURES, "Picture")
        self._picture_hint = Label("", "hint", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._connect()
        self.show_template(PRESETS["profile"].template, About.CREATOR)

    @property
    def template(self) -> Template:
        """As it is entered, whether right or not."""
        return Template(
            thread_name=self._name.field.text,
            title=self._title.field.text,
            text=self._text.field.text,
            content=self._content.field.text,
            with_numbers=self._numbers.isChecked(),
            picture=PostPicture(self._picture.choice),
        )

    @property
    def is_valid(self) -> bool:
        return not any(part.field.problems for part in self._parts)

    def show_template(self, template: Template, about: About) -> None:
        """Shows a stored template; one that was just told by `changed` doesn't disturb what is typed meanwhile."""
        if about is not self._about or not self._presets:
            self._about = about
            self._offer_presets()
        elif template in (self._told, self.template):
            self._told = template
            return
        self._told, self._before = template, None
        self._base = next((preset for preset in self._offered() if preset.template == template), None)
        self._pause.stop()
        self._load(template)

    def commit(self) -> None:
        """Tells what was written, if it wasn't yet and is right."""
        self._pause.stop()
        if self.is_valid and self.template != self._told:
            self._told = self.template
            self.changed.emit(self.template)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.commit()

    def _offered(self) -> list[Preset]:
        return [preset for preset in PRESETS.values() if preset.of_video == (self._about is About.VIDEO)]

    def _offer_presets(self) -> None:
        for button in self._presets.values():
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._presets = {preset.name: Button(self._theme, preset.name) for preset in self._offered()}
        for place, preset in enumerate(self._offered()):
            button = self._presets[preset.name]
            button.setToolTip(f"Start from the template “{preset.name}”")
            button.clicked.connect(partial(self._begin_from, preset))
            self._line.insertWidget(place, button)

    def _load(self, template: Template) -> None:
        self._is_loading = True
        self._name.field.load(template.thread_name)
        self._title.field.load(template.title)
        self._text.field.load(template.text)
        self._content.field.load(template.content)
        self._numbers.setChecked(template.with_numbers)
        self._picture.choose(template.picture.value)
        self._is_loading = False
        self._show_standing()

    def _begin_from(self, preset: Preset) -> None:
        """Replaces all; that can be undone until something else is changed."""
        if self.template == preset.template:
            self._base = preset
            return
        before = self.template
        self._base = preset
        self._load(preset.template)
        self._before = before
        self._tell()

    def _reset_to_base(self) -> None:
        if self._base is not None:
            self._begin_from(self._base)
            self._undo.setFocus()

    def _take_back(self) -> None:
        if self._before is not None:
            before, self._before = self._before, None
            if self._undo.hasFocus():
                self._text.field.setFocus()
            self._load(before)
            self._tell()

    def _take(self) -> None:
        if not self._is_loading:
            self._before = None
            self._tell()

    def _tell(self) -> None:
        self._show_standing()
        self.edited.emit(self.template)
        if self.is_valid:
            self._pause.start()
        else:
            self._pause.stop()

    def _show_standing(self) -> None:
        """Shows which preset it is, and what can be undone."""
        now, base = self.template, self._base
        for preset in self._offered():
            self._presets[preset.name].set_icon("check" if preset.template == now else "")
            self._presets[preset.name].set_text(preset.name)
        is_changed = base is not None and base.template != now
        name = "" if base is None else base.name
        replaced = f"“{name}” replaced what you had written."
        self._standing.setText(
            replaced if self._before is not None else f"Changed from “{name}”." if is_changed else ""
        )
        self._reset.set_text(f"Reset to “{name}”")
        self._reset.setVisible(is_changed and self._before is None)
        self._undo.setVisible(self._before is not None)
        self._standing.setVisible(bool(self._standing.text()))
        self._picture_hint.setText(PICTURE_HINTS[self._about][now.picture])
        for part in self._parts:
            part.field.setProperty("undoes", self._before is not None)

    def _lay_out(self) -> None:
        self._reset.hide()
        self._undo.hide()
        standing = row((self._standing, 1), self._reset, self._undo)
        numbers = SettingRow(
            self._theme, "Numbers", "Followers, likes and more, as fields below the text", self._numbers
        )
        picture = Label("Picture", "label")
        picture.setBuddy(self._picture)
        self.setLayout(
            column(
                column(Label("Start from a template", "label"), self._line, standing, spacing=6),
                *self._parts,
                numbers,
                column(picture, row(self._picture, None), self._picture_hint, spacing=4),
                spacing=12,
            )
        )

    def _connect(self) -> None:
        for part in self._parts:
            part.field.edited.connect(self._take)
            part.field.left.connect(self.commit)
            part.field.undo_wanted.connect(self._take_back)
        self._numbers.toggled.connect(self._take)
        self._picture.chosen.connect(self._take)
        self._reset.clicked.connect(self._reset_to_base)
        self._undo.clicked.connect(self._take_back)
        self._pause.timeout.connect(self.commit)


class _Part(QWidget):
    """One text of the template: its label, the button for placeholders, the field, and what is wrong with it."""

    def __init__(self, theme: Theme, name: str, empty: str, hint: str, *, least: int = 1, most: int = 3) -> None:
        super().__init__()
        self.field = TemplateField(theme, name, empty, least=least, most=most)
        self._hint = hint
        self._problem: Problem | None = None
        label = Label(name, "label")
        label.setBuddy(self.field)
        self._insert = IconButton(
            theme, "braces", f"Insert a placeholder into {name[:1].lower()}{name[1:]}", shortcut="{"
        )
        self._said = Label(hint, "hint", wrap=True)
        self._fix = Button(theme, "", kind="link")
        self._fix.hide()
        head = row((label, 1), self._insert)
        self.setLayout(column(head, self.field, row((self._said, 1), self._fix), spacing=2))
        self._said.setVisible(bool(hint))
        self._insert.clicked.connect(self.field.offer_placeholders)
        self._fix.clicked.connect(self._mend)
        self.field.judged.connect(self._judge)

    def _judge(self) -> None:
        problems = self.field.shown_problems
        self._problem = problems[0] if problems else None
        more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
        said = self._problem.message + more if self._problem else self._hint
        self._said.setText(said)
        self._said.set_tone("bad" if self._problem else "")
        self._said.setVisible(bool(said))
        fix = self._problem.fix if self._problem else ""
        self._fix.set_text(f"Use {fix}")
        self._fix.setVisible(bool(fix))
        self.field.setAccessibleDescription(said)

    def _mend(self) -> None:
        if self._problem is not None:
            self.field.mend(self._problem)
