"""Namespaces: their customary prefixes, those with names, and the meant one for a misspelled one."""

import pytest

from newsfeed.values import namespaces
from newsfeed.values.namespaces import correct_namespace, customary_prefix, living_vocabulary, split_name


@pytest.mark.parametrize(
    ("namespace", "prefix"),
    [
        (namespaces.ATOM, "atom"),
        (namespaces.MEDIA, "media"),
        ("HTTP://PURL.ORG/DC/ELEMENTS/1.1/", "dc"),
        ("http://podlove.org/simple-chapters", "psc"),
        ("https://quay.example.com/ns", ""),
    ],
)
def test_the_customary_prefix(namespace: str, prefix: str) -> None:
    assert customary_prefix(namespace) == prefix


@pytest.mark.parametrize(
    ("namespace", "name"),
    [
        ("https://podcastindex.org/namespace/1.0", "Podcasting 2.0"),
        ("http://PodcastIndex.org/namespace/1.0/", "Podcasting 2.0"),
        ("https://podlove.org/simple-chapters", "Podlove Simple Chapters"),
        ("https://quay.example.com/ns", ""),
        ("http://", ""),
        ("", ""),
        ("///", ""),
    ],
)
def test_a_vocabulary_in_use_has_a_name_with_http_and_https(namespace: str, name: str) -> None:
    assert living_vocabulary(namespace) == name


@pytest.mark.parametrize(
    ("namespace", "meant"),
    [
        (namespaces.ATOM, ""),
        ("http://www.w3.org/2005/Atom/", namespaces.ATOM),
        ("http://www.w3.org/2005/atom", namespaces.ATOM),
        ("http://purl.org/dc/elements/1.1", namespaces.DC),
        ("https://podcastindex.org/namespace/1.0", ""),
        ("https://quay.example.com/ns", ""),
        ("", ""),
    ],
)
def test_a_misspelled_namespace_differs_in_case_or_in_the_signs_at_its_end(namespace: str, meant: str) -> None:
    assert correct_namespace(namespace) == meant


def test_names_in_clark_notation_are_split() -> None:
    assert split_name("{urn:x}mood") == ("urn:x", "mood")
    assert split_name("{}mood") == ("", "mood")
    assert split_name("mood") == ("", "mood")
