"""Reading a `<packageItem>`, a list of references to items, as a feed or as part of a message."""

from collections.abc import Iterator

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.formats.newsml.navigation import child, child_elements, children, declared_language, local_name
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.metadata import (
    MessageContext,
    read_dates,
    read_headline,
    read_item_meta,
    read_rights,
    read_status,
    read_summary,
    read_title,
    read_usage,
)
from newsfeed.formats.newsml.read.newsroom import read_item_class
from newsfeed.formats.newsml.read.parties import read_organization
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.model import Extension, Feed, Story
from newsfeed.reading.fields import FeedFields, StoryFields
from newsfeed.syndication.extensions import parse_extension


def read_package(reader: ElementReader, item: "etree._Element") -> Feed:
    """Read a `<packageItem>` as a feed of the items that it refers to."""
    concepts = QCodeResolver().with_catalogs_of(item)
    meta, content_meta = child(item, "itemMeta"), child(item, "contentMeta")
    language = _language(reader, child(content_meta, "language"), item)
    item_meta = read_item_meta(reader, meta, MessageContext(concepts=concepts), [], language)
    dates = read_dates(reader, meta, content_meta, concepts)
    package = as_extension(reader, item)
    reader.take_unread()  # The extension has them.
    fields: FeedFields = {
        "id": reader.story_id(item.get("guid")) or None,
        "title": read_headline(content_meta, language) or read_title(meta, language),
        "description": read_summary(reader, content_meta, concepts, language),
        "language": language,
        "rights": read_rights(reader, item, concepts, language),
        "usage": read_usage(reader, item, concepts),
        "url": item_meta.url,
        "links": item_meta.links,
        "publisher": item_meta.publisher,
        "extensions": () if package is None else (package,),
        "published": dates.published,
        "updated": dates.updated or dates.published,
        "stories": tuple(read_references(reader, item, concepts)),
    }
    return reader.focus(item).build(Feed, fields) or Feed(stories=fields["stories"])


def as_extension(reader: ElementReader, item: "etree._Element") -> Extension | None:
    """Return a `<packageItem>` as it is, so that the roles and the order of its groups are kept; None if it is refused."""
    try:
        return parse_extension(item, reader.focus(item).note)
    except (ModelError, RecursionError) as error:
        reader.focus(item).note("value.refused", f"the extension <packageItem> is left out: {error!s:.160}")
        return None


def _language(reader: ElementReader, language: "etree._Element | None", element: "etree._Element") -> str | None:
    return reader.language_attribute(language) or reader.focus(element).language(declared_language(element))


def read_references(reader: ElementReader, item: "etree._Element", concepts: QCodeResolver) -> Iterator[Story]:
    """Read the items that a package refers to, each once, in the reading order of its groups.

    Args:
        reader: the reader of the document.
        item: the `<packageItem>`.
        concepts: resolver of the enclosing message.
    """
    concepts = concepts.with_catalogs_of(item)
    seen: set[str] = set()
    for element in _item_refs(item):
        identifier = reader.story_id(element.get("residref")) or element.get("href", "").strip()
        if not identifier:
            message = (
                "<itemRef> is left out, since it refers to nothing: add a residref (the guid of an item) or an href"
            )
            reader.focus(element).note("reference.empty", message)
        elif identifier not in seen:
            seen.add(identifier)
            if (story := _referenced_story(reader, element, identifier, concepts)) is not None:
                yield story


def _referenced_story(
    reader: ElementReader, element: "etree._Element", identifier: str, concepts: QCodeResolver
) -> Story | None:
    language = _language(reader, child(element, "language"), element)
    provider = child(element, "provider")
    fields: StoryFields = {
        "id": identifier,
        "url": reader.link_attribute(element),
        "headline": read_headline(element, language) or read_title(element, language),
        "summary": read_summary(reader, element, concepts, language),
        "language": language,
        "publisher": None if provider is None else read_organization(reader, provider, concepts, language),
    }
    dates = read_dates(reader, element, element, concepts)
    fields.update({"published": dates.published, "updated": dates.updated})
    fields["version"] = reader.focus(element).whole_number(element.get("version"), minimum=1, step="version")
    fields["status"] = read_status(reader, element, concepts)
    if item_class := read_item_class(child(element, "itemClass"), concepts):
        fields["item_class"] = item_class
    return reader.focus(element).story(fields)


# --- groups -----------------------------------------------------------------------------------------------------------


def _item_refs(item: "etree._Element") -> "Iterator[etree._Element]":
    """Yield each `<itemRef>` in group order from the root group down, then those outside of any group."""
    group_set = child(item, "groupSet")
    groups = {group.get("id", ""): group for group in children(group_set, "group")}
    roots = [] if group_set is None else [group_set.get("root", "")]
    roots += groups
    visited: set[str] = set()
    stack: list[Iterator[etree._Element | str]] = [iter(roots)]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
        elif isinstance(entry, str):
            if entry in groups and entry not in visited:
                visited.add(entry)
                stack.append(_group_entries(groups[entry]))
        else:
            yield entry
    yield from children(item, "itemRef")


def _group_entries(group: "etree._Element") -> "Iterator[etree._Element | str]":
    """Yield the entries of a group: each `<itemRef>`, and the id of each group that it refers to."""
    for element in child_elements(group):
        if local_name(element) == "itemRef":
            yield element
        elif local_name(element) == "groupRef":
            yield element.get("idref", "")
