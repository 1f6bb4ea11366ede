"""Losses of JSON-LD: the values of stories and feeds that schema.org has no property for, or that the body mode leaves out."""

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.body.html_blocks import parse_blocks
from newsfeed.body.outline import NoticePart, has_parts, outline, plain_html
from newsfeed.findings import Loss
from newsfeed.formats.jsonld.answer_html import answer_html
from newsfeed.formats.jsonld.body_modes import DEFAULT, Extent, extent_of
from newsfeed.formats.jsonld.extension_losses import extension_losses, feed_extension_losses
from newsfeed.formats.jsonld.graph_layout import SPOKEN_PARTS, is_answered
from newsfeed.formats.jsonld.kinds import additional_types, item_class_of, kind_of, story_types
from newsfeed.formats.jsonld.node_reader import is_html
from newsfeed.formats.jsonld.read_body import text_blocks
from newsfeed.formats.jsonld.read_coverage import own_values
from newsfeed.formats.jsonld.read_newsroom import digital_source
from newsfeed.formats.jsonld.write_graph import body_text
from newsfeed.formats.jsonld.write_media import has_caption
from newsfeed.formats.jsonld.write_newsroom import carried_links, is_alternate, source_value
from newsfeed.model import (
    PRIVATE_FIELDS,
    Feed,
    Link,
    LiveUpdate,
    Media,
    Organization,
    Question,
    Section,
    Story,
    Usage,
)
from newsfeed.model.nesting import fields_to
from newsfeed.model.rich_text import RichText, Text
from newsfeed.plugins import BodyMode
from newsfeed.rendering.lost_fields import LostFields, lost_fields
from newsfeed.rights.uses import usage_losses

_MARKUP: Final = "schema.org has plain text only: the links, emphasis and other markup of this text are lost"
_PODCAST: Final = "the values of a podcast for directories and players have no properties in an article"
_PRIVATE: Final = "it is for newsrooms only, and a graph is public"
_NO_PROPERTY: Final = "schema.org has no property for it"
_LOGO_OWNERS: Final = frozenset((Organization,))
_PLAIN: Final = re.compile(r"[^<&\n]+")
"""A paragraph that is the same in HTML."""
_BODY: Final = "it is written with body='full' only"
_LOST: Final[LostFields] = {Story: dict.fromkeys(PRIVATE_FIELDS, _PRIVATE)}
_FEED_FIELDS: Final = {
    "hubs": "schema.org has no property for hubs",
    "paging": "schema.org has no property for the pages of a feed",
    "ttl": "schema.org has no property for the time that a feed may be cached",
    "generator": "schema.org has no property for the program that wrote a feed",
    "links": "relatedLink is a property of WebPage only, and a feed is a WebSite",
    "podcast": _PODCAST,
    "subscriptions": "schema.org has no property for a list of feeds",
}
"""The fields of a feed that are lost, with the reason."""


def losses(story: Story, *, body: BodyMode = DEFAULT) -> Iterator[Loss]:
    """Yield the values of a story that are not in its graph.

    Args:
        story: the story.
        body: how much of the body is written; `full` has it as HTML, with all of its markup.

    Yields:
        losses whose paths begin with `story`.
    """
    if story.status != "usable":
        yield Loss("story", f"a graph is public and leaves out a {story.status} story")
        return
    extent = extent_of(story, body)
    yield from _body_losses(story, extent)
    yield from _media_losses(story, story.media, "story.media")
    if story.embargo:
        yield Loss("story.embargo", "schema.org has no property for an embargo")
    yield from _link_losses(story, has_prompts=extent.prompts)
    if story.source:
        yield Loss("story.source", "schema.org has no property for the feed that an article was taken from")
    if story.podcast:
        yield Loss("story.podcast", _PODCAST)
    yield from lost_fields(story, "story", _LOST)
    yield from _usage_losses(story.usage, "story.usage")
    yield from _newsroom_losses(story)
    for index, update in enumerate(story.updates):
        yield from _update_losses(update, f"story.updates[{index}]", story, extent)
    yield from extension_losses(story, body)
    for field in attrs.fields(Story):
        if field.name not in ("extensions", "podcast", *(() if extent.html else ("press",))):
            yield from _logo_losses(getattr(story, field.name), f"story.{field.name}")


