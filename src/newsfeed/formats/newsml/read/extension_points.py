"""Elements of other vocabularies in the extension points of an item."""

from collections.abc import Iterator

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.formats.newsml.navigation import child_elements, local_name, namespace_of
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.model import Extension
from newsfeed.syndication.extensions import parse_extension


def read_extensions(reader: ElementReader, parent: "etree._Element | None") -> Iterator[Extension]:
    """Read the elements of other vocabularies in an extension point, such as the end of `<itemMeta>`."""
    if parent is None:
        return
    namespace = namespace_of(parent)
    for element in child_elements(parent):
        if namespace_of(element) in (namespace, ""):
            continue
        try:
            if (extension := parse_extension(element, reader.focus(element).note)) is not None:
                yield extension
        except (ModelError, RecursionError) as error:
            reader.focus(element).note(
                "value.refused", f"the extension <{local_name(element)}> is left out: {error!s:.160}"
            )
