"""Schemas of the elements of OpenSearch in search results."""

import codecs
from collections.abc import Iterable
from typing import Final

from newsfeed.syndication.rules.schemas import extension_element, extension_elements
from newsfeed.validation import values
from newsfeed.validation.element_schemas import EMPTY, AttributeSchema, ElementSchema
from newsfeed.validation.faults import Fault, quote


def _encoding(text: str) -> Iterable[Fault]:
    try:
        codecs.lookup(text)
    except (LookupError, ValueError):
        yield Fault("invalid", "InvalidEncoding", f"write the name of an encoding such as UTF-8, not {quote(text)}")


def element_schemas(namespace: str) -> list[ElementSchema]:
    """Return the schemas of the elements of one version, by its namespace; each call returns new ones."""
    query = {
        "role": AttributeSchema(_ROLE, required=True),
        "title": AttributeSchema(values.at_most(256)),
        "totalResults": AttributeSchema(values.NOT_NEGATIVE),
        "count": AttributeSchema(values.NOT_NEGATIVE),
        "startIndex": AttributeSchema(values.ANY_INTEGER),
        "startPage": AttributeSchema(values.ANY_INTEGER),
        "language": AttributeSchema(values.language),
        "inputEncoding": AttributeSchema(_encoding),
        "outputEncoding": AttributeSchema(_encoding),
        "searchTerms": AttributeSchema(_URL_ENCODED),
        "parameter": AttributeSchema(),
    }
    return [
        *extension_elements(namespace, "totalResults itemsPerPage", values.NOT_NEGATIVE),
        extension_element(namespace, "startIndex", values.ANY_INTEGER),
        extension_element(namespace, "Query", content=EMPTY, once=False, attributes=query, foreign=True),
    ]


_ROLE: Final = values.matching(
    "request|example|related|correction|subset|superset|[A-Za-z][A-Za-z0-9]*:[A-Za-z]+",
    "InvalidLocalRole",
    "request, example or related",
)
_URL_ENCODED: Final = values.matching(
    r"(?:[A-Za-z0-9_.~/ -]|%[0-9A-Fa-f]{2})*+", "NotURLEncoded", "text with %20 for a space and %26 for an ampersand"
)
