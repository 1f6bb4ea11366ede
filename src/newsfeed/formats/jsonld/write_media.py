"""Writing of pictures, videos, recordings and documents, and of properties that the model has no field for."""

from collections.abc import Mapping, Sequence
from typing import Final

from newsfeed.formats.jsonld.extension_properties import add_properties
from newsfeed.formats.jsonld.graph_layout import MEDIA_TYPES
from newsfeed.model import Media, Medium, Rendition
from newsfeed.model.rich_text import Text
from newsfeed.values.dates import iso_duration, rfc3339
from newsfeed.values.xml_chars import trim

GraphValue = None | bool | str | int | float | Sequence["GraphValue"] | Mapping[str, "GraphValue"]
"""A value that is written into the graph."""

GraphNode = dict[str, GraphValue]
"""A node of the graph, by schema.org's names and the keywords of JSON-LD."""

_CAPTIONED: Final = ("image", "video", "audio")


def plain(text: Text) -> str:
    """Return a text without markup, and without white space at its ends, as the model has plain text."""
    return text if isinstance(text, str) else trim(str(text))


def media_node(media: Media) -> GraphNode:
    """Return an ImageObject, VideoObject, AudioObject or other MediaObject."""
    node: GraphNode = {"@type": MEDIA_TYPES[media.medium], "contentUrl": media.url, "url": media.url}
    if media.title:
        node["name"] = media.title
    if media.alt:
        node["description"] = media.alt
    if has_caption(media) and (caption := plain(media.caption)):
        node["caption"] = caption
    if media.credit:
        node["creditText"] = media.credit
    _add_file(node, media)
    if media.language:
        node["inLanguage"] = media.language
    if media.thumbnail:
        node["thumbnailUrl"] = media.thumbnail
    if media.poster:
        node["image"] = media.poster
    if media.uploaded:
        node["uploadDate"] = rfc3339(media.uploaded)
    if media.renditions:
        node["encoding"] = [rendition_node(rendition, media.medium) for rendition in media.renditions]
    if media.extensions:
        add_properties(node, media.extensions)
    return node


def has_caption(media: Media) -> bool:
    """Return whether schema.org has a caption for the medium: it has none for documents and other files."""
    return media.medium in _CAPTIONED


def rendition_node(rendition: Rendition, medium: Medium = "image") -> GraphNode:
    """Return the node of another file of a medium, with the role as its name."""
    node: GraphNode = {"@type": MEDIA_TYPES[medium], "contentUrl": rendition.url}
    if rendition.role:
        node["name"] = rendition.role
    _add_file(node, rendition)
    if rendition.extensions:
        add_properties(node, rendition.extensions)
    return node


def _add_file(node: GraphNode, file: Media | Rendition) -> None:
    """Add the format and the size of a file."""
    if file.type:
        node["encodingFormat"] = file.type
    if file.length is not None:
        node["contentSize"] = f"{file.length} B"
    if file.width:
        node["width"] = f"{file.width} px"  # schema.org's Distance is a number with a unit.
    if file.height:
        node["height"] = f"{file.height} px"
    if file.duration is not None:
        node["duration"] = iso_duration(file.duration)
