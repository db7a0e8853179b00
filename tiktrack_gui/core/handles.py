"""Parsing creators from what people type or paste: a handle, or a link to a profile or a post, and text around either.

The one parser of all commands, the window and imported databases. A link may hide whose profile it is: behind an ID, in
a post without its owner, or behind one of the app's short links. `parse_creator` tells these apart; `parse_handle`
accepts handles only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from tiktrack_gui.core.characters import cut, typed
from tiktrack_gui.core.errors import BadInput

SHOWN = 60  # characters of what was given, in messages
ANYBODY = "_"  # stands for the owner in a post's address
TOO_LONG = 4_000  # characters, for one handle or link
LONGEST = 64  # TikTok's own have at most 24
_MAX_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Handle:
    """name: without @; ASCII letters in lower case, as TikTok stores them."""

    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """A profile named by what never changes. id: the user ID in digits, or the secUid."""

    id: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post whose link doesn't say whose it is."""

    id: int


@dataclass(frozen=True, slots=True)
class ShortLink:
    """A link of the app's share button. Only TikTok knows where it leads: to a profile or a post, if it still does."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoLink:
    """A video, and by its link whose it was when that was copied; None if the link doesn't say."""

    id: int
    handle: str | None = None


Named = Handle | Account | Post | ShortLink

# The marks that Thai or Hindi can't be written without: `\w` leaves them out
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u109f"
    "\u17b4-\u17d3\u1ab0-\u1aff\u3099\u309a"
)
_NAME = rf"[\w.{_MARKS}-]++"
_HANDLE = re.compile(rf"(?=.{{1,{LONGEST}}}$)[\w{_MARKS}.-]*[\w{_MARKS}-]")
_SEC_UID = re.compile(r"MS4wLjABAAAA[\w-]{20,}", re.ASCII)
_USER_ID = re.compile(r"[0-9]{15,19}")  # in a link; a shorter number is a handle TikTok made up

_LINK = re.compile(
    r"(?:(?<![a-z])https?:/{1,3}|(?<![\w.@/:-])(?://)?)(?P<host>(?:[a-z0-9-]+\.){0,3}tiktokv?\.(?:com|us|eu))(?::[0-9]+)?"
    r"(?P<path>/[^\s<>\"'`|\\^{}“”«»]*)?(?![\w.@-])",
    re.IGNORECASE | re.ASCII,
)
_ANY_LINK = re.compile(r"\w+://", re.ASCII)
# What may follow a handle in a link: the rest of the link, a bracket, or a punctuation mark that ends the phrase
_ENDS = r"(?=[/?#&)\]】）」』]|[,;:!*~。、，！？]+(?!\w)|$)"
_PROFILE = re.compile(rf"(?:/+[\w-]+){{0,2}}/+@+(?P<name>{_NAME}){_ENDS}(?:/(?i:video|photo|live)/(?P<post>[0-9]+))?")
_POST = re.compile(
    r"(?:/[\w-]+){0,2}/(?:@/)?(?i:video|photo|v|v[123]|embed|item)/(?P<post>[0-9]{15,19})(?:\.html)?(?=\W|$)", re.ASCII
)
_ID_PROFILE = re.compile(
    r"(?:/[\w-]+){0,2}/(?:user|usr)/(?:profile/)?(?P<id>[0-9]{1,19}|MS4wLjABAAAA[\w-]{20,})(?![\w-])", re.ASCII
)
_SITE = "https://www.tiktok.com"
_SHORT_HOSTS = ("vm.", "vt.", "t.")
_PLACEHOLDERS = frozenset({"undefined", "null", "none", "user", "username"})  # as programs write that don't know it

_OPENING = "\"'`“”„‘’‚«»‹›<>()[]{}（）【】「」『』*~|•·‣–—"
_CLOSING = _OPENING + "/,;:!?.。、，；：！？"
_ALONE = re.compile(rf"(?:@\s*)*(?P<name>{_NAME})")
_WITH_MORE = re.compile(r"@+[^\s/?]*[/?]\S*")  # a link without its host
_MENTION = re.compile(rf"(?<![\w.@/%+=-])@+(?P<name>{_NAME})(?![@\w…/+=%]|[,;:!*~]+\w)")
_APART = re.compile(r"[\r\n\t,;、，；]+")
_ONE_EACH = re.compile(r"\s+(?=@|https?:|www\.)")

