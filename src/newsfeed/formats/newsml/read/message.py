"""Reading a `<newsMessage>` as a feed."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, get_args
from urllib.parse import urlsplit

import attrs
from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.newsml.concepts import PRIORITY
from newsfeed.formats.newsml.navigation import child, child_elements, children, concept_name, local_name, one_line
from newsfeed.formats.newsml.read.account import catalogs_of
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.extension_points import read_extensions
from newsfeed.formats.newsml.read.fields import FeedIri, FeedText
from newsfeed.formats.newsml.read.further import attributes_beyond, is_foreign_to, note_attribute, whole
from newsfeed.formats.newsml.read.item import read_story
from newsfeed.formats.newsml.read.metadata import MessageContext
from newsfeed.formats.newsml.read.package import as_extension, read_references
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.text import block_text
from newsfeed.formats.newsml.schema_order import HEADER
from newsfeed.model import Extension, Feed, Organization, Story
from newsfeed.model.rich_text import Text
from newsfeed.reading.fields import FeedFields
from newsfeed.values.dates import rfc3339

_IRIS: Final[tuple[FeedIri, ...]] = get_args(FeedIri)
_TEXTS: Final[tuple[FeedText, ...]] = get_args(FeedText)


@attrs.frozen(kw_only=True)
class Header:
    """The header of a message.

    Attributes:
        fields: arguments of `Feed`, without `updated`.
        concepts: resolver that includes the catalogs in the header.
        sent: the date in `<sent>`.
        states_updated: whether the header has the feed's own `updated`, in newsfeed's extension property.
        catalogs: the catalogs, without those of newsfeed's writer.
    """

    fields: FeedFields
    concepts: QCodeResolver
    sent: datetime | None
    states_updated: bool
    catalogs: tuple[Extension, ...] = ()

    def context(self) -> MessageContext:
        """Return the parts of the header that the items of the message depend on."""
        publisher, url = self.fields.get("publisher"), self.fields.get("url")
        names = (
            publisher.name if publisher else "",
            self.fields.get("title", ""),
            urlsplit(url).hostname if url else "",
        )
        return MessageContext(
            concepts=self.concepts,
            placeholder_providers=frozenset(name for name in names if name),
            generator=self.fields.get("generator") or "",
            catalogs=self.catalogs,
        )


def read_message(reader: ElementReader, root: "etree._Element") -> Feed:
    """Read a `<newsMessage>`: its items in document order, then the references of its packages to other items."""
    element = child(root, "header")
    header = read_header(reader, element)
    stories = tuple(_stories(reader, root, header.context()))
    fields: FeedFields = {**header.fields, "updated": _updated(header, stories), "stories": stories}
    if packages := tuple(_packages(reader, root)):
        fields["extensions"] = (*header.fields.get("extensions", ()), *packages)
    return reader.focus(element).build(Feed, fields) or Feed(stories=stories)


def _stories(reader: ElementReader, root: "etree._Element", context: MessageContext) -> Iterator[Story]:
    items = [item for item_set in children(root, "itemSet") for item in child_elements(item_set)]
    included_ids = {reader.story_id(item.get("guid")) for item in items}
    referenced: dict[str, Story] = {}
    for item in items:
        if local_name(item) == "newsItem":
            if (story := read_story(reader, item, context)) is not None:
                yield story
        elif local_name(item) == "packageItem":
            references = read_references(reader, item, context.concepts)
            referenced |= {story.id: story for story in references if story.id not in included_ids}
        else:
            note_skipped_item(reader, item)
    yield from referenced.values()


def _packages(reader: ElementReader, root: "etree._Element") -> Iterator[Extension]:
    """Yield the packages of a message as they are."""
    for item_set in children(root, "itemSet"):
        for item in children(item_set, "packageItem"):
            if (package := as_extension(reader, item)) is not None:
                yield package


def note_skipped_item(reader: ElementReader, item: "etree._Element") -> None:
    """Report an item that is not a story: a concept, an event, a plan or a catalog."""
    message = f"<{local_name(item):.64}> is not a story and is left out; only <newsItem> and <packageItem> are read"
    reader.focus(item).note("item.other", message, severity=Severity.INFO)


# --- header -----------------------------------------------------------------------------------------------------------


def read_header(reader: ElementReader, element: "etree._Element | None") -> Header:
    """Read the `<header>` of a message: its own elements and the extension properties of newsfeed's writer."""
    concepts = QCodeResolver().with_catalogs_of(element)
    values = dict(_extension_properties(reader, element, concepts))
    language = reader.focus(element).language(_text(values.get("language")))
    published = reader.focus(element).date(_text(values.get("published")))
    fields: FeedFields = {"language": language, "published": published}
    for text_field in _TEXTS:
        if text_field in values:
            fields[text_field] = str(values[text_field])
    if "description" in values:
        fields["description"] = values["description"]
    for iri_field in _IRIS:
        if iri_field in values:
            fields[iri_field] = reader.focus(element).iri(_text(values[iri_field]))
    fields["publisher"] = _sender(reader, element, concepts, values)
    unread = _unread(reader, element, concepts)
    catalogs = catalogs_of(reader, element)
    if reader.uses_qcodes:
        reader.uses_qcodes = False
        unread = [*catalogs, *unread]
    fields["extensions"] = (*read_extensions(reader, element), *unread)
    return Header(
        fields=fields,
        concepts=concepts,
        sent=reader.child_date(element, "sent"),
        states_updated="updated" in values,
        catalogs=catalogs,
    )


