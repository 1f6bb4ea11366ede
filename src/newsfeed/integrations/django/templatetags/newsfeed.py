"""Template tags for the page of a story: its JSON-LD, the elements of its head, and its body.

    {% load newsfeed %}
    <head><title>{{ story.headline }}</title>{% newsfeed_head story %}</head>
    <body>{% newsfeed_body story %}{% newsfeed_jsonld story %}</body>

Each takes a `newsfeed.Story`, or an object with a method `to_story`. Nothing is written for a story that readers must not get,
for example in a preview, and the log says why.
"""

from typing import TYPE_CHECKING, Final

from django import template
from django.http import HttpRequest
from django.template import Context

import newsfeed
from newsfeed.formats.html import theme
from newsfeed.formats.html.head_view import story_head
from newsfeed.formats.html.page_body import page_body
from newsfeed.formats.html.words import words_of
from newsfeed.integrations.django import conf
from newsfeed.integrations.django.conversion import logger
from newsfeed.integrations.django.mapping import story_from
from newsfeed.model import Story
from newsfeed.plugins import Alternate, Site, registry
from newsfeed.publication import feed_of, unpublished_reason

if TYPE_CHECKING:
    from markupsafe import Markup

register: Final = template.Library()


def _story(item: object) -> Story | None:
    """Return the story of an item; log it and return None if readers must not get it."""
    story = story_from(item)
    reason = unpublished_reason(story, conf.present())
    if reason:
        logger.warning("the page of %s has no linked data, head and body from newsfeed: %s", story.id, reason)
    return None if reason else story


@register.simple_tag
def newsfeed_jsonld(item: object) -> "Markup":
    """Return the JSON-LD of a story as a script element that no text in it can end."""
    story = _story(item)
    return theme.trusted(newsfeed.to_script(story, as_of=conf.present()) if story else "")


@register.simple_tag(takes_context=True)
def newsfeed_head(context: Context, item: object) -> "Markup":
    """Return the `meta` and `link` elements of a story's page.

    These are its description, address, translations, tags of social networks, the feeds of the setting `FEEDS`, and the
    permissions for machines. The title of the document is left to the page.
    """
    story = _story(item)
    if story is None:
        return theme.trusted("")
    feed = feed_of(story).replace(usage=conf.newsfeed_settings().get("USAGE"))
    head = story_head(feed, story, Site(alternates=_alternates(context.get("request"))))
    return theme.trusted(theme.render("head_elements.html", {"page": {"head": head}}, None))


@register.simple_tag
def newsfeed_body(item: object) -> "Markup":
    """Return the body of a story as HTML: the markup that feeds have, with dates for readers."""
    story = _story(item)
    return theme.trusted(page_body(story, words_of(story.language)).html if story else "")


def _alternates(request: HttpRequest | None) -> tuple[Alternate, ...]:
    """Return the feeds of the project; their addresses are absolute if the template has the request."""
    feeds = conf.newsfeed_settings().get("FEEDS", {})
    return tuple(
        Alternate(
            media_type=registry[name].media_type,
            url=request.build_absolute_uri(address) if request else address,
            title=registry[name].title,
        )
        for name, address in feeds.items()
    )
