"""Number formatting: 1,284 / 48.2K / 1.2M, 7.7%, 5.7×, a real minus sign, ≈ rounded, ≥ repaired."""

from __future__ import annotations

MINUS = "−"
_UNITS = ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K"))
_COMPACT_FROM = 10_000


def grouped(number: int) -> str:
    """Every digit: 2,162,760."""
    return f"{number:,}".replace("-", MINUS)


def compact(number: int) -> str:
    """Grouped below 10,000, else three significant digits with a unit: 1,284 / 48.2K / 1.2M."""
    if abs(number) < _COMPACT_FROM:
        return grouped(number)
    return _sign(number) + _with_unit(abs(number))


def signed(number: int) -> str:
    """A change, compact, with its sign: +1,284 / −48.2K / 0."""
    return f"+{compact(number)}" if number > 0 else compact(number)


def mark(*, rounded: bool = False, repaired: bool = False) -> str:
    """The prefix of an inexact number: "≥ " for a repaired one (a lower bound), "≈ " for a rounded one, else ""."""
    if repaired:
        return "≥ "
    return "≈ " if rounded else ""


def rate(value: float) -> str:
    """Three significant digits, at most two decimals: 0.05 / 8.83 / 45.1 / 570 / 1,284 / 48.2K."""
    size = abs(value)
    if 0 < size < 0.005:
        return "< 0.01"
    if size >= 99.95:
        return compact(round(value))
    return _sign(value) + _trimmed(f"{size:.{1 if size >= 9.995 else 2}f}")


def velocity(value: float, *, at_most: bool = False, at_least: bool = False) -> str:
    """Engagement per minute: 570/min. at_most: below the rounding error, `< 33.3/min`; at_least: `≥ 570/min`."""
    text = f"{rate(value)}/min"
    if at_least:
        return mark(repaired=True) + text.removeprefix("< ")
    return f"< {text}" if at_most and not text.startswith("<") else text


def percent(share: float) -> str:
    """0.077 → "7.7%", −0.03 → "−3%"; whole numbers from 100 on."""
    size = abs(100 * share)
    text = f"{size:,.0f}" if size >= 99.95 else _trimmed(f"{size:.1f}")
    return f"{_sign(share) if text != '0' else ''}{text}%"


def growth(share: float) -> str:
    """A change in percent with its sign and a fixed number of decimals for columns: "+7.7%", "−3.0%", "+179%", "0%"."""
    size = abs(100 * share)
    if size < 0.05:
        return "0%"
    return f"{'+' if share > 0 else MINUS}{size:,.{0 if size >= 99.95 else 1}f}%"


def times(ratio: float) -> str:
    """A ratio: "0.4×", "5.7×", "222×"."""
    return f"{ratio:,.0f}×" if ratio >= 9.95 else _trimmed(f"{ratio:.1f}") + "×"


def _sign(number: float) -> str:
    return MINUS if number < 0 else ""


def _with_unit(number: int) -> str:
    number = _three_digits(number)
    size, unit = next((size, unit) for size, unit in _UNITS if number >= size)
    return _trimmed(f"{number / size:,.2f}") + unit


def _three_digits(number: int) -> int:
    """Rounds half up to three significant digits, so that 999,950 becomes 1M, not 1,000K."""
    step = int(10 ** (len(str(number)) - 3))
    return (number + step // 2) // step * step


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
