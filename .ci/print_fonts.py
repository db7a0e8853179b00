"""Makes resources/fonts/InterPrint-*.ttf, the typeface of reports as PDF, from Inter. Needs fonttools.

    python .ci/print_fonts.py

Qt writes into a PDF which character each glyph stands for by looking up all characters, lowest first; glyphs that no
character has, and glyphs of two, make text that can't be searched or copied. So that all of it can be:

- digits have their tabular glyphs at once, instead of by a feature of the font;
- nothing is replaced by its context (calt), which raises signs such as − and ≈ between digits;
- a tab has a glyph of its own. Otherwise Qt shows it as a space, and takes each space for a tab;
- no two characters share a glyph, such as ’ and a letter that looks like it.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

FONTS = Path(__file__).parent.parent / "resources" / "fonts"
STYLES = ("Regular", "SemiBold")
FAMILY = "Inter Print"
NAMES = (1, 3, 4, 6, 16, 21)  # 1, 16 and 21 are families: with one of Inter's left, Qt would take it for Inter
TAB = 9
QUOTES = (0x2019, 0x201D)


def made(style: str) -> TTFont:
    font = TTFont(FONTS / f"Inter-{style}.ttf")
    tabular, glyphs = _replacements(font, "tnum"), font.getBestCmap()
    digits = {ord(digit): tabular[glyphs[ord(digit)]] for digit in "0123456789"}
    for table in font["cmap"].tables:
        table.cmap |= digits
    _add_glyph(font, "tab", TAB, font["hmtx"][glyphs[ord(" ")]])
    _part(font)
    options = subset.Options(
        layout_features=["ccmp", "locl", "kern", "mark", "mkmk"], name_IDs=["*"], notdef_outline=True
    )
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=font.getBestCmap())
    chosen.subset(font)
    for record in font["name"].names:
        if record.nameID in NAMES:
            own = FAMILY.replace(" ", "") if record.nameID in (3, 6) else FAMILY
            record.string = record.toUnicode().replace("Inter", own)
    return font


def _replacements(font: TTFont, feature: str) -> dict[str, str]:
    """Returns which glyph the feature puts in place of which."""
    gsub = font["GSUB"].table
    chosen = {
        number
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for number in record.Feature.LookupListIndex
    }
    found: dict[str, str] = {}
    for number in chosen:
        for part in gsub.LookupList.Lookup[number].SubTable:
            found |= getattr(part, "ExtSubTable", part).mapping
    return found


def _part(font: TTFont) -> None:
    """Gives each character a glyph of its own: the usual one keeps it, with its kerning."""
    sharing: dict[str, list[int]] = {}
    for character, glyph in font.getBestCmap().items():
        sharing.setdefault(glyph, []).append(character)
    for glyph, characters in sharing.items():
        usual = next((one for one in characters if one in QUOTES), min(characters))
        for other in set(characters) - {usual}:
            _add_glyph(font, f"{glyph}.{other:04X}", other, font["hmtx"][glyph], font["glyf"][glyph])


def _add_glyph(font: TTFont, name: str, character: int, size: tuple[int, int], drawing: Glyph | None = None) -> None:
    glyphs = font["glyf"]
    glyphs[name] = deepcopy(drawing) if drawing is not None else Glyph()
    font.setGlyphOrder(glyphs.glyphOrder)
    font["hmtx"][name] = size
    for table in font["cmap"].tables:
        table.cmap[character] = name


if __name__ == "__main__":
    for style in STYLES:
        made(style).save(FONTS / f"InterPrint-{style}.ttf")
