"""Story ids as IRIs, for the standards that want nothing else."""

from typing import Final
from urllib.parse import quote, unquote

from newsfeed.values import iris

_PREFIX: Final = "urn:newsfeed:"
"""What goes before an id that is no IRI; the rest is the id, percent-encoded (RFC 8141, 2.2)."""


def iri_of(identifier: str, address: str | None = None) -> str:
    """Give the id itself where it is an absolute IRI, else a URN made of it; `id_of` is the way back.

    Args:
        identifier: of a story or feed.
        address: the same one's, which was checked: the id often is the same, and then needs no look of its own.
    """
    if identifier == address and not identifier.startswith(_PREFIX):
        return identifier
    if iris.PLAIN_WEB_URL.fullmatch(identifier):  # most are, and this is fast
        return identifier
    if iris.is_iri(identifier) and not identifier.startswith(_PREFIX):
        return identifier
    return _PREFIX + quote(identifier, safe="")


def id_of(iri: str) -> str:
    """Give the id that an IRI was made of by `iri_of`."""
    return unquote(iri.removeprefix(_PREFIX)) if iri.startswith(_PREFIX) else iri
