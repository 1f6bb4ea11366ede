"""newsfeed documents as plain data: a story or feed together with the version of its data model."""

from collections.abc import Mapping
from typing import Final

import attrs

from newsfeed.errors import ReadError
from newsfeed.model import Feed, Story
from newsfeed.plain_data.plain import PlainObject
from newsfeed.plain_data.structure import structure
from newsfeed.plain_data.unstructure import unstructure

VERSION_KEY: Final = "newsfeed"
STORY_VERSION: Final = "story/1"
FEED_VERSION: Final = "feed/1"
VERSIONS: Final = (STORY_VERSION, FEED_VERSION)

_DOCUMENT_KEYS: Final = (VERSION_KEY, "$schema")
"""Keys of the document itself: its version, and the schema that editors check it against."""


def document_of(value: Story | Feed) -> PlainObject:
    """Return the document of a story or feed; the stories of a feed come last and are always present.

    Raises:
        ModelError: an extension element has the same attribute twice.
    """
    if isinstance(value, Story):
        return {VERSION_KEY: STORY_VERSION, **unstructure(value)}
    feed_fields = unstructure(attrs.evolve(value, stories=()))
    return {VERSION_KEY: FEED_VERSION, **feed_fields, "stories": [unstructure(story) for story in value.stories]}


def read_document(document: Mapping[str, object]) -> Story | Feed:
    """Build the story or feed of a document.

    Raises:
        ReadError: the version is missing or unknown, or a value is wrong; names the path of the first wrong value.
    """
    version = version_of(document)
    data = without_document_keys(document)
    return structure(data, Story) if version == STORY_VERSION else structure(data, Feed)


def version_of(document: object) -> str:
    """Return the version of a document, one of `VERSIONS`.

    Raises:
        ReadError: the document is not an object, or its version is missing or unknown.
    """
    if not isinstance(document, Mapping):
        raise ReadError("is not newsfeed JSON: the document must be an object")
    version = document.get(VERSION_KEY)
    if version in VERSIONS:
        return str(version)
    problem = f"is {version!r:.64}" if VERSION_KEY in document else "is missing"
    raise ReadError(f'"{VERSION_KEY}" {problem}, must be one of {", ".join(VERSIONS)}')


def without_document_keys(document: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of the story or feed in a document."""
    return {key: value for key, value in document.items() if key not in _DOCUMENT_KEYS}