def _extension_properties(
    reader: ElementReader, header: "etree._Element | None", concepts: QCodeResolver
) -> Iterator[tuple[str, Text]]:
    """Yield name and value of each field of the feed that newsfeed's writer puts into an extension property."""
    for extension_property in children(header, "headerExtProperty"):
        name = concepts.field_name(extension_property)
        if name is None:
            continue
        definition = child(extension_property, "definition")
        yield name, extension_property.get("value", "") if definition is None else block_text(reader, definition)


def _unread(reader: ElementReader, header: "etree._Element | None", concepts: QCodeResolver) -> list[Extension]:
    """Return the elements of a header that have no field, in the order of the schema."""
    if header is None:
        return []
    extensions: list[Extension] = []
    for element in child_elements(header):
        name = local_name(element)
        if name == "sender":
            for attribute, value in attributes_beyond(element, ("uri", "qcode", "literal")):
                note_attribute(reader, element, attribute, value)
        elif name == "priority" and one_line(element) == str(PRIORITY):
            continue  # newsfeed's writer adds it
        elif name not in HEADER or name in _HEADER_FIELDS or is_foreign_to(element, header):
            continue
        elif name != "headerExtProperty" or concepts.field_name(element) is None:
            extensions += whole(reader, element)
    return sorted(extensions, key=lambda extension: HEADER[extension.name.rpartition("}")[2]])


_HEADER_FIELDS: Final = frozenset(("sent", "catalog", "catalogRef", "sender"))


def _text(value: Text | None) -> str | None:
    return None if value is None else str(value)


def _sender(
    reader: ElementReader, header: "etree._Element | None", concepts: QCodeResolver, values: dict[str, Text]
) -> Organization | None:
    """Read the sender of the message, unless newsfeed's writer took the feed's title for a feed without a publisher."""
    element = child(header, "sender")
    if element is None:
        return None
    name = concept_name(element, None) or one_line(element) or element.get("literal", "") or concepts.code(element)
    iri = reader.focus(element).iri(concepts.iri(element))
    is_stated = iri or not values.keys().isdisjoint(("publisher", "publisher_url"))
    if not name or (name == values.get("title") and not is_stated):
        return None
    url = reader.focus(element).iri(_text(values.get("publisher_url")))
    fields = {"name": name, "url": url, "same_as": (iri,) if iri else ()}
    return reader.focus(element).build(Organization, fields)


def _updated(header: Header, stories: Iterable[Story]) -> datetime | None:
    """Return the date of the feed: the date in `<sent>`, unless newsfeed's writer took the newest date of the stories."""
    newest = max([date for story in stories if (date := story.updated or story.published)], default=None)
    if header.sent is None or newest is None or rfc3339(newest) != rfc3339(header.sent):
        return header.sent
    return header.sent if header.states_updated else None
