"""Attacks on XML readers: each ends in a typed error, or in a feed without the secret or the script of the attack."""

import io
from pathlib import Path

import pytest
from full_repr import full_repr

import newsfeed
from hostile.alarm import at_most
from hostile.cases.xml_attacks import ATTACKS, SECRET, TEMPLATES, Host
from newsfeed.errors import LimitError, NewsfeedError, ReadError

pytestmark = pytest.mark.slow

SECONDS = 10
"""Time limit for one document. Documents have up to 12 MB and take a fraction of a second."""


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("secret") / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("recover", [False, pytest.param(True, marks=pytest.mark.battery)], ids=["strict", "recover"])
def test_attacks_end_in_a_feed_or_a_typed_error(name: str, attack: str, recover: bool, secret: str) -> None:
    data = ATTACKS[attack](Host(name, secret))
    for read in (
        lambda: newsfeed.loads(data, name, recover=recover).stories,
        lambda: tuple(newsfeed.iter_stories(io.BytesIO(data), name, recover=recover)),
    ):
        with at_most(SECONDS):
            try:
                result = full_repr(read())
            except NewsfeedError as error:
                result = str(error)
                assert len(result) < 1000
        assert SECRET not in result
        assert "<script" not in result


@pytest.mark.parametrize("name", TEMPLATES)
def test_documents_without_an_attack_are_read(name: str, secret: str) -> None:
    (story,) = newsfeed.loads(Host(name, secret)(), name).stories
    assert story.headline == "t"


@pytest.mark.parametrize(
    ("attack", "limit"), [("attributes", "attributes"), ("depth", "depth"), ("nested namespaces", None)]
)
@pytest.mark.parametrize("name", TEMPLATES)
def test_errors_name_the_exceeded_limit(name: str, attack: str, limit: str | None, secret: str) -> None:
    data = ATTACKS[attack](Host(name, secret))
    if limit is None:
        assert len(newsfeed.loads(data, name).stories) == 1
        return
    with pytest.raises(LimitError) as caught:
        newsfeed.loads(data, name)
    assert caught.value.limit == limit
    with pytest.raises(LimitError) as caught:
        list(newsfeed.iter_stories(io.BytesIO(data), name))
    assert caught.value.limit == limit


@pytest.mark.parametrize("name", TEMPLATES)
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
