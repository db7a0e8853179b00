"""Who the profile is of: picture, name, marks, bio with its link, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core.as_of import Profile
from tiktrack_gui.core.characters import ELLIPSIS
from tiktrack_gui.core.links import WebLink, web_link
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import PART, ElidedLabel, IconLabel, Label, PartsLabel
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import AVATAR_LARGE, Pictures
from tiktrack_gui.words import creators as words_of_creators
from tiktrack_gui.words import profiles as words
from tiktrack_gui.words.text import breakable

BIO_SHOWN = 2  # lines, until all are wanted
HOST_SHOWN = 40  # characters
MAX_SIZE = 16_000  # px


class ProfileHeader(QWidget):
    """The upper part of a profile.

    Signals:
        open_clicked, refresh_clicked, post_clicked: A button was pressed.
        link_opened: The link of the bio was pressed. arg: the URL.
    """

    open_clicked = Signal()
    refresh_clicked = Signal()
    post_clicked = Signal()
    link_opened = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._avatar = PictureLabel(pictures, AVATAR_LARGE)
        self._name = ElidedLabel("", "title")
        self._verified = IconLabel(theme, "badge-check", "accent_text")
        self._verified.setToolTip("Verified by TikTok")
        self._private = IconLabel(theme, "lock", "warn")
        self._private.setToolTip("Private account")
        self._about = PartsLabel("", "secondary")
        self._open = Button(theme, "Open profile", icon="external-link", hint="Open the profile on TikTok (Enter)")
        self._open_small = IconButton(theme, "external-link", "Open profile", shortcut="Enter")
        self._refresh = IconButton(theme, "refresh-cw", "Refresh this creator", shortcut="R")
        self._post = Button(theme, "Post to Discord", icon="send", hint="Preview the post (D)")
        self._bio = Bio(theme)
        self._lay_out()
        self._open.clicked.connect(self.open_clicked)
        self._open_small.clicked.connect(self.open_clicked)
        self._refresh.clicked.connect(self.refresh_clicked)
        self._post.clicked.connect(self.post_clicked)
        self._bio.link_opened.connect(self.link_opened)

    def show_profile(self, profile: Profile, first_seen_at: int | None, *, is_past: bool) -> None:
        """is_past: whether it is of a moment in the past, of which there is no picture."""
        creator = profile.creator
        self._avatar.show_picture(None if is_past else creator.avatar, creator.handle)
        self._avatar.setToolTip(words.NOT_KEPT if is_past and creator.avatar else "")
        self._name.setText(creator.name or creator.handle)
        self._verified.setVisible(bool(creator.verified))
        self._private.setVisible(bool(creator.private))
        marks = [text for flag, text in ((creator.verified, "verified"), (creator.private, "private")) if flag]
        self._name.setAccessibleName(", ".join([self._name.text(), *marks]))
        handle = words_of_creators.formerly(creator.handle, profile.former)
        known = (handle, language(creator.language), words.first_seen(first_seen_at))
        self._about.setText(PART.join(filter(None, known)))
        self._bio.show_bio(words.bio(creator.bio), web_link(creator.bio_link))

    def set_refreshing(self, refreshing: bool) -> None:
        self._refresh.setEnabled(not refreshing)

    def set_roomy(self, roomy: bool) -> None:
        self._open.setVisible(roomy)
        self._open_small.setVisible(not roomy)
        self._post.set_text("Post to Discord" if roomy else "Post")

    def _lay_out(self) -> None:
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # keeps the marks beside it
        title = row(self._name, self._verified, self._private, None, spacing=6)
        names = column(title, self._about, spacing=2)
        upper = row(self._avatar, spacing=12)
        upper.addLayout(names, 1)
        for button in (self._open, self._open_small, self._refresh, self._post):
            upper.addWidget(button)
        self.setLayout(column(upper, self._bio, spacing=8, margins=(24, 0, 24, 0)))


class Bio(QWidget):
    """A text of up to BIO_SHOWN lines, more if wanted, and a link. Hidden if there is neither."""

    link_opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._link: WebLink | None = None
        self._shown: tuple[str, WebLink | None] | None = None
        self._shows_all = False
        self._words = Label("", "secondary", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._more = Button(theme, "Show more", kind="link")
        self._open = Button(theme, "", icon="link", kind="link")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(column(self._words, row(self._open, self._more, None, spacing=16), spacing=0))
        self._more.clicked.connect(self._toggle)
        self._open.clicked.connect(self._open_link)
        theme.changed.connect(self._fit)

    def show_bio(self, text: str, link: WebLink | None) -> None:
        if (text, link) == self._shown:
            return
        self._shown, self._link, self._shows_all = (text, link), link, False
        self._open.setVisible(link is not None)
        if link is not None:
            shown = link.host if len(link.host) <= HOST_SHOWN else f"…{link.host[-HOST_SHOWN:]}"
            self._open.set_text(shown)
            self._open.setAccessibleName(f"Open {link.host}")
            self._open.setToolTip(tooltips.plain(link.url))
        self.setVisible(bool(text) or link is not None)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        text = self._shown[0] if self._shown is not None else ""
        width, font = max(self.width(), 1), self._words.font()
        beginning = first_lines(text, font, width)
        shown = text if self._shows_all else beginning
        if self._words.text() != breakable(shown):
            self._words.setText(breakable(shown))
        wraps = Qt.TextFlag.TextWordWrap.value
        rect = self._words.fontMetrics().boundingRect(0, 0, width, MAX_SIZE, wraps, self._words.text())
        self._words.setFixedHeight(rect.height())
        self._words.setVisible(bool(text))
        self._more.setVisible(beginning != text)
        self._more.set_text("Show less" if self._shows_all else "Show more")

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._fit()

    def _open_link(self) -> None:
        if self._link is not None:
            self.link_opened.emit(self._link.url)


def first_lines(text: str, font: QFont, width: int) -> str:
    """Returns the text, or as much of it as fits into BIO_SHOWN lines of that width in px, with an ellipsis."""
    layout = QTextLayout(breakable(text).replace("\n", "\u2028"), font)
    layout.beginLayout()
    end = 0
    for _ in range(BIO_SHOWN):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        end = line.textStart() + line.textLength()
    is_whole = not layout.createLine().isValid()
    layout.endLayout()
    if is_whole:
        return text
    units = breakable(text).encode("utf-16-le")[: 2 * max(end - len(ELLIPSIS) - 1, 1)]  # Qt counts in UTF-16
    return units.decode("utf-16-le", "ignore").replace("\u200b", "").rstrip() + ELLIPSIS


def language(code: str | None) -> str:
    """ "English" for "en", the code itself if it is none that is known, "" for none."""
    if not code:
        return ""
    found = QLocale.codeToLanguage(code.split("-")[0])
    return code if found == QLocale.Language.AnyLanguage else QLocale.languageToString(found)