_GIVE_ANOTHER = "Enter @name or a profile link."
_OPEN_IT = "Open it in a browser and copy the address you land on."


def parse_creator(text: str) -> Named:
    """Returns whom the text names. Raises BadInput if it names nobody, or several."""
    plain = _decoded(text)
    if (linked := _in_links(plain)) is not None:
        return linked
    if _ANY_LINK.search(plain):
        raise _invalid(text)
    bare = plain.strip(_OPENING + " \n").rstrip(_CLOSING + " \n")
    bare = bare.removeprefix("/") if bare.startswith("/@") else bare
    if _WITH_MORE.fullmatch(bare) and (named := _linked("", f"/{bare}")) is not None:
        return named
    if alone := _ALONE.fullmatch(bare):
        return _bare(alone["name"], text) if bare == alone["name"] else _handle(alone["name"], text)
    return _mentioned(plain, text)


def parse_video(text: str) -> VideoLink | ShortLink:
    """Returns which video the text names: a link to it, a short link, or its ID. Raises BadInput for other texts."""
    plain = _decoded(text)
    bare = plain.strip(_OPENING + " \n")
    if _USER_ID.fullmatch(bare) and (post := _post(bare)) is not None:
        return VideoLink(id=post.id)
    links = list(_links(plain))
    found: list[VideoLink | ShortLink] = list(
        dict.fromkeys(video for link in links if (video := _linked_video(link[1])) is not None)
    )
    if not found:
        found += [_short(*link) for link in links if _is_short(*link) and "/@" not in link[1]]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(f"“{_shown(text)}” has more than one video.", "Write each on a line of its own.")
    what = "leads to no video" if links else "isn’t a link to a TikTok video"
    raise BadInput(f"“{_shown(text)}” {what}.", "Copy the link with TikTok’s Share button.")


def _linked_video(path: str) -> VideoLink | None:
    if (found := _PROFILE.match(path)) and found["post"]:
        owner, post = _of_profile(found["name"], found["post"]), _post(found["post"])
        return None if post is None else VideoLink(id=post.id, handle=owner.name if isinstance(owner, Handle) else None)
    found = _POST.match(path)
    post = _post(found["post"]) if found else None
    return None if post is None else VideoLink(id=post.id)


def parse_handle(text: str) -> str:
    """Returns the handle without @. Raises BadInput, also for a link that doesn't say whose profile it is."""
    match parse_creator(text):
        case Handle(name):
            return name
        case Account():
            raise BadInput(f"“{_shown(text)}” has an ID instead of a handle.", _OPEN_IT)
        case Post():
            raise BadInput(f"The link “{_shown(text)}” doesn’t say whose post it is.", _OPEN_IT)
        case ShortLink():
            raise BadInput(f"The short link “{_shown(text)}” doesn’t say whose profile it is.", _OPEN_IT)


def address(named: Named) -> str:
    """Returns what names it after tiktok.com/@, where TikTok looks at the ID of a post only; or a short link itself."""
    match named:
        case Handle(name):
            return name
        case Account(id_):
            return id_
        case Post(id_):
            return f"{ANYBODY}/video/{id_}"
        case ShortLink(url):
            return url


def written(named: Named) -> str:
    """Returns the shortest text that names the same: @name, or a link."""
    match named:
        case Handle(name):
            return f"@{name}"
        case Account(id_):
            return f"{_SITE}/user/{id_}"
        case Post(id_):
            return f"{_SITE}/video/{id_}"
        case ShortLink(url):
            return url


def separate(text: str) -> list[str]:
    """Splits a pasted list into the texts that should each name a creator: at line breaks, commas, and before @ or a
    link where every part has one.
    """
    parts = (part.strip() for part in _APART.split(text))
    return [one for part in parts if typed(part).strip(_CLOSING + " ") for one in _one_each(part)]


def names_several(text: str) -> bool:
    """Whether a text is a list, as `separate` splits it; looks at the beginning of a long one only."""
    return len(text) > TOO_LONG or len(separate(text)) > 1


def sorted_out(given: Iterable[str]) -> tuple[list[str], dict[str, BadInput]]:
    """Returns the texts that each name a creator, nobody twice; and the others, with the reason.

    given: texts that may each be a list, as for `separate`.
    """
    texts: dict[Named, str] = {}
    refused: dict[str, BadInput] = {}
    for text in (one for many in given for one in separate(many) or [many]):
        try:
            texts.setdefault(parse_creator(text), text)
        except BadInput as error:
            refused[text] = error
    return list(texts.values()), refused