def _usage_losses(usage: Usage | None, path: str) -> Iterator[Loss]:
    if usage is not None:
        as_read = Usage(policy_url=usage.policy_url, contact_url=usage.contact_url)
        yield from usage_losses(usage, as_read, path, _NO_PROPERTY)


# --- the body --------------------------------------------------------------------------------------------------------------


def _body_losses(story: Story, extent: Extent) -> Iterator[Loss]:
    """Yield the losses of the text: its markup, or the parts that only the whole body has."""
    if not (extent.html and _is_summary_in_body(story)):
        yield from _markup_losses("story.summary", story.summary)
    if extent.html:
        if plain_html(story) == "":
            yield Loss("story.sections[0]", "the HTML of the section is empty, so there is no body to write")
        return
    if story.sections and not (_is_text(story.sections) and story.sections == _sections_of_text(story, extent)):
        yield Loss("story.sections", f"{_BODY}; its text has neither headings nor markup" if extent.text else _BODY)
    if story.press:
        yield Loss("story.press", _BODY)
    yield from _question_losses(story, extent)
    if story.prompts and not extent.prompts:
        yield Loss("story.prompts", _BODY)
    for index, correction in enumerate(story.corrections):
        yield from _markup_losses(f"story.corrections[{index}].text", correction.text)


def _is_summary_in_body(story: Story) -> bool:
    """Return whether the HTML of the body includes the summary; a body that is a single HTML value does not."""
    return has_parts(story) and plain_html(story) is None


def _is_text(sections: tuple[Section, ...]) -> bool:
    """Return whether the sections can be those that a reader makes of a text: one without a kind and a heading."""
    return len(sections) == 1 and sections[0].kind == "other" and not sections[0].heading


def _sections_of_text(story: Story, extent: Extent) -> tuple[Section, ...]:
    """Return the sections that a reader makes of the text of a body."""
    parts = [part for part in outline(story) if not isinstance(part, NoticePart)]
    blocks = text_blocks(body_text(story, None, parts, extent)) if extent.text else ()
    return (Section(blocks=blocks),) if blocks else ()


def _question_losses(story: Story, extent: Extent) -> Iterator[Loss]:
    for index, question in enumerate(story.questions):
        if not (extent.answers if is_answered(question) else extent.prompts):
            yield Loss(f"story.questions[{index}]", _BODY)
        elif not _answer_comes_back(question):
            yield Loss(f"story.questions[{index}].answer", f"the markup of an Answer is reduced: {_BODY}")


def _answer_comes_back(question: Question) -> bool:
    """Return whether a reader makes the same answer of the HTML of an Answer."""
    if isinstance(question.answer, str) and _PLAIN.fullmatch(question.answer):
        return True
    text = answer_html(question.answer)
    return Question(text="?", answer=parse_blocks(text) if is_html(text) else text).answer == question.answer


def _markup_losses(path: str, text: Text) -> Iterator[Loss]:
    if isinstance(text, RichText):
        yield Loss(path, _MARKUP)


# --- media, links and live coverage ----------------------------------------------------------------------------------------


def _media_losses(story: Story, media: tuple[Media, ...], path: str, *, has_captions: bool = False) -> Iterator[Loss]:
    for index, medium in enumerate(media):
        caption = f"{path}[{index}].caption"
        if has_captions:
            pass  # The HTML has them.
        elif medium.caption and not has_caption(medium):
            yield Loss(caption, "schema.org has captions for images, video and audio only")
        else:
            yield from _markup_losses(caption, medium.caption)
        if medium.medium == "video":
            own_video = own_values(medium, story)
            for name in ("title", "uploaded", "thumbnail"):
                if getattr(own_video, name) != getattr(medium, name):
                    yield Loss(f"{path}[{index}].{name}", "it is the value that is written of a video without one")


