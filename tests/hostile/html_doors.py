"""Doors by which HTML gets into a feed: each returns a document of a format with one story for each fragment."""

import html
import json
from collections.abc import Callable, Sequence
from typing import Final

import html5lib
from lxml import etree

_ILLEGAL: Final = {code: " " for code in range(32) if code not in (9, 10, 13)}


def _xml(text: str) -> str:
    """Return a text with spaces for the characters that XML cannot have."""
    return text.translate(_ILLEGAL).replace("\ufffe", " ").replace("\uffff", " ")


def _cdata(text: str) -> str:
    return f"<![CDATA[{_xml(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def xhtml(fragment: str) -> str:
    """Return a fragment as well-formed XHTML, as it is or as html5lib parses it."""
    wrapped = f'<div xmlns="http://www.w3.org/1999/xhtml">{_xml(fragment)}</div>'
    try:
        etree.fromstring(wrapped.replace("xlink:href", "href"))
        return wrapped.replace("xlink:href", "href")
    except etree.XMLSyntaxError:
        pass
    root = etree.Element("{http://www.w3.org/1999/xhtml}div", nsmap={None: "http://www.w3.org/1999/xhtml"})
    try:
        for node in html5lib.parseFragment(_xml(fragment), treebuilder="lxml"):
            if isinstance(node, str):
                root.text = (root.text or "") + node
            else:
                root.append(node)
        text = etree.tostring(root, encoding="unicode")
        etree.fromstring(text)
    except (etree.XMLSyntaxError, ValueError):  # It has a reference to a control character, which no XML can have.
        return '<div xmlns="http://www.w3.org/1999/xhtml">kept</div>'
    return text


def _rss(item: Callable[[str], str], fragments: Sequence[str]) -> tuple[str, str]:
    items = "".join(
        f"<item><guid>https://example.com/{index}</guid><title>T {index}</title><link>https://example.com/{index}</link>"
        f"{item(fragment)}</item>"
        for index, fragment in enumerate(fragments)
    )
    return "rss", (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
        ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:foo="urn:foo"><channel><title>F</title>'
        f"<link>https://example.com/</link><description>D</description>{items}</channel></rss>"
    )


def _atom(entry: Callable[[str], str], fragments: Sequence[str]) -> tuple[str, str]:
    entries = "".join(
        f"<entry><id>https://example.com/{index}</id><title>T {index}</title><updated>2026-03-02T12:00:00Z</updated>"
        f'<link href="https://example.com/{index}"/>{entry(fragment)}</entry>'
        for index, fragment in enumerate(fragments)
    )
    return "atom", (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><id>https://example.com/</id><author><name>A</name></author>'
        f"<updated>2026-03-02T12:00:00Z</updated>{entries}</feed>"
    )


def _jsonfeed(member: str, fragments: Sequence[str]) -> tuple[str, str]:
    items = [
        {"id": str(index), "url": f"https://example.com/{index}", "title": "T", member: fragment}
        for index, fragment in enumerate(fragments)
    ]
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": items}
    return "jsonfeed", json.dumps(document)


def _jsonld(member: str, fragments: Sequence[str]) -> tuple[str, str]:
    graph = [
        {
            "@type": "NewsArticle",
            "@id": f"https://example.com/{index}#article",
            "url": f"https://example.com/{index}",
            "headline": "T",
            member: fragment,
        }
        for index, fragment in enumerate(fragments)
    ]
    return "jsonld", json.dumps({"@context": "https://schema.org", "@graph": graph})


def _newsml(fragments: Sequence[str]) -> tuple[str, str]:
    items = "".join(
        f'<newsItem guid="urn:example:{index}" version="1" standard="NewsML-G2" standardversion="2.35" conformance="power">'
        '<itemMeta><itemClass qcode="ninat:text"/><provider literal="P"/><versionCreated>2026-03-02T12:00:00Z</versionCreated>'
        f"</itemMeta><contentMeta><headline>T</headline></contentMeta><contentSet>"
        '<inlineXML contenttype="application/xhtml+xml">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>{xhtml(fragment)}</body></html>'
        "</inlineXML></contentSet></newsItem>"
        for index, fragment in enumerate(fragments)
    )
    header = "<header><sent>2026-03-02T12:00:00Z</sent></header>"
    namespace = "http://iptc.org/std/nar/2006-10-01/"
    return "newsml", f'<newsMessage xmlns="{namespace}">{header}<itemSet>{items}</itemSet></newsMessage>'


