"""What is kept of the cookies of TikTok's window: the named ones, as far as a credential has room, never a sign-in."""

from __future__ import annotations

import json
import logging

import pytest

from tiktrack_gui.config import cookies
from tiktrack_gui.config.cookies import KEPT, LONGEST
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import SERVICE, PassingKeyring, Tokens
from tiktrack_gui.host.logs import Secrets

SIGN_IN = ("sessionid", "sessionid_ss", "sid_tt", "sid_guard", "uid_tt", "sid_ucp_v1", "passport_csrf_token", "odin_tt")


@pytest.fixture
def keyring() -> PassingKeyring:
    return PassingKeyring()


@pytest.fixture
def secrets() -> Secrets:
    return Secrets()


@pytest.fixture
def tokens(keyring: PassingKeyring, secrets: Secrets) -> Tokens:
    return Tokens(Environment(), secrets, lambda: keyring)


def given(**values: str) -> list[dict[str, str]]:
    return [{"name": name.replace("_consent", "-consent"), "value": value} for name, value in values.items()]


async def test_the_named_ones_are_there_after_a_restart_and_no_sign_in(tokens: Tokens, keyring: PassingKeyring) -> None:
    await cookies.keep(tokens, given(ttwid="visitor", s_v_web_id="verify", **dict.fromkeys(SIGN_IN, "planted")))
    assert "planted" not in str(keyring.get_password(SERVICE, Kind.COOKIES))
    tomorrow = Tokens(Environment(), Secrets(), lambda: keyring)
    assert await cookies.kept(tomorrow) == {"ttwid": "visitor", "s_v_web_id": "verify"}


async def test_no_sign_in_is_among_the_named_ones() -> None:
    assert not set(KEPT) & set(SIGN_IN)
    assert not [name for name in KEPT if name.startswith(("sessionid", "sid", "uid"))]


async def test_what_has_no_room_in_a_credential_of_windows_is_left_out(
    tokens: Tokens, keyring: PassingKeyring, caplog: pytest.LogCaptureFixture
) -> None:
    await cookies.keep(tokens, given(ttwid="v" * 300, s_v_web_id="x" * 2_000, tt_chain_token="chain"))
    kept = keyring.get_password(SERVICE, Kind.COOKIES)
    assert kept is not None
    assert set(json.loads(kept)) == {"ttwid", "tt_chain_token"}
    assert len(kept.encode("utf-16-le")) <= 2 * LONGEST < 2_560
    assert "s_v_web_id is too long" in caplog.text
    assert "xxx" not in caplog.text


async def test_those_of_a_window_without_any_replace_the_earlier_ones(tokens: Tokens) -> None:
    await cookies.keep(tokens, given(ttwid="visitor"))
    await cookies.keep(tokens, [])
    assert await cookies.kept(tokens) == {}


async def test_without_a_keyring_there_are_none_and_that_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    tokens = Tokens(Environment(), Secrets(), lambda: None)
    with caplog.at_level(logging.WARNING):
        await cookies.keep(tokens, given(ttwid="visitor"))
    assert "for this session only" in caplog.text


@pytest.mark.parametrize("stored", ["not json", "[1]", '{"ttwid": 5}', "{}"])
async def test_what_cannot_be_read_is_none(tokens: Tokens, keyring: PassingKeyring, stored: str) -> None:
    keyring.set_password(SERVICE, Kind.COOKIES, stored)
    assert await cookies.kept(tokens) == {}


async def test_their_values_are_blanked_in_logs(tokens: Tokens, secrets: Secrets) -> None:
    await cookies.keep(tokens, given(ttwid="1%7Cvisitor-of-mine"))
    assert "visitor-of-mine" not in secrets.blank("ttwid=1%7Cvisitor-of-mine")
