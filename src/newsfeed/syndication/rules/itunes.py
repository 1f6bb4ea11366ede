"""Apple's podcast extension: the schemas of its elements, and its rules for channels and items."""

from collections.abc import Iterable
from typing import Final

from newsfeed.findings import Severity
from newsfeed.syndication.rules.code_lists import ITUNES_CATEGORIES, ITUNES_OBSOLETE
from newsfeed.syndication.rules.schemas import check_plain_text, extension_element, link_element
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import ELEMENTS, AttributeSchema, ElementSchema
from newsfeed.validation.faults import Fault, ValueCheck, all_checks, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import ITUNES, XML

_OLD_EXPLICIT: Final = ("yes", "no", "clean")
_BLOCK: Final = values.one_of(("yes", "no", "clean"), "InvalidYesNoClean", fold=True)
_TYPES: Final = values.one_of(("episodic", "serial"), "InvalidItunesChannelType")
_EPISODES: Final = values.one_of(("full", "trailer", "bonus"), "InvalidItunesEpisodeType")
_FORMATS: Final = ("mp3", "m4a", "mp4", "m4v", "mov", "pdf", "epub")


def _explicit(text: str) -> Iterable[Fault]:
    if text.lower() in _OLD_EXPLICIT:
        value = "true" if text.lower() == "yes" else "false"
        message = f"{quote(text)} is an older spelling, which Apple may stop reading: write {value}"
        yield Fault("old", "InvalidTrueFalse", message, severity=Severity.WARNING)
    else:
        yield from values.TRUE_FALSE(text)


def _keywords(text: str) -> Iterable[Fault]:
    if "," not in text and " " in text:
        yield Fault("separator", "InvalidKeywords", "the keywords are separated by spaces: separate them by commas")


def _category(node: Node) -> Iterable[Fault]:
    """Check a category against Apple's list, or a subcategory against the list of its parent."""
    text = node.element.get("text")
    if text is None:
        return
    parent = node.parent.element if node.parent else None
    is_subcategory = parent is not None and parent.tag == node.element.tag
    category = parent.get("text", "") if parent is not None and is_subcategory else ""
    if not category and is_subcategory:
        return
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


def _categories() -> ElementSchema:
    attributes = {"text": AttributeSchema(required=True)}
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
        _text("summary", 4000),
        _text("keywords", 255, _keywords),
        extension_element(ITUNES, "explicit", _explicit, raw=True),
        extension_element(ITUNES, "block", _BLOCK, raw=True),
        link_element(ITUNES, "image", "href", links.http_url),
    ]


def feed_schemas() -> list[ElementSchema]:
    """Return the schemas of iTunes elements in a channel; each call returns new ones."""
    owner = extension_element(ITUNES, "owner", content=ELEMENTS).contain(
        extension_element(ITUNES, "email", values.email, required=True), _text("name", 255)
    )
    return [
        *_shared_schemas(),
        _categories(),
        owner,
        extension_element(ITUNES, "complete", values.YES_NO),
        extension_element(ITUNES, "new-feed-url", links.absolute_uri),
        extension_element(ITUNES, "type", _TYPES),
        extension_element(ITUNES, "pubDate", values.rfc822),
        extension_element(ITUNES, "title"),
    ]


def entry_schemas() -> list[ElementSchema]:
    """Return the schemas of iTunes elements in an item; each call returns new ones."""
    return [
        *_shared_schemas(),
        extension_element(ITUNES, "title"),
        extension_element(ITUNES, "duration", values.duration),
        extension_element(ITUNES, "episode", values.POSITIVE),
        extension_element(ITUNES, "season", values.POSITIVE),
        extension_element(ITUNES, "order", values.ANY_INTEGER),
        extension_element(ITUNES, "episodeType", _EPISODES),
        extension_element(ITUNES, "isClosedCaptioned", values.YES_NO),
    ]


_REQUIRED: Final = {
    "language": "en-us",
    f"{{{ITUNES}}}category": 'text="News"',
    f"{{{ITUNES}}}explicit": "false",
    f"{{{ITUNES}}}image": 'href="https://example.org/cover.jpg"',
}
_OWNER: Final = f"{{{ITUNES}}}owner"


def _has_podcast_elements(node: Node) -> bool:
    return any(name.startswith(f"{{{ITUNES}}}") for name in node.counts)


def check_podcast(node: Node) -> Iterable[Fault]:
    """Check that a podcast channel has the elements that Apple requires, a rule of the channel's schema.

    A channel is a podcast if it or one of its items has an iTunes element.
    """
    if not (_has_podcast_elements(node) or node.walk.state.has_episodes):
        return
    for name, example in _REQUIRED.items():
        if name not in node.counts and not (name == "language" and _has_xml_lang(node)):
            required = node.walk.qualified_name(name)
            message = f"the podcast has no <{required}>, which Apple requires: add it ({example})"
            yield Fault("podcast_missing", "MissingItunesElement", message, of=required.replace(":", "_"))
    if _OWNER not in node.counts:
        message = "the podcast has no <itunes:owner>, so Apple cannot verify who it belongs to: add one with an <itunes:email>"
        yield Fault("podcast_missing", "MissingItunesEmail", message, of="itunes_owner")
    encoding = node.walk.document.encoding
    if encoding != "utf-8":
        message = f"the podcast is in {encoding}, which Apple may be unable to read: write it in UTF-8"
        yield Fault("not_utf8", "NotUTF8", message)


def _has_xml_lang(node: Node) -> bool:
    """Return whether the element or its parent has xml:lang, Atom's only way to name a language."""
    scopes = (node, node.parent) if node.parent is not None else (node,)
    return any(f"{{{XML}}}lang" in scope.element.attrib for scope in scopes)


def check_episode(node: Node) -> Iterable[Fault]:
    """Check that the enclosures of a podcast episode have a type that Apple accepts, a rule of the item's schema."""
    if not _has_podcast_elements(node):
        return
    node.walk.state.has_episodes = True
    for enclosure in node.element.iterchildren("enclosure") if "enclosure" in node.counts else ():
        suffix = (enclosure.get("url") or "").strip().partition("?")[0].rpartition(".")[2]
        if suffix not in _FORMATS and " " not in suffix:
            file_name = suffix.rpartition("/")[2]
            message = f"Apple does not accept the file {quote(file_name)}: use one of the type {', '.join(_FORMATS)}"
            yield Fault("format", "UnsupportedItunesFormat", message, of="enclosure", element=enclosure)
