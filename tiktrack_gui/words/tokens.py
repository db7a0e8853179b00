"""Texts about the tokens: what each is called, and where it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import VARIABLES, Where
from tiktrack_gui.core.errors import KeyringUnavailable

WAITING = "Checking the system keyring. It may ask you to unlock it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """none: shown while there is no token. gone: the question before deleting it. kind: what it is, on buttons."""

    name: str
    paste: str
    none: str
    gone: str
    kind: str = "token"


WORDS: Mapping[Kind, Words] = {
    Kind.DISCORD: Words(
        name="Bot token",
        paste="Paste the bot token",
        none="TikTrack keeps it in the system keyring, never in a file.",
        gone="Delete it? TikTrack can’t post without one, and Discord shows a token only once.",
    ),
    Kind.TIKTOK: Words(
        name="msToken",
        paste="Paste an msToken",
        none="Not needed: TikTrack gets its own. Paste one only if TikTok keeps treating TikTrack as a bot.",
        gone="Delete it? TikTrack then gets its own.",
    ),
    Kind.PROXY: Words(
        name="Proxy login",
        paste="user:password",
        none="Only for a proxy that asks for one. TikTrack keeps it in the system keyring, never in a file.",
        gone="Delete it? TikTrack then uses the proxy without one.",
        kind="login",
    ),
}


def where_kept(kind: Kind, where: Where) -> str:
    match where:
        case Where.ENVIRONMENT:
            return f"Set by the environment variable {VARIABLES[kind]}."
        case Where.KEYRING:
            return "Kept in the system keyring, never in a file."
        case Where.SESSION:
            return f"Kept for this session only. {KeyringUnavailable.sentence} {KeyringUnavailable.advice}"
        case Where.NONE:
            return WORDS[kind].none
