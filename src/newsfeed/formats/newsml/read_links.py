"""The links of an item, and the elements of other vocabularies beside them."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.formats.newsml.codes import SCHEMES
from newsfeed.formats.newsml.concepts import Concepts
from newsfeed.formats.newsml.elements import child, children, elements, line, namespace
from newsfeed.formats.newsml.reader import Reader
from newsfeed.model import Extension, Link
from newsfeed.syndication.extensions import extension_of
from newsfeed.values.xml_chars import fold

_ALTERNATE: Final = f"{SCHEMES['linkrel']}alternate"
_SEE_ALSO: Final = f"{SCHEMES['irel']}seeAlso"


def alternative(reader: Reader, meta: "etree._Element | None") -> str | None:
    """Give the address of the page that the item says it is also at (altRep)."""
    for each in children(meta, "altRep"):
        if each.get("href") and each.get("contenttype", "").startswith("text/html"):
            return reader.link_of(each)
    return None


def links(
    reader: Reader, meta: "etree._Element | None", concepts: Concepts, prompts: list[tuple[str, str]]
) -> tuple[str | None, list[Link]]:
    """Read the address of the story, and its links in their order without those of its prompts.

    Our writer puts the link to the story first, then those of its prompts, whose address and text its parts say again.
    """
    url, found, waiting = None, [], list(prompts)
    for index, element in enumerate(children(meta, "link")):
        relation = concepts.iri(element, "rel")
        if index == 0 and relation == _ALTERNATE and _is_address(element):
            url = reader.link_of(element)
        elif waiting and relation == _SEE_ALSO and _is_prompt(element, waiting[0]):
            waiting.pop(0)
        elif link := _link(reader, element, relation):
            found.append(link)
    return url, found


def _is_address(element: "etree._Element") -> bool:
    """Whether a link to an alternate page says nothing more, as our writer's link to the story itself."""
    return (element.get("contenttype"), element.get("title"), element.get("size")) == ("text/html", None, None) and (
        child(element, "language") is None
    )


def _is_prompt(element: "etree._Element", prompt: tuple[str, str]) -> bool:
    return (element.get("href", ""), fold(element.get("title", ""))) == prompt


def _link(reader: Reader, element: "etree._Element", relation: str) -> Link | None:
    target = element.get("href") or element.get("residref")
    url = reader.within(element).iri(target)
    if url is None:
        return None
    registered = unquote(relation.removeprefix(SCHEMES["linkrel"])) if relation.startswith(SCHEMES["linkrel"]) else ""
    return reader.build(
        Link,
        {
            "url": url,
            "rel": registered or relation or element.get("rel") or "related",
            "type": element.get("contenttype"),
            "title": element.get("title") or line(child(element, "title")),
            "language": reader.language_of(child(element, "language")),
            "length": reader.whole(element.get("size", "")),
        },
    )


def extensions(reader: Reader, parent: "etree._Element | None") -> Iterator[Extension]:
    """Read the elements of other vocabularies in an extension point."""
    if parent is None:
        return
    own = namespace(parent)
    for element in elements(parent):
        if namespace(element) in (own, ""):
            continue
        try:
            yield extension_of(element)
        except (ModelError, RecursionError) as error:
            reader.within(element).note("value.refused", f"{error!s:.160}; it is left out")
