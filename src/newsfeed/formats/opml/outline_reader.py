"""Reader of outlines: those with the address of a feed are subscriptions, those around them folders.

Everything else (links, inclusions of other lists, plain text, empty folders) is kept as an extension of the feed.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from newsfeed.errors import ModelError
from newsfeed.findings import Severity
from newsfeed.formats.opml.outlines import FIELD_ATTRIBUTES, OUTLINE
from newsfeed.io import xml
from newsfeed.model import Extension, Subscription
from newsfeed.model.extension import MAX_LEVELS
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.extensions import safe_attributes, safe_extension
from newsfeed.syndication.read.extensions import read_extension
from newsfeed.values import link_safety
from newsfeed.values.namespaces import split_name
from newsfeed.values.xml_chars import fold

if TYPE_CHECKING:
    from lxml import etree

_FEED_TYPES: Final = frozenset(("rss", "rss1", "rdf", "atom", "atom1", "feed", "jsonfeed"))
"""The types of outlines whose address may be called `url`."""

_ADDRESSES: Final = frozenset(("xmlurl", "htmlurl", "url"))
_COMMENT: Final = "isComment"
_STEPS: Final[Mapping[str, str]] = {
    "feed_url": "@xmlUrl",
    "title": "@text",
    "url": "@htmlUrl",
    "categories": "@category",
    "folders": "..",
}


class OutlineReader:
    """Reader of the outlines of one list.

    Args:
        lenient: converter of values.
        core_name: returns the lower-case name of an element of OPML, "" for one of another vocabulary.

    Attributes:
        subscriptions: the feeds so far, in document order.
        extensions: the elements of other vocabularies so far.
    """

    def __init__(self, lenient: LenientReader, core_name: "Callable[[etree._Element], str]") -> None:
        self.subscriptions: list[Subscription] = []
        self.extensions: list[Extension] = []
        self._lenient = lenient
        self._core_name = core_name
        self._folders: set[etree._Element] = set()
        self._known: set[tuple[str, tuple[str, ...]]] = set()

    def begin(self, root: "etree._Element") -> None:
        """Find the outlines that contain feeds."""
        for element in root.iter("{*}*"):
            if self._core_name(element) == "outline" and _feed_address(_attributes(element)):
                parent = element.getparent()
                while parent is not None and parent not in self._folders:
                    self._folders.add(parent)
                    parent = parent.getparent()

    def read(
        self, element: "etree._Element", path: str, folders: tuple[str, ...] = (), *, is_comment: bool = False
    ) -> list[Extension]:
        """Read an outline and everything in it, and return the outlines among these that are no feeds.

        Args:
            element: the outline, or an element of another vocabulary.
            path: the path of its parent.
            folders: the folders around it.
            is_comment: True if an outline around it is a comment, which makes it one, too.
        """
        path = f"{path}/{xml.local_name(element):.64}"
        location = Location(path, element.sourceline)
        if self._core_name(element) != "outline":
            if extension := read_extension(element, self._lenient, location):
                self.extensions.append(extension)
            return []
        values = _attributes(element)
        if address := _feed_address(values):
            self._read_subscription(element, values, address, folders, location, is_comment=is_comment)
            if not any(self._core_name(child) == "outline" for child in element.iterchildren("{*}*")):
                return []
        elif element in self._folders:
            self._note_folder(values, location)
        else:
            return self._plain_outline(element, location)
        return self._read_folder(element, values, path, folders, is_comment=is_comment)

    def _read_folder(
        self,
        element: "etree._Element",
        values: Mapping[str, str],
        path: str,
        folders: tuple[str, ...],
        *,
        is_comment: bool,
    ) -> list[Extension]:
        """Read the outlines in a folder; those that are no feeds keep the folder around them."""
        name = fold(values.get("text") or values.get("title") or "")
        if not name:
            message = "the folder has no name, so the outlines in it are read as those of the folder around it"
            self._lenient.note("outline.nameless", message, Location(path, element.sourceline))
        is_comment = is_comment or values.get("iscomment", "").strip().lower() == "true"
        folders = (*folders, name) if name else folders
        is_feed = bool(_feed_address(values))
        extensions: list[Extension] = []
        for child in element.iterchildren("{*}*"):
            # The elements of other vocabularies in a feed's outline are extensions of that feed.
            if not is_feed or self._core_name(child) == "outline":
                extensions += self.read(child, path, folders, is_comment=is_comment)
        if not extensions or not name:
            return extensions
        location = Location(path, element.sourceline)
        attributes = safe_attributes(OUTLINE, (("text", name),), partial(self._note_at, location))
        return self._outline(attributes, extensions, location)

    def _note_folder(self, values: Mapping[str, str], location: Location) -> None:
        """Report the attributes of a folder besides its name."""
        text = values.get("text")
        for name, value in values.items():
            if name != "text" and not (name == "title" and text in (None, "", value)) and name != "iscomment":
                message = f"the attribute {name:.64}={value!r:.200} of a folder is left out: folders have names only"
                self._lenient.note("attribute.dropped", message, location.child(f"@{name:.64}"), Severity.INFO)

    # --- feeds ---

    def _read_subscription(
        self,
        element: "etree._Element",
        values: Mapping[str, str],
        address: str,
        folders: tuple[str, ...],
        location: Location,
        *,
        is_comment: bool,
    ) -> None:
        lenient = self._lenient
        text, feed_title = fold(values.get("text", "")), fold(values.get("title", ""))
        title = text or feed_title
        if title == fold(address):
            # The text is required, so a feed without a title has its address there.
            title = feed_title
        categories = [category for category in map(fold, values.get("category", "").split(",")) if category]
        extensions = self._extensions(element, values, address, location, is_titled=feed_title not in ("", title))
        if is_comment and not any(item.name.lower() == _COMMENT.lower() for item in extensions):
            extensions.insert(0, Extension(name=_COMMENT, content=("true",)))
        kind = fold(values.get("type", "")) or "rss"
        arguments = {
            "feed_url": lenient.iri(address, location=location, step="@xmlUrl"),
            "title": title,
            "url": lenient.iri(values.get("htmlurl"), location=location, step="@htmlUrl"),
            "description": values.get("description", ""),
            "language": lenient.language(values.get("language"), location.child("@language")),
            "type": "rss" if kind.lower() == "rss" else kind,
            "folders": folders,
            "categories": tuple(categories),
            "created": lenient.date(values.get("created"), location, "@created"),
            "extensions": tuple(extensions),
        }
        if arguments["feed_url"] is None:
            message = f"the feed {title!r:.200} is left out: its address cannot be used"
            lenient.note("subscription.address", message, location, Severity.ERROR)
            return
        subscription = lenient.build(Subscription, arguments, location, steps=_STEPS)
        if subscription is not None:
            self._note_repeated(subscription, location)
            self.subscriptions.append(subscription)

    def _note_repeated(self, subscription: Subscription, location: Location) -> None:
        key = subscription.feed_url, subscription.folders
        if key in self._known:
            message = f"the feed {subscription.feed_url!r:.200} is in the folder twice: list it once"
            self._lenient.note("subscription.repeated", message, location)
        self._known.add(key)

    def _extensions(
        self, element: "etree._Element", values: Mapping[str, str], address: str, location: Location, *, is_titled: bool
    ) -> list[Extension]:
        """Return the attributes and elements of a feed's outline that have no field, with a title besides the text."""
        extensions = []
        for raw_name, raw_value in element.items():
            name, value = str(raw_name), str(raw_value)
            is_address = not values.get("xmlurl", "").strip() and value.strip() == address
            if is_titled and name.lower() == "title":
                name = "title"
            elif name.lower() in FIELD_ATTRIBUTES or (is_address and name.lower() == "url"):
                continue
            try:
                item = safe_extension(name, value, partial(self._note_at, location))
                extensions += [] if item is None else [item]
            except ModelError as error:
                message = f"the attribute {name:.64} is left out: {error.reason}"
                self._lenient.note("attribute.dropped", message, location)
        for child in element.iterchildren("{*}*"):
            if self._core_name(child) == "outline":
                continue
            child_location = location.child(f"{xml.local_name(child):.64}")
            if extension := read_extension(child, self._lenient, child_location):
                extensions.append(extension)
        return extensions

    def _note_at(self, location: Location, code: str, message: str) -> None:
        self._lenient.note(code, message, location)

    # --- outlines that are no feeds ---

    def _plain_outline(
        self, element: "etree._Element", location: Location, max_levels: int = MAX_LEVELS
    ) -> list[Extension]:
        if not max_levels:
            texts = [str(value) for outline in element.iter("{*}*") for value in outline.values()]
            message = (
                f"the outline is left out: it is in {MAX_LEVELS} outlines that are no feeds: {' '.join(texts)!r:.200}"
            )
            self._lenient.note("element.dropped", message, location)
            return []
        pairs: dict[str, str] = {}
        for raw_name, raw_value in element.items():
            name, value = str(raw_name), str(raw_value)
            if name.lower() == "xmlurl":
                continue  # it is blank
            if name.lower() in _ADDRESSES and not link_safety.is_safe_scheme(value.strip()):
                message = f"the link {value!r:.200} has a scheme that is unsafe in a link; it is left out"
                self._lenient.note("link.unsafe", message, location)
            elif ":" in split_name(name)[1]:
                self._lenient.note("attribute.dropped", f"the attribute {name:.64} is left out: no name", location)
            else:
                pairs["text" if name.lower() == "text" else name] = value
        values = {name.lower(): value for name, value in pairs.items()}
        pairs.setdefault("text", values.get("title") or values.get("url") or "")
        children: list[Extension] = []
        for child in element.iterchildren("{*}*"):
            child_location = Location(f"{location.path}/{xml.local_name(child):.64}", child.sourceline)
            if self._core_name(child) == "outline":
                children += self._plain_outline(child, child_location, max_levels - 1)
            else:
                message = f"{xml.local_name(child):.64} is left out: an outline that is no feed has outlines only"
                self._lenient.note("element.dropped", message, child_location, Severity.INFO)
        attributes = safe_attributes(OUTLINE, pairs.items(), partial(self._note_at, location))
        return self._outline(attributes, children, location)

    def _outline(
        self, attributes: tuple[tuple[str, str], ...], children: list[Extension], location: Location
    ) -> list[Extension]:
        """Return an outline as an extension; without the outlines in it if they are nested too deeply, which is reported."""
        arguments = {"name": OUTLINE, "attributes": attributes, "content": tuple(children)}
        outline = self._lenient.build(Extension, arguments, location)
        return [] if outline is None else [outline]


def _attributes(element: "etree._Element") -> dict[str, str]:
    """Return the attributes of an outline by their names in lower case; the first of two spellings counts."""
    values: dict[str, str] = {}
    for name, value in element.items():
        values.setdefault(str(name).lower(), str(value))
    return values


def _feed_address(values: Mapping[str, str]) -> str:
    """Return the address of a feed that an outline has, or ""."""
    if address := values.get("xmlurl", "").strip():
        return address
    return values.get("url", "").strip() if values.get("type", "").strip().lower() in _FEED_TYPES else ""
