"""A report as one HTML file that needs nothing else: its style, fonts and pictures are in it, and it has no scripts.

All texts are escaped; the only links lead to tiktok.com.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from functools import cache
from html import escape

from PySide6.QtGui import QColor

from tiktrack_gui.drawing.application import ready_to_draw
from tiktrack_gui.drawing.growth_chart import Frame, Growth, Point, as_png
from tiktrack_gui.drawing.little_line import places
from tiktrack_gui.drawing.palette import LIGHT
from tiktrack_gui.drawing.resources import resource
from tiktrack_gui.drawing.woff import woff
from tiktrack_gui.words.documents import Cell, Chart, Document, Section, Table, Tile

FRAME = Frame(728, 230, margin=0, top=8)
LITTLE = 96, 26  # px of a little chart
LINKED = "https://www.tiktok.com/"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
WEIGHTS = {"Regular": 400, "SemiBold": 600}  # of Inter, that are used


def _css(color: QColor) -> str:
    return color.name()


STYLE = f"""
:root {{ color-scheme: light; }}
body {{ margin: 0; background: #f6f6f8; color: {_css(LIGHT.text)};
  font: 13px/1.45 Inter, "Segoe UI", "SF Pro Text", "Noto Sans", system-ui, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }}
main {{ max-width: 728px; margin: 24px auto; padding: 40px 48px; background: #fff;
  border: 1px solid {_css(LIGHT.grid)}; border-radius: 10px; }}
