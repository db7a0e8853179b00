"""What people write about a brand and an audience on the command line: lists with commas, and shares in percent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tiktrack_gui.core.characters import cut
from tiktrack_gui.core.discovery.brands import Age, Audience, Gender, Part
from tiktrack_gui.core.discovery.codes import country
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.written import number

SHOWN = 60  # characters of what was given, in messages
_UNITS = {"K": 10**3, "M": 10**6}
DASH = "–"  # in TikTok's names of ages; typed, it is a hyphen


def listed(text: str) -> tuple[str, ...]:
    """Returns the entries of "en, de"; none of ""."""
    return tuple(entry for entry in map(str.strip, re.split("[,;\n]", text)) if entry)


def followers(text: str) -> tuple[int, int]:
    """Returns both ends of "1000-50000" or "1K-1.5M". Raises BadInput."""
    least, _, most = re.sub(f"{DASH}| to ", "-", text).partition("-")
    try:
        return _followers(least), _followers(most)
    except (ValueError, BadInput):
        raise BadInput(f"“{cut(text, SHOWN)}” isn’t a range.", "Write it as 1000-50000.") from None


def _followers(text: str) -> int:
    """Raises ValueError or BadInput."""
    plain = text.strip().upper()
    unit = _UNITS.get(plain[-1:])
    return int(number(plain, whole=True)) if unit is None else round(float(number(plain[:-1], whole=False)) * unit)


def audience(ages: str | None, genders: str | None, countries: str | None) -> Audience:
    """Returns what "18-24=40,25-34=35", "female=70" and "DE=60" say, in percent; None and "" = not known.

    Raises BadInput for what these aren't; `brand_rules` says which shares can be.
    """
    return Audience(
        ages={Age(key): share for key, share in _shares(ages, Age, "an age", "18-24=40").items()},
        genders={Gender(key): share for key, share in _shares(genders, Gender, "a gender", "female=70").items()},
        countries={country(key): share for key, share in _shares(countries, None, "a country", "DE=60").items()},
    )


def weights(text: str, before: Mapping[Part, float]) -> dict[Part, float]:
    """Returns the weights with those of "growth=40,niche=0" changed, in percent. Raises BadInput."""
    changed = {Part(key): weight for key, weight in _shares(text, Part, "a part of the fit", "growth=40").items()}
    return {**before, **changed}


def _shares(text: str | None, keys: Iterable[str] | None, what: str, such_as: str) -> dict[str, float]:
    """keys: those there are; None = any."""
    known = None if keys is None else {_plain(key): str(key) for key in keys}
    found: dict[str, float] = {}
    for entry in listed(text or ""):
        key, _, share = entry.replace(":", "=").partition("=")
        plain = key.strip()
        if known is not None:
            if _plain(plain) not in known:
                raise BadInput(f"“{cut(plain, SHOWN)}” isn’t {what}.", f"There are {', '.join(known.values())}.")
            plain = known[_plain(plain)]
        found[plain] = _percent(entry, share, such_as)
    return found


def _percent(entry: str, share: str, such_as: str) -> float:
    try:
        return float(number(share.strip().removesuffix("%"), whole=False)) / 100
    except (ValueError, BadInput):
        advice = f"Write it as {such_as}, in percent."
        raise BadInput(f"“{cut(entry, SHOWN)}” has no share.", advice) from None


def _plain(key: str) -> str:
    return key.strip().casefold().replace(DASH, "-")
