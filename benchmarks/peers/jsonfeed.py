"""JSON Feed built by hand: dicts, serialized with json.dumps."""

import json
from collections.abc import Sequence

from benchmarks.data import SITE, Row


def feed(rows: Sequence[Row]) -> bytes:
    """Write JSON Feed 1.1."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Harbour Desk",
        "home_page_url": SITE,
        "feed_url": f"{SITE}feed",
        "description": "What is behind the news.",
        "language": "en",
        "items": [_item(row) for row in rows],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _item(row: Row) -> dict[str, object]:
    return {
        "id": row.id,
        "url": row.url,
        "title": row.title,
        "summary": row.summary,
        "content_html": row.html,
        "date_published": row.published.isoformat(),
        "date_modified": row.updated.isoformat(),
        "authors": [{"name": name} for name in row.authors],
        "tags": row.categories,
        "image": row.image.url,
    }
