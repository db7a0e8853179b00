"""What answers in Discord's place costs little, however much it unpacks to, and is told in one sentence."""

from __future__ import annotations

import pytest

from tests.bombs.cost import cost_of
from tests.bombs.talking import BODIES, asking
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_faults import bomb
from tests.lookalikes.discord_routes import LOGIN
from tiktrack_gui.core.errors import DiscordGarbled


@pytest.mark.parametrize("status", [200, 403])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("body", BODIES)
def test_an_answer_costs_little_however_much_it_unpacks_to(body: str, packed: bool, status: int) -> None:
    with DiscordLookalike() as discord:
        discord.fail(LOGIN, bomb(BODIES[body](), packed=packed, status=status), times=9)
        cost = cost_of(asking, discord.url, discord.token)
    assert cost.bearable, cost
    assert cost.told == DiscordGarbled.sentence
