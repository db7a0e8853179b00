"""A brand's profile as a form. Every field but the name is optional."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tiktrack_gui.core.discovery.brand_rules import MOST_FOLLOWERS, require_words
from tiktrack_gui.core.discovery.brands import LEAST_EXAMPLES, Audience, Brand
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.unique_names import MOST_LETTERS
from tiktrack_gui.ui.discover import names
from tiktrack_gui.ui.discover.brand_sources import SuggestedSources
from tiktrack_gui.ui.discover.examples_field import ExamplesField
from tiktrack_gui.ui.discover.shares_field import SharesField
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, restyle, row
from tiktrack_gui.ui.widgets.chips import WordsField
from tiktrack_gui.ui.widgets.field_grid import FieldGrid, LabelledField
from tiktrack_gui.ui.widgets.fields import NumberField
from tiktrack_gui.ui.widgets.found_chips import FoundChipsField
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import brands as words


class BrandForm(QWidget):
    """It doesn't scroll by itself. What can't be is said beside its field, once the form is judged.

    Attributes:
        examples: The field for the creators whose audience is wanted.
        sources: The hashtags to watch.

    Signals:
        changed: The user changed something.
        words_changed: The niche words are others, and with them the hashtags to suggest.
    """

    changed = Signal()
    words_changed = Signal()

    def __init__(self, theme: Theme, pictures: Pictures, requests_a_day: Callable[[], int]) -> None:
        super().__init__()
        self._theme = theme
        self._brand = Brand(name="")
        self._is_loading = False
        self._name = LabelledField("Name", QLineEdit())
        languages = FoundChipsField(
            theme, "Any language", names.languages(), names.also_called, unknown=words.UNKNOWN_LANGUAGE
        )
        countries = FoundChipsField(theme, "Any country", names.countries(), unknown=words.UNKNOWN_COUNTRY)
        self._languages = LabelledField("Languages", languages, words.LANGUAGES)
        self._countries = LabelledField("Countries", countries, words.COUNTRIES)
        self._niche = LabelledField("Niche words and hashtags", WordsField(theme, "pasta, #veganrecipes"), words.NICHE)
        self.examples = ExamplesField(theme, pictures)
        self._examples = LabelledField("Creators whose audience you want", self.examples)
        self._from = LabelledField("Followers from", _followers("Followers from"))
        self._to = LabelledField("Followers to", _followers("Followers to"))
        self._ages = SharesField(theme, "Ages", words.AGES)
        self._genders = SharesField(theme, "Genders", words.GENDERS)
        self.sources = SuggestedSources(requests_a_day)
        self._lay_out(theme)
        self._connect()

    @property
    def brand(self) -> Brand:
        """The profile as it is in the form."""
        return replace(
            self._brand,
            name=" ".join(self._name.field.text().split()),
            languages=self._languages.field.keys,
            countries=self._countries.field.keys,
            words=self._niche.field.words,
            examples=self.examples.ids,
            followers_from=round(self._from.field.value()),
            followers_to=round(self._to.field.value()),
            audience=Audience(
                ages=self._ages.shares, genders=self._genders.shares, countries=self._brand.audience.countries
            ),
        )

    def show_brand(self, brand: Brand, examples: Sequence[Creator]) -> None:
        """examples: the creators of the brand's examples, as far as TikTrack knows them."""
        self._is_loading = True
        self._brand = brand
        self._name.field.setText(brand.name)
        self._languages.field.set_keys(brand.languages)
        self._countries.field.set_keys(brand.countries)
        self._niche.field.set_words(brand.words)
        self.examples.show_examples(brand.examples, examples)
        self._from.field.set_value(brand.followers_from)
        self._to.field.set_value(brand.followers_to)
        self._ages.show_shares(brand.audience.ages)
        self._genders.show_shares(brand.audience.genders)
        self._is_loading = False
        self._say_examples()

    def judge(self) -> bool:
        """Marks what can't be, and goes to the first of it. Returns whether all can be."""
        faulty: list[QWidget] = []
        if not self.brand.name:
            self.show_name_fault(words.NO_NAME)
            faulty.append(self._name.field)
        if self._judge_words():
            faulty.append(self._niche.field)
        if not self.examples.take_typed():
            faulty.append(self.examples)
        if self._judge_range():
            faulty.append(self._to.field)
        for mix in (self._ages, self._genders):
            if not mix.judge():
                faulty.append(mix)
        if faulty:
            first = faulty[0]
            first.focus_first() if isinstance(first, SharesField) else first.setFocus()
        return not faulty

    def show_name_fault(self, fault: str) -> None:
        """Says why the name can't be used; "" = it can."""
        self._name.say(fault, "bad")
        restyle(self._name.field, "invalid", "true" if fault else "false")
        if fault:
            self._name.field.setFocus()

    def begin(self) -> None:
        self._name.field.setFocus()

    def _judge_words(self) -> str:
        try:
            require_words(self._niche.field.words)
        except BadInput as error:
            fault = str(error)
        else:
            fault = ""
        self._niche.say(fault, "bad")
        restyle(self._niche.field, "invalid", "true" if fault else "false")
        return fault

    def _judge_range(self) -> str:
        fault = words.WRONG_WAY if self._from.field.value() > self._to.field.value() else ""
        self._to.say(fault, "bad")
        restyle(self._to.field, "invalid", "true" if fault else "false")
        return fault

    def _tell(self) -> None:
        if not self._is_loading:
            self.changed.emit()

    def _name_edited(self) -> None:
        self.show_name_fault("")
        self._tell()

    def _words_changed(self) -> None:
        self._judge_words()
        self._tell()
        if not self._is_loading:
            self.words_changed.emit()

    def _range_changed(self) -> None:
        self._judge_range()
        self._tell()

    def _examples_changed(self) -> None:
        self._say_examples()
        self._tell()

    def _say_examples(self) -> None:
        waiting = self.examples.waiting
        lost = next(((given, reason) for given, reason in waiting.items() if reason), None)
        if lost is not None:
            self._examples.say(": ".join(lost), "bad")
            return
        number = len(self.examples.ids) + len(waiting)
        self._examples.say(words.examples(number, len(waiting)), "warn" if 0 < number < LEAST_EXAMPLES else "")

    def _judge_examples(self, fault: str) -> None:
        if fault:
            self._examples.say(fault, "bad")
        else:
            self._say_examples()

    def _judge_languages(self, fault: str) -> None:
        self._languages.say(fault, "bad")

    def _judge_countries(self, fault: str) -> None:
        self._countries.say(fault, "bad")

    def _lay_out(self, theme: Theme) -> None:
        self._name.field.setMaxLength(MOST_LETTERS)
        self._name.field.setPlaceholderText("Such as your brand’s, or a campaign’s")
        marketplace = row(IconLabel(theme, "info", "text3"), (Label(words.MARKETPLACE, "secondary", wrap=True), 1))
        self.setLayout(
            column(
                marketplace,
                self._name,
                FieldGrid(theme, self._languages, self._countries, least=240),
                self._niche,
                self._examples,
                column(
                    FieldGrid(theme, self._from, self._to, least=150),
                    Label(words.FOLLOWERS, "hint", wrap=True),
                    spacing=4,
                ),
                hairline(),
                column(Label("Ages and genders", "strong"), Label(words.MIX, "hint", wrap=True), spacing=2),
                self._ages,
                self._genders,
                hairline(),
                column(Label("Hashtags to watch", "strong"), self.sources, spacing=2),
                spacing=12,
            )
        )

    def _connect(self) -> None:
        self._name.field.textEdited.connect(self._name_edited)
        self._languages.field.changed.connect(self._tell)
        self._languages.field.judged.connect(self._judge_languages)
        self._countries.field.changed.connect(self._tell)
        self._countries.field.judged.connect(self._judge_countries)
        self._niche.field.changed.connect(self._words_changed)
        self.examples.changed.connect(self._examples_changed)
        self.examples.judged.connect(self._judge_examples)
        for number in (self._from.field, self._to.field):
            number.committed.connect(self._range_changed)
        for mix in (self._ages, self._genders):
            mix.changed.connect(self._tell)
        self.sources.changed.connect(self._tell)


def _followers(name: str) -> NumberField:
    return NumberField(name, 0, MOST_FOLLOWERS)
