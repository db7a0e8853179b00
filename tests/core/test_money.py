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
        ("Free", 0),
        ("gifted", 0),
        ("0.01", 1),
        ("1.234,50", 123_450),
        ("1,234.50", 123_450),
        ("1,500", 150_000),
        ("1.500", 150_000),  # prices have no three decimals
        ("1 500,00", 150_000),
        ("1’500", 150_000),
        ("12,345,678.90", 1_234_567_890),
        ("1000000000", MOST),
        ("150,-", 15_000),
        ("€ 1.250,–", 125_000),
        ("150.-- EUR", 15_000),
        ("150 Euro", 15_000),
        ("150 euros.", 15_000),
        ("1.5k", 150_000),
        ("€2K", 200_000),
        ("1,5 k EUR", 150_000),
        ("１５０", 15_000),
    ],
)
def test_prices_as_people_write_them(text: str, cents: int) -> None:
    assert parse_price(text, "EUR") == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
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
        "5km",
        "150-200",
        "150+",
        "(150)",
        "150 + product",
        "1e3",
        "1000000000.01",
        "٣",
    ],
)
def test_what_isnt_a_price(text: str) -> None:
    with pytest.raises(BadInput):
        parse_price(text, "EUR")


@pytest.mark.parametrize(
    ("text", "currency"),
    [("$5", "EUR"), ("5 USD", "EUR"), ("£5", "USD"), ("5 EUR", "CHF"), ("$5", "CHF"), ("C$5", "USD"), ("5 kr", "EUR")],
)
def test_a_price_in_another_currency_is_refused(text: str, currency: str) -> None:
    with pytest.raises(BadInput, match="Convert"):
        parse_price(text, currency)


@pytest.mark.parametrize("currency", ["USD", "CAD", "AUD", "MXN"])
def test_the_dollar_sign_is_that_of_many_currencies(currency: str) -> None:
    assert parse_price("$5", currency) == 500


@pytest.mark.parametrize(
    ("text", "currency", "cents"),
    [
        ("US$ 150", "USD", 15_000),
        ("US $150", "USD", 15_000),
        ("150 dollars", "USD", 15_000),
        ("C$150", "CAD", 15_000),
        ("A$1,250.50", "AUD", 125_050),
        ("R$ 1.250,50", "BRL", 125_050),
        ("Fr. 1'250.50", "CHF", 125_050),
        ("SFr. 100", "CHF", 10_000),
        ("CHF 100.–", "CHF", 10_000),
        ("100,50 zł", "PLN", 10_050),
        ("1 200 kr", "SEK", 120_000),
        ("1.200 kr.", "DKK", 120_000),
        ("￥10,000", "JPY", 1_000_000),
        ("¥100", "CNY", 10_000),
        ("10000円", "JPY", 1_000_000),
        ("Rp 150.000", "IDR", 15_000_000),
        ("1 200 Kč", "CZK", 120_000),
        ("£1k", "GBP", 100_000),
    ],
)
def test_signs_and_words_of_other_currencies(text: str, currency: str, cents: int) -> None:
    assert parse_price(text, currency) == cents


def test_currencies_are_codes_or_signs() -> None:
    assert [parse_currency(text) for text in (" eur ", "$", "£", "CHF", "US$", "Euro", "￥")] == [
        *("EUR", "USD", "GBP", "CHF"),
        *("USD", "EUR", "JPY"),
    ]
    for wrong in ("", "EUROPE", "XXX", "12", "BTC"):
        with pytest.raises(BadInput):
            parse_currency(wrong)
