"""The license file of a site (RSL 1.0): the terms of its feed, and those of stories that have terms of their own."""

from typing import Final
from urllib.parse import urljoin

from newsfeed.model import Extension, Feed, Story, Usage
from newsfeed.model.extension import written_element
from newsfeed.rendering.elements import DECLARATION
from newsfeed.rights import rsl
from newsfeed.rights.robots import exact_pattern
from newsfeed.syndication.extensions import Scope, serialize_extension
from newsfeed.values.namespaces import RSL

_SCOPE: Final = Scope(default=RSL)
_COPYRIGHT: Final = f"{{{RSL}}}copyright"


def license_document(feed: Feed, root: str) -> bytes | None:
    """Return the license file of a feed; None if neither the feed nor a story states terms that RSL can express.

    The terms of the feed are about the whole site, like those in robots.txt; the terms of a story, about its page alone.

    Args:
        feed: the feed.
        root: the address of the site.
    """
    elements = [] if feed.usage is None else [rsl.to_element(_with_holder(feed.usage, feed), root)]
    elements += [_terms_of_page(story, feed, root) for story in feed.stories]
    lines = [serialize_extension(element, _SCOPE) for element in elements if element is not None]
    if not lines:
        return None
    return DECLARATION + f'<rsl xmlns="{RSL}">\n{"".join(lines)}</rsl>\n'.encode()


def _terms_of_page(story: Story, feed: Feed, root: str) -> Extension | None:
    if story.usage is None or not story.url or urljoin(story.url, "/") != root:
        return None
    return rsl.to_element(_with_holder(story.usage, feed), exact_pattern(story.url))


def _with_holder(usage: Usage, feed: Feed) -> Usage:
    """Return a usage with the organization that holds the rights, unless it names somebody itself."""
    holder = feed.rights.holder if feed.rights and feed.rights.holder else feed.publisher
    if holder is None or any(item.name == _COPYRIGHT for item in usage.extensions):
        return usage
    kind = "person" if type(holder).__name__ == "Person" else "organization"
    copyright_element = written_element(name=_COPYRIGHT, attributes={"type": kind}, content=(holder.name,))
    return usage.replace(extensions=(*usage.extensions, copyright_element))
