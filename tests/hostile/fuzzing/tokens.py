"""Values, names and markup that readers have trouble with, which mutations put into documents."""

from typing import Final

TEXTS: Final = (
    "", " ", "\n\t", "0", "-1", "1e999", "NaN", "true", "null", "1" * 400, "a" * 300, "\u00a0", "\u2028", "\ufeff",
    "\u0130", "\u00df",
    "\U0001f4a7", "e\u0301", "\u202e", "\uffff", "\ufffd", "\x85", "\x7f", "%00", "%", "&", "&amp;amp;", "&lt;b&gt;",
    "<b>x</b>", "]]>",
    "<![CDATA[", "-->", "<!--", "<script>alert(1)</script>", "<p>", "</p>", "<p><object></p>",
    "<svg><a xlink:href='javascript:x'>",
    "<math><mtext>", "<q cite='javascript:x'>y</q>", "javascript:alert(1)", "java\nscript:x", "data:text/html,x",
    "data:image/svg+xml,x",
    "vbscript:x", "file:///etc/passwd", "feed:javascript:x", "http://", "//", "http://[", "http://[::1",
    "http://a@b:c/", "http://\u00e4.example/",
    "https://example.com/a b", "https://example.com/%zz", "urn:", "urn:x", "urn:newsml:", "tag:example.com,2026:x",
    "tag:x", "mailto:", "#", "?", "../..",
    "../../x", "2026-02-30", "2026-03-02T12:00:00", "2026-03-02T24:00:60+99:99", "0000-00-00",
    "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+14:00", "Mon, 02 Mar 2026 12:00:00 EST", "Sat, 31 Dec 9999 23:59:60 -2359", "10:00",
    "1772452800", "2026-W10-1", "2026-060",
    "en", "english", "en-", "x-private", "zh-Hant-TW-x-a", "i-klingon", "und", "a@b", "a@b (c)", "(((((", '"a" <b@c>',
    "a@b, c@d",
    "image/svg+xml", "text/html; charset=x", "application/xhtml+xml", "html", "xhtml", "text", "base64",
    "http://www.w3.org/1999/xhtml",
    "P1D", "PT0S", "POINT(1 2)", "91 181", "1 2 3", "withheld", "canceled", "usable", "stat:withheld",
    "stat:canceled", "self", "alternate", "enclosure",
    "2.0", "2.35", "1.1", "https://jsonfeed.org/version/1.1", "NewsArticle", "https://schema.org/",
    "http://iptc.org/std/nar/2006-10-01/",
    "## Questions", "- [x](javascript:y)", "---", "+++", "Q: ?", "w-w-w-w-w-w-w-w-w-", "....................",
    '\\"\\"\\"\\"\\"',
)  # fmt: skip
"""Texts of elements, attributes and strings."""

NUMBERS: Final = (0, -1, 1, 2**31, 2**53 + 1, 2**64, -(10**400), 0.1, 1e308, -0.0)
"""Numbers of JSON documents."""

TAGS: Final = (
    "item", "entry", "channel", "items", "title", "link", "guid", "id", "description", "summary", "content",
    "pubDate", "updated",
    "author", "category", "enclosure", "source", "feed", "rss", "image", "textInput", "cloud", "skipHours", "hour",
    "{http://www.w3.org/2005/Atom}link", "{http://www.w3.org/2005/Atom}content", "{http://www.w3.org/2005/Atom}entry",
    "{http://www.w3.org/2005/Atom}source", "{http://www.w3.org/2005/Atom}author",
    "{http://purl.org/atompub/tombstones/1.0}deleted-entry",
    "{http://purl.org/rss/1.0/modules/content/}encoded", "{http://purl.org/dc/elements/1.1/}date",
    "{http://search.yahoo.com/mrss/}content",
    "{http://search.yahoo.com/mrss/}group", "{http://www.itunes.com/dtds/podcast-1.0.dtd}duration",
    "{http://www.w3.org/1999/xhtml}div",
    "{http://www.w3.org/1999/xhtml}script", "{http://www.w3.org/2000/svg}svg",
    "{http://www.w3.org/1998/Math/MathML}math",
    "{urn:newsfeed:1}x", "{no iri}x", "{http://iptc.org/std/nar/2006-10-01/}newsItem",
    "{http://iptc.org/std/nar/2006-10-01/}contentMeta",
    "{http://iptc.org/std/nar/2006-10-01/}inlineXML", "{http://iptc.org/std/nar/2006-10-01/}link",
    "{http://iptc.org/std/nar/2006-10-01/}subject",
    "url", "urlset", "sitemap", "outline", "body", "rdf", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF",
)  # fmt: skip
"""Names of elements."""

ATTRIBUTES: Final = (
    "href", "rel", "type", "src", "url", "length", "isPermaLink", "term", "scheme", "label", "cite", "id", "class",
    "lang", "title", "version",
    "guid", "qcode", "uri", "literal", "role", "residref", "ref", "when", "domain", "xmlUrl", "text", "standardversion",
    "{http://www.w3.org/XML/1998/namespace}lang", "{http://www.w3.org/XML/1998/namespace}base",
    "{http://www.w3.org/XML/1998/namespace}space",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "{http://www.w3.org/1999/xlink}href", "style", "onclick",
    "srcset", "datetime",
)  # fmt: skip
"""Names of attributes."""

MEMBERS: Final = (
    "id", "url", "title", "items", "version", "content_html", "content_text", "date_published", "authors", "author",
    "tags", "attachments",
    "@context", "@type", "@id", "@graph", "@value", "@list", "@set", "@reverse", "@language", "headline",
    "articleBody", "mainEntity",
    "hasPart", "about", "mentions", "publisher", "image", "datePublished", "numberOfEmployees", "value", "uri",
    "type", "versioncreated",
    "bodies", "body_text", "associations", "stories", "questions", "sections", "language", "extensions", "$type",
    "__proto__", "",
)  # fmt: skip
"""Names of members of JSON objects."""

MARKUP: Final = (
    b"<", b">", b"&", b"\0", b'"', b"'", b"]]>", b"<!--", b"-->", b"<![CDATA[", b"&#0;", b"&#12;", b"&#xD800;",
    b"&#146;", b"&nope;", b"\xff", b"\xc3",
    b"\xed\xa0\x80", b"{", b"}", b"[", b"]", b",", b":", b"null", b"1e999", b"\\ud800", b"\\u0000", b'\\"', b"<item>",
    b"</item>", b"<entry/>", b"<:",
    b"</", b"<!", b"<?x?>", b"<!DOCTYPE x>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b" xmlns=''", b" xmlns:a='b c'",
    b" xml:base='::'",
    b" xml:base='http://x.example/y/'", b"<?xml version='1.0' encoding='utf-16'?>", b"<?xml encoding='shift_jis'?>",
    b"\x1f\x8b", b"\xef\xbb\xbf",
    b"\xfe\xff", b"+ADw-", b"<br>", b"<title", b"<script type='application/ld+json'>", b"</script>", b"<template>",
    b"<select>", b"<plaintext>",
    b"<svg>", b"<a href=", b"<p a=1 a=2>", b"\r", b"\r\n", b"\n" * 9, b" " * 99, b"<b>" * 40, b"[" * 40,
    "\u2028\ufeff".encode(), b"# ", b"## ", b"- ", b"> ", b"```\n", b"---\n",
    b"| a | b |\n|---|---|\n",
)  # fmt: skip
"""Bytes that mean something to a parser, which mutations of bytes put anywhere."""
