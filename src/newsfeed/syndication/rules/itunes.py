"""Apple's podcast extension: the schemas of its elements, and its rules for channels and items."""

from collections.abc import Iterable
from typing import Final

from newsfeed.syndication.rules.code_lists import ITUNES_CATEGORIES, ITUNES_OBSOLETE
from newsfeed.syndication.rules.schemas import check_plain_text, extension_element, link_element
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import ELEMENTS, EMPTY, AttributeSchema, ElementSchema
from newsfeed.validation.faults import Fault, ValueCheck, all_checks, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import ATOM, ITUNES, XML

_EXPLICIT: Final = values.one_of(("true", "false", "yes", "no", "clean", "explicit"), "InvalidTrueFalse", fold=True)
_BLOCK: Final = values.one_of(("yes", "no"), "InvalidYesNoClean", fold=True)
_TYPES: Final = values.one_of(("episodic", "serial"), "InvalidItunesChannelType", fold=True)
_EPISODES: Final = values.one_of(("full", "trailer", "bonus"), "InvalidItunesEpisodeType", fold=True)
_FORMATS: Final = (".mp3", ".m4a", ".mp4", ".m4v", ".mov", ".pdf", ".epub")


def _keywords(text: str) -> Iterable[Fault]:
    if "," not in text and len(text.split()) > 3:
        yield Fault("separator", "InvalidKeywords", "the keywords are separated by spaces: separate them by commas")


def _category(node: Node) -> Iterable[Fault]:
    """Check a category against Apple's list, or a subcategory against the list of its parent."""
    text = (node.element.get("text") or "").strip()
    if not text:
        return
    parent = node.parent.element if node.parent else None
    is_subcategory = parent is not None and parent.tag == node.element.tag
    category = (parent.get("text") or "").strip() if parent is not None and is_subcategory else ""
    current = ITUNES_CATEGORIES.get(category, frozenset()) if is_subcategory else ITUNES_CATEGORIES.keys()
    if text in current:
        return
    obsolete = ITUNES_OBSOLETE.get(category, frozenset()) if is_subcategory else ITUNES_OBSOLETE.keys()
    if text in obsolete:
        w3c_code, problem = "ObsoleteItunesCategory", "obsolete"
    else:
        w3c_code, problem = "InvalidItunesCategory", "invalid"
    examples = sorted(current)[:5]
    hint = f", such as {', '.join(examples)}" if examples else ""
    message = f"{quote(text)} is not one of Apple's current categories: write one of them{hint}"
    yield Fault(problem, w3c_code, message, attribute="text")


def _owner(node: Node) -> Iterable[Fault]:
    if not node.has(f"{{{ITUNES}}}email"):
        yield Fault(
            "email_missing",
            "MissingItunesEmail",
            "<itunes:owner> has no <itunes:email>, the address that Apple writes to: add it",
        )


def _categories() -> ElementSchema:
    attributes = {"text": AttributeSchema(values.not_blank, required=True)}
    category, subcategory = (
        extension_element(ITUNES, "category", once=False, content=ELEMENTS, attributes=attributes, rules=(_category,))
        for _ in range(2)
    )
    return category.contain(subcategory)


def _text(local: str, length: int, value: ValueCheck = values.accept_any) -> ElementSchema:
    return extension_element(ITUNES, local, all_checks(values.at_most(length), value), rules=(check_plain_text,))


def _shared_schemas() -> list[ElementSchema]:
    return [
        _text("author", 255),
        _text("subtitle", 255),
        extension_element(ITUNES, "summary", values.at_most(4000)),
        _text("title", 255),
        _text("keywords", 255, _keywords),
        extension_element(ITUNES, "explicit", _EXPLICIT, raw=True),
        extension_element(ITUNES, "block", _BLOCK),
        link_element(ITUNES, "image", "href"),
        link_element(ITUNES, "link", "href", once=False),
    ]


def feed_schemas() -> list[ElementSchema]:
    """Return the schemas of iTunes elements in a channel; each call returns new ones."""
    email = extension_element(ITUNES, "email", values.email)
    owner = extension_element(ITUNES, "owner", content=ELEMENTS, rules=(_owner,)).contain(
        email, extension_element(ITUNES, "name", rules=(check_plain_text,))
    )
    return [
        *_shared_schemas(),
        _categories(),
        owner,
        extension_element(ITUNES, "complete", values.YES_NO),
        extension_element(ITUNES, "new-feed-url", links.absolute_uri),
        extension_element(ITUNES, "type", _TYPES),
    ]


def entry_schemas() -> list[ElementSchema]:
    """Return the schemas of iTunes elements in an item; each call returns new ones."""
    return [
        *_shared_schemas(),
        extension_element(ITUNES, "duration", values.duration),
        extension_element(ITUNES, "episode", values.POSITIVE),
        extension_element(ITUNES, "season", values.POSITIVE),
        extension_element(ITUNES, "order", values.ANY_INTEGER),
        extension_element(ITUNES, "episodeType", _EPISODES),
        extension_element(ITUNES, "isClosedCaptioned", values.YES_NO),
        extension_element(
            ITUNES, "category", content=EMPTY, once=False, attributes={"text": AttributeSchema(required=True)}
        ),
    ]


_REQUIRED: Final = {
    "language": "en-us",
    f"{{{ITUNES}}}category": 'text="News"',
    f"{{{ITUNES}}}explicit": "false",
    f"{{{ITUNES}}}image": 'href="https://example.org/cover.jpg"',
}


def check_podcast(node: Node) -> Iterable[Fault]:
    """Check that a podcast channel has the elements that Apple requires, a rule of the channel's schema."""
    if not any(name.startswith(f"{{{ITUNES}}}") for name in node.counts):
        return
    for name, example in _REQUIRED.items():
        if name not in node.counts and not (name == "language" and _has_atom_language(node)):
            required = node.walk.qualified_name(name)
            message = f"the podcast has no <{required}>, which Apple requires: add it ({example})"
            yield Fault("podcast_missing", "MissingItunesElement", message, of=required.replace(":", "_"))
    encoding = node.walk.document.encoding
    if encoding != "utf-8":
        message = f"the podcast is in {encoding}, which Apple may be unable to read: write it in UTF-8"
        yield Fault("not_utf8", "NotUTF8", message)


def _has_atom_language(node: Node) -> bool:
    """Return whether the element is an Atom feed with xml:lang; Atom has no element for the language."""
    return node.walk.core == ATOM and f"{{{XML}}}lang" in node.element.attrib


def check_episode(node: Node) -> Iterable[Fault]:
    """Check that the enclosure of a podcast episode has a type that Apple accepts, a rule of the item's schema."""
    if not any(name.startswith(f"{{{ITUNES}}}") for name in node.counts):
        return
    enclosure = node.element.find("enclosure")
    url = (enclosure.get("url") or "").strip().partition("?")[0].lower() if enclosure is not None else ""
    suffix = url.rpartition("/")[2]
    if "." in suffix and not suffix.endswith(_FORMATS) and " " not in suffix:
        message = f"Apple does not accept the file {quote(suffix)}: use one whose name ends in {', '.join(_FORMATS)}"
        yield Fault("format", "UnsupportedItunesFormat", message, of="enclosure", element=enclosure)
