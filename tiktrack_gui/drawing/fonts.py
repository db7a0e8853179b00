"""The typeface, in the window and in pictures: Inter, which ships with TikTrack."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from tiktrack_gui.drawing.resources import resource

FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "Noto Sans CJK SC", "Noto Color Emoji")
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
PRINT_STYLES = ("Regular", "SemiBold")


@cache
def load_fonts() -> None:
    """Registers Inter with Qt; once per process is enough."""
    for style in WEIGHTS:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/Inter-{style}.ttf")))


@cache
def font(pixels: int, weight: int = 400, tabular: bool = False) -> QFont:
    """tabular: digits of equal width, for numbers in columns."""
    found = QFont()
    found.setFamilies(FAMILIES)
    found.setPixelSize(pixels)
    found.setWeight(QFont.Weight(weight))
    found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        found.setFeature(QFont.Tag("tnum"), 1)
    return found


@cache
def load_print_fonts() -> None:
    """Registers the typeface of documents with Qt: Inter, made so that the text of a PDF can be searched and copied.

    See `.ci/print_fonts.py`.
    """
    for style in PRINT_STYLES:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/InterPrint-{style}.ttf")))


@cache
def print_font(pixels: int, weight: int = 400) -> QFont:
    """weight: 400 or 600. Digits have equal widths."""
    load_print_fonts()
    found = QFont(font(pixels, weight))
    found.setFamilies(("Inter Print", *FAMILIES[1:]))
    return found