def _one_each(part: str) -> list[str]:
    ones = _ONE_EACH.split(part)
    return ones if all(re.match(r"\S+$", typed(one).strip()) for one in ones) else [part]


def canonical(handle: str) -> str:
    """A handle as `parse_handle` returns it, for comparing one that TikTok sent."""
    return unicodedata.normalize("NFC", typed(handle)).lower()


def _decoded(text: str) -> str:
    """The visible text with %40, %2540, &amp; and JSON's \\/ undone."""
    plain = typed(text)
    for _ in range(2):
        if "%" in plain:
            plain = typed(unquote(plain))
    return plain.replace("\\/", "/").replace("&amp;", "&")


def _in_links(plain: str) -> Named | None:
    """Returns what TikTok's links in the text name; None if there are no such links. Raises BadInput."""
    links = list(_links(plain))
    if not links:
        return None
    if named := [one for link in links if (one := _linked(*link)) is not None]:
        return _only(named, plain)
    if short := [_short(*link) for link in links if _is_short(*link)]:
        return _only(short, plain)
    raise BadInput(f"“{_shown(plain)}” isn’t a link to a profile or a post, so it has no handle.", _GIVE_ANOTHER)


def _links(plain: str) -> Iterator[tuple[str, str]]:
    """Yields host and path of each of TikTok's links, and of those within one that names nobody."""
    for link in _LINK.finditer(plain):
        path = link["path"] or ""
        host = link["host"].lower()
        yield host, path
        if _linked(host, path) is None:
            yield from _links(path[1:])


def _is_short(host: str, path: str) -> bool:
    return (host.startswith(_SHORT_HOSTS) or path.startswith("/t/")) and path.strip("/") != ""


def _short(host: str, path: str) -> ShortLink:
    return ShortLink(f"https://{host}/{re.split('[?#]', path)[0].strip('/')}/")


def _linked(host: str, path: str) -> Named | None:
    if _is_short(host, path) and "/@" not in path:
        return None
    if found := _PROFILE.match(path):
        return _of_profile(found["name"], found["post"])
    if found := _POST.match(path):
        return _post(found["post"])
    found = _ID_PROFILE.match(path)
    return _account(found["id"]) if found else None


def _of_profile(name: str, post: str | None) -> Named | None:
    """Names the profile of a link; a placeholder for its owner is nobody's handle."""
    if _SEC_UID.fullmatch(name):
        return Account(name)
    if post and (len(name.strip(".-")) < 2 or name.lower() in _PLACEHOLDERS):
        return _post(post)
    if not any(sign.isalnum() for sign in name):
        return None
    return (_account(name) if _USER_ID.fullmatch(name) else None) or _named(name)


def _account(id_: str) -> Account | None:
    return None if id_.isdigit() and int(id_) > _MAX_ID else Account(id_)


def _post(digits: str) -> Post | None:
    return Post(int(digits)) if int(digits) <= _MAX_ID else None


def _bare(name: str, text: str) -> Handle:
    """A handle without @. A long number is more probably the ID of a post or a user."""
    if _USER_ID.match(name) and name.isdigit():
        raise BadInput(f"“{_shown(text)}” looks like an ID, not a TikTok handle.", _GIVE_ANOTHER)
    return _handle(name, text)


def _mentioned(plain: str, text: str) -> Named:
    names = [name for found in _MENTION.finditer(plain) if (name := _named(found["name"]))]
    if not names:
        raise _invalid(text)
    return _only(names, text)


def _only(named: Iterable[Named], text: str) -> Named:
    first, *others = dict.fromkeys(named)
    if others:
        raise BadInput(f"“{_shown(text)}” names more than one creator.", "Separate them with commas or line breaks.")
    return first


def _handle(name: str, text: str) -> Handle:
    named = _named(name)
    if named is None:
        raise _invalid(text)
    return named


def _named(name: str) -> Handle | None:
    name = canonical(name.rstrip("."))
    return Handle(name) if is_handle(name) else None


def is_handle(text: str) -> bool:
    """Whether it can be a handle on TikTok, and so part of a link."""
    return _HANDLE.fullmatch(text) is not None


def _invalid(text: str) -> BadInput:
    return BadInput(f"“{_shown(text)}” isn’t a valid TikTok handle.", _GIVE_ANOTHER)


def _shown(text: str) -> str:
    return cut(" ".join(typed(text).split()), SHOWN)
