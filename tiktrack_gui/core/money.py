"""Amounts of money as people write them. An amount is a whole number of hundredths of its currency. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tiktrack_gui.core.characters import typed
from tiktrack_gui.core.errors import BadInput

# ISO 4217: the currencies in use, without metals, funds and codes for testing
CURRENCIES = frozenset(
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG".split()
)
SYMBOLS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₫": "VND", "₺": "TRY", "₴": "UAH", "R$": "BRL"}
SIGNS = {code: sign for sign, code in SYMBOLS.items()} | {"USD": "$"}
DECIMALS = dict.fromkeys("CLP ISK JPY KRW PYG UGX VND XAF XOF XPF RWF BIF DJF GNF KMF VUV".split(), 0)  # the others: 2
USUAL = "USD"
MOST = 100_000_000_000  # hundredths: a billion
FREE = frozenset({"free", "gifted", "gratis"})
SUCH_AS = "Write a price such as 150 or 99.50."

# What people write beside a number for a currency, in lower case; some of it stands for several
_WRITTEN: Mapping[str, tuple[str, ...]] = {
    **{sign.lower(): (code,) for sign, code in SYMBOLS.items()},
    "$": tuple("USD AUD CAD NZD SGD HKD MXN TWD ARS CLP COP".split()),  # each is written so at home
    **dict.fromkeys(("dollar", "dollars"), tuple("USD AUD CAD NZD SGD HKD TWD".split())),
    **dict.fromkeys(("us$", "us dollar", "us dollars"), ("USD",)),
    **dict.fromkeys(("a$", "au$"), ("AUD",)),
    **dict.fromkeys(("c$", "ca$"), ("CAD",)),
    "nz$": ("NZD",),
    "s$": ("SGD",),
    "hk$": ("HKD",),
    "mx$": ("MXN",),
    "nt$": ("TWD",),
    **dict.fromkeys(("¥", "￥"), ("JPY", "CNY")),
    **dict.fromkeys(("円", "yen"), ("JPY",)),
    **dict.fromkeys(("元", "rmb", "yuan"), ("CNY",)),
    **dict.fromkeys(("euro", "euros"), ("EUR",)),
    **dict.fromkeys(("pound", "pounds"), ("GBP",)),
    **dict.fromkeys(("fr", "fr.", "sfr", "sfr."), ("CHF",)),
    **dict.fromkeys(("kr", "kr."), ("SEK", "NOK", "DKK", "ISK")),
    **dict.fromkeys(("rp", "rp."), ("IDR",)),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "ft": ("HUF",),
    "lei": ("RON",),
    "₽": ("RUB",),
    "₪": ("ILS",),
    "฿": ("THB",),
    "₱": ("PHP",),
    "rm": ("MYR",),
    "₦": ("NGN",),
}

_SPACES = re.compile(r"[\s\u00a0\u202f'’_]")
_PRICE = re.compile(
    r"(?P<before>(?:fr\.|rp\.|[^\d.,+\-−])*)(?P<number>\d(?:[\d.,\s\u00a0\u202f'’_]*\d)?)"
    r"(?:[.,] ?[-–—]{1,2}|(?P<thousand>\s?k(?![a-zč])))?(?P<after>\D*)",  # 150,- has no cents; 1.5k is 1,500
    re.ASCII | re.IGNORECASE,
)


def parse_currency(text: str) -> str:
    """Returns the code of "eur", "€" and the like; of what may mean several, the first one’s.

    Raises BadInput for what isn't a currency in use.
    """
    given = typed(text).strip()
    code = (*_WRITTEN.get(_word(given), ()), given.upper())[0]
    if code not in CURRENCIES:
        raise BadInput(f"“{given[:20]}” isn’t a currency.", "Use a code of three letters, such as USD or EUR.")
    return code


def parse_price(text: str, currency: str) -> int:
    """Returns the hundredths of "150", "1.234,50", "€ 99", "1,500 EUR", "150,-", "1.5k" or "free".

    A separator before the last three digits groups thousands, since prices have no three decimals; before one or two
    digits, it begins the fraction. Raises BadInput for what isn't a price, and for one in another currency.
    """
    given = typed(text).strip().rstrip(".;")
    if given.casefold() in FREE:
        return 0
    found = _PRICE.fullmatch(given)
    if found is None:
        raise _refused(given)
    beside = [word for word in (found["before"].strip(), found["after"].strip()) if word]
    for word in beside:
        _require_currency(word, currency, given)
    cents = _cents(_SPACES.sub(" ", found["number"]))
    if cents is None:
        raise _refused(given)
    cents *= 1_000 if found["thousand"] else 1
    if cents > MOST:
        raise BadInput(f"“{given[:40]}” is more than any campaign costs.", SUCH_AS)
    return cents


def _cents(number: str) -> int | None:
    """None if the separators make no sense."""
    groups, signs = re.split("[., ]", number), re.findall("[., ]", number)
    fraction = ""
    if signs and signs[-1] != " " and len(groups[-1]) < 3:
        fraction = groups.pop()
        if signs.pop() in signs:
            return None
    first, *others = groups
    if "" in (*groups, fraction or "0") or len(set(signs)) > 1:
        return None
    if others and (any(len(group) != 3 for group in others) or len(first) > 3 or first.startswith("0")):
        return None
    return int("".join(groups)) * 100 + int(fraction.ljust(2, "0") or 0)


def _require_currency(word: str, currency: str, given: str) -> None:
    """Raises BadInput unless the word beside a number means that currency."""
    codes = _WRITTEN.get(_word(word), (word.upper(),))
    if currency in codes:
        return
    if CURRENCIES.isdisjoint(codes):
        raise _refused(given)
    raise BadInput(f"“{given[:40]}” isn’t in {currency}, the campaign’s currency.", "Convert it first.")


def _word(text: str) -> str:
    """As in `_WRITTEN`: in lower case, and without the space in "US $"."""
    return re.sub(r"\s+(?=\$)", "", text.strip().lower())


def _refused(given: str) -> BadInput:
    return BadInput(f"“{given[:40]}” isn’t a price.", SUCH_AS)
