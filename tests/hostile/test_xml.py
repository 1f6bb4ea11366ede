"""Attacks on the readers of XML: each ends in a typed error, or in a feed without what the attack was after."""

import io
from pathlib import Path

import pytest

import newsfeed
from hostile.alarm import at_most
from hostile.attacks import ATTACKS, HOSTS, SECRET, Host
from newsfeed.errors import LimitError, NewsfeedError, ReadError

SECONDS = 10
"""The documents have up to 12 MB; they take a fraction of a second."""


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("secret") / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", HOSTS)
@pytest.mark.parametrize("recover", [False, pytest.param(True, marks=pytest.mark.battery)], ids=["strict", "recover"])
def test_an_attack(name: str, attack: str, recover: bool, secret: str) -> None:
    data = ATTACKS[attack](Host(name, secret))
    for read in (
        lambda: newsfeed.loads(data, name, recover=recover).stories,
        lambda: tuple(newsfeed.iter_stories(io.BytesIO(data), name, recover=recover)),
    ):
        with at_most(SECONDS):
            try:
                said = repr(read())
            except NewsfeedError as error:
                said = str(error)
                assert len(said) < 1000
        assert SECRET not in said
        assert "<script" not in said


@pytest.mark.parametrize("name", HOSTS)
def test_the_document_without_an_attack_is_read(name: str, secret: str) -> None:
    (story,) = newsfeed.loads(Host(name, secret)(), name).stories
    assert story.headline == "t"


@pytest.mark.parametrize(
    ("attack", "limit"), [("attributes", "attributes"), ("depth", "depth"), ("namespaces in depth", None)]
)
@pytest.mark.parametrize("name", HOSTS)
def test_an_error_names_the_limit(name: str, attack: str, limit: str | None, secret: str) -> None:
    data = ATTACKS[attack](Host(name, secret))
    if limit is None:  # within the limits: read
        assert len(newsfeed.loads(data, name).stories) == 1
        return
    with pytest.raises(LimitError) as caught:
        newsfeed.loads(data, name)
    assert caught.value.limit == limit
    with pytest.raises(LimitError) as caught:
        list(newsfeed.iter_stories(io.BytesIO(data), name))
    assert caught.value.limit == limit


@pytest.mark.parametrize("name", HOSTS)
def test_a_document_type_is_refused_wherever_it_stands(name: str, secret: str) -> None:
    """Comments before it may push it out of the first piece of a stream."""
    far = f'<!--{"a" * 200_000}--><!DOCTYPE x [<!ENTITY x "expanded"><!ENTITY s SYSTEM "{secret}">]>'
    data = Host(name, secret)(prolog=far, text="&x;")
    with pytest.raises(ReadError):
        newsfeed.loads(data, name)
    with pytest.raises(ReadError):
        list(newsfeed.iter_stories(io.BytesIO(data), name))


def test_the_path_of_a_file_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_bytes(Host("rss", "")())
    with pytest.raises(NewsfeedError):
        newsfeed.loads(str(path))
    with pytest.raises(NewsfeedError):
        newsfeed.loads(path.as_uri(), "rss")
