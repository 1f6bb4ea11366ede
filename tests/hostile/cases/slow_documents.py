"""Documents that newsfeed once read or checked in quadratic time, or that other libraries may: the format, and a document."""

import json
from collections.abc import Callable
from typing import Final

_RSS: Final = (
    '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>T</title>'
    "<link>https://post.example.com/</link><description>D</description>{channel}"
    "<item><guid>a</guid><title>{title}</title>{item}</item></channel></rss>"
)
_NEWSML: Final = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:a" version="1" standard="NewsML-G2"'
    ' standardversion="2.35" conformance="power">'
    '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>'
    '<itemMeta><itemClass qcode="ninat:picture"/><provider literal="x"/>'
    "<versionCreated>2026-01-01T00:00:00Z</versionCreated></itemMeta>"
    "<contentMeta><headline>t</headline>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"
)
_PAGE: Final = (
    '<!doctype html><html lang="{language}"><head><title>T</title><link rel="canonical" href="https://post.example.com/a">'
    "</head><body><h1>T</h1><p>Rain.</p><h2>{heading}</h2>{section}</body></html>"
)
HEADINGS: Final = {
    "en": "What the papers say",
    "de": "Pressestimmen",
    "fr": "Revue de presse",
    "es": "Revista de prensa",
    "it": "Rassegna stampa",
    "pt": "Revista de imprensa",
    "nl": "Persoverzicht",
    "ja": "各紙の論調",
    "ar": "أقوال الصحف",
    "he": "סקירת העיתונות",
    "hi": "प्रेस समीक्षा",
}
"""Headings of press reviews, by language."""

SECTIONS: Final = (
    "What happened",
    "Analysis",
    "Background",
    "Go deeper",
    "FAQ",
    "Topics",
    "Corrections",
    "Something else",
)


def _rss(size: int, item: str = "", title: str = "x", channel: str = "") -> str:
    del size
    return _RSS.format(channel=channel, title=title, item=item)


def _newsml(meta: str = "", content: str = "") -> str:
    return _NEWSML.format(meta=meta, content=content)


def press_page(text: str, language: str = "en") -> str:
    """Return a page of which the press review has a text as a paragraph and as an item."""
    section = f"<p>{text}</p><ul><li>{text}</li></ul>"
    return _PAGE.format(language=language, heading=HEADINGS[language], section=section)


def section_page(text: str, kind: str) -> str:
    """Return a page of which each section has a text as its paragraph, item, question or quotation.

    Args:
        text: the text, as HTML.
        kind: "paragraph", "item", "question", "quotation", "term" or "heading".
    """
    element = {
        "paragraph": "<p>{}</p>",
        "item": "<ul><li>{}</li></ul>",
        "question": "<ul><li>Why? {}</li></ul>",
        "quotation": "<blockquote><p>{}</p><footer>— {}</footer></blockquote>",
        "term": "<ul><li><b>A</b>: {}</li></ul>",
        "heading": "<h3>{}</h3><p>x</p>",
    }[kind]
    parts = "".join(f"<h2>{name}</h2>{element.replace('{}', text)}" for name in SECTIONS)
    return _PAGE.format(language="en", heading="Summary", section=parts)


def _json_feed(size: int) -> str:
    item = {
        "id": "a",
        "content_text": "x",
        "tags": [f"t{number}" for number in range(size)],
        "_newsfeed": {"keywords": [f"k{number}" for number in range(size)]},
    }
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item]})


def _types(size: int) -> str:
    nodes = [
        {"@id": "a", "@type": ["NewsArticle", *(f"{letter}{number}" for number in range(size))], "headline": "T"}
        for letter in "XY"
    ]
    return json.dumps({"@context": "https://schema.org", "@graph": nodes})


def _many(template: str, size: int) -> str:
    return "".join(template.replace("#", str(number)) for number in range(size))


DOCUMENTS: Final[dict[str, tuple[str, Callable[[int], str]]]] = {
    "author with spaces": ("rss", lambda size: _rss(size, f"<author>a b {' ' * size}x</author>")),
    "author with spaces after a mailbox": (
        "rss",
        lambda size: _rss(size, f"<author>a@b.example ({' ' * size}x</author>"),
    ),
    "author of brackets": ("rss", lambda size: _rss(size, f"<author>{'(a@b.example ' * (size // 13)}</author>")),
    "host of many labels": ("rss", lambda size: _rss(size, f"<link>{'a.' * (size // 2)}</link>")),
    "title of plain references": ("rss", lambda size: _rss(size, title="&#x26;" * (size // 6) + "<b/>")),
    "number of a price": ("rss", lambda size: _rss(size, f"<g:price>{'0' * size}!</g:price>")),
    "paragraphs of spaces": ("rss", lambda size: _rss(size, f"<description>a{' ' * size}b</description>")),
    "enclosures": (
        "rss",
        lambda size: _rss(
            size, _many('<enclosure url="https://e.example.com/#" length="1" type="audio/mpeg"/>', size // 8)
        ),
    ),
    "categories": ("rss", lambda size: _rss(size, _many("<category>c#</category>", size // 8))),
    "equal categories": ("rss", lambda size: _rss(size, channel="<category>c</category>" * (size // 8))),
    "equal ids": ("newsml", lambda size: _newsml(_many('<subject id="s" literal="a#"/>', size // 8))),
    "invalid ids": ("newsml", lambda size: _newsml(_many('<subject id="1 #" literal="a#"/>', size // 8))),
    "thumbnails": (
        "newsml",
        lambda size: _newsml(
            content=_many(
                '<remoteContent href="https://e.test/#" contenttype="image/png" rendition="rnd:thumb"/>',
                size // 20,
            )
            + _many(
                '<remoteContent href="https://e.example.com/x#" contenttype="image/png" rendition="rnd:r#"/>',
                size // 20,
            )
        ),
    ),
    "tags beside keywords": ("jsonfeed", lambda size: _json_feed(size // 8)),
    "types of one node": ("jsonld", lambda size: _types(size // 16)),
    "types in attributes": (
        "jsonld",
        lambda size: (
            "<!doctype html><html><head><script type='application/ld+json'>{}</script></head><body>"
            + "typeof=" * (size // 7)
        ),
    ),
    "press review of hyphens": ("html", lambda size: press_page("The Post said " + "w-" * (size // 2))),
    "press review of full stops": ("html", lambda size: press_page("The Post said " + "." * size)),
    "press review of ideographic full stops": ("html", lambda size: press_page("。" * size, "ja")),
    "press review of joined words": ("html", lambda size: press_page("و-" * (size // 2), "ar")),
    "press review of joined Hebrew words": ("html", lambda size: press_page("ו־" * (size // 2), "he")),
    "string with a wrong escape": ("jsonfeed", lambda size: '{"version":"' + '\\"' * (size // 2) + '\\q"}   '),
    "string in a feed with a wrong escape": (
        "jsonfeed",
        lambda size: (
            '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"a"},{"id":"'
            + '\\"' * (size // 2)
            + '\\q"}]}   '
        ),
    ),
}
"""By name: the format, and a function that makes a document of about a size."""