.kind {{ margin: 0; color: {_css(LIGHT.line)}; font-size: 12px; font-weight: 600; }}
h1 {{ margin: 6px 0 2px; font-size: 26px; line-height: 1.25; font-weight: 600; }}
h2 {{ margin: 28px 0 8px; font-size: 16px; font-weight: 600; }}
p {{ margin: 4px 0; }}
.quiet, .below, th, footer {{ color: {_css(LIGHT.quiet)}; }}
.ok {{ color: {_css(LIGHT.up)}; }}
.bad {{ color: {_css(LIGHT.down)}; }}
.strong {{ font-weight: 600; }}
.tiles {{ display: flex; flex-wrap: wrap; margin: 20px 0 0; }}
.tiles div {{ flex: 1 1 110px; padding: 0 12px; border-left: 1px solid {_css(LIGHT.grid)}; }}
.tiles div:first-child {{ padding-left: 0; border-left: 0; }}
.tiles dt {{ color: {_css(LIGHT.quiet)}; font-size: 12px; }}
.tiles dd {{ margin: 0; font-size: 22px; line-height: 1.3; font-weight: 600; }}
.tiles dd.below {{ font-size: 11px; font-weight: 400; }}
figure {{ margin: 0; }}
figure img {{ display: block; width: 100%; height: auto; }}
figcaption, .note, footer {{ font-size: 11px; }}
figcaption, .note {{ margin-top: 6px; color: {_css(LIGHT.quiet)}; }}
.scroll {{ overflow-x: auto; }}
table {{ width: 100%; border-collapse: collapse; font-size: 12px; }}
th {{ font-size: 11px; font-weight: 400; text-align: left; vertical-align: bottom; }}
th, td {{ padding: 5px 6px; border-bottom: 1px solid {_css(LIGHT.grid)}; }}
td {{ vertical-align: top; }}
th:first-child, td:first-child {{ padding-left: 0; }}
th:last-child, td:last-child {{ padding-right: 0; }}
.number {{ text-align: right; white-space: nowrap; }}
.below {{ display: block; font-size: 10px; font-weight: 400; }}
a {{ color: inherit; text-decoration: none; }}
a:hover, a:focus {{ text-decoration: underline; }}
footer {{ margin-top: 28px; padding-top: 8px; border-top: 1px solid {_css(LIGHT.grid)}; }}
@media print {{
  body {{ background: #fff; }}
  main {{ max-width: none; margin: 0; padding: 0; border: 0; }}
  h2 {{ break-after: avoid; }}
  tr, figure {{ break-inside: avoid; }}
  thead {{ display: table-header-group; }}
}}
"""


def html(document: Document, zone: tzinfo | None = None) -> bytes:
    """Returns the file, in UTF-8. zone: of the dates in charts; None = this computer's."""
    ready_to_draw()
    return "\n".join(_lines(document, zone)).encode()


def _lines(document: Document, zone: tzinfo | None) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="generator" content="TikTrack">'
    yield f"<title>{escape(f'{document.title}, {document.period}')}</title>"
    yield f"<style>{_faces()}{STYLE}</style>\n</head>\n<body>\n<main>\n<header>"
    yield f'<p class="kind">{escape(document.kind)}</p>\n<h1 dir="ltr">{escape(document.title)}</h1>'
    if document.subtitle:
        yield f'<p class="quiet">{escape(document.subtitle)}</p>'
    yield f"<p>{escape(document.period)}</p>\n</header>"
    yield f'<dl class="tiles">{"".join(map(_tile, document.tiles))}</dl>'
    for part in document.parts:
        yield "<section>"
        yield f"<h2>{escape(part.title)}</h2>"
        match part:
            case Chart():
                yield _chart(part, zone)
            case Table():
                yield from _table(part, document.span)
            case Section():
                yield from (f'<p class="quiet">{escape(paragraph)}</p>' for paragraph in part.paragraphs)
        yield "</section>"
    yield f"<footer>{escape(document.footer)}</footer>\n</main>\n</body>\n</html>\n"


@cache
def _faces() -> str:
    """Inter itself: hardly any computer has it."""
    return "".join(_face(f"fonts/Inter-{style}.ttf", weight) for style, weight in WEIGHTS.items())


def _face(name: str, weight: int) -> str:
    data = b64encode(woff(resource(name).read_bytes())).decode("ascii")
    return f'\n@font-face {{ font-family: Inter; font-weight: {weight}; src: url("data:font/woff;base64,{data}"); }}'


def _tile(tile: Tile) -> str:
    below = f'<dd class="below">{escape(tile.below)}</dd>' if tile.below else ""
    return f'<div><dt>{escape(tile.caption)}</dt><dd class="{tile.tone}">{escape(tile.text)}</dd>{below}</div>'


def _chart(chart: Chart, zone: tzinfo | None) -> str:
    if chart.missing:
        return f'<p class="quiet">{escape(chart.missing)}</p>'
    growth = Growth(chart.title, "", [Point(*point) for point in chart.points], chart.gaps)
    picture = b64encode(as_png(growth, LIGHT, FRAME, zone)).decode("ascii")
    shown = f'<img alt="{escape(chart.spoken)}" src="data:image/png;base64,{picture}">'
    return f"<figure>{shown}<figcaption>{escape(chart.source)}</figcaption></figure>"


def _table(table: Table, span: tuple[int, int]) -> Iterator[str]:
    if not table.rows:
        yield f'<p class="quiet">{escape(table.missing)}</p>'
        return
    sides = ["number" if column.is_number else "" for column in table.columns]
    heads = (
        f'<th scope="col" class="{side}">{escape(column.title)}</th>'
        for column, side in zip(table.columns, sides, strict=True)
    )
    head = f"<thead><tr>{''.join(heads)}</tr></thead>\n" if table.has_head else ""
    yield f'<div class="scroll"><table>\n{head}<tbody>'
    for row in table.rows:
        yield f"<tr>{''.join(_cells(row, sides, span))}</tr>"
    yield "</tbody>\n</table></div>"
    if table.note:
        yield f'<p class="note">{escape(table.note)}</p>'


def _cells(row: Sequence[Cell], sides: Sequence[str], span: tuple[int, int]) -> Iterator[str]:
    for cell, side in zip(row, sides, strict=True):
        classes = " ".join(filter(None, (side, cell.tone, "strong" if cell.is_strong else "")))
        text = _little(cell, span) if cell.line else escape(cell.text)
        if cell.link.startswith(LINKED):
            text = f'<a href="{escape(cell.link)}" rel="noopener noreferrer">{text}</a>'
        below = f'<span class="below">{escape(cell.below)}</span>' if cell.below else ""
        yield f'<td class="{classes}" dir="ltr">{text}{below}</td>'


def _little(cell: Cell, span: tuple[int, int]) -> str:
    found = places(cell.line, span, LITTLE)
    path, (x, y) = " ".join(f"{x:.1f},{y:.1f}" for x, y in found), found[-1]
    width, height = LITTLE
    color = _css(LIGHT.line)
    return (
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" aria-hidden="true">'
        f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="1.25" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{color}"/></svg>'
    )
