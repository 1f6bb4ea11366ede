"""Addresses of pages that do not name their own: a base, and the name of the file."""

import unicodedata
from typing import Final

from newsfeed.values.iris import FORBIDDEN, is_iri, quote_iri
from newsfeed.values.references import percent_encode

_RESERVED: Final = "?#[]%"
"""Characters that would end the path of an address."""


def address_of(base: str | None, name: str) -> str | None:
    """Return the address of a page below a base; the base names a folder with or without a slash at its end.

    Args:
        base: an absolute IRI, or None.
        name: the name of the page, with `/` between folders and without a suffix.

    Returns:
        None if there is no name or no usable base.
    """
    if not base or not name or not is_iri(base):
        return None
    folder = base.partition("#")[0].partition("?")[0]
    # File systems differ in how they store an accent.
    segment = "".join(map(_quoted, unicodedata.normalize("NFC", name)))
    return percent_encode(f"{folder.rstrip('/')}/{segment.lstrip('/')}")


def _quoted(character: str) -> str:
    return quote_iri(character) if character in _RESERVED or FORBIDDEN.match(character) else character
