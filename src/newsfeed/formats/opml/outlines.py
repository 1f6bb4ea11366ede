"""The outlines of a list: the extensions of a subscription or feed that fit in them, and the feeds to list."""

from typing import Final

from newsfeed.model import Extension, Feed, Subscription
from newsfeed.syndication.extensions import is_foreign
from newsfeed.values import iris
from newsfeed.values.namespaces import OPML, split_name
from newsfeed.values.references import to_uri
from newsfeed.values.xml_chars import fold

OUTLINE: Final = f"{{{OPML}}}outline"
"""The name of an outline that is no feed, among the extensions of a feed."""

HEAD_ELEMENTS: Final = (
    "docs",
    "expansionState",
    "vertScrollState",
    "windowTop",
    "windowLeft",
    "windowBottom",
    "windowRight",
)
"""The elements of a head that have no field: they are extensions of the feed."""

FIELD_ATTRIBUTES: Final = frozenset(
    ("text", "title", "type", "xmlurl", "htmlurl", "description", "language", "category", "created")
)
"""The attributes of an outline that have a field, in lower case."""

_HEAD_NAMES: Final = frozenset(f"{{{OPML}}}{name}" for name in HEAD_ELEMENTS)


def listed(feed: Feed) -> tuple[Subscription, ...]:
    """Return the feeds to list: the subscriptions, or the feed itself if it lists nothing and has an address."""
    if feed.subscriptions or not feed.feed_url or any(map(is_writable_outline, feed.extensions)):
        return feed.subscriptions
    itself = Subscription(
        feed_url=feed.feed_url,
        title=feed.title,
        url=feed.url,
        description=str(feed.description),
        language=feed.language,
    )
    return (itself,)


# --- extensions of a subscription ------------------------------------------------------------------------------------------


def split_extensions(subscription: Subscription) -> tuple[dict[str, str], list[Extension], list[int]]:
    """Return the extensions of a subscription as attributes, as elements, and the indexes of those that are neither.

    Attributes precede elements, so everything after the first element is an element, too.
    """
    attributes: dict[str, str] = {}
    elements: list[Extension] = []
    lost: list[int] = []
    for index, item in enumerate(subscription.extensions):
        if not elements and item.name not in attributes and _is_attribute(item, subscription):
            attributes[item.name] = "".join(part for part in item.content if isinstance(part, str))
        elif is_foreign(item) and split_name(item.name)[0] != OPML:
            elements.append(item)
        else:
            lost.append(index)
    return attributes, elements, lost


def _is_attribute(item: Extension, subscription: Subscription) -> bool:
    if item.attributes or not all(isinstance(part, str) for part in item.content):
        return False
    if split_name(item.name)[0]:
        return is_foreign(item)
    if item.name == "title":
        # The text of the outline is the title of the subscription; the title of the feed may be another one.
        feed_title = fold("".join(part for part in item.content if isinstance(part, str)))
        return feed_title != "" and subscription.title not in ("", subscription.feed_url, feed_title)
    return item.name.lower() not in FIELD_ATTRIBUTES and item.name != "xmlns"


# --- extensions of a feed --------------------------------------------------------------------------------------------------


def is_writable_outline(item: Extension) -> bool:
    """Return whether an extension is an outline that is no feed and contains none."""
    if item.name != OUTLINE:
        return False
    names = {name.lower() for name, _ in item.attributes}
    is_complete = ("text" in dict(item.attributes)) and "xmlurl" not in names and "xmlns" not in names
    return is_complete and all(isinstance(part, Extension) and is_writable_outline(part) for part in item.content)


def is_head_element(item: Extension) -> bool:
    """Return whether an extension is an element of a head that has no field."""
    return item.name in _HEAD_NAMES and not item.attributes and all(isinstance(part, str) for part in item.content)


def lost_extensions(feed: Feed) -> set[int]:
    """Return the indexes of the extensions of a feed that a list has no place for."""
    lost: set[int] = set()
    names: set[str] = set()
    for index, item in enumerate(feed.extensions):
        if is_head_element(item) and item.name not in names:
            names.add(item.name)
        elif not is_writable_outline(item) and (not is_foreign(item) or split_name(item.name)[0] == OPML):
            lost.add(index)
    return lost


def owner_id(url: str | None) -> str:
    """Return the address of an owner as `<ownerId>` has it: a URI of the web (OPML 2.0), or "" for any other address."""
    try:
        iris.check_web_url(url or "")
    except ValueError:
        return ""
    return to_uri(url or "")
