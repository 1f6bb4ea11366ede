"""Media as links: the pictures, videos and recordings that go with a text, and the files of other objects.

A `<contentSet>` holds alternate renditions of one content (NewsML-G2 2.35), so a picture beside a text is not part of it: it is
linked from the text. A link has an address, a format, a size and a title; it can hold any properties as hints about its target.
"""

from typing import Final

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, Mode
from newsfeed.formats.newsml.kept import complete
from newsfeed.formats.newsml.schema_order import LINK
from newsfeed.formats.newsml.xhtml11 import add_block_text
from newsfeed.model import Media, Rendition
from newsfeed.rendering.elements import attributes
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.dates import rfc3339

LINK_PROPERTY: Final = "itemMetaExtProperty"
"""The extension property inside of a link."""

_CLASS_OF_MEDIUM: Final = {"image": "picture", "video": "video", "audio": "audio"}
_SIZES: Final = ("width", "height", "duration")


def add_media_link(builder: MarkupBuilder, name: str, relation: str, media: Media, mode: Mode) -> None:
    """Add a medium as a link.

    Args:
        builder: the markup of the item.
        name: name of the element: `link` or `remoteInfo`.
        relation: attributes of the relation.
        media: the medium.
        mode: naming of concepts.
    """
    if media.extensions:
        link_builder = MarkupBuilder()
        _add_plain_media_link(link_builder, name, relation, media, mode)
        builder.raw(complete(link_builder.build(), media.extensions, LINK))
    else:
        _add_plain_media_link(builder, name, relation, media, mode)


def _add_plain_media_link(builder: MarkupBuilder, name: str, relation: str, media: Media, mode: Mode) -> None:
    concepts = CONCEPT_ATTRIBUTES[mode]
    pairs = (("href", media.url), ("contenttype", media.type), ("size", media.length), ("title", media.title))
    builder.raw(f"<{name}{relation}{attributes(pairs)}>")
    if item_class := _CLASS_OF_MEDIUM.get(media.medium):
        builder.raw(f"<itemClass{concepts.item_classes[item_class]}/>")
    if media.language:
        builder.link('<language tag="', media.language, '"/>')
    _add_sizes(builder, media, mode)
    # This property tells the reader that the link is a medium, even where it repeats the default.
    _add_value(builder, LINK_PROPERTY, concepts.fields["medium"], media.medium)
    add_media_properties(builder, LINK_PROPERTY, media, mode)
    for rendition in media.renditions:
        builder.raw(complete(_rendition(rendition, mode), rendition.extensions, LINK))
    builder.raw(f"</{name}>\n")


def _rendition(rendition: Rendition, mode: Mode) -> str:
    fields = CONCEPT_ATTRIBUTES[mode].fields
    pairs = (("href", rendition.url), ("contenttype", rendition.type), ("size", rendition.length))
    builder = MarkupBuilder(f"<link{fields['rendition']}{attributes(pairs)}>")
    _add_sizes(builder, rendition, mode)
    if rendition.role:
        _add_value(builder, LINK_PROPERTY, fields["role"], rendition.role)
    builder.raw("</link>")
    return builder.build()


def _add_sizes(builder: MarkupBuilder, file: Media | Rendition, mode: Mode) -> None:
    fields = CONCEPT_ATTRIBUTES[mode].fields
    for size in _SIZES:
        if (value := getattr(file, size)) is not None:
            builder.raw(f'<{LINK_PROPERTY}{fields[size]} value="{value}"/>')


def add_media_properties(builder: MarkupBuilder, name: str, media: Media, mode: Mode) -> None:
    """Add the fields of a medium that NewsML-G2 lacks as extension properties; other readers can ignore them.

    Args:
        builder: the markup of the item.
        name: name of the extension property.
        media: the medium.
        mode: naming of concepts.
    """
    fields = CONCEPT_ATTRIBUTES[mode].fields
    if media.alt:
        _add_value(builder, name, fields["alt"], media.alt)
    if media.caption:
        add_block_text(builder, f"<{name}{fields['caption']}><definition>", media.caption, f"</definition></{name}>")
    if media.credit:
        _add_value(builder, name, fields["credit"], media.credit)
    if media.uploaded:
        _add_value(builder, name, fields["uploaded"], rfc3339(media.uploaded))
    for field, url in (("thumbnail", media.thumbnail), ("poster", media.poster)):
        if url:
            builder.link(f'<{name}{fields[field]} uri="', url, '"/>')


def _add_value(builder: MarkupBuilder, name: str, relation: str, value: str) -> None:
    builder.attribute(f'<{name}{relation} value="', value, '"/>')
