"""What moved the line, below the plot."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.core.test_moves import START, USUAL, history, posted
from tests.ui.seen import texts
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.ui.creators.moves import MOST, MovesCard
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.words.moves import lines


def test_it_shows_the_newest_and_is_hidden_if_there_is_nothing(theme: Theme, qtbot: QtBot) -> None:
    card = MovesCard(theme)
    qtbot.addWidget(card)
    assert card.isHidden()
    jumps = {12: 4_000, 18: 4_000, 24: 4_000, 30: 5_000}
    found = lines(history(jumps=jumps), [posted(20, 28.5, 80_000), *USUAL], START + 40 * DAY)
    assert len(found) == 4
    card.show_lines(found)
    card.show()
    shown = [line for line in card._lines if line.isVisible()]
    assert len(shown) == MOST
    assert "8× usual views" in texts(shown[0])
    assert shown[0].accessibleName().endswith(found[0].date)
    card.show_lines(found[:1])
    assert [line.isVisible() for line in card._lines] == [True, False, False]
    card.show_lines([])
    assert not card.isVisible()
