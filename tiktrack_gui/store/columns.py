"""The types of columns: how their values are stored, and what they are read as."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

import msgspec
from peewee import BooleanField, TextField

from tiktrack_gui.core.models import LeftOut
from tiktrack_gui.core.subjects import Subject

_UTC_TEXT = "%Y-%m-%d %H:%M:%S"
_to_json = msgspec.json.Encoder(enc_hook=dict).encode  # dict: any mapping


@lru_cache(maxsize=1024)
def utc_text(seconds: int) -> str:
    """Most rows of a run have the same few moments."""
    return datetime.fromtimestamp(seconds, UTC).strftime(_UTC_TEXT)


def _from_json(text: str) -> Any:
    """`json` takes several times as long, but reads what other programs write, such as NaN. Raises ValueError."""
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return json.loads(text)


class UtcText(TextField):
    """Epoch seconds, stored as UTC text such as `2026-01-01 12:00:00`."""

    def db_value(self, value: int | None) -> str | None:
        return None if value is None else utc_text(value)

    def python_value(self, value: str | datetime | None) -> int | None:
        if value is None:
            return None
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)  # servers have a type for it
        return int(moment.replace(tzinfo=UTC).timestamp())


class JsonText(TextField):
    """Any JSON value, stored as text."""

    def db_value(self, value: Any) -> str | None:
        if value is None:
            return None
        try:
            return _to_json(value).decode()  # most of what a run writes is `raw_data`, and `json` takes much longer
        except UnicodeEncodeError:  # a lone surrogate becomes \udXXX
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=dict)
            return text.encode("utf-8", "backslashreplace").decode()

    def python_value(self, value: str | None) -> Any:
        return None if value is None else _from_json(value)


class Words(JsonText):
    """A tuple of strings."""

    def python_value(self, value: str | None) -> tuple[str, ...]:
        return tuple(_from_json(value)) if value else ()


class LeftOutCounts(JsonText):
    """A number for each reason in `LeftOut`."""

    def python_value(self, value: str | None) -> dict[LeftOut, int]:
        return {LeftOut(why): count for why, count in json.loads(value).items()} if value else {}


class Word(TextField):
    """A member of a StrEnum."""

    def __init__(self, words: type[StrEnum], **options: Any) -> None:
        self.words = words
        super().__init__(**options)

    def db_value(self, value: StrEnum | str | None) -> str | None:
        return None if value is None else str(value)

    def python_value(self, value: str | None) -> StrEnum | None:
        return None if value is None else self.words(value)


class SubjectText(TextField):
    """What a delivery is about."""

    def db_value(self, value: Subject | None) -> str | None:
        return None if value is None else str(value)

    def python_value(self, value: str | None) -> Subject | None:
        return None if value is None else Subject.parse(value)


CONVERTED = (UtcText, JsonText, Word, SubjectText, BooleanField)  # columns whose values need conversion
