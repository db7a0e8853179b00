"""Makes a text tell of no person whose account was read: for whatever is meant to be passed on, such as the log.

What names somebody by its shape is blanked in any case: @handles, links to TikTok, IDs, what TikTok wrote between
quotation marks. What only the database knows to be a name, a caption or the title of a thread is looked for there, see
`Candidates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SOMEBODY, LINK, NUMBER, TEXT, HOME = "@[name]", "[link]", "[ID]", "[text]", "~"
SHORTEST = 4  # characters of a name without an @; shorter ones are parts of too much else
PREFIX = 16  # characters by which long texts are found

# Words of our own lines and of errors, which may also be somebody's name: these names aren't looked for.
OURS = frozenset(
    "account answer assertionerror attributeerror backup blocked browser cancelled channel chromium clock "
    "comments creator creators critical database debug delivery discord download error errors exception fetched "
    "fetching file following found handle hashtag http https info keyerror limit line linux list lost message "
    "missing network none numbers page post posts profile python queued read refresh request requests "
    "runtimeerror search sent server session source sources stored stories story tiktok tiktrack time timeout "
    "trace traceback trending true false typeerror unreachable update upkeep user valueerror video videos warning "
    "waiting window windows with works name text link secret".split()
)

_FIELDS = (
    "nickname|uniqueId|unique_id|desc|signature|author|authorName|handle|name|title|caption|content|thread_name|bio"
)
_VALUE = r"""(?:"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)"""
_FIELD = re.compile(rf"""(['"](?:{_FIELDS})['"]\s*:\s*){_VALUE}""", re.IGNORECASE)
_SITE = r"(?:https?:/+)?(?:[\w-]+\.)*tiktok(?:v|cdn[\w-]*)?\.(?:com|us|eu)"
_LINK = re.compile(rf"""{_SITE}/[^\s"'<>)\]]+""", re.IGNORECASE)  # not a host alone
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?m)(Failing row contains \(|DETAIL:).*$"), rf"\1 {TEXT}"),  # a row that a database server quotes
    (_FIELD, rf"\1{TEXT}"),  # JSON
    (_LINK, LINK),
    (re.compile(r"https?://discord(?:app)?\.com/channels/[\d/]+"), LINK),
    (re.compile(r"MS4wLjABAAAA[\w-]{10,}"), NUMBER),
    (re.compile(r"""(?<![\w.])@+[^\s@,;:!?()\[\]{}"'“”<>/]+(?<![.-])"""), SOMEBODY),
    (re.compile(r"(?<![\w-])\d{15,20}(?!\w)"), NUMBER),
)
# A quoted text with a space in it isn't a name of ours. Paths in tracebacks are.
_QUOTED = re.compile(r"""(?<![\w])(?P<mark>["'“])(?P<text>[^"'“”\n]*\s[^"'“”\n]*)(?P<end>["'”])""")
_PATH = re.compile(r"(?:/|[A-Za-z]:\\|~)")
_WORD_BEGINS = re.compile(r"(?<!\w)(?=\w)|(?=[^\w\s])")


def without_people(text: str, known: Iterable[str] = (), home: str = "") -> str:
    """Returns the text without anybody.

    known: names and texts that the database found in it. home: the user's folder.
    """
    for one in sorted(known, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", TEXT, text, flags=re.IGNORECASE)
    for pattern, blank in _RULES:
        text = pattern.sub(blank, text)
    text = _QUOTED.sub(_blank_quoted, text)
    return text.replace(home, HOME) if len(home) > 1 else text


def _blank_quoted(match: re.Match[str]) -> str:
    is_path = _PATH.match(match["text"]) is not None
    return match[0] if is_path else f"{match['mark']}{TEXT}{match['end']}"


class Candidates:
    """Which of very many known texts may be in a text: one look for each, however long the text is."""

    def __init__(self, text: str) -> None:
        self._text = text.casefold()
        starts = [match.start() for match in _WORD_BEGINS.finditer(self._text)]
        self._beginnings = [
            {self._text[start : start + length] for start in starts} for length in range(SHORTEST, PREFIX + 1)
        ]

    def has(self, known: str) -> bool:
        """Whether the text has it, as a whole, in any case; what is too short or a word of ours doesn't count."""
        folded = known.strip().casefold()
        length = min(len(folded), PREFIX)
        if length < SHORTEST or folded in OURS or folded[:length] not in self._beginnings[length - SHORTEST]:
            return False
        return re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", self._text) is not None
