"""Finds a token in what people paste: with its name, in a list of cookies, a command or a file, broken into lines.

What is plainly something else is refused by its name. No message repeats what was pasted: it may be a secret.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

from tiktrack_gui.core.characters import typed
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.proxy import parse_proxy
from tiktrack_gui.core.written import unquoted


class Kind(StrEnum):
    """Which token; the value is its name in the keyring."""

    DISCORD = "discord"
    TIKTOK = "tiktok"
    DATABASE = "database"  # the password of a database server
    PROXY = "proxy"  # user:password
    COOKIES = "cookies"  # of TikTok's window; see `config.cookies`


def clean(kind: Kind, text: str) -> str:
    """Returns the token in a pasted text. Raises BadInput for text without one.

    Only Discord and TikTok can tell whether it is valid.
    """
    return _CLEAN[kind](text)


_AROUND = " \t\r\n\"'`“”‘’„«»<>()[]{};,\\"
_PLACEHOLDER = re.compile(
    r"""(?: [$%{<\[].* | [x*.0_-]+ | (?:my|the|paste|insert|enter|put|add|replace|change|your)(?:[\W_].*)? | your\w*
    | [^@]*(?:^|[^\w@]|_)(?:your|here|placeholder|example|changeme|todo)(?:[\W_].*)?
    | (?:ms|bot|discord)?_?token | none | null | undefined | nan )""",
    re.IGNORECASE | re.VERBOSE,
)


def _is_placeholder(text: str) -> bool:
    return len(text) < 60 and _PLACEHOLDER.fullmatch(text) is not None


# TikTok

_MS_NAME = r"ms[_-]?tokens?"
_MS_TOKEN = re.compile(r"[\w-]{16,}={0,2}", re.ASCII)
_VALUE = r"[^\s;,&\"'`()\[\]{}<>|\\]+"
# A further line of the value: no name before = or :, at most the two = at a token's end
_NEXT_LINE = r"(?:\s*[\r\n]+\s*[\w%-]{1,200}={0,2}(?=[\"'`;]?\s*(?:$|[\r\n;])))"
_THEN_VALUE = r"[\"'`\s,;:&]*\b(?:cookie\s+)?value(?:[\"'`\s]*[=:][\"'`\s]*|[\"'`\s]+)"  # name: msToken, value: …
_DOMAIN = re.compile(r"\bdomain\W+([\w.-]+)", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?<![a-z0-9]){_MS_NAME}(?:(?P<then>{_THEN_VALUE})|[\"'`\s\])]*[=:,][\"'`\s\[(]*(?:-\s+)?|[\"'`\s]+)"
    rf"(?P<value>{_VALUE}{_NEXT_LINE}*)",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\{[^{}]*\}")  # of a list of cookies, also one that was copied in part
_OTHER_SITE = re.compile(r"^[.\w-]+\t(?:TRUE|FALSE)\t", re.IGNORECASE)
_COOKIE = re.compile(
    r"(?<![\w-])(?:sessionid(?:_ss)?|(?:sid|uid)_tt(?:_ss)?|sid_guard|s?sid_ucp_v1|tt_chain_token|tt_csrf_token|ttwid|"
    r"tt-target-idc|tt_webid(?:_v2)?|odin_tt|s_v_web_id|passport_csrf_token|passport_auth_status|cmpl_token|multi_sids|"
    r"csrf_session_id|store-idc|store-country-code|perf_feed_cache|d_ticket|x-bogus|x-gnarly)(?![\w-])",
    re.IGNORECASE,
)
_BARE_VALUES = (
    (re.compile(r"[0-9a-f]{32}"), "the cookie sessionid"),
    (re.compile(r"1(?:%7C|\|).+"), "the cookie ttwid"),
    (re.compile(r"verify_\w+"), "the cookie s_v_web_id"),
    (re.compile(r"[\w+/-]{22}=="), "the cookie tt_chain_token"),
    (re.compile(r"[0-9a-f]{128}"), "the cookie odin_tt"),
    (re.compile(r"MS4wLjABAAAA[\w-]+"), "an account’s secUid"),
)
_WHERE_MS = "Copy the value of the msToken cookie from www.tiktok.com. No other cookie is needed."


def _clean_tiktok(text: str) -> str:
    plain = typed(text).strip()
    plain = plain.replace("^", "") if "curl" in plain else plain  # of a command for Windows
    values = [unquote(value).strip(_AROUND) for value in _ms_values(plain)]
    tokens = [value for value in values if _MS_TOKEN.fullmatch(value) and not _is_placeholder(value)]
    if not tokens:
        raise BadInput(_not_an_ms_token(plain, values), _WHERE_MS)
    return tokens[0]


def _ms_values(plain: str) -> list[str]:
    """Returns what the text calls an msToken; the whole text if it names nothing at all."""
    if values := [*_of_cookies(plain), *_named(plain)]:
        return values
    joined = re.sub(r"\s", "", plain)
    bare = unquote(joined).strip(_AROUND)
    is_other = _cookies_named(plain) or any(shape.fullmatch(bare) for shape, _ in _BARE_VALUES)
    return [] if is_other else [joined]


def _of_cookies(plain: str) -> Iterator[str]:
    """Yields the values of the exported cookies with that name, of TikTok's sites only."""
    try:
        parts = [json.loads(plain)]
    except (ValueError, RecursionError):
        entries = _ENTRY.findall(plain) or ["{" + plain.strip(", \n") + "}"]
        parts = [entry for found in entries if (entry := _object(found)) is not None]
    for part in parts:
        yield from _in_json(part)


def _object(text: str) -> Any | None:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _in_json(part: Any) -> Iterator[str]:
    """Walks lists, objects, and texts that are JSON themselves."""
    waiting = [part]
    while waiting:
        match waiting.pop(0):
            case {"name": str(name), "value": str(value), **rest} if re.fullmatch(_MS_NAME, name, re.IGNORECASE):
                if "tiktok" in str(rest.get("domain") or "tiktok"):
                    yield value
            case dict() as pairs:
                for name, value in pairs.items():
                    if re.fullmatch(_MS_NAME, str(name), re.IGNORECASE):
                        yield from (
                            one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)
                        )
                    else:
                        waiting.append(value)
            case list() as items:
                waiting.extend(items)
            case str() as text if "token" in text.lower():
                yield from _named(text)


def _named(plain: str) -> Iterator[str]:
    lines = [line for line in plain.splitlines() if not (_OTHER_SITE.match(line) and "tiktok" not in line)]
    sites = _DOMAIN.findall(plain)
    elsewhere = sites != [] and not any("tiktok" in site for site in sites)
    for found in _NAMED.finditer("\n".join(lines)):
        if found["then"] and elsewhere:
            continue
        yield re.sub(r"\s", "", found["value"])


def _cookies_named(plain: str) -> list[str]:
    """Returns the names of TikTok's other cookies in the text."""
    return list(dict.fromkeys(_COOKIE.findall(plain)))


def _not_an_ms_token(plain: str, values: list[str]) -> str:
    bare = unquote(re.sub(r"\s", "", plain)).strip(_AROUND)
    if any(map(_is_placeholder, [*values, bare])):
        return "That’s a placeholder, not an msToken."
    if names := _cookies_named(plain):
        return f"There’s no msToken in that, only other cookies: {', '.join(names[:4])}."
    for shape, name in _BARE_VALUES:
        if shape.fullmatch(bare) or shape.fullmatch(plain):
            return f"That looks like {name}, not an msToken."
    if _DISCORD_TOKEN.fullmatch(bare):
        return "That’s a Discord bot token, not an msToken."
    return "That isn’t an msToken: those are a long string of letters, digits, - and _."


# Discord

_DISCORD_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_WHOLE = re.compile(r"(?<![\w.-])[\w-]{18,}\.[\w-]{4,8}\.[\w-]{20,}(?![\w.-])", re.ASCII)
_BEFORE = re.compile(
    r"""^[\s"'`]* (?:(?:export|set|setx|const|let|var)\s+|\$(?:env:)?)?
    (?:["'`]?[\w-]*(?:token|authorization)["'`]?\s*[=:]\s*["'`]*)? \s*(?:bot\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_CONTINUED = re.compile(
    r"(?i)(?<=[\w.-]{8})(?<!token)[ \t]*[\r\n]+[ \t]*(?=(?![0-9]{17,20}\b)[\w.-]+[\"'`;,]?[ \t]*(?:$|[\r\n]))"
)
_SHORTEST_END = 27  # characters of the third part; since 2022 it has 38
_SHORTEST_ID = 17  # digits
_WHERE_TOKEN = "Copy it from the Discord Developer Portal, under Bot → Reset Token."
_MISTAKEN_FOR_TOKEN = (
    (r"[0-9a-f]{64}", "That’s the application’s public key, not the bot token."),
    (r"[0-9]{17,20}", "That’s an ID (of an application, a server or a channel), not the bot token."),
    (r"https?://\S*/api/(?:v\d+/)?webhooks/\S+", "That’s the URL of a webhook, not the bot token."),
    (r"https?://\S*(?:oauth2/authorize|discord\.gg|client_id=)\S*", "That’s an invite link, not the bot token."),
    (r"https?://\S+", "That’s a link, not the bot token."),
    (r"mfa\.[\w-]+", "That’s the token of a user’s account, which bots may not use."),
    (r"ey[\w-]+\.ey[\w-]+\.[\w-]*", "That’s an access token of another service, not the bot token."),
    (r"[\w-]{32}", "That’s the application’s client secret, not the bot token."),
    (rf".*{_MS_NAME}.*|[\w-]{{90,}}={{0,2}}", "That’s TikTok’s msToken, not the bot token."),
)


def _clean_discord(text: str) -> str:
    plain = _CONTINUED.sub("", typed(text).strip())
    bare = re.sub(r"\s", "", _BEFORE.sub("", plain)).strip(_AROUND)
    found = {token for token in _WHOLE.findall(plain) if _is_users_id(token.partition(".")[0])}
    token = _without_bot(found.pop() if len(found) == 1 else bare)
    if mistaken := _mistaken_for_token(bare, token, (plain.split() or [""])[-1]):
        raise BadInput(mistaken, _WHERE_TOKEN)
    return token


def _without_bot(token: str) -> str:
    """Without a "Bot" that lost its space."""
    rest = token[3:] if token.lower().startswith("bot") else ""
    return rest if _is_users_id(rest.partition(".")[0]) else token


def _mistaken_for_token(bare: str, token: str, last: str) -> str | None:
    """Returns what is wrong; None if it has the form of a bot token. last: the last word, which may follow its name."""
    if _is_users_id(token.partition(".")[0]) and _WHOLE.fullmatch(token) and not _is_cut(token):
        return None
    value = re.sub(r"^[\w-]+[=:](?!//)", "", bare).strip(_AROUND)
    for shape, sentence in _MISTAKEN_FOR_TOKEN:
        if any(re.fullmatch(shape, one, re.IGNORECASE) for one in (value, token, last)):
            return sentence
    if _is_placeholder(value) or _is_placeholder(value.replace(".", "_")):
        return "That’s a placeholder, not the bot token."
    if not _DISCORD_TOKEN.fullmatch(token):
        return "That isn’t a Discord bot token: those have three parts separated by dots."
    return "That’s only a part of a bot token: its end is missing." if _is_cut(token) else None


def _is_cut(token: str) -> bool:
    beginning, _, end = token.split(".")
    return _is_users_id(beginning) and len(end) < _SHORTEST_END


def _is_users_id(part: str) -> bool:
    """Whether it is an ID in base64, as at the beginning of every bot token."""
    try:
        number = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("ascii")
    except ValueError:
        return False
    return number.isdigit() and len(number) >= _SHORTEST_ID


# A database server


def _clean_database(text: str) -> str:
    password = text.rstrip("\r\n")
    if not password.strip() or "\n" in password:
        raise BadInput("That isn’t a password: it’s empty or has several lines.", "Enter the database user’s password.")
    if "://" in password:
        raise BadInput("That’s a URL, not a password.", "The URL goes into [store] url in settings.toml.")
    return password


# A proxy


_LOGIN_NAME = re.compile(r"^\s*(?:(?:export|set|setx)\s+|\$env:)?TIKTRACK_PROXY_LOGIN\s*=\s*", re.IGNORECASE)
_HEADER = re.compile(r"\s*proxy-authorization:", re.IGNORECASE)


def _clean_proxy(text: str) -> str:
    """Returns "user:password", also of a proxy's URL."""
    given = _LOGIN_NAME.sub("", text.strip("\r\n"))
    given = unquoted(given) if given != given.strip("\"'“”") else given
    if "://" in given:
        login = parse_proxy(given).login
        given = "" if login is None else f"{login.user}:{login.password}"
    user, colon, password = given.partition(":")
    if not (user.strip() and colon and password.strip()) or "\n" in given or _HEADER.match(given):
        raise BadInput("That isn’t a user name and a password.", "Enter them with a colon in between: user:password.")
    return given


def _clean_cookies(text: str) -> str:
    """They are written by TikTrack, never pasted."""
    if not text.strip():
        raise BadInput("There are no cookies.", "Open TikTok in TikTrack’s own browser.")
    return text.strip()


_CLEAN: Mapping[Kind, Callable[[str], str]] = {
    Kind.DISCORD: _clean_discord,
    Kind.TIKTOK: _clean_tiktok,
    Kind.DATABASE: _clean_database,
    Kind.PROXY: _clean_proxy,
    Kind.COOKIES: _clean_cookies,
}
