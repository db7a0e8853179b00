"""The tokens: parsing of pasted ones, precedence of sources, and what happens without a keyring."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import cast

import keyring
import pytest
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked, PasswordSetError

from tests.waiting import LIMIT, until
from tiktrack_gui.config import tokens
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Keyring, Tokens, Where, system_keyring
from tiktrack_gui.core.errors import BadInput, KeyringSilent, KeyringUnavailable
from tiktrack_gui.host.logs import Secrets

BOT = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GaBcDe.not-a-real-token_not-a-real-token"
OTHER_BOT = "MTEyMjMzNDQ1NTY2Nzc4ODk5.XyZzYx.another-one_another-one_another"
MS = "not-a-real-msToken_" + "Ab0-_" * 18 + "=="


class FakeKeyring:
    """Stores passwords, or raises `trouble`; waits for `unlocked` first."""

    def __init__(self, trouble: Exception | None = None) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.trouble = trouble
        self.unlocked = threading.Event()
        self.unlocked.set()
        self.asked = threading.Event()

    def _wait(self) -> None:
        self.asked.set()
        assert self.unlocked.wait(timeout=LIMIT)
        if self.trouble:
            raise self.trouble

    def get_password(self, service: str, username: str) -> str | None:
        self._wait()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._wait()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._wait()
        del self.kept[service, username]


def over(ring: Keyring | None, secrets: Secrets | None = None, **variables: str) -> Tokens:
    return Tokens(Environment(variables), secrets or Secrets(), lambda: ring)


async def test_a_token_is_kept_in_the_keyring_until_it_is_deleted() -> None:
    ring = FakeKeyring()
    kept = over(ring)
    assert await kept.get(Kind.DISCORD) is None
    assert await kept.where(Kind.DISCORD) is Where.NONE
    await kept.set(Kind.DISCORD, f"Bot {BOT}")
    assert ring.kept == {("TikTrack", "discord"): BOT}
    assert await over(ring).get(Kind.DISCORD) == BOT
    assert await kept.where(Kind.DISCORD) is Where.KEYRING
    assert await kept.get(Kind.TIKTOK) is None
    await kept.delete(Kind.DISCORD)
    await kept.delete(Kind.DISCORD)
    assert ring.kept == {}


async def test_the_environment_wins_and_is_read_as_pasted() -> None:
    ring = FakeKeyring()
    ring.kept["TikTrack", "discord"] = OTHER_BOT
    kept = over(ring, DISCORD_BOT_TOKEN=f"Bot {BOT}", TIKTOK_MS_TOKEN=f"msToken={MS}")
    assert await kept.get(Kind.DISCORD) == BOT
    assert await kept.get_tiktok() == MS
    assert await kept.where(Kind.DISCORD) is Where.ENVIRONMENT
    assert not ring.asked.is_set()


async def test_a_bad_token_in_the_environment_is_named_by_its_variable() -> None:
    with pytest.raises(BadInput, match=r"^DISCORD_BOT_TOKEN in the environment can’t be used\. That isn’t"):
        await over(None, DISCORD_BOT_TOKEN="1234").get(Kind.DISCORD)
    in_file = Environment({"DISCORD_BOT_TOKEN": "1234"}, from_file=frozenset({"DISCORD_BOT_TOKEN"}))
    with pytest.raises(BadInput, match=r"^DISCORD_BOT_TOKEN in \.env can’t be used\."):
        await Tokens(in_file, Secrets(), lambda: None).get(Kind.DISCORD)


async def test_deleting_cares_for_no_variable_and_tells_whether_there_was_a_token() -> None:
    kept = over(FakeKeyring(), DISCORD_BOT_TOKEN="1234")
    await kept.set(Kind.DISCORD, BOT)
    assert await kept.delete(Kind.DISCORD)
    assert not await kept.delete(Kind.DISCORD)
    without = over(None)
    with pytest.raises(KeyringUnavailable):
        await without.set(Kind.DISCORD, BOT)
    assert await without.delete(Kind.DISCORD)  # the one of this session


@pytest.mark.parametrize(
    "ring", [None, FakeKeyring(KeyringLocked("locked")), FakeKeyring(PasswordSetError()), FakeKeyring(OSError("pipe"))]
)
async def test_without_a_usable_keyring_a_token_is_kept_for_the_session_and_that_is_said(ring: Keyring | None) -> None:
    kept = over(ring)
    with pytest.raises(KeyringUnavailable, match="session only"):
        await kept.set(Kind.DISCORD, BOT)
    assert await kept.get(Kind.DISCORD) == BOT
    assert await kept.where(Kind.DISCORD) is Where.SESSION


async def test_a_later_success_moves_the_token_from_the_session_into_the_keyring() -> None:
    ring = FakeKeyring(KeyringLocked())
    kept = over(ring)
    with pytest.raises(KeyringUnavailable):
        await kept.set(Kind.DISCORD, BOT)
    ring.trouble = None
    await kept.set(Kind.DISCORD, OTHER_BOT)
    assert await kept.where(Kind.DISCORD) is Where.KEYRING
    assert await kept.get(Kind.DISCORD) == OTHER_BOT


async def test_a_refused_token_changes_nothing() -> None:
    kept = over(FakeKeyring())
    await kept.set(Kind.DISCORD, BOT)
    with pytest.raises(BadInput):
        await kept.set(Kind.DISCORD, "nonsense")
    assert await kept.get(Kind.DISCORD) == BOT


async def test_no_keyring_means_no_token_but_a_locked_one_may_have_it() -> None:
    assert await over(None).get(Kind.DISCORD) is None
    with pytest.raises(KeyringUnavailable):
        await over(FakeKeyring(KeyringLocked())).get(Kind.DISCORD)
    assert await over(FakeKeyring(KeyringLocked())).get_tiktok() is None


async def test_a_keyring_that_waits_for_its_user_holds_nothing_up() -> None:
    ring = FakeKeyring()
    ring.unlocked.clear()
    asking = asyncio.ensure_future(over(ring).get(Kind.DISCORD))
    await until(ring.asked.is_set)
    assert not asking.done()
    ring.unlocked.set()
    assert await asyncio.wait_for(asking, timeout=LIMIT) is None


async def test_a_keyring_that_does_not_answer_is_told_about_and_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "PATIENCE", 0.05)
    monkeypatch.setattr(tokens, "ANSWER_LIMIT", 0.1)
    ring, waiting = FakeKeyring(), []
    ring.unlocked.clear()
    ours = over(ring)
    ours.on_waiting = lambda: waiting.append(1)
    with pytest.raises(KeyringSilent):
        await ours.get(Kind.DISCORD)
    assert waiting == [1]
    asked = [thread for thread in threading.enumerate() if thread.name == "keyring"]
    assert len(asked) == 1
    for call in (ours.get(Kind.TIKTOK), ours.delete(Kind.DISCORD), ours.probe()):
        with pytest.raises(KeyringSilent):
            await call
    assert [thread for thread in threading.enumerate() if thread.name == "keyring"] == asked  # nobody else waits
    assert await ours.get_tiktok() is None
    ring.unlocked.set()
    await asyncio.to_thread(asked[0].join, LIMIT)
    assert await ours.get(Kind.DISCORD) is None
    assert waiting == [1]


async def test_a_token_given_while_the_keyring_is_silent_is_kept_for_the_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tokens, "PATIENCE", 0.0)
    monkeypatch.setattr(tokens, "ANSWER_LIMIT", 0.0)
    ring = FakeKeyring()
    ring.unlocked.clear()
    ours = over(ring)
    with pytest.raises(KeyringSilent):
        await ours.set(Kind.DISCORD, BOT)
    assert await ours.where(Kind.DISCORD) is Where.SESSION
    ring.unlocked.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            await asyncio.to_thread(thread.join, LIMIT)


async def test_a_cancelled_question_leaves_no_trouble_behind() -> None:
    ring = FakeKeyring()
    ring.unlocked.clear()
    asking = asyncio.ensure_future(over(ring).get(Kind.DISCORD))
    await until(ring.asked.is_set)
    (thread,) = [thread for thread in threading.enumerate() if thread.name == "keyring"]
    assert thread.daemon
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    ring.unlocked.set()
    await asyncio.to_thread(thread.join, LIMIT)
    assert not thread.is_alive()


async def test_every_token_that_comes_through_is_blanked_from_then_on() -> None:
    secrets = Secrets()
    ring = FakeKeyring()
    ring.kept["TikTrack", "tiktok"] = MS
    kept = over(ring, secrets, DISCORD_BOT_TOKEN=BOT)
    assert secrets.blank(f"x {BOT} y") == "x [secret] y"
    await kept.get(Kind.TIKTOK)
    assert secrets.blank(f"x {MS} y") == "x [secret] y"
    with pytest.raises(KeyringUnavailable):
        await over(None, secrets).set(Kind.TIKTOK, MS[:-2] + "x")
    assert secrets.blank(MS[:-2] + "x") == "[secret]"


def backend(module: str) -> FakeKeyring:
    """A keyring as the library would discover it, from a package of that name."""
    return cast(FakeKeyring, type("Keyring", (FakeKeyring,), {"__module__": module, "priority": 5})())


@pytest.mark.parametrize(
    "find",
    [fail.Keyring, null.Keyring, lambda: backend("keyrings.alt.file"), lambda: backend("keyrings.cryptfile.cryptfile")],
)
def test_what_keeps_nothing_or_writes_files_is_no_keyring(
    find: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", find)
    assert system_keyring() is None


def test_the_systems_keyring_is_found_behind_those_that_write_files(monkeypatch: pytest.MonkeyPatch) -> None:
    real = backend("keyring.backends.SecretService")
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [backend("keyrings.alt.file"), real])
    monkeypatch.setattr(keyring, "get_keyring", chainer.ChainerBackend)
    assert system_keyring() is real


def test_no_keyring_is_found_where_there_is_none() -> None:
    assert system_keyring() is None  # PYTHON_KEYRING_BACKEND is set for every test that is not marked
