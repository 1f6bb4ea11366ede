"""The `<contentSet>` of an item: the body as XHTML, and the renditions of a picture, video or recording."""

from typing import Final
from urllib.parse import quote

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, SCHEMES, Mode, concept_attribute, standard_iri
from newsfeed.formats.newsml.kept import complete
from newsfeed.formats.newsml.media_links import add_media_properties
from newsfeed.formats.newsml.schema_order import REMOTE_CONTENT
from newsfeed.model import Media, Rendition, Story
from newsfeed.rendering.elements import attributes
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.namespaces import XHTML

_OPENING: Final = f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="{XHTML}"'
_CLOSING: Final = "</body></html>\n</inlineXML>\n"
_PROPERTY: Final = "remoteContentExtProperty"
_FILE_CLASSES: Final = frozenset(("picture", "graphic", "animation", "video", "audio"))
"""Item classes whose content is a file."""


def content_media(story: Story) -> Media | None:
    """Return the medium that is the content of an item; None if the content is a text, or if there is none."""
    return story.media[0] if story.media and story.item_class in _FILE_CLASSES else None


def linked_media(story: Story) -> tuple[Media, ...]:
    """Return the media that an item links to, since they are not its content."""
    return story.media if content_media(story) is None else story.media[1:]


def add_content_start(builder: MarkupBuilder, story: Story, *, has_body: bool, body_attributes: str = "") -> None:
    """Add the beginning of the `<contentSet>`, up to the body: `<inlineXML>` and the head of an XHTML page."""
    builder.raw("<contentSet>\n")
    if has_body:
        language = f' xml:lang="{story.language}"' if story.language else ""
        head_end = f"</title></head>\n<body{body_attributes}>"
        builder.text(f"{_OPENING}{language}><head><title>", story.headline, head_end)


def add_content_end(builder: MarkupBuilder, story: Story, mode: Mode, *, has_body: bool) -> None:
    """Add the end of the `<contentSet>`, from the body on: the end of the page, and the renditions."""
    if has_body:
        builder.raw(_CLOSING)
    media = content_media(story)
    if media is not None:
        builder.raw(complete(_content_file(media, mode), media.extensions, REMOTE_CONTENT))
        for rendition in media.renditions:
            builder.raw(complete(_rendition(rendition, mode), rendition.extensions, REMOTE_CONTENT))
    builder.raw("</contentSet>\n")


def _content_file(media: Media, mode: Mode) -> str:
    concepts = CONCEPT_ATTRIBUTES[mode]
    main_role = concept_attribute(mode, "rnd", "highRes", "rendition")
    title = attributes((("title", media.title), ("language", media.language)))
    builder = MarkupBuilder(f"<remoteContent{main_role}{_file_attributes(media, mode)}{title}>")
    # This property marks the main file, and tells the reader that the item's credit is not that of the medium.
    builder.raw(f'<{_PROPERTY}{concepts.fields["medium"]} value="{media.medium}"/>')
    add_media_properties(builder, _PROPERTY, media, mode)
    builder.raw("</remoteContent>\n")
    return builder.build()


def _rendition(rendition: Rendition, mode: Mode) -> str:
    return f"<remoteContent{_rendition_role(rendition.role)}{_file_attributes(rendition, mode)}></remoteContent>\n"


def _rendition_role(role: str) -> str:
    """Return the role of a rendition: a term of the IPTC, or other words in newsfeed's own scheme."""
    if not role:
        return concept_attribute("qcode", "field", "rendition", "rendition")
    alias = "rnd" if standard_iri(SCHEMES["rnd"], role) else "role"
    return concept_attribute("qcode", alias, role if alias == "rnd" else quote(role, safe=""), "rendition")


def _file_attributes(file: Media | Rendition, mode: Mode) -> str:
    """Return address, format and sizes of a file as attributes; a duration is in seconds."""
    pairs = (
        ("href", file.url),
        ("contenttype", file.type),
        ("size", file.length),
        ("width", file.width),
        ("height", file.height),
        ("duration", file.duration),
    )
    unit = "" if file.duration is None else CONCEPT_ATTRIBUTES[mode].seconds
    return f"{attributes(pairs)}{unit}"
