"""Attacks on JSON readers: each ends in a typed error or in a feed."""

from typing import Final

import pytest
from full_repr import full_repr

import newsfeed
from hostile.alarm import at_most
from newsfeed.errors import LimitError, NewsfeedError, ReadError

pytestmark = pytest.mark.slow

READERS: Final = ("jsonfeed", "jsonld", "json")
FEED: Final = '{"version":"https://jsonfeed.org/version/1.1","title":"T","@context":"https://schema.org","items":[%s]}'

ATTACKS: Final[dict[str, str | bytes]] = {
    "depth of lists": "[" * 100_000 + "]" * 100_000,
    "depth of objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "unterminated nesting": "[" * 1_000_000,
    "depth within an item": FEED % ('{"id":"a","_x":' + "[" * 5_000 + "]" * 5_000 + "}"),
    "depth within the limits": FEED % ('{"id":"a","_x":' + "[" * 150 + "]" * 150 + "}"),
    "many values": "[" + "0," * 500_000 + "0]",
    "many keys": "{" + ",".join(f'"k{n}":0' for n in range(100_000)) + "}",
    "duplicate keys": "{" + ",".join('"id":"a"' for _ in range(100_000)) + "}",
    "many items": FEED % ",".join(["{}"] * 3_000),
    "long string": FEED % f'{{"id":"a","title":"{"A" * 5_000_000}"}}',
    "unterminated string": '{"title":"' + "\\\\" * 500_000,
    "quotation marks": '"' * 500_001,
    "long number": FEED % f'{{"id":{"9" * 100_000}}}',
    "number out of range": '{"id":1e999999,"version":-1e400}',
    "not a number": '{"id":NaN,"url":Infinity}',
    "lone surrogates": FEED % r'{"id":"\ud800","title":"\udc00\ud800"}',
    "control characters": FEED % r'{"id":"a","title":"\u0000\u0001\uffff","content_text":"\u0008"}',
    "NULs": "\0" * 100_000,
    "invalid UTF-8": b'{"title":"\xff\xfe"}',
    "UTF-16": (FEED % "").encode("utf-16"),
    "byte order marks": b"\xef\xbb\xbf" * 1_000,
    "whitespace": " " * 1_000_000,
    "colons only": "{" + ":" * 500_000,
    "commas only": "[" + "," * 500_000 + "]",
    "wrong types in items": FEED
    % '1,null,[],"x",{"id":{},"url":[],"title":1,"authors":{"name":[]},"tags":{},"attachments":7}',
    "wrong types at the top": '{"version":[],"title":{},"items":{"id":1},"authors":9,"@graph":3,"@type":{},"stories":"x"}',
    "context on the network": '{"@context":"http://203.0.113.1/x","@type":"NewsArticle","headline":"T"}',
    "context in a file": '{"@context":["file:///etc/passwd",{"@import":"file:///etc/passwd"}],"@type":"NewsArticle"}',
    "circular nodes": '{"@graph":[{"@id":"_:a","@type":"NewsArticle","hasPart":{"@id":"_:a"},"isPartOf":{"@id":"_:a"}}]}',
    "unsafe links": FEED
    % '{"id":"a","url":"javascript:x","image":"data:text/html,x","content_html":"<script>x</script>"}',
    "reference": '{"$ref":"file:///etc/passwd","$schema":"http://203.0.113.1/x"}',
    "prototype": '{"__proto__":{"a":1},"__class__":"x","items":[{"__init__":1,"id":"a"}]}',
}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("recover", [False, True], ids=["strict", "recover"])
def test_attacks_end_in_a_feed_or_a_typed_error(name: str, attack: str, recover: bool) -> None:
    with at_most(10):
        try:
            result = full_repr(newsfeed.loads(ATTACKS[attack], name, recover=recover))
        except NewsfeedError as error:
            result = str(error)
            assert len(result) < 1000
    assert "javascript:" not in result
    assert "<script" not in result
    assert "root:" not in result


@pytest.mark.parametrize("name", READERS)
def test_the_error_for_depth_names_the_limit(name: str) -> None:
    with pytest.raises(LimitError) as caught:
        newsfeed.loads(ATTACKS["depth of lists"], name)
    assert caught.value.limit == "depth"


@pytest.mark.parametrize("name", READERS)
def test_syntax_errors_have_a_line(name: str) -> None:
    with pytest.raises(ReadError) as caught:
        newsfeed.loads('{"a":\n  1,}', name)
    assert caught.value.line == 2
