"""Conventions of the graph that this library writes, shared by the writer, the reader and the rules.

The nodes of a story are identified by fragments of one IRI: its `url`; without one, its `id` if that is an IRI; else the
name-based UUID (RFC 9562, 5.5) of its `id`, as a URN. Parts of the body have the anchors of the body as fragments, so
`<url>#analysis` identifies the same thing in the page and in the graph. The `id` itself is always in `identifier`.
"""

from typing import Final
from uuid import NAMESPACE_URL, uuid5

from newsfeed.model import Feed, Medium, Question, Story, TopicKind
from newsfeed.values import iris

CONTEXT: Final = "https://schema.org"
RIGHTS_PROPERTIES: Final = ("conditionsOfAccess", "sdLicense")
"""The properties of a work that are extensions of its rights."""
USAGE_PROPERTIES: Final = ("acquireLicensePage",)
"""The properties of a work that its usage has a field for."""

SPOKEN_PARTS: Final[dict[str, str]] = {
    "headline": "/html/head/title",
    "summary": "/html/head/meta[@name='description']/@content",
}
"""The XPath of the parts of a page that `speakable` can name; any other value is a CSS selector."""

TOPIC_TYPES: Final[dict[TopicKind, str]] = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Event",
    "work": "CreativeWork",
    "thing": "Thing",
}
"""The type of a topic of each kind."""

MEDIA_PROPERTIES: Final[dict[Medium, str]] = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "document": "associatedMedia",
    "other": "associatedMedia",
}
"""The property of an article that has the media of each kind as values."""

MEDIA_TYPES: Final[dict[Medium, str | tuple[str, ...]]] = {
    "image": "ImageObject",
    "video": "VideoObject",
    "audio": "AudioObject",
    "document": ("MediaObject", "DigitalDocument"),
    "other": "MediaObject",
}
"""The type of a medium of each kind; schema.org's DigitalDocument is not a subtype of MediaObject, so both are needed."""


def story_base(story: Story) -> str:
    """Return the beginning of the identifiers of a story's nodes.

    Returns:
        an IRI up to and with `#`, or with `/` if the IRI of the story has a fragment already.
    """
    return _with_separator(story.url or _iri(story.id))  # The model accepts only an IRI as url.


def feed_base(feed: Feed) -> str:
    """Return the beginning of the identifiers of a feed's own nodes; see `story_base`."""
    return _with_separator(feed.url or _iri(feed.id or feed.feed_url or feed.title))


def _iri(name: str) -> str:
    return name if iris.is_name(name) else f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _with_separator(iri: str) -> str:
    return f"{iri}/" if "#" in iri else f"{iri}#"


def is_answered(question: Question) -> bool:
    """Return whether a question belongs on an FAQPage: neither it nor its answer is white space only, Unicode's included."""
    answer = question.answer
    return bool(question.text.strip() and (answer if isinstance(answer, str) else question.answer_text).strip())
