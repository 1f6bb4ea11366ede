"""Apple's podcast module: the rows of its elements, and what it asks of the feed around them."""

from collections.abc import Iterable
from typing import Final

from newsfeed.syndication.rules.code_lists import ITUNES_CATEGORIES, ITUNES_OBSOLETE
from newsfeed.syndication.rules.schemas import module, plain_text, resource
from newsfeed.validation import links, values
from newsfeed.validation.engine import ELEMENTS, EMPTY, Attribute, Element, Node
from newsfeed.validation.faults import Fault, Value, every, shown
from newsfeed.values.namespaces import ATOM, ITUNES, XML

_EXPLICIT: Final = values.one_of(("true", "false", "yes", "no", "clean", "explicit"), "InvalidTrueFalse", fold=True)
_BLOCK: Final = values.one_of(("yes", "no"), "InvalidYesNoClean", fold=True)
_TYPES: Final = values.one_of(("episodic", "serial"), "InvalidItunesChannelType", fold=True)
_EPISODES: Final = values.one_of(("full", "trailer", "bonus"), "InvalidItunesEpisodeType", fold=True)
_FORMATS: Final = (".mp3", ".m4a", ".mp4", ".m4v", ".mov", ".pdf", ".epub")


def _keywords(text: str) -> Iterable[Fault]:
    if "," not in text and len(text.split()) > 3:
        yield Fault("separator", "InvalidKeywords", "separate the keywords by commas, not by spaces")


def _category(node: Node) -> Iterable[Fault]:
    text = (node.element.get("text") or "").strip()
    above = node.parent.element if node.parent else None
    top = (above.get("text") or "").strip() if above is not None and above.tag == node.element.tag else None
    if not text or node.element.get("text") is None:
        return
    if text in (ITUNES_CATEGORIES if top is None else ITUNES_CATEGORIES.get(top, ())):
        return
    obsolete = text in ITUNES_OBSOLETE if top is None else text in ITUNES_OBSOLETE.get(top, ())
    event, problem = ("ObsoleteItunesCategory", "obsolete") if obsolete else ("InvalidItunesCategory", "invalid")
    better = sorted(ITUNES_CATEGORIES if top is None else ITUNES_CATEGORIES.get(top, ()))
    hint = f", such as {', '.join(better[:5])}" if better else ""
    yield Fault(
        problem, event, f"{shown(text)} is none of Apple's categories now: write one of them{hint}", attribute="text"
    )


def _owner(node: Node) -> Iterable[Fault]:
    if not node.has(f"{{{ITUNES}}}email"):
        yield Fault("email_missing", "MissingItunesEmail", "has no itunes:email: add it, Apple writes to it")


def _categories() -> Element:
    attributes = {"text": Attribute(values.not_blank, required=True)}
    row = module(ITUNES, "category", once=False, content=ELEMENTS, attributes=attributes, rules=(_category,))
    inner = module(ITUNES, "category", once=False, content=ELEMENTS, attributes=attributes, rules=(_category,))
    return row.contain(inner)


def _text(local: str, length: int, also: Value = values.anything) -> Element:
    return module(ITUNES, local, every(values.at_most(length), also), rules=(plain_text,))


def _shared() -> list[Element]:
    return [
        _text("author", 255),
        _text("subtitle", 255),
        module(ITUNES, "summary", values.at_most(4000)),
        _text("title", 255),
        _text("keywords", 255, _keywords),
        module(ITUNES, "explicit", _EXPLICIT, raw=True),
        module(ITUNES, "block", _BLOCK),
        resource(ITUNES, "image", "href"),
        resource(ITUNES, "link", "href", once=False),
    ]


def feed_rows() -> list[Element]:
    """Give the rows for a channel."""
    email = module(ITUNES, "email", values.email)
    owner = module(ITUNES, "owner", content=ELEMENTS, rules=(_owner,)).contain(
        email, module(ITUNES, "name", rules=(plain_text,))
    )
    return [
        *_shared(),
        _categories(),
        owner,
        module(ITUNES, "complete", values.YES_NO),
        module(ITUNES, "new-feed-url", links.link),
        module(ITUNES, "type", _TYPES),
    ]


def entry_rows() -> list[Element]:
    """Give the rows for an item."""
    return [
        *_shared(),
        module(ITUNES, "duration", values.duration),
        module(ITUNES, "episode", values.POSITIVE),
        module(ITUNES, "season", values.POSITIVE),
        module(ITUNES, "order", values.ANY_INTEGER),
        module(ITUNES, "episodeType", _EPISODES),
        module(ITUNES, "isClosedCaptioned", values.YES_NO),
        module(ITUNES, "category", content=EMPTY, once=False, attributes={"text": Attribute(required=True)}),
    ]


_ASKED: Final = {
    "language": "en-us",
    f"{{{ITUNES}}}category": 'text="News"',
    f"{{{ITUNES}}}explicit": "false",
    f"{{{ITUNES}}}image": 'href="https://example.org/cover.jpg"',
}


def podcast(node: Node) -> Iterable[Fault]:
    """Check a channel for what Apple asks of every podcast (a rule of the channel's row)."""
    if not any(name.startswith(f"{{{ITUNES}}}") for name in node.counts):
        return
    for name, example in _ASKED.items():
        if name not in node.counts and not (name == "language" and _is_in_a_language(node)):
            shown_name = node.walk.show(name)
            message = f"has itunes elements, but no {shown_name}, which Apple asks for: add it ({example})"
            yield Fault("podcast_missing", "MissingItunesElement", message, of=shown_name.replace(":", "_"))
    encoding = node.walk.document.encoding
    if encoding != "utf-8":
        yield Fault(
            "not_utf8", "NotUTF8", f"the podcast channel is in {encoding}, which Apple may not read: write it in UTF-8"
        )


def _is_in_a_language(node: Node) -> bool:
    """Say whether a feed of Atom, which has no element language, has xml:lang."""
    return node.walk.core == ATOM and f"{{{XML}}}lang" in node.element.attrib


def episode(node: Node) -> Iterable[Fault]:
    """Check that an enclosure is of a kind that Apple takes (a rule of the item's row)."""
    if not any(name.startswith(f"{{{ITUNES}}}") for name in node.counts):
        return
    enclosure = node.element.find("enclosure")
    url = (enclosure.get("url") or "").strip().partition("?")[0].lower() if enclosure is not None else ""
    suffix = url.rpartition("/")[2]
    if "." in suffix and not suffix.endswith(_FORMATS) and " " not in suffix:
        message = f"{shown(suffix)} is of no kind that Apple takes: write a URL that ends in {', '.join(_FORMATS)}"
        yield Fault("format", "UnsupportedItunesFormat", message, of="enclosure")
