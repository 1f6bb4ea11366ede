"""Terms of classifications as concepts of ninjs: a `uri`, a `literal` and a `name`."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from newsfeed.model import Category
from newsfeed.reading.json.json_types import JsonObject
from newsfeed.values.iris import is_iri
from newsfeed.values.patterns import pattern

_SPLIT: Final = pattern(r"(.*[/#:=])([\w.~-]+)")
_TERM: Final = "#term="
"""Joins a term to a scheme that does not end where its terms begin."""


def concept(category: Category) -> JsonObject:
    """Return the members that identify a term. The literal is left out if the term can be told from the IRI."""
    term, scheme = category.term, category.scheme
    members: JsonObject = {"name": category.label} if category.label else {}
    if not scheme:
        return {**members, "literal": term}
    if _split(scheme + term) == (scheme, term) and is_iri(scheme + term):
        return {**members, "uri": scheme + term}
    return {**members, "uri": scheme + ("" if "#" in scheme else _TERM) + quote(term, safe=""), "literal": term}


def _split(uri: str) -> tuple[str, str]:
    match = _SPLIT.fullmatch(uri)
    return (match[1], match[2]) if match else ("", uri)


def term_of(uri: str, literal: str) -> tuple[str | None, str]:
    """Return scheme and term of a concept.

    Args:
        uri: its IRI; "" for none.
        literal: its code; "" for none.

    Returns:
        the scheme, None if it is not known, and the term, which is empty only if both are.
    """
    if not uri:
        return None, literal
    if literal:
        for scheme in _schemes(uri, literal):
            written = concept(Category(term=literal, scheme=scheme))
            if written.get("uri") == uri and written.get("literal") == literal:
                return scheme, literal
        if uri.endswith(literal) and is_iri(uri.removesuffix(literal)):
            return uri.removesuffix(literal), literal
    scheme, term = _split(uri)
    return (scheme, term) if scheme and is_iri(scheme) else (None, uri)


def _schemes(uri: str, literal: str) -> Iterator[str]:
    """Yield the schemes that the IRI and the code of a concept may be made of."""
    for end in (_TERM + quote(literal, safe=""), quote(literal, safe=""), literal):
        if uri.endswith(end) and is_iri(scheme := uri.removesuffix(end)):
            yield scheme
