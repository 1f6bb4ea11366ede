"""Properties that the model has no field for: extensions in schema.org's namespace, written in their place and read back.

The sets name, for each kind of node, the properties that have a field or a meaning in the graph. An extension cannot take
their place, and the reader looks for extensions among all others.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from newsfeed.errors import ReadError
from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.graph_layout import POLICY_PROPERTIES
from newsfeed.formats.jsonld.json_values import JsonObject, JsonValue
from newsfeed.io import json
from newsfeed.model import Extension

NAMESPACE: Final = f"{{{vocabulary.SCHEMA_ORG}}}"
"""The beginning of the name of an extension that is a property of schema.org."""

_NODE: Final = frozenset(("@type", "@id", "name", "url", "identifier", "sameAs", "description"))

PERSON: Final = _NODE | {"email", "image", "jobTitle", "givenName", "familyName", "alternateName"}
ORGANIZATION: Final = _NODE | {"email", "logo", "image", "legalName", "alternateName", *POLICY_PROPERTIES.values()}
TOPIC: Final = _NODE | {"headline", "alternateName"}
QUESTION: Final = _NODE | {"acceptedAnswer", "suggestedAnswer", "text", "headline"}
PLACE: Final = _NODE | {"geo"}
MEDIA: Final = _NODE | {
    *(
        "contentUrl",
        "embedUrl",
        "caption",
        "creditText",
        "creator",
        "author",
        "encodingFormat",
        "fileFormat",
        "contentSize",
    ),
    *(
        "width",
        "height",
        "duration",
        "inLanguage",
        "thumbnailUrl",
        "thumbnail",
        "image",
        "uploadDate",
        "encoding",
        "position",
    ),
}
UPDATE: Final = _NODE | {
    *("headline", "articleBody", "text", "datePublished", "dateModified", "author"),
    *("image", "video", "audio", "associatedMedia"),
}
RIGHTS: Final = frozenset(("acquireLicensePage", "conditionsOfAccess", "sdLicense"))
"""The properties of an article that are extensions of its rights."""

STORY: Final = (
    _NODE
    | RIGHTS
    | {
        *(
            "abstract",
            "about",
            "additionalType",
            "alternativeHeadline",
            "articleBody",
            "articleSection",
            "associatedMedia",
        ),
        *("audience", "audio", "author", "backstory", "citation", "contentLocation", "contributor", "copyrightHolder"),
        *(
            "copyrightNotice",
            "copyrightYear",
            "correction",
            "coverageEndTime",
            "coverageStartTime",
            "creativeWorkStatus",
        ),
        *("creator", "creditText", "dateCreated", "dateModified", "datePublished", "dateline", "digitalSourceType"),
        *(
            "encoding",
            "expires",
            "genre",
            "hasPart",
            "headline",
            "image",
            "inLanguage",
            "isAccessibleForFree",
            "isBasedOn",
        ),
        *("isPartOf", "keywords", "license", "liveBlogUpdate", "locationCreated", "mainEntityOfPage", "mentions"),
        *("publisher", "reviewBody", "sourceOrganization", "speakable", "text", "thumbnailUrl", "translationOfWork"),
        *("uploadDate", "usageInfo", "version", "video", "workTranslation"),
    }
)
FEED: Final = _NODE | {
    *("abstract", "alternateName", "author", "copyrightHolder", "copyrightNotice", "copyrightYear", "dateModified"),
    *("datePublished", "headline", "image", "inLanguage", "keywords", "license", "logo", "publisher", "thumbnailUrl"),
    *("usageInfo",),
}


class Property(NamedTuple):
    """An extension that is written as a property.

    Attributes:
        number: its index among the extensions.
        name: the name of the property.
        value: its value.
    """

    number: int
    name: str
    value: JsonValue


def carried(
    extensions: tuple[Extension, ...], types: tuple[str, ...], taken: frozenset[str], only: frozenset[str] | None = None
) -> Iterator[Property]:
    """Yield the extensions that can be written as properties of a node.

    Args:
        extensions: the extensions of an object.
        types: the types of its node, which must have the property in schema.org.
        taken: the properties of the node that have a meaning of their own.
        only: the properties that are allowed, or None for all others.
    """
    names = set(taken - (only or frozenset()))
    for index, extension in enumerate(extensions):
        name = extension.name.removeprefix(NAMESPACE)
        if name == extension.name or name in names or (only is not None and name not in only):
            continue
        content = extension.content[0] if len(extension.content) == 1 and not extension.attributes else None
        if not isinstance(content, str) or not vocabulary.is_property(name) or not vocabulary.has_property(types, name):
            continue
        try:
            value: JsonValue = json.parse(content.encode())
        except ReadError:
            continue
        if to_content(value) == content:
            names.add(name)
            yield Property(index, name, value)


def to_content(value: JsonValue) -> str:
    """Return the content of the extension for a value: compact JSON."""
    return json.encode(value).decode()


def read_extensions(source: JsonObject, known: frozenset[str]) -> tuple[Extension, ...]:
    """Return the properties of a node that have no field, as extensions.

    Args:
        source: the node as it is in the document.
        known: the properties that have a field.
    """
    names = (name for name in source if name not in known and vocabulary.is_property(name))
    return tuple(Extension(name=NAMESPACE + name, content=(to_content(source[name]),)) for name in names)
