"""Every value of a feed is in the model, or a finding names it: each known element in every form that a feed can give it."""

import itertools
import re
from collections.abc import Iterator
from typing import Final

import pytest
from full_repr import full_repr

import newsfeed
from newsfeed.syndication.read import channels, items
from newsfeed.values.escaping import escape_attribute

NAMESPACES: Final = {
    "atom": "http://www.w3.org/2005/Atom",
    "cc": "http://web.resource.org/cc/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "creativecommons": "http://backend.userland.com/creativeCommonsRssModule",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "source": "http://source.scripting.com/",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "georss": "http://www.georss.org/georss",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "x": "https://vocabulary.example.com/",
}
DECLARATIONS: Final = "".join(f' xmlns:{prefix}="{namespace}"' for prefix, namespace in NAMESPACES.items())
TEXTS: Final = frozenset(
    (
        *("title", "description", "summary", "content", "content:encoded", "body", "fullitem", "tagline", "subtitle"),
        *(
            "atom:title",
            "atom:summary",
            "atom:content",
            "atom:rights",
            "atom:copyright",
            "atom:subtitle",
            "atom:tagline",
        ),
        *("dc:title", "dc:description", "dc:rights", "dcterms:abstract", "itunes:summary", "itunes:title"),
    )
)
"""Elements that can have HTML."""

TOKEN: Final = re.compile(r"token[0-9]+x")

# A table of contents says nothing that the items do not, and a mark has no text.
WITHOUT_INFORMATION: Final = frozenset(("items", "rdf:seq", "fh:complete", "fh:archive"))


class Tokens:
    """Generator of values that occur once in a document."""

    def __init__(self) -> None:
        self._numbers = itertools.count(100)

    def word(self) -> str:
        return f"token{next(self._numbers)}x"

    def address(self) -> str:
        return f"https://e.example.com/{self.word()}"


def forms(key: str, tokens: Tokens) -> Iterator[str]:
    """Yield an element in the forms that feeds have."""
    word, address = tokens.word, tokens.address
    yield f"<{key}>{word()}</{key}>"
    yield f"<{key}>{address()}</{key}>"
    yield f"<{key}>{word()}</{key}><{key}>{word()}</{key}>"
    yield f'<{key} unknown="{word()}" x:unknown="{word()}">{word()}</{key}>'
    yield f"<{key}><x:child x:a='{word()}'>{word()}</x:child></{key}>"
    yield f"<{key}>{word()}<x:child>{word()}</x:child>{word()}</{key}>"
    yield f'<{key} url="{address()}" href="{address()}" type="image/{word()}" title="{word()}" length="{word()}"/>'
    yield f'<{key} domain="{word()}" scheme="{word()}" term="{word()}" label="{word()}"/>'
    yield f'<{key} rel="{word()}" href="{address()}" hreflang="{word()}" title="{word()}" type="{word()}"/>'
    yield f'<{key} rel="self" href="{address()}" title="{word()}"/><{key} rel="self" href="{address()}"/>'
    yield f"<{key}><atom:name>{word()}</atom:name><atom:uri>{address()}</atom:uri><atom:email>{word()}</atom:email></{key}>"
    yield f"<{key}><name>{word()}</name><name>{word()}</name><x:image>{address()}</x:image></{key}>"
    yield f"<{key}><url>{address()}</url><title>{word()}</title><link>{address()}</link><width>{word()}</width></{key}>"
    yield f"<{key}><atom:id>{word()}</atom:id><atom:title>{word()}</atom:title><atom:subtitle>{word()}</atom:subtitle></{key}>"
    yield f'<{key} xml:lang="de-{"x" * 3}">{word()}</{key}>'
    if key not in TEXTS:
        return
    html = (
        f'<p>{word()} <a href="{address()}" title="{word()}">{word()}</a> <img src="{address()}" alt="{word()}"/></p>'
    )
    yield f"<{key}>{escape_attribute(html)}</{key}>"
    yield f'<{key} type="html">{escape_attribute(html)}</{key}>'


def check(document: str) -> None:
    report = newsfeed.Report()
    feed = newsfeed.loads(document, report=report)
    known = full_repr(feed) + "\n".join(finding.message for finding in report)
    missing = [token for token in TOKEN.findall(document) if token not in known]
    assert missing == [], (document, known)


def cases(readers: dict[str, object]) -> list[str]:
    return sorted(key for key in readers if key not in WITHOUT_INFORMATION)


NEWSROOM: Final = (
    *("dc:source", "dc:identifier", "dcterms:alternative", "dcterms:audience", "dcterms:spatial", "dcterms:valid"),
    *("georss:point", "georss:where", "georss:featureName", "georss:line", "geo:lat", "geo:long", "geo:Point"),
)
"""Elements of extensions that newsroom fields are read from."""


@pytest.mark.parametrize("key", [*cases(items.READERS), *NEWSROOM])
def test_no_value_of_an_item_is_lost(key: str) -> None:
    for form in forms(key, Tokens()):
        check(f'<rss version="2.0"{DECLARATIONS}><channel><title>F</title><item>{form}</item></channel></rss>')
        check(
            f'<rss version="2.0"{DECLARATIONS}><channel><item><title>T</title><guid>g</guid>{form}</item></channel></rss>'
        )


@pytest.mark.parametrize("key", cases(channels.READERS))
def test_no_value_of_a_channel_is_lost(key: str) -> None:
    for form in forms(key, Tokens()):
        check(f'<rss version="2.0"{DECLARATIONS}><channel>{form}</channel></rss>')
        check(
            f'<rss version="2.0"{DECLARATIONS}><channel><title>F</title><link>https://e.example.com/</link>{form}</channel></rss>'
        )
