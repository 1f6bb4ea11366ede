"""References to characters that XML forbids, in the texts of every format: no value is lost, and what changed is reported."""

import json
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any, Final

import attrs
import pytest

import newsfeed
from newsfeed.io.html import sanitize, to_plain_text
from newsfeed.model import Feed, Story

REFERENCES: Final = (
    *(
        "&#12;",
        "&#0;",
        "&#1;",
        "&#8;",
        "&#11;",
        "&#14;",
        "&#31;",
        "&#x0;",
        "&#xC;",
        "&#x1f;",
        "&#X1F;",
        "&#xD800;",
        "&#xDFFF;",
    ),
    *(
        "&#55296;",
        "&#xFFFE;",
        "&#xFFFF;",
        "&#65535;",
        "&#x110000;",
        "&#1114112;",
        "&#99999999999999999999;",
        "&#12",
        "&#0000012;",
    ),
    "&#x" + "f" * 200 + ";",
)
LEGAL: Final = (
    "&#9;",
    "&#10;",
    "&#13;",
    "&#32;",
    "&#65;",
    "&#x41;",
    "&#xFFFD;",
    "&#x10FFFF;",
    "&#128;",
    "&#x;",
    "&#;",
    "&amp;#12;",
)


def _text(reference: str) -> str:
    return f"The tide {reference} came <b>early</b>"


def _rss(reference: str) -> str:
    text = escape(_text(reference))
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title>'
        f"<link>https://example.com/</link><description>{text}</description><item><guid>1</guid><title>{text}</title>"
        f"<description>{text}</description><content:encoded>&lt;p>{text}&lt;/p>&lt;ul>&lt;li>x&lt;/li>&lt;/ul></content:encoded>"
        "</item></channel></rss>"
    )


def _atom(reference: str) -> str:
    text = escape(_text(reference))
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:x:f</id><updated>2026-03-02T12:00:00Z</updated>'
        f'<entry><id>urn:x:1</id><title type="html">{text}</title><updated>2026-03-02T12:00:00Z</updated>'
        f'<summary type="html">{text}</summary><content type="html">&lt;p>{text}&lt;/p></content></entry></feed>'
    )


def _newsml(reference: str) -> str:
    return (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet><newsItem guid="urn:x:a" version="1" '
        'standard="NewsML-G2" standardversion="2.35"><contentMeta><headline>T</headline></contentMeta><contentSet>'
        f'<inlineData contenttype="text/html">&lt;p>{escape(_text(reference))}&lt;/p></inlineData></contentSet></newsItem>'
        "</itemSet></newsMessage>"
    )


def _json(**members: Any) -> str:
    return json.dumps(members)


DOORS: Final[Mapping[str, Callable[[str], str]]] = {
    "rss": _rss,
    "atom": _atom,
    "newsml": _newsml,
    "jsonfeed": lambda x: _json(
        version="https://jsonfeed.org/version/1.1", title="T", items=[{"id": "1", "content_html": f"<p>{_text(x)}</p>"}]
    ),
    "jsonld": lambda x: json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "T", "articleBody": f"<p>{_text(x)}</p>"}
    ),
    "activitystreams": lambda x: json.dumps(
        {
            "@context": "https://www.w3.org/ns/activitystreams",
            "type": "Article",
            "id": "https://example.com/1",
            "name": "T",
            "content": f"<p>{_text(x)}</p>",
        }
    ),
    "html": lambda x: (
        "<!DOCTYPE html><html lang=en><head><title>T</title></head><body><h1>T</h1><h2>What happened</h2>"
        f"<p>{_text(x)}</p></body></html>"
    ),
}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts(getattr(value, field.name))


def _read(format_name: str, reference: str) -> tuple[Feed | Story, set[str]]:
    report = newsfeed.Report()
    item = newsfeed.loads(DOORS[format_name](reference).encode(), format_name, report=report, defaults={"id": "1"})
    return item, {finding.code for finding in report}


@pytest.mark.parametrize("format_name", DOORS)
def test_no_value_is_lost_and_the_change_is_reported(format_name: str) -> None:
    count = sum("came" in text for text in _texts(_read(format_name, "here")[0]))
    for reference in REFERENCES:
        item, codes = _read(format_name, reference)
        texts = [text for text in _texts(item) if "came" in text]
        assert len(texts) == count, reference
        assert all("The tide" in text and "early" in text and "\ufffd" in text for text in texts), (reference, texts)
        assert codes & {"read.character.illegal", "read.document.mended"}, (reference, codes)


@pytest.mark.parametrize("format_name", DOORS)
def test_legal_references_are_not_reported(format_name: str) -> None:
    for reference in LEGAL:
        _, codes = _read(format_name, reference)
        assert "read.character.illegal" not in codes, reference


@pytest.mark.parametrize("reference", REFERENCES)
def test_plain_text_and_sanitized_html_have_a_replacement(reference: str) -> None:
    assert to_plain_text(f"a{reference} b") == "a\ufffd b"
    assert sanitize(f"<p>a{reference} b</p>") == "<p>a\ufffd b</p>"