def _ninjs(fragments: Sequence[str]) -> tuple[str, str]:
    items = [
        {
            "uri": f"https://example.com/{index}",
            "type": "text",
            "headlines": [{"role": "main", "value": "T"}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": fragment}],
        }
        for index, fragment in enumerate(fragments)
    ]
    standard = {"name": "ninjs", "version": "3.2", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.2.json"}
    document = {"uri": "https://example.com/", "standard": standard, "type": "composite", "associations": items}
    return "ninjs", json.dumps(document)


def _activity(fragments: Sequence[str]) -> tuple[str, str]:
    items = [
        {"type": "Article", "id": f"https://example.com/{index}", "name": "T", "content": fragment}
        for index, fragment in enumerate(fragments)
    ]
    document = {"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "orderedItems": items}
    return "activitystreams", json.dumps(document)


FEED_DOORS: Final[dict[str, Callable[[Sequence[str]], tuple[str, str]]]] = {
    "rss-description": lambda all_html: _rss(lambda x: f"<description>{html.escape(_xml(x))}</description>", all_html),
    "rss-content": lambda all_html: _rss(lambda x: f"<content:encoded>{_cdata(x)}</content:encoded>", all_html),
    "rss-body": lambda all_html: _rss(lambda x: f"<description>d</description>{xhtml(x)}", all_html),
    "rss-media": lambda all_html: _rss(
        lambda x: (
            f'<media:content url="https://example.com/x.png"><media:description type="html">{html.escape(_xml(x))}'
            "</media:description></media:content>"
        ),
        all_html,
    ),
    "rss-extension": lambda all_html: _rss(lambda x: f"<foo:bar>{html.escape(_xml(x))}</foo:bar>", all_html),
    "rss-extension-xhtml": lambda all_html: _rss(lambda x: f"<foo:bar>{xhtml(x)}</foo:bar>", all_html),
    "atom-html": lambda all_html: _atom(lambda x: f'<content type="html">{html.escape(_xml(x))}</content>', all_html),
    "atom-summary": lambda all_html: _atom(
        lambda x: f'<summary type="html">{html.escape(_xml(x))}</summary>', all_html
    ),
    "atom-text": lambda all_html: _atom(lambda x: f"<summary>{html.escape(_xml(x))}</summary>", all_html),
    "atom-xhtml": lambda all_html: _atom(lambda x: f'<content type="xhtml">{xhtml(x)}</content>', all_html),
    "jsonfeed-html": lambda all_html: _jsonfeed("content_html", all_html),
    "jsonfeed-text": lambda all_html: _jsonfeed("content_text", all_html),
    "jsonfeed-summary": lambda all_html: _jsonfeed("summary", all_html),
    "jsonld-body": lambda all_html: _jsonld("articleBody", all_html),
    "jsonld-description": lambda all_html: _jsonld("description", all_html),
    "newsml-inline": _newsml,
    "ninjs-body": _ninjs,
    "activitystreams-content": _activity,
}
"""Documents of several stories: each takes fragments, and returns the name of the format and the document."""

_PAGE: Final = (
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>T</title>"
    '<link rel=canonical href="https://example.com/1"></head><body><article>'
    "<h1>T</h1><h2>What happened</h2><p>Tide</p><h2>Background</h2>{}<p>kept</p></article></body></html>"
)

PAGE_DOORS: Final[dict[str, Callable[[str], tuple[str, str]]]] = {
    "html-page": lambda x: ("html", _PAGE.replace("{}", x)),
    "markdown-page": lambda x: ("markdown", f"# T\n\n## What happened\n\nTide\n\n## Background\n\n{_xml(x)}\n\nkept\n"),
    "text-page": lambda x: ("text", f"T\n\nWhat happened\nTide\n\nBackground\n{_xml(x)}\n\nkept\n"),
}
"""Pages of one story: each takes a fragment, and returns the name of the format and the page."""
