"""Why something couldn't be looked up: kept as a code in the database, and put into words when it is shown."""

from __future__ import annotations

import json
from typing import Any, Protocol

from tiktrack_gui.core import errors
from tiktrack_gui.core.errors import BadInput, TikTokError, TikTrackError
from tiktrack_gui.core.handles import parse_creator

_PARAMETERS = ("capability", "handle", "code")


class Given(Protocol):
    """What is to be looked up. given: the handle or link. reason: its last failure, as `code_of` kept it."""

    @property
    def given(self) -> str: ...

    @property
    def reason(self) -> str | None: ...


def code_of(error: TikTokError | BadInput, tries: int) -> str:
    """Returns the class of the error, what its sentence depends on, and how often it was tried, as JSON."""
    parameters = {name: value for name in _PARAMETERS if (value := getattr(error, name, None))}
    return json.dumps({"error": type(error).__name__, "tries": tries, **parameters})


def tries_of(pending: Given) -> int:
    """Returns how often it was tried without success since somebody asked for it."""
    tries = (_read(pending.reason) or {}).get("tries")
    return tries if isinstance(tries, int) else 0


def failed_with(pending: Given, kind: type[TikTokError]) -> bool:
    """Whether that was its last failure, as `code_of` kept it."""
    return (_read(pending.reason) or {}).get("error") == kind.__name__


def reason_of(pending: Given) -> str:
    """Returns the last error in words; "" if there was none. An earlier version kept the words themselves."""
    found = _read(pending.reason)
    return (pending.reason or "") if found is None else str(_error(found, pending.given))


def _read(reason: str | None) -> dict[str, Any] | None:
    try:
        found = json.loads(reason or "")
    except ValueError:
        return None
    return found if isinstance(found, dict) and isinstance(found.get("error"), str) else None


def _error(found: dict[str, Any], given: str) -> TikTrackError:
    kind = getattr(errors, found["error"], TikTrackError)
    if not isinstance(kind, type) or not issubclass(kind, TikTokError | BadInput):
        return TikTokError()  # of a newer version
    if issubclass(kind, BadInput):
        return _fault_of(given)
    if issubclass(kind, errors.HandleTaken):
        return kind(str(found.get("handle", "…")))
    capability = str(found.get("capability", ""))
    if issubclass(kind, errors.UnknownStatus):
        return kind(int(found.get("code", 0)), capability)
    try:
        return kind(capability)
    except TypeError:  # its words depend on more than was kept
        return TikTokError(capability)


def _fault_of(given: str) -> TikTrackError:
    try:
        parse_creator(given)
    except BadInput as fault:
        return fault
    return TikTokError()
