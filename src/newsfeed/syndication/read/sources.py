"""The metadata of the feed that an entry was copied from: atom:source (RFC 4287, 4.2.11)."""

from collections.abc import Callable
from typing import Final

from lxml import etree

from newsfeed.model import Source
from newsfeed.syndication.read import links, texts
from newsfeed.syndication.read.draft import Draft
from newsfeed.syndication.read.names import element_key
from newsfeed.values.urns import iri_to_id

_LINK_FIELDS: Final = {"alternate": "url", "self": "feed_url"}
"""Fields of `Source` by the relation of a link."""


def read_source(element: "etree._Element", draft: Draft) -> Source | None:
    """Return the source of an entry; values that `Source` has no field for are reported."""
    arguments: dict[str, object] = {}
    draft.note_text(element)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        key = element_key(child.tag)
        field = _LINK_FIELDS.get((child.get("rel") or "alternate").strip()) if key == "atom:link" else _FIELDS.get(key)
        value = _READERS[field](child, draft) if field else None
        if field and value and arguments.setdefault(field, value) == value:
            if key == "atom:link":
                links.account_for_attributes(links.AtomLink("", "", child), draft)
            continue
        draft.note_all(child)
    return draft.lenient.build(Source, arguments, draft.location.child("source"))


def _identifier(element: "etree._Element", _draft: Draft) -> object:
    return iri_to_id(texts.character_data(element).strip())


def _title(element: "etree._Element", draft: Draft) -> object:
    return texts.text_construct(element, draft).as_text()


def _date(element: "etree._Element", draft: Draft) -> object:
    return draft.lenient.date(texts.character_data(element), draft.location.child("source/updated"))


def _address(element: "etree._Element", draft: Draft) -> object:
    return draft.iri(element.get("href"), element, "source/link")


_FIELDS: Final = {"atom:id": "id", "atom:title": "title", "atom:updated": "updated", "atom:modified": "updated"}
_READERS: Final[dict[str, Callable[["etree._Element", Draft], object]]] = {
    "id": _identifier,
    "title": _title,
    "updated": _date,
    "url": _address,
    "feed_url": _address,
}
