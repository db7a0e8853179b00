"""The words by which creators are found: one rule for the add field, the filter, the command line and the database.

A text is folded: without the case of its letters and without marks (é is e), full-width and other forms as the plain
ones. Its words are its runs of letters and digits; each emoji is a word. Scripts without spaces between words (Han,
kana, Thai, Lao, Khmer, Burmese) are found from any of their characters on: such a run gives, for each of them, the
GRAM characters that begin there. What is looked for is split in the same way, and each of its words must be the
beginning of one of the creator's. A change of these rules needs a migration that fills the table anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

LONGEST = 40  # code points of a word; of longer ones the beginning counts
MOST = 50  # words of a creator: those of the handle first, then of the name, then of the bio
MOST_SOUGHT = 8  # words of what is looked for
GRAM = 4  # characters of a script without spaces
NEVER = r"(?!)"  # a pattern that nothing matches
LAST = "\U0010ffff"  # sorts after all that is in a word

_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
_UNSPACED = f"{_NO_SPACES}\uf900-\ufaff\U00020000-\U0003ffff"
_ASCII_RUN = re.compile(r"[a-z0-9]+")
_PICTURES = "\u2600-\u27bf\U0001f000-\U0001faff"
_RUN = re.compile(rf"([{_UNSPACED}]+)|[{_PICTURES}]|(?:(?![{_UNSPACED}{_PICTURES}])[^\W_])+")
_PARTED = re.compile(rf"(?![{_UNSPACED}])\w")
_LETTERS_OR_DIGITS = re.compile(r"[^\W\d_]+|\d+")


class _Letters(dict[int, int | str | None]):
    """For `str.translate`: removes marks, and keeps what it learns about other characters."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.category(chr(code))[0] == "M" else code
        return kept


_PLAIN = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
_LETTERS = _Letters({ord(letter): plain for letter, plain in _PLAIN.items()})


def folded(text: str) -> str:
    """The text without case and marks, in plain forms. Folding it again changes nothing."""
    if text.isascii():
        return text.lower()
    plain = _fold(text)
    return _fold(plain) if plain != plain.casefold() else plain  # some capitals are only seen in the plain form


def words_of(handle: str, name: str | None, bio: str | None) -> list[str]:
    """The words of a creator, each once, up to MOST.

    A handle is split also between letters and digits; all of it, without its signs, is a word, too.
    """
    name_in_handle = folded(handle)
    runs = _split(name_in_handle)
    whole = "".join(runs)[:LONGEST]
    parts = [part for run in runs for part in _LETTERS_OR_DIGITS.findall(run)]
    words = dict.fromkeys(word for word in (whole, *runs, *parts) if word)
    for text in (name, bio):
        if text:
            words.update(dict.fromkeys(words_in(folded(text))))
    return list(words)[:MOST]


def sought(text: str) -> list[str]:
    """The words that are looked for, each once, up to MOST_SOUGHT; none in a text of spaces and signs alone."""
    words = dict.fromkeys(_windows(folded(text)))
    return list(words)[:MOST_SOUGHT]


def ends(word: str) -> tuple[str, str]:
    """The words that begin with it are from the first on, and before the second, in the order of code points."""
    return word, word + LAST


@lru_cache(maxsize=16_384)
def read_words(handle: str, name: str | None, bio: str | None) -> str:
    """A creator's words as `has_all` reads them, kept from one key of a filter to the next."""
    return joined(words_of(handle, name, bio))


def joined(words: Iterable[str]) -> str:
    """A creator's words as `has_all` reads them."""
    return " " + " ".join(words)


def has_all(words: str, wanted: Iterable[str]) -> bool:
    """Whether each of the wanted words begins one of a creator's, which are `joined`."""
    return all(f" {word}" in words for word in wanted)


def has_phrase(text: str, phrase: str) -> bool:
    """Whether the folded phrase is in the folded text, not within another word, where its script parts words."""
    return any_phrase([phrase]).search(text) is not None


def any_phrase(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the folded phrases in folded texts, as `has_phrase` does."""
    return re.compile("|".join(map(_pattern, filter(None, phrases))) or NEVER)


def is_parted(word: str) -> bool:
    """Whether it begins with a letter or digit of a script that parts words by spaces or signs."""
    return _PARTED.match(word) is not None


def _pattern(phrase: str) -> str:
    before = r"(?<!\w)" if is_parted(phrase) else ""
    after = r"(?!\w)" if is_parted(phrase[-1:]) else ""
    return before + re.escape(phrase) + after


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)


def _split(text: str) -> list[str]:
    """The runs of a folded text, cut to LONGEST."""
    return [
        run[:LONGEST] for run in (_ASCII_RUN.findall(text) if text.isascii() else map(_all_of, _RUN.finditer(text)))
    ]


def _all_of(match: re.Match[str]) -> str:
    return match[0]


def words_in(text: str, gram: int = GRAM) -> Iterator[str]:
    """The words of a folded text, as they are kept, in their order. gram: characters of a script without spaces."""
    if text.isascii():
        yield from _split(text)
        return
    for match in _RUN.finditer(text):
        run = match[0]
        if match[1] is None:
            yield run[:LONGEST]
        else:
            yield from (run[start : start + gram] for start in range(len(run)))


def _windows(text: str) -> Iterator[str]:
    """The words of a folded text, as they are looked for: a longer run without spaces is found by all its GRAMs."""
    if text.isascii():
        yield from _split(text)
        return
    for match in _RUN.finditer(text):
        run = match[0]
        if match[1] is None:
            yield run[:LONGEST]
        else:
            yield from (run[start : start + GRAM] for start in range(max(len(run) - GRAM, 0) + 1))
