from __future__ import annotations

import pytest

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.money import MOST, parse_currency, parse_price


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("150", 15_000),
        (" 150 EUR ", 15_000),
        ("eur 150", 15_000),
        ("€150", 15_000),
        ("99.5", 9_950),
        ("99,50 €", 9_950),
        ("0", 0),
        ("0.01", 1),
        ("1.234,50", 123_450),
        ("1,234.50", 123_450),
        ("1,500", 150_000),
        ("1.500", 150_000),  # prices have no three decimals
        ("1 500,00", 150_000),
        ("1’500", 150_000),
        ("12,345,678.90", 1_234_567_890),
        ("1000000000", MOST),
    ],
)
def test_prices_as_people_write_them(text: str, cents: int) -> None:
    assert parse_price(text, "EUR") == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        "free",
        "-5",
        "−5",
        "1,2,3",
        "0.500",
        "1.2345",
        "12.345,678",
        "1.234.50",
        "5 or 6",
        "5 6",
        "1  500",
        "5. 6",
        "1..5",
        "5%",
        "1e3",
        "1000000000.01",
        "٣",
    ],
)
def test_what_isnt_a_price(text: str) -> None:
    with pytest.raises(BadInput):
        parse_price(text, "EUR")


@pytest.mark.parametrize(
    ("text", "currency"), [("$5", "EUR"), ("5 USD", "EUR"), ("£5", "USD"), ("5 EUR", "CHF"), ("$5", "CHF")]
)
def test_a_price_in_another_currency_is_refused(text: str, currency: str) -> None:
    with pytest.raises(BadInput):
        parse_price(text, currency)


@pytest.mark.parametrize("currency", ["USD", "CAD", "AUD", "MXN"])
def test_the_dollar_sign_is_that_of_many_currencies(currency: str) -> None:
    assert parse_price("$5", currency) == 500


def test_currencies_are_codes_or_signs() -> None:
    assert [parse_currency(text) for text in (" eur ", "$", "£", "CHF")] == ["EUR", "USD", "GBP", "CHF"]
    for wrong in ("", "EURO", "XXX", "12"):
        with pytest.raises(BadInput):
            parse_currency(wrong)
