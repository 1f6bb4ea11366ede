"""JSON-LD by hand: dicts of a NewsArticle, a WebPage and a FAQPage, and json.dumps."""

import json
import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from benchmarks.data import SITE, UPDATED, Row, questions

_TAG = re.compile(r"<[^>]*>")
_SITE = {
    "@type": "WebSite",
    "@id": f"{SITE}#website",
    "name": "The Harbour Desk",
    "url": SITE,
    "description": "What is behind the news.",
    "inLanguage": "en",
    "dateModified": UPDATED.isoformat().replace("+00:00", "Z"),
}
_FEED = {"@type": "DataFeed", "@id": f"{SITE}#feed", "url": f"{SITE}feed", "isPartOf": {"@id": f"{SITE}#website"}}


def graph(rows: Sequence[Row]) -> bytes:
    """Write one document with the nodes of all stories."""
    nodes: list[dict[str, Any]] = [_SITE, _FEED]
    for row in rows:
        asked = questions(row)
        nodes += (_article(row, asked), _page(row), _faq(row, asked))
    document = {"@context": "https://schema.org", "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _article(row: Row, asked: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {
        "@type": ["NewsArticle", "BackgroundNewsArticle"],
        "@id": f"{row.id}#article",
        "identifier": row.id,
        "url": row.url,
        "headline": row.title,
        "description": row.summary,
        "abstract": row.summary,
        "datePublished": row.published.isoformat(),
        "dateModified": row.updated.isoformat(),
        "version": 1,
        "creativeWorkStatus": "Published",
        "author": [{"@type": "Person", "name": name} for name in row.authors],
        "image": [_image(row)],
        "keywords": row.categories,
        "articleBody": _text(row, asked),
        "hasPart": [{"@type": "WebPageElement", "@id": f"{row.id}#section-1"}],
        "isPartOf": {"@id": f"{SITE}#website"},
        "mainEntityOfPage": {"@id": f"{row.id}#webpage"},
    }


def _image(row: Row) -> dict[str, Any]:
    return {
        "@type": "ImageObject",
        "contentUrl": row.image.url,
        "url": row.image.url,
        "encodingFormat": row.image.type,
        "contentSize": f"{row.image.length} B",
        "width": f"{row.image.width} px",
        "height": f"{row.image.height} px",
    }


def _text(row: Row, asked: tuple[tuple[str, str], ...]) -> str:
    """Give the words of the whole page; a block of our HTML is a line, so that its tags only have to go."""
    pairs = [text for pair in asked for text in pair]
    parts = ("What's happened", row.summary, unescape(_TAG.sub("", row.html)), "Common questions", *pairs)
    return "\n".join(parts)


def _page(row: Row) -> dict[str, Any]:
    page = f"{row.id}#webpage"
    return {"@type": "WebPage", "@id": page, "mainEntity": {"@id": f"{row.id}#article"}, "url": row.url}


def _faq(row: Row, asked: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {
        "@type": "FAQPage",
        "@id": f"{row.id}#faq",
        "mainEntity": [
            {
                "@type": "Question",
                "@id": f"{row.id}#question-{number}",
                "name": text,
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
            for number, (text, answer) in enumerate(asked, 1)
        ],
        "isPartOf": {"@id": f"{row.id}#webpage"},
    }
