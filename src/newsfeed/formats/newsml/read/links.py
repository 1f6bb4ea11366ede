"""The links of an item: its address, related pages, translations."""

from typing import Final
from urllib.parse import unquote

from lxml import etree

from newsfeed.formats.newsml.concepts import SCHEMES
from newsfeed.formats.newsml.navigation import child, child_elements, children, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.further import attributes_beyond, further, note_attribute, note_element
from newsfeed.formats.newsml.read.media_links import is_media_link
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.model import Extension, Link, Translation
from newsfeed.values.xml_chars import fold

_ALTERNATE: Final = f"{SCHEMES['linkrel']}alternate"
_SEE_ALSO: Final = f"{SCHEMES['irel']}seeAlso"
_TRANSLATED_FROM: Final = f"{SCHEMES['irel']}translatedFrom"
_TRANSLATIONS: Final = f"{SCHEMES['irel']}translations"

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
            _note_rest(reader, element, _READ_OF_ADDRESS)
        elif pending_prompts and relation == _SEE_ALSO and _prompt_link(element) == pending_prompts[0]:
            pending_prompts.pop(0)
        elif relation in (_TRANSLATED_FROM, _TRANSLATIONS) or is_media_link(element, concepts):
            continue  # They have fields of their own.
        elif link := _read_link(reader, element, relation):
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


def _read_link(reader: ElementReader, element: "etree._Element", relation: str) -> Link | None:
    target = element.get("href") or element.get("residref")
    url = reader.focus(element).iri(target)
    if url is None:
        return None
    registered = unquote(relation.removeprefix(SCHEMES["linkrel"])) if relation.startswith(SCHEMES["linkrel"]) else ""
    return reader.build(
        Link,
        {
            "url": url,
            "rel": registered or relation or element.get("rel") or "related",
            "type": element.get("contenttype"),
            "title": element.get("title") or one_line(child(element, "title")),
            "language": reader.language_attribute(child(element, "language")),
            "length": reader.focus(element).whole_number(element.get("size"), step="size"),
            "extensions": _further_of_link(reader, element),
        },
    )


_READ: Final = frozenset(("href", "rel", "reluri", "contenttype", "title", "size"))


def _further_of_link(reader: ElementReader, element: "etree._Element") -> tuple[Extension, ...]:
    """Return the content of a link that has no field, such as its rank, and the version and class of the linked item."""
    if not len(element) and _READ.issuperset(element.keys()):
        return ()  # the usual case
    return further(reader, element, _READ, _children_read(element))


def _children_read(element: "etree._Element") -> "list[etree._Element]":
    nodes = [child(element, "language"), None if element.get("title") else child(element, "title")]
    return [node for node in nodes if node is not None]


def read_translations(
    reader: ElementReader, meta: "etree._Element | None", concepts: QCodeResolver
) -> tuple[Translation | None, tuple[Translation, ...]]:
    """Read the original that an item is a translation of, or None, and the translations of the item."""
    originals: list[Translation] = []
    translations: list[Translation] = []
    for element in children(meta, "link"):
        relation = concepts.iri(element, "rel")
        if relation not in (_TRANSLATED_FROM, _TRANSLATIONS):
            continue
        translation = _read_translation(reader, element)
        if translation is None or (originals and relation == _TRANSLATED_FROM):
            reader.keep(element)
        else:
            (originals if relation == _TRANSLATED_FROM else translations).append(translation)
            _note_rest(reader, element, _READ_OF_TRANSLATION)
    return originals[0] if originals else None, tuple(translations)


def _note_rest(reader: ElementReader, element: "etree._Element", read: frozenset[str]) -> None:
    """Report the attributes and children of a link to a translation or to the page of the story that have no field."""
    if not len(element) and read.issuperset(element.keys()):
        return  # the usual case
    for name, value in attributes_beyond(element, read):
        note_attribute(reader, element, name, value)
    children_read = _children_read(element)
    for node in child_elements(element):
        if node not in children_read:
            note_element(reader, node)


_READ_OF_TRANSLATION: Final = frozenset(("href", "rel", "reluri", "title"))
_READ_OF_ADDRESS: Final = frozenset(("href", "rel", "reluri", "contenttype"))


def _read_translation(reader: ElementReader, element: "etree._Element") -> Translation | None:
    url = reader.focus(element).iri(element.get("href") or element.get("residref"))
    if url is None:
        return None
    fields = {
        "url": url,
        "language": reader.language_attribute(child(element, "language")),
        "headline": element.get("title") or one_line(child(element, "title")),
    }
    return reader.focus(element).build(Translation, fields)