def _link_losses(story: Story, *, has_prompts: bool) -> Iterator[Loss]:
    """Yield the links that the graph does not have, and the lost fields of the other links."""
    written = [id(link) for link in carried_links(story, has_prompts=has_prompts)]
    for index, link in enumerate(story.links):
        path = f"story.links[{index}]"
        if id(link) in written:
            written.remove(id(link))
            yield from _link_field_losses(link, path)
        elif link.rel == "related":
            yield Loss(path, "relatedLink lists each URL once, and another link or a prompt has the same one")
        else:
            yield Loss(path, f"schema.org has no property for links of the relation {link.rel}")


def _link_field_losses(link: Link, path: str) -> Iterator[Loss]:
    names = ("length", "extensions") if is_alternate(link) else ("type", "title", "language", "length", "extensions")
    for name in names:
        if getattr(link, name) not in (None, "", ()):
            yield Loss(f"{path}.{name}", "the graph has no such property of a link")


def _update_losses(update: LiveUpdate, path: str, story: Story, extent: Extent) -> Iterator[Loss]:
    if update.body and not extent.answers:
        yield Loss(f"{path}.body", _BODY)
    elif not (extent.html or isinstance(update.body, str)):
        yield Loss(f"{path}.body", _MARKUP)
    yield from _media_losses(story, update.media, f"{path}.media", has_captions=extent.html)


# --- fields of newsrooms ---------------------------------------------------------------------------------------------------


def _newsroom_losses(story: Story) -> Iterator[Loss]:
    if story.urgency is not None:
        yield Loss("story.urgency", "schema.org has no property for an editorial priority")
    additional = additional_types(story)
    if kind_of(story_types(story), additional, by_newsfeed=True) != story.kind:
        yield Loss("story.kind", "the type has a name among the kinds, by which it is read")
    if (item_class_of(additional) or "text") != story.item_class:
        yield Loss("story.item_class", "schema.org has no property for the class of an item, other than IPTC's")
    if any(part in SPOKEN_PARTS.values() for part in story.speakable):
        yield Loss("story.speakable", "the XPath of a part is read as the name of the part")
    if story.ai and digital_source(source_value(story.ai.source, story.ai.iri)) != story.ai.source:
        yield Loss("story.ai.source", "the source has a term, by which it is read")


# --- logos -----------------------------------------------------------------------------------------------------------------


def _logo_losses(value: Any, path: str) -> Iterator[Loss]:
    """Yield the markup of the captions of logos in a value and in the objects within it."""
    if type(value) is tuple:
        for index, item in enumerate(value):
            yield from _logo_losses(item, f"{path}[{index}]")
    elif isinstance(value, Organization) and value.logo:
        yield from _markup_losses(f"{path}.logo.caption", value.logo.caption)
    else:
        value_type: type = type(value)
        for name in fields_to(value_type, _LOGO_OWNERS):
            if field_value := getattr(value, name):
                yield from _logo_losses(field_value, f"{path}.{name}")


# --- feeds -----------------------------------------------------------------------------------------------------------------


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the values of a feed, besides its stories, that are not in the graph.

    Yields:
        losses whose paths begin with `feed`.
    """
    yield from _markup_losses("feed.description", feed.description)
    for name, reason in _FEED_FIELDS.items():
        if getattr(feed, name):
            yield Loss(f"feed.{name}", reason)
    yield from _usage_losses(feed.usage, "feed.usage")
    yield from feed_extension_losses(feed)
    for name in ("authors", "publisher", "rights"):
        yield from _logo_losses(getattr(feed, name), f"feed.{name}")
