"""Namespaces: their customary prefixes, those with names, and the meant one for a misspelled one."""

import pytest
from lxml import etree

from newsfeed.values import namespaces
from newsfeed.values.namespaces import correct_namespace, customary_prefix, is_namespace, living_vocabulary, split_name


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


@pytest.mark.parametrize(
    "text",
    [
        *("", "urn:x", "http://www.w3.org/2000/xmlns", "http://[::1]/", "x", "x/y:z", "#a", "?", "?/?:", "a:b:c"),
        *("http://u:p@h.example:80/x?y#z", "%41", "tag:x.example,2000:a", "a/b?c"),
    ],
)
def test_names_of_namespaces(text: str) -> None:
    assert is_namespace(text)
    assert etree.fromstring(f'<a xmlns:b="{text or "x"}"/>') is not None


@pytest.mark.parametrize(
    "text",
    [
        "http://www.w3.org/2000/xmlns/",
        *(
            "http://x.example/é",
            "a b",
            "//x",
            "1a:b",
            "http://h:8a/",
            "%4",
            "http://x/{a}",
            "a#b#c",
            "http://[x]/",
            "a\n",
        ),
    ],
)
def test_other_texts_are_no_namespaces(text: str) -> None:
    assert not is_namespace(text)
