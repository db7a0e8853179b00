"""“How is this computed?” says the definitions with the numbers in force, and those of one candidate."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from tests.ui import samples
from tests.ui.discover.bench import Bench
from tests.ui.scenes_discover_forms import ranked
from tests.ui.seen import texts
from tiktrack_gui.core.discovery.brands import DEFAULT_WEIGHTS, Brand, Part
from tiktrack_gui.core.discovery.constants import DEFAULTS, Constants
from tiktrack_gui.core.discovery.contributions import contributions
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.ui.discover.computed_sheet import ComputedSheet
from tiktrack_gui.words import computed, fit

Key = Qt.Key


def opened(
    bench: Bench, brand: Brand | None = None, one: Ranked | None = None, constants: Constants = DEFAULTS
) -> ComputedSheet:
    sheet = ComputedSheet(bench.theme, constants, brand, one, samples.NOW, bench.window)
    sheet.open()
    bench.have_focus(sheet)
    return sheet


def test_every_part_has_its_formula_and_weight(bench: Bench) -> None:
    brand = Brand(name="Fig", words=("figs",))
    shown = texts(opened(bench, brand))
    assert all(name in shown for name in fit.PART_NAMES.values())
    weights = re.findall(r"^weight \d+%$", shown, re.MULTILINE)
    assert len(weights) == 4  # of growth, repeatability, engagement and niche, which it asks for
    asked = (Part.GROWTH, Part.REPEATABILITY, Part.ENGAGEMENT, Part.NICHE)
    share = DEFAULT_WEIGHTS[Part.GROWTH] / sum(DEFAULT_WEIGHTS[part] for part in asked)
    assert f"weight {share:.0%}" in shown
    assert "Add languages to the brand to judge this" in shown
    assert "With the weights of “Fig”" in shown


def test_the_constants_are_those_that_are_set(bench: Bench) -> None:
    constants = Constants(viral_views=25_000, viral_times=7.5, viral_days=45, good_times=3.0, least_comments=200)
    shown = texts(opened(bench, constants=constants))
    assert "views ≥ 25,000 and views ≥ 7.5× the usual views" in shown
    assert "in the last 45 days" in shown
    assert "views ≥ 3× the median views of the follower band" in shown
    assert "not shown below 200 comments" in shown


def test_a_candidate_s_numbers_add_up_to_its_fit(bench: Bench) -> None:
    brand, one = ranked()
    shown = texts(opened(bench, brand, one))
    points = [part.points for part in contributions(one) if part.value is not None]
    assert sum(points) == one.fit
    assert f"{' + '.join(map(str, points))} = {one.fit}" in shown
    assert f"With the numbers of @{one.handle} for “{brand.name}”" in shown
    assert "212 comments → " in shown


def test_an_unknown_part_says_what_is_missing(bench: Bench) -> None:
    brand, one = ranked()
    unknown = replace(one.parts[Part.COMMENTS], value=None, n=96)
    shown = texts(opened(bench, brand, replace(one, parts={**one.parts, Part.COMMENTS: unknown})))
    assert "Not known: only 96 comments read: too few" in shown


def test_no_text_calls_anybody_fake_or_promises_a_region() -> None:
    brand, one = ranked()
    said = [*computed.parts(brand, one, DEFAULTS), *computed.definitions(one, DEFAULTS, samples.NOW)]
    everything = " ".join(map(computed.spoken, said)).lower()
    assert "fake" not in everything
    assert "region" not in everything


def test_the_keyboard_scrolls_and_closes_it(bench: Bench) -> None:
    sheet = opened(bench)
    area = sheet.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.hasFocus()
    QTest.keyClick(area, Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    QTest.keyClick(sheet, Key.Key_Escape)
    assert not sheet.isVisible()
