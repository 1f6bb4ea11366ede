"""Documents that once crashed a reader or validator: every one must end in a feed, a finding or a newsfeed error."""

import contextlib

import pytest

import newsfeed
from newsfeed import NewsfeedError
from newsfeed.plugins import registry

VALIDATED = [each.name for each in registry if each.validates]
READ = [each.name for each in registry if each.reads]

# A recovering XML parser builds elements whose names have a colon, which lxml's own QName class does not accept.
UNDECLARED_PREFIXES = {
    "root": b"<rsrent:channel><title>Tide</title></rsrent:channel>",
    "rss root": b"<a:rss><channel/></a:rss>",
    "feed root": b"<a:feed><a:entry/></a:feed>",
    "item root": b"<a:item b:c='1'/>",
    "two colons": b"<a:b:c/>",
    "colon first": b"<:rss/>",
    "colon last": b"<rss:/>",
    "unknown namespace": b"<feed><title:>Tide</title:><entry><a:b:c>1</a:b:c><id>urn:x:1</id></entry></feed>",
    "child": b"<rss version='2.0'><a:channel b:c='1'/><channel><a:x><b:y/></a:x><item><a:x/></item></channel></rss>",
    "foreign child": b"<feed xmlns='http://www.w3.org/2005/Atom'><a:x b:y='1'/><entry><a:content b:y='1'/></entry></feed>",
}

# libxml2 recovers text with lone surrogates from these, which lxml cannot decode.
SURROGATES = {
    "after CDATA in the declaration": b"<?xml version='1.0' <![CDATA[?><rss><item><title>a&#xD800;</title></item></rss>",
    "after a comment in the declaration": b"<?xml version='1.0' <!--?><feed><entry><id>a&#xDC00;</id></entry></feed>",
}


@pytest.mark.parametrize("data", SURROGATES.values(), ids=SURROGATES)
@pytest.mark.parametrize("name", READ)
def test_surrogates_in_recovered_text_are_replaced(name: str, data: bytes) -> None:
    with contextlib.suppress(NewsfeedError):
        assert "\ud800" not in repr(newsfeed.loads(data, name, recover=True))


@pytest.mark.parametrize("data", UNDECLARED_PREFIXES.values(), ids=UNDECLARED_PREFIXES)
@pytest.mark.parametrize("name", VALIDATED)
def test_undeclared_prefixes_are_findings(name: str, data: bytes) -> None:
    with contextlib.suppress(NewsfeedError):
        assert any(finding.severity == "error" for finding in newsfeed.validate(data, name))


@pytest.mark.parametrize("data", UNDECLARED_PREFIXES.values(), ids=UNDECLARED_PREFIXES)
@pytest.mark.parametrize("recover", [False, True])
@pytest.mark.parametrize("name", READ)
def test_undeclared_prefixes_do_not_stop_readers_with_anything_but_a_read_error(
    name: str, data: bytes, *, recover: bool
) -> None:
    with contextlib.suppress(NewsfeedError):
        newsfeed.loads(data, name, recover=recover)


def test_a_root_with_an_undeclared_prefix_is_named_in_the_finding() -> None:
    report = newsfeed.validate(UNDECLARED_PREFIXES["root"], "rss")
    (finding,) = (finding for finding in report if finding.code == "xml.root")
    assert "rsrent:channel" in finding.message
