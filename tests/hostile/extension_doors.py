"""Documents with a link in every place from which a reader keeps an extension."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.sax.saxutils import quoteattr


def _attribute(link: str) -> str:
    return quoteattr(link, {"\r": "&#13;"})


def _text(link: str) -> str:
    return link.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def elements(link: str, namespace: str = "urn:foo") -> str:
    """Return elements of another vocabulary that have a link in attributes, texts and nested elements."""
    value, text = _attribute(link), _text(link)
    return (
        f'<f:any xmlns:f="{namespace}" x={value}>kept</f:any>'
        f'<f:named xmlns:f="{namespace}" href={value} src={value} url={value} action={value} poster={value} z="kept"/>'
        f'<f:text xmlns:f="{namespace}">{text}</f:text><f:url xmlns:f="{namespace}">{text}</f:url>'
        f'<f:outer xmlns:f="{namespace}"><f:inner y={value}>{text}</f:inner><f:kept>kept</f:kept></f:outer>'
        f'<f:split xmlns:f="{namespace}">{_text(link[:4])}<!-- x -->{_text(link[4:])}</f:split>'
        f'<f:parts xmlns:f="{namespace}">{_text(link[:4])}<f:b/>{_text(link[4:])}</f:parts>'
        f'<f:linked xmlns:f="{namespace}" xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href={value}/>'
        f'<f:list xmlns:f="{namespace}" srcset={_attribute(f"https://example.com/x 1x, {link.strip()} 2x")}/>'
        f'<f:refresh xmlns:f="{namespace}" content={_attribute(f"0;url={link}")}/>'
        f'<f:cdata xmlns:f="{namespace}"><![CDATA[{link.replace(chr(13), " ")}]]></f:cdata>'
        f'<f:json xmlns:f="{namespace}">{_text(json.dumps({"a": [{"b": link}]}))}</f:json>'
        f'<media:player xmlns:media="http://search.yahoo.com/mrss/" url={value}/>'
        f'<x:link xmlns:x="http://www.w3.org/1999/xhtml" rel="alternate" href={value}/>'
        f'<s:a xmlns:s="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href={value}>x</s:a>'
        f'<m:mi xmlns:m="http://www.w3.org/1998/Math/MathML" href={value}>x</m:mi>'
    )


def _rss(link: str) -> str:
    content = elements(link)
    return (
        f'<rss version="2.0"><channel><title>T</title><link>https://example.com/</link><description>D</description>{content}'
        f"<docs>{_text(link)}</docs><rating>{_text(link)}</rating><webMaster>a@example.com ({_text(link)})</webMaster>"
        f'<cloud domain="example.com" port="80" path={_attribute(link)} registerProcedure={_attribute(link)} protocol="soap"/>'
        f"<textInput><title>{_text(link)}</title><description>D</description><name>q</name><link>{_text(link)}</link></textInput>"
        f"<image><url>https://example.com/x.png</url><title>T</title><link>https://example.com/</link>"
        f"<description>{_text(link)}</description></image>"
        f"<item><guid>1</guid><title>T</title>{content}"
        f'<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://example.com/x.png">{content}</media:content>'
        "</item></channel></rss>"
    )


def _atom(link: str) -> str:
    content = elements(link)
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:x:f</id><updated>2026-03-02T12:00:00Z</updated>'
        f"<author><name>A</name>{content}</author><contributor><name>{_text(link)}</name>{content}</contributor>{content}"
        f"<entry><id>urn:x:1</id><title>T</title><updated>2026-03-02T12:00:00Z</updated>{content}"
        f'<link href="https://example.com/1" x:y={_attribute(link)} xmlns:x="urn:x">{content}</link>'
        f'<category term="a" x:href={_attribute(link)} xmlns:x="urn:x"/></entry></feed>'
    )


def _newsml(link: str) -> str:
    content, value = elements(link), _attribute(link)
    return (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2026-03-02T12:00:00Z</sent>'
        f"<catalogRef href={value}/>{content}</header><itemSet>"
        '<newsItem guid="urn:example:1" version="1" standard="NewsML-G2" standardversion="2.35" conformance="power">'
        f"<catalogRef href={value}/>"
        '<itemMeta><itemClass qcode="ninat:text"/><provider literal="P"/><versionCreated>2026-03-02T12:00:00Z</versionCreated>'
        f'<edNote role={value}>x</edNote><signal qcode="x:y" x={value}/><link rel="irel:seeAlso" x={value} href="https://example.com/z"/>'
        f'{content}</itemMeta><contentMeta><headline>T</headline><infoSource uri={value} literal="x"/>'
        f'<subject qcode="medtop:1" uri={value}><name>x</name></subject><located uri={value}/>'
        f'{content}</contentMeta><contentSet><remoteContent href="https://example.com/x.png" contenttype="image/png" '
        f"hash={value} residref={value}>{content}</remoteContent></contentSet></newsItem></itemSet></newsMessage>"
    )


def _opml(link: str) -> str:
    value, content = _attribute(link), elements(link)
    return (
        f'<opml version="2.0"><head><title>T</title><docs>{_text(link)}</docs><ownerId>{_text(link)}</ownerId>'
        f"<expansionState>{_text(link)}</expansionState>{content}</head><body>"
        f'<outline text="a" type="rss" xmlUrl="https://example.com/feed" x={value} href={value} htmlUrl={value} '
        f"version={value}>"
        f'{content}</outline><outline text={value}><outline text={value} url={value} x={value} type="link"/></outline>'
        "</body></opml>"
    )


def _sitemap(link: str) -> str:
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>https://example.com/1</loc><changefreq>{_text(link)}</changefreq><priority>{_text(link)}</priority>"
        "<news:news><news:publication><news:name>N</news:name><news:language>en</news:language></news:publication>"
        f"<news:title>T</news:title><news:publication_date>2026-03-02</news:publication_date>"
        f"<news:stock_tickers>{_text(link)}</news:stock_tickers></news:news>{elements(link)}</url></urlset>"
    )


def _rsl(link: str) -> str:
    value = _attribute(link)
    return (
        f'<rsl xmlns="https://rslstandard.org/rsl"><content url="https://example.com/" server={value} x={value}><license>'
        f"<permits type={value}>{_text(link)}</permits></license><terms>{_text(link)}</terms>"
        f"<copyright contactUrl={value}>{_text(link)}</copyright></content><content url={value}/>{elements(link)}</rsl>"
    )


def members(link: str) -> dict[str, Any]:
    """Return values in JSON that have a link in members, lists and nested objects."""
    return {
        "text": link,
        "url": link,
        "nested": {"href": link, "kept": "kept", "deeper": [{"src": link}, [link, "kept"], 1, True, None]},
        "list": [link, "kept"],
        link: "key",
    }


def _jsonfeed(link: str) -> str:
    own = {"_foo": members(link), "_bar": link, "_baz": [link]}
    attachment = {"url": "https://example.com/x.mp3", "mime_type": "audio/mpeg", **own}
    item = {"id": "1", "content_text": "x", "attachments": [attachment], **own}
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item], **own}
    return json.dumps(document)


def _ninjs(link: str) -> str:
    standard = {"name": "ninjs", "version": "3.2", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.2.json"}
    document = {
        "uri": "urn:example:1",
        "standard": standard,
        "type": "text",
        "headlines": [{"role": "main", "value": "T", "foo": members(link)}],
        "by": "A",
        "foo": members(link),
        "bar": link,
        "subjects": [{"name": "S", "uri": link, "foo": members(link)}],
        "people": [{"name": "P", "rel": "author", "uri": link, "foo": members(link)}],
        "places": [{"name": "L", "uri": link, "foo": link}],
        "infosources": [{"name": "I", "uri": link}],
        "renditions": [{"name": "web", "href": "https://example.com/1", "foo": link, "contentType": "text/html"}],
        "associations": [
            {
                "name": "x",
                "uri": link,
                "type": "picture",
                "foo": link,
                "renditions": [{"href": "https://example.com/x.png"}],
            }
        ],
        "rightsInfo": {"langId": link, "encodedRights": link},
    }
    return json.dumps(document)


def _jsonld(link: str) -> str:
    document = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "T",
        "url": "https://example.com/1",
        "foo": members(link),
        "bar": link,
        "award": link,
        "potentialAction": {
            "@type": "ReadAction",
            "target": [link, {"@type": "EntryPoint", "urlTemplate": link}],
            "@id": link,
        },
        "author": {"@type": "Person", "@id": link, "name": "A", "foo": link, "knowsAbout": [link, {"@id": link}]},
        "image": {"@type": "ImageObject", "url": "https://example.com/x.png", "foo": link, "contentUrl": link},
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://example.com/1", "foo": link, "relatedLink": [link]},
        "about": [{"@type": "Thing", "name": "S", "@id": link, "identifier": link}],
    }
    return json.dumps(document)


DOORS: Final[Mapping[str, Callable[[str], str]]] = {
    "rss": _rss,
    "atom": _atom,
    "newsml": _newsml,
    "opml": _opml,
    "sitemap": _sitemap,
    "rsl": _rsl,
    "jsonfeed": _jsonfeed,
    "ninjs": _ninjs,
    "jsonld": _jsonld,
}
"""Makers of a document by the name of the format; each takes a link."""
