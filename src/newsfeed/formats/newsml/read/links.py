"""The links of an item: its address, related pages, translations."""

from typing import Final
from urllib.parse import unquote

from lxml import etree

from newsfeed.formats.newsml.concepts import SCHEMES
from newsfeed.formats.newsml.navigation import child, children, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.extension_points import read_extensions
from newsfeed.formats.newsml.read.media_links import is_media_link
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.model import Link, Translation
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
        elif pending_prompts and relation == _SEE_ALSO and _prompt_link(element) == pending_prompts[0]:
            pending_prompts.pop(0)
        elif relation in (_TRANSLATED_FROM, _TRANSLATIONS) or is_media_link(element, concepts):
            continue  # They have fields of their own.
        elif link := _read_link(reader, element, relation):
            links.append(link)
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
            "extensions": tuple(read_extensions(reader, element)),
        },
    )


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
        if translation := _read_translation(reader, element):
            (originals if relation == _TRANSLATED_FROM else translations).append(translation)
    return originals[0] if originals else None, tuple(translations)


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
