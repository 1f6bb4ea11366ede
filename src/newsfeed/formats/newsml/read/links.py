"""The links of an item, and the elements of other vocabularies in its extension points."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.formats.newsml.concepts import SCHEMES
from newsfeed.formats.newsml.navigation import child, child_elements, children, local_name, namespace_of, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.further import attributes_beyond, note_attribute
from newsfeed.formats.newsml.read.object_account import unread_of
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.model import Extension, Link
from newsfeed.syndication.extensions import parse_extension
from newsfeed.values.xml_chars import fold

_ALTERNATE: Final = f"{SCHEMES['linkrel']}alternate"
_SEE_ALSO: Final = f"{SCHEMES['irel']}seeAlso"

PromptLink = tuple[str, str]
"""Address and text of a prompt, by which its `<link>` in `<itemMeta>` is recognized."""


def alternative_url(reader: ElementReader, meta: "etree._Element | None") -> str | None:
    """Read the address of the HTML page that `<altRep>` names as another representation of the item."""
    for element in children(meta, "altRep"):
        if element.get("href") and element.get("contenttype", "").startswith("text/html"):
            return reader.link_attribute(element)
    return None


def read_links(
    reader: ElementReader, meta: "etree._Element | None", concepts: QCodeResolver, prompts: list[PromptLink]
) -> tuple[str | None, list[Link]]:
    """Read the address of the story and its links, in document order, without those of its prompts.

    newsfeed's writer puts the link to the story first, then the links of its prompts, which `<partMeta>` repeats.

    Returns:
        the address of the story, or None, and its other links.
    """
    url, links, pending_prompts = None, [], list(prompts)
    for index, element in enumerate(children(meta, "link")):
        relation = concepts.iri(element, "rel")
        if index == 0 and relation == _ALTERNATE and _is_story_address(element):
            url = reader.link_attribute(element)
        elif pending_prompts and relation == _SEE_ALSO and _prompt_link(element) == pending_prompts[0]:
            pending_prompts.pop(0)
        elif link := _read_link(reader, element, concepts, relation):
            links.append(link)
        elif element.get("href"):
            for name, value in attributes_beyond(element, ("href",)):
                note_attribute(reader, element, name, value)
        else:
            reader.keep(element)
    return url, links


def _is_story_address(element: "etree._Element") -> bool:
    """Return whether a link to an alternate page has the form of the link to the story itself in newsfeed's documents."""
    return (element.get("contenttype"), element.get("title"), element.get("size")) == ("text/html", None, None) and (
        child(element, "language") is None
    )


def _prompt_link(element: "etree._Element") -> PromptLink:
    return element.get("href", ""), fold(element.get("title", ""))


def _read_link(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver, relation: str) -> Link | None:
    target = element.get("href") or element.get("residref")
    url = reader.focus(element).iri(target)
    if url is None:
        return None
    registered = unquote(relation.removeprefix(SCHEMES["linkrel"])) if relation.startswith(SCHEMES["linkrel"]) else ""
    fields = {
        "url": url,
        "rel": registered or relation or element.get("rel") or "related",
        "type": element.get("contenttype"),
        "title": element.get("title") or one_line(child(element, "title")),
        "language": reader.language_attribute(child(element, "language")),
        "length": reader.focus(element).whole_number(element.get("size"), step="size"),
    }
    return reader.build(Link, {**fields, "extensions": _unread_of_link(reader, element, fields, concepts)})


def _unread_of_link(
    reader: ElementReader, element: "etree._Element", fields: dict[str, Any], concepts: QCodeResolver
) -> tuple[Extension, ...]:
    """Return what of a link has no field, such as its rank, and the version and class of the item that it leads to."""
    extensions = unread_of(reader, element, {**fields, "relation": concepts.iri(element, "rel")}, concepts)
    if element.get("href"):
        return extensions
    # The id of an item is the address of the link; the extension tells the writer that it is no page.
    further = Extension(name=str(element.tag), attributes={"residref": element.get("residref", "")})
    own = next((extension for extension in extensions if extension.name == further.name), further)
    merged = own.replace(attributes=tuple(sorted({**dict(own.attributes), **dict(further.attributes)}.items())))
    return (merged, *(extension for extension in extensions if extension is not own))


def read_extensions(reader: ElementReader, parent: "etree._Element | None") -> Iterator[Extension]:
    """Read the elements of other vocabularies in an extension point, such as the end of `<itemMeta>`."""
    if parent is None:
        return
    namespace = namespace_of(parent)
    for element in child_elements(parent):
        if namespace_of(element) in (namespace, ""):
            continue
        try:
            yield parse_extension(element)
        except (ModelError, RecursionError) as error:
            reader.focus(element).note(
                "value.refused", f"the extension <{local_name(element)}> is left out: {error!s:.160}"
            )
