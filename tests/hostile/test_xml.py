"""Attacks on XML readers: a typed error that names the limit, or a feed without the secret, in 1 s and 64 MB + 3 x its size."""

import io
from pathlib import Path
from typing import Final

import pytest

import newsfeed
from hostile import slowest
from hostile.cases.xml_attacks import ATTACKS, SECRET, TEMPLATES, Host, format_of
from hostile.full_repr import full_repr
from hostile.measured import measure, violation
from hostile.readers import iterate, iterate_recovering, loads, loads_recovering, validate
from newsfeed.errors import LimitError, NewsfeedError, ReadError

pytestmark = pytest.mark.slow

_WAYS = ("loads", "loads, recover", "load", "iter_stories", "iter_stories, recover", "validate", "detect")
_QUICK_ATTACKS = (
    "empty elements",
    "sibling items",
    "attributes",
    "external entity, file",
    "gzip bomb",
    "unterminated comments",
)
"""Attacks that run with the other tests, each on one template and in one way."""

_QUICK = [(name, attack, "loads") for name, attack in zip(TEMPLATES, _QUICK_ATTACKS, strict=False)]


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("secret") / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()


def _check(name: str, attack: str, way: str, secret: str) -> None:
    data = ATTACKS[attack](Host(name, secret))
    is_small = len(data) < 100_000  # the text of what was read is compared, which takes memory of its own
    outcome = measure("hostile.readers:run", way, data, format_of(name), SECRET if is_small else "")
    slowest.note("xml", f"{name}: {attack}, {way}", len(data), outcome)
    assert not violation(outcome, len(data))
    assert not outcome.result
    assert len(outcome.message) < 1000
    assert SECRET not in outcome.message


@pytest.mark.parametrize(("name", "attack", "way"), _QUICK)
def test_attacks_end_in_a_feed_or_a_typed_error(name: str, attack: str, way: str, secret: str) -> None:
    _check(name, attack, way, secret)


@pytest.mark.battery
@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_all_attacks(name: str, attack: str, way: str, secret: str) -> None:
    if way == "validate" and not _validates(name):
        pytest.skip("has no validator")
    _check(name, attack, way, secret)


def _validates(name: str) -> bool:
    return any(one.name == format_of(name) and one.validates for one in newsfeed.formats())


def test_every_xml_reader_is_attacked() -> None:
    readers = {
        one.name for one in newsfeed.formats() if one.reads and ("xml" in one.media_type or one.name == "newsml")
    }
    assert readers | {"opml"} == {format_of(name) for name in TEMPLATES}


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name not in ("opml", "rsl", "sitemap, index")])
def test_documents_without_an_attack_are_read(name: str, secret: str) -> None:
    (story,) = newsfeed.loads(Host(name, secret)(), format_of(name)).stories
    assert story.headline == "t"


@pytest.mark.parametrize(
    ("attack", "limit"),
    [
        ("attributes", "attributes"),
        ("depth", "depth"),
        ("nested namespaces", None),
        ("two million elements", "nodes"),
        ("padded elements", "item_nodes"),
        ("sibling items", "nodes"),
        ("gzip bomb", "compression"),
    ],
)
@pytest.mark.parametrize("name", ["rss", "atom", "newsml"])
def test_errors_name_the_exceeded_limit(name: str, attack: str, limit: str | None, secret: str) -> None:
    data = ATTACKS[attack](Host(name, secret))
    if limit is None:
        assert len(newsfeed.loads(data, name).stories) == 1
        return
    with pytest.raises(LimitError) as caught:
        newsfeed.loads(data, name)
    assert caught.value.limit == limit
    with pytest.raises(LimitError):
        list(newsfeed.iter_stories(io.BytesIO(data), name))


_LEGACY: Final = "http://my.netscape.com/publish/formats/rss-0.91.dtd"


@pytest.mark.parametrize("identifier", [f'"{_LEGACY}?>"', f"'{_LEGACY}?>'", f'"-//>//EN" "{_LEGACY}"', f'"{_LEGACY}"'])
@pytest.mark.parametrize("comment", ["", f"<!--{'a' * 200_000}-->"], ids=["", "after a comment"])
def test_legacy_dtds_have_no_entities(identifier: str, comment: str) -> None:
    """The declaration of RSS 0.91 is accepted, for which a `>` in it must not pass for its end."""
    keyword = "PUBLIC" if identifier.count('"') == 4 else "SYSTEM"
    doctype = f'{comment}<!DOCTYPE rss {keyword} {identifier} [<!ENTITY x "expanded">]>'
    data = Host("rss", "")(prolog=doctype, text="&x;")
    for way in (loads, loads_recovering, iterate, iterate_recovering):
        with pytest.raises(ReadError):
            way(data, "rss")
    assert "expanded" not in full_repr(validate(data, "rss"))


@pytest.mark.parametrize("name", ["rss", "atom", "newsml"])
def test_dtds_are_rejected_after_long_comments(name: str, secret: str) -> None:
    """A long comment can move the DTD out of the first chunk of a stream."""
    prolog = f'<!--{"a" * 200_000}--><!DOCTYPE x [<!ENTITY x "expanded"><!ENTITY s SYSTEM "{secret}">]>'
    data = Host(name, secret)(prolog=prolog, text="&x;")
    with pytest.raises(ReadError):
        newsfeed.loads(data, name)
    with pytest.raises(ReadError):
        list(newsfeed.iter_stories(io.BytesIO(data), name))


def test_file_paths_are_not_read_as_documents(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_bytes(Host("rss", "")())
    with pytest.raises(NewsfeedError):
        newsfeed.loads(str(path))
    with pytest.raises(NewsfeedError):
        newsfeed.loads(path.as_uri(), "rss")
