"""Amounts of money as people write them. An amount is a whole number of hundredths of its currency. Pure."""

from __future__ import annotations

import re

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
DOLLARS = frozenset("USD AUD CAD NZD SGD HKD MXN TWD ARS CLP COP".split())  # each is written with “$” at home
SIGNS = {code: sign for sign, code in SYMBOLS.items()} | {"USD": "$"}
DECIMALS = dict.fromkeys("CLP ISK JPY KRW PYG UGX VND XAF XOF XPF RWF BIF DJF GNF KMF VUV".split(), 0)  # the others: 2
USUAL = "USD"
MOST = 100_000_000_000  # hundredths: a billion
SUCH_AS = "Write a price such as 150 or 99.50."

_SPACES = re.compile(r"[\s\u00a0\u202f'’_]")
_PRICE = re.compile(r"(?P<before>[^\d.,+\-−]*)(?P<number>\d(?:[\d.,\s\u00a0\u202f'’_]*\d)?)(?P<after>\D*)", re.ASCII)


def parse_currency(text: str) -> str:
    """Returns the code of "eur", "€" and the like. Raises BadInput for what isn't a currency in use."""
    given = typed(text).strip()
    code = SYMBOLS.get(given, USUAL if given == "$" else given.upper())
    if code not in CURRENCIES:
        raise BadInput(f"“{given[:20]}” isn’t a currency.", "Use a code of three letters, such as USD or EUR.")
    return code


def parse_price(text: str, currency: str) -> int:
    """Returns the hundredths of "150", "1.234,50", "€ 99" or "1,500 EUR".

    A separator before the last three digits groups thousands, since prices have no three decimals; before one or two
    digits, it begins the fraction. Raises BadInput for what isn't a price, and for one in another currency.
    """
    given = typed(text).strip()
    found = _PRICE.fullmatch(given)
    if found is None:
        raise _refused(given)
    beside = [word for word in (found["before"].strip(), found["after"].strip()) if word]
    for word in beside:
        _require_currency(word, currency, given)
    cents = _cents(_SPACES.sub(" ", found["number"]))
    if cents is None:
        raise _refused(given)
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
    if word == "$" and currency in DOLLARS:
        return
    try:
        code = parse_currency(word)
    except BadInput:
        raise _refused(given) from None
    if code != currency:
        raise BadInput(f"“{given[:40]}” isn’t in {currency}, the campaign’s currency.", "Convert it first.")


def _refused(given: str) -> BadInput:
    return BadInput(f"“{given[:40]}” isn’t a price.", SUCH_AS)
