"""Writer of OPML 2.0: the head, and one outline for each folder and subscription."""

from collections.abc import Iterator
from typing import Final

from newsfeed.errors import WriteError
from newsfeed.formats.opml.outlines import (
    is_head_element,
    is_writable_outline,
    listed,
    lost_extensions,
    owner_id,
    split_extensions,
)
from newsfeed.model import Agent, Extension, Feed, Story, Subscription
from newsfeed.plugins import WriteContext
from newsfeed.rendering.elements import DECLARATION, attributes, optional_element
from newsfeed.rendering.sinks import Write
from newsfeed.syndication.extensions import UNDECLARED, Scope, serialize_extension
from newsfeed.values.dates import rfc822
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.namespaces import split_name

_MAX_FOLDERS: Final = 150
"""The number of folders in each other that every XML parser accepts."""


class Writer:
    """Writer of a list; all of it is written before the first story, and stories are left out."""

    def write(self, story: Story) -> None:
        """Leave a story out: a list of feeds has none."""

    def close(self) -> None:
        """Do nothing: the list is complete."""


def open_writer(write: Write, feed: Feed, context: WriteContext) -> Writer:
    """Write a list.

    Args:
        write: destination of the bytes.
        feed: the feed, whose subscriptions are listed; without any, the feed itself is.
        context: the caller's options.

    Raises:
        WriteError: the document is of a story alone, or there is nothing to list.
    """
    if context.standalone:
        raise WriteError("story", "OPML lists feeds and has no stories: write a feed")
    subscriptions = listed(feed)
    outlines = [item for item in feed.extensions if is_writable_outline(item)]
    if not subscriptions and not outlines:
        reason = "OPML requires an outline: set subscriptions, or feed_url to list the feed itself"
        raise WriteError("feed.subscriptions", reason)
    scope = _scope(feed, subscriptions)
    write(DECLARATION + f'<opml version="2.0"{scope.declarations(UNDECLARED)}>\n{_head(feed, scope)}<body>\n'.encode())
    for part in _outlines(subscriptions, scope):
        write(part.encode())
    write(("".join(_plain_outline(item, scope) for item in outlines) + "</body>\n</opml>\n").encode())
    return Writer()


def _scope(feed: Feed, subscriptions: tuple[Subscription, ...]) -> Scope:
    """Return the namespaces of all attributes and elements, for the root to declare."""
    scope = UNDECLARED
    for subscription in subscriptions:
        if subscription.extensions:
            names, elements, _ = split_extensions(subscription)
            scope = scope.with_elements(elements)
            for name in names:
                if namespace := split_name(name)[0]:
                    scope = scope.with_namespace(namespace)
    lost = lost_extensions(feed)
    for index, item in enumerate(feed.extensions):
        if is_writable_outline(item):
            scope = _attribute_namespaces(item, scope)
        elif index not in lost and not is_head_element(item):
            scope = scope.with_elements((item,))
    return scope


def _attribute_namespaces(outline: Extension, scope: Scope) -> Scope:
    """Return a scope with the namespaces of the attributes of an outline that is no feed, and of those in it."""
    for name, _ in outline.attributes:
        if namespace := split_name(name)[0]:
            scope = scope.with_namespace(namespace)
    for part in outline.content:
        if isinstance(part, Extension):
            scope = _attribute_namespaces(part, scope)
    return scope


# --- the head --------------------------------------------------------------------------------------------------------------


def _head(feed: Feed, scope: Scope) -> str:
    owner: Agent | None = next(iter((*feed.authors, *((feed.publisher,) if feed.publisher else ()))), None)
    elements = [
        optional_element("title", feed.title),
        optional_element("dateCreated", rfc822(feed.published) if feed.published else ""),
        optional_element("dateModified", rfc822(feed.updated) if feed.updated else ""),
        _owner(owner) if owner else "",
        *_head_extensions(feed, scope),
    ]
    return f"<head>\n{''.join(elements)}</head>\n"


def _owner(owner: Agent) -> str:
    # A name that is only an address is read back from the address.
    name = "" if owner.name == (owner.email or owner_id(owner.url)) else owner.name
    return (
        optional_element("ownerName", name)
        + optional_element("ownerEmail", owner.email)
        + optional_element("ownerId", owner_id(owner.url))
    )


def _head_extensions(feed: Feed, scope: Scope) -> Iterator[str]:
    lost = lost_extensions(feed)
    for index, item in enumerate(feed.extensions):
        if index in lost or is_writable_outline(item):
            continue
        if is_head_element(item):
            yield serialize_extension(Extension(name=split_name(item.name)[1], content=item.content))
        else:
            yield serialize_extension(item, scope)


# --- the body --------------------------------------------------------------------------------------------------------------


def _outlines(subscriptions: tuple[Subscription, ...], scope: Scope) -> Iterator[str]:
    """Yield the outlines of subscriptions in their order; a folder stays open while subscriptions are in it."""
    folders: tuple[str, ...] = ()
    for index, subscription in enumerate(subscriptions):
        if len(subscription.folders) > _MAX_FOLDERS:
            path = f"feed.subscriptions[{index}].folders"
            raise WriteError(path, f"has over {_MAX_FOLDERS} nested folders, which readers refuse: use fewer")
        shared = _shared_depth(folders, subscription.folders)
        yield "</outline>\n" * (len(folders) - shared)
        for name in subscription.folders[shared:]:
            yield f'<outline text="{escape_attribute(name)}" title="{escape_attribute(name)}">\n'
        yield _outline(subscription, scope)
        folders = subscription.folders
    yield "</outline>\n" * len(folders)


def _shared_depth(before: tuple[str, ...], after: tuple[str, ...]) -> int:
    """Return the number of folders, from the top, that two subscriptions share."""
    for index, (name, other_name) in enumerate(zip(before, after, strict=False)):
        if name != other_name:
            return index
    return min(len(before), len(after))


def _outline(subscription: Subscription, scope: Scope) -> str:
    extensions, elements, _ = split_extensions(subscription)
    pairs = [
        ("title", "" if "title" in extensions else subscription.title),
        ("type", "rss" if subscription.type.lower() == "rss" else subscription.type),
        ("xmlUrl", subscription.feed_url),
        ("htmlUrl", subscription.url),
        ("description", subscription.description),
        ("language", subscription.language),
        ("category", ",".join(name for name in subscription.categories if "," not in name)),
        ("created", rfc822(subscription.created) if subscription.created else None),
    ]
    # The text is required, so a feed without a title shows its address.
    text = f' text="{escape_attribute(subscription.title or subscription.feed_url)}"'
    extra_attributes = "".join(
        f' {scope.attribute_name(name)}="{escape_attribute(value)}"' for name, value in extensions.items()
    )
    opening = f"<outline{text}{attributes(pairs)}{extra_attributes}"
    if not elements:
        return f"{opening}/>\n"
    return f"{opening}>\n{''.join(serialize_extension(item, scope) for item in elements)}</outline>\n"


def _plain_outline(item: Extension, scope: Scope) -> str:
    """Return an outline that is no feed, with those in it."""
    pairs = sorted(item.attributes, key=lambda pair: pair[0] != "text")
    opening = "<outline" + "".join(f' {scope.attribute_name(name)}="{escape_attribute(text)}"' for name, text in pairs)
    children = "".join(_plain_outline(part, scope) for part in item.content if isinstance(part, Extension))
    return f"{opening}>\n{children}</outline>\n" if children else f"{opening}/>\n"
