"""Spellings of one web address, and addresses that differ."""

import pytest

from newsfeed import AddressRules
from newsfeed.compare.addresses import TRACKING_PARAMETERS

ADDRESS = "https://news.example.com/harbour"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://news.example.com/harbour",
        "https://www.news.example.com/harbour",
        "https://news.example.com/harbour/",
        "https://news.example.com/harbour#comments",
        "https://news.example.com/harbour?",
        "https://news.example.com:443/harbour",
        "http://news.example.com:80/harbour",
        "HTTPS://News.Example.COM/harbour",
        "https://news.example.com/h%61rbour",
        "https://news.example.com/harbour?utm_source=rss&utm_medium=feed&UTM_Campaign=x",
        "https://news.example.com/harbour?fbclid=a%20b&gclid=2&mc_cid=3&mc_eid",
    ],
)
def test_spellings_of_one_address_are_equal(spelling: str) -> None:
    normalize = AddressRules().normalizer()
    assert normalize(spelling) == normalize(ADDRESS)


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example.com/Harbour",
        "https://news.example.com/harbour?page=2",
        "https://news.example.com/harbour?utm=1",
        "https://sport.news.example.com/harbour",
        "https://news.example.com:8443/harbour",
        "https://news.example.com/harbour#!/ferries",
        "https://news.example.com/harbour%2F",
        "ftp://news.example.com/harbour",
        "https://example.com/harbour",
    ],
)
def test_other_addresses_differ(other: str) -> None:
    normalize = AddressRules().normalizer()
    assert normalize(other) != normalize(ADDRESS)


@pytest.mark.parametrize(
    ("rules", "spelling"),
    [
        (AddressRules(ignore_scheme=False), "http://news.example.com/harbour"),
        (AddressRules(ignore_www=False), "https://www.news.example.com/harbour"),
        (AddressRules(ignore_trailing_slash=False), "https://news.example.com/harbour/"),
        (AddressRules(ignore_fragment=False), "https://news.example.com/harbour#comments"),
        (AddressRules(ignore_parameters=()), "https://news.example.com/harbour?utm_source=rss"),
        (AddressRules(ignore_parameters=("ref",)), "https://news.example.com/harbour?referrer=rss"),
    ],
)
def test_each_rule_can_be_switched_off(rules: AddressRules, spelling: str) -> None:
    normalize = rules.normalizer()
    assert normalize(spelling) != normalize(ADDRESS)


def test_parameters_of_a_house_can_be_added() -> None:
    names = (*AddressRules().ignore_parameters, "ref", "promo_*")
    normalize = AddressRules(ignore_parameters=names).normalizer()
    assert normalize(f"{ADDRESS}?ref=app&promo_code=7&utm_id=1") == normalize(ADDRESS)


def test_the_other_parameters_keep_their_order() -> None:
    normalize = AddressRules().normalizer()
    assert normalize(f"{ADDRESS}?b=2&utm_source=x&a=1") == normalize(f"{ADDRESS}?b=2&a=1")
    assert normalize(f"{ADDRESS}?b=2&a=1") != normalize(f"{ADDRESS}?a=1&b=2")


@pytest.mark.parametrize(
    ("unicode_form", "ascii_form"),
    [
        ("https://bücher.example.com/", "https://xn--bcher-kva.example.com/"),
        ("https://example.com/straße", "https://example.com/stra%c3%9Fe"),
        ("https://example.com/?q=straße", "https://example.com/?q=stra%C3%9fe"),
    ],
)
def test_an_iri_equals_its_uri(unicode_form: str, ascii_form: str) -> None:
    normalize = AddressRules().normalizer()
    assert normalize(unicode_form) == normalize(ascii_form)


def test_what_is_no_web_address_stays_as_it_is() -> None:
    normalize = AddressRules().normalizer()
    for text in ("mailto:Desk@example.com", "tag:example.com,2026:A/", "urn:x:1#a", "https:///x", ""):
        assert normalize(text) == text


def test_the_tracking_parameters_are_in_lower_case_and_listed_once() -> None:
    names = [name for names in TRACKING_PARAMETERS.values() for name in names]
    assert names == [name.lower() for name in dict.fromkeys(names)]
    assert all("*" not in name[:-1] for name in names)
