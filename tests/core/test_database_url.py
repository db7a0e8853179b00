"""Database URLs: read in the forms people write, shown without passwords."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktrack_gui.core.database_url import DatabaseKind, parse_database_url
from tiktrack_gui.core.errors import BadInput


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("psycopg3://team@db.example/tiktrack", DatabaseKind.POSTGRESQL, "psycopg3://team@db.example/tiktrack"),
        (
            "postgresql://a:b@h:5433/d?sslmode=require",
            DatabaseKind.POSTGRESQL,
            "postgresql://a@h:5433/d?sslmode=require",
        ),
        ("postgres://h/d", DatabaseKind.POSTGRESQL, "postgres://h/d"),
        (" mysql://u:p%40%2F@h/d\n", DatabaseKind.MYSQL, "mysql://u@h/d"),
        ("mariadb://u%40corp:p@[::1]:3307/d", DatabaseKind.MYSQL, "mariadb://u%40corp@[::1]:3307/d"),
        ("mysql+pool://u@h/d", DatabaseKind.MYSQL, "mysql+pool://u@h/d"),
        ("mysql://:p@h/d", DatabaseKind.MYSQL, "mysql://h/d"),
    ],
)
def test_a_url_is_shown_without_its_password(text: str, kind: DatabaseKind, shown: str) -> None:
    url = parse_database_url(text)
    assert (url.kind, url.shown) == (kind, shown)
    assert url.full.startswith(f"{kind}://")
    assert "p%40" not in repr(url)


def test_a_password_of_any_characters_gets_into_the_url_and_out_again() -> None:
    password = "p@ss/w:rd #%?é"
    url = parse_database_url("psycopg3://team@db.example/tiktrack?sslmode=require").with_password(password)
    assert url.password == password
    assert parse_database_url(url.full).password == password
    assert url.shown == "psycopg3://team@db.example/tiktrack?sslmode=require"


@pytest.mark.parametrize(
    ("text", "path"),
    [("sqlite:////var/lib/tik%20track.db", "/var/lib/tik track.db"), ("sqlite:///here.db", "here.db")],
)
def test_a_files_url_has_its_path(text: str, path: str) -> None:
    assert parse_database_url(text).path == Path(path)


@pytest.mark.parametrize(
    "text",
    ["", "other.db", "/tmp/x.db", "mongodb://h/d", "mysql://h", "mysql://h/", "mysql://h:x/d", "sqlite://x/y"],
)
def test_what_is_no_url_of_a_database_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_database_url(text)
    assert not text or text not in str(refused.value)
