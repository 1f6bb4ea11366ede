"""Tests of newsfeed.plain_data.toml."""

from datetime import datetime, timedelta, timezone

import pytest

from newsfeed import model
from newsfeed.errors import LimitError, ModelError, ReadError
from newsfeed.model import Feed, Hub, Organization, Person
from newsfeed.plain_data.toml import load_feed_toml, parse_toml

CET = timezone(timedelta(hours=1))


def test_feed_toml() -> None:
    source = b"""\xef\xbb\xbftitle = "Example"
url = "https://example.org/"
feed_url = "https://example.org/feed.xml"
publisher = "The Example"
authors = ["Jane Doe", { name = "Desk", type = "organization" }]
hubs = "https://hub.example/"
updated = 2024-05-17T09:30:00+01:00
ttl = 60

[paging]
complete = true
"""
    assert Feed(**load_feed_toml(source)[0]) == Feed(
        title="Example",
        url="https://example.org/",
        feed_url="https://example.org/feed.xml",
        publisher=Organization(name="The Example"),
        authors=[Person(name="Jane Doe"), Organization(name="Desk")],
        hubs=[Hub(url="https://hub.example/")],
        updated=datetime(2024, 5, 17, 9, 30, tzinfo=CET),
        ttl=60,
        paging=model.Paging(complete=True),
    )


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        (b'title = "x"\nurl = ', 2, None),
        (b'title = "x"\nurl = !\n', 2, 7),
        (b'\n\ntitle = "x', 3, None),
        (b'title = "x"\n\xff', 2, None),
    ],
)
def test_toml_errors_have_their_place(source: bytes, line: int, column: int | None) -> None:
    with pytest.raises(ReadError) as caught:
        load_feed_toml(source)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_toml_of_a_block_counts_from_where_it_stands() -> None:
    with pytest.raises(ReadError) as caught:
        parse_toml("a = 1\nb = !\n", first_line=5)
    assert caught.value.line == 6


def test_toml_that_is_too_deep() -> None:
    with pytest.raises(LimitError):
        parse_toml("a = " + "[" * 5000)


@pytest.mark.parametrize("source", [b"updated = 2024-05-17T09:30:00", b"updated = 2024-05-17"])
def test_toml_local_dates_are_refused(source: bytes) -> None:
    with pytest.raises(ModelError, match=r"^Feed\.updated: 2024-05-17.* time zone"):
        load_feed_toml(source)


def test_a_feed_names_its_own_fields() -> None:
    with pytest.raises(ModelError, match=r"^Feed\.titel: is not a field of Feed; did you mean `title`\?"):
        load_feed_toml(b'titel = "x"')
