"""JSON-LD built by hand: dicts for NewsArticle, WebPage and FAQPage, serialized with json.dumps."""

import json
import re
from collections.abc import Sequence
from html import unescape

from benchmarks.data import SITE, UPDATED, Row, questions

Node = dict[str, object]
Questions = tuple[tuple[str, str], ...]

_TAG = re.compile(r"<[^>]*>")
_SITE: Node = {
    "@type": "WebSite",
    "@id": f"{SITE}#website",
    "name": "The Harbour Desk",
    "url": SITE,
    "description": "What is behind the news.",
    "inLanguage": "en",
    "dateModified": UPDATED.isoformat().replace("+00:00", "Z"),
}
_FEED: Node = {"@type": "DataFeed", "@id": f"{SITE}#feed", "url": f"{SITE}feed", "isPartOf": {"@id": f"{SITE}#website"}}


def graph(rows: Sequence[Row]) -> bytes:
    """Write one document with the nodes of all stories."""
    nodes: list[Node] = [_SITE, _FEED]
    for row in rows:
        faq = questions(row)
        nodes += (_article(row, faq), _page(row), _faq_page(row, faq))
    document = {"@context": "https://schema.org", "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _article(row: Row, faq: Questions) -> Node:
    return {
        "@type": ["NewsArticle", "BackgroundNewsArticle"],
        "@id": f"{row.id}#article",
        "identifier": row.id,
        "url": row.url,
        "headline": row.title,
        "description": row.summary,
        "datePublished": row.published.isoformat(),
        "dateModified": row.updated.isoformat(),
        "version": 1,
        "creativeWorkStatus": "Published",
        "author": [{"@type": "Person", "name": name} for name in row.authors],
        "image": [_image(row)],
        "keywords": row.categories,
        "articleBody": _article_body(row, faq),
        "hasPart": [{"@type": "WebPageElement", "@id": f"{row.id}#section-1"}],
        "isPartOf": {"@id": f"{SITE}#website"},
        "mainEntityOfPage": {"@id": f"{row.id}#webpage"},
    }


def _image(row: Row) -> Node:
    return {
        "@type": "ImageObject",
        "contentUrl": row.image.url,
        "url": row.image.url,
        "encodingFormat": row.image.type,
        "contentSize": f"{row.image.length} B",
        "width": f"{row.image.width} px",
        "height": f"{row.image.height} px",
    }


def _article_body(row: Row, faq: Questions) -> str:
    """Return the text of the whole page. Each block of the HTML is one line, so removing the tags is enough."""
    pairs = [text for pair in faq for text in pair]
    parts = ("What's happened", row.summary, unescape(_TAG.sub("", row.html)), "Common questions", *pairs)
    return "\n".join(parts)


def _page(row: Row) -> Node:
    page = f"{row.id}#webpage"
    return {"@type": "WebPage", "@id": page, "mainEntity": {"@id": f"{row.id}#article"}, "url": row.url}


def _faq_page(row: Row, faq: Questions) -> Node:
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
            for number, (text, answer) in enumerate(faq, 1)
        ],
        "isPartOf": {"@id": f"{row.id}#webpage"},
    }
