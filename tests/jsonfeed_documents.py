"""Documents of JSON Feed for tests."""

from typing import Any

from newsfeed.formats.jsonfeed.rules import VERSIONS


def document_with(item: dict[str, Any], **members: Any) -> dict[str, Any]:
    """Return a feed with one item.

    Args:
        item: members of the item.
        members: members of the feed.
    """
    return {"version": VERSIONS[0], "title": "News", "items": [{"id": "1", "content_text": "x", **item}], **members}
