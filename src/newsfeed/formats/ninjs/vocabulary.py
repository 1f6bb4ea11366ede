"""Names that the reader and the writer of ninjs share: types of items, roles of texts, relations of concepts."""

from collections.abc import Mapping
from typing import Final

from newsfeed.model import POLICY_NAMES, TopicKind

NATURES: Final = "http://cv.iptc.org/newscodes/ninature/"
"""The scheme of IPTC's types of news items."""
ITEM_TYPES: Final = ("text", "picture", "video", "audio", "graphic", "composite")
"""The item classes that are types in every version of ninjs."""
OTHER_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "2.1": ("component",),
    "3.2": ("component", "event", "planning"),
}
"""The further types of each version that is written; an item class names them by the IRI of IPTC's scheme."""

MEDIUM_OF_TYPE: Final[Mapping[str, str]] = {
    "picture": "image",
    "graphic": "image",
    "animation": "image",
    "video": "video",
    "audio": "audio",
}
TYPE_OF_MEDIUM: Final[Mapping[str, str]] = {
    "image": "picture",
    "video": "video",
    "audio": "audio",
    "document": "component",
    "other": "component",
}
"""The type of the associated item that a medium is; its profile distinguishes documents from others."""

FEED_PROFILE: Final = "feed"
"""The profile of a composite item whose associations are the stories of a feed."""
WEB: Final = "web"
"""The name of the rendition that is the page for readers."""
MAIN: Final = "main"
"""The name of the rendition that a medium is, the role of the headline, and the role of the body with markup."""

# --- relations of concepts to the item ---

ABOUT: Final = "about"
AUTHOR: Final = "author"
CONTRIBUTOR: Final = "contributor"
HOLDER: Final = "copyrightHolder"
CREATED: Final = "created"
KIND: Final = "kind"
ITEM_CLASS: Final = "itemClass"
SECTION: Final = "section"
SOURCE_TYPE: Final = "digitalSourceType"
TERM_RELATIONS: Final[Mapping[str, str]] = {"signals": "signal", "services": "service", "audiences": "audience"}
"""The relation of the subjects that hold the terms of a field."""
FIELD_OF_RELATION: Final[Mapping[str, str]] = {relation: field for field, relation in TERM_RELATIONS.items()}
RESERVED_RELATIONS: Final = frozenset((KIND, ITEM_CLASS, SECTION, SOURCE_TYPE, *FIELD_OF_RELATION))
"""Relations of subjects that are no categories."""

ENTITIES: Final[Mapping[TopicKind, str]] = {
    "person": "people",
    "organization": "organisations",
    "place": "places",
    "event": "events",
    "work": "objects",
    "thing": "objects",
}
"""The array of the entity that a topic is, by its kind."""
KINDS: Final[Mapping[str, TopicKind]] = {
    "people": "person",
    "organisations": "organization",
    "events": "event",
    "objects": "thing",
}
"""The kind of topic that an entity of an array is."""

# --- parties ---

PUBLISHER: Final = "publisher"
"""The role of the source that answers for the item."""
EMAIL: Final = "email"
URL: Final = "url"
IMAGE: Final = "image"
SAME_AS: Final = "sameAs"
JOB_TITLE: Final = "jobTitle"
ROLE: Final = "role"
TRUST_INDICATORS: Final = "http://cv.iptc.org/newscodes/trustindicator/"
POLICIES: Final[Mapping[str, str]] = {**POLICY_NAMES, "principles": "editorialPolicy"}
"""The trust indicator of each policy of the publisher."""

# --- texts ---

PLAIN: Final = "text/plain"
XHTML: Final = "application/xhtml+xml"
HTML_TYPES: Final = frozenset(("text/html", XHTML, "text/xhtml", "html", "xhtml"))
TITLE: Final = "title"
"""The role of the headline that is the title of the item, for those who work with it."""
SUMMARY: Final = "summary"
CAPTION: Final = "caption"
ALT: Final = "alt"
CREDITLINE: Final = "creditline"
DATELINE: Final = "dateline"
DISCLOSURE: Final = "disclosure"
"""The role of the notice about the use of models."""

# --- associations ---

MEDIA: Final = "media"
TRANSLATION: Final = "translation"
TRANSLATION_OF: Final = "translationOf"
RENDITION: Final = "rendition"
"""The name of the extension with the further members of the rendition that a medium is."""
