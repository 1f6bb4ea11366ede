"""Losses that RSS and Atom have in common."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from newsfeed.body import xhtml
from newsfeed.body.outline import notice
from newsfeed.findings import Loss
from newsfeed.model import PRIVATE_FIELDS, Extension, Feed, Link, Media, Place, Rights, Story, Topic
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS, LostFields, table_of
from newsfeed.syndication.extensions import foreign_elements, is_foreign
from newsfeed.syndication.links import carried_translations
from newsfeed.syndication.media import carried_renditions, media_extensions, rendition_extensions
from newsfeed.syndication.newsroom import (
    is_source_name,
    newsroom_elements,
    read_newsroom_elements,
    unsafe_texts,
)
from newsfeed.syndication.places import is_carried, place_elements, read_places
from newsfeed.syndication.undefined_content import link_details, person_elements
from newsfeed.values.media_types import guess_medium
from newsfeed.values.namespaces import JSONFEED, NEWSML, NINJS


def keyword_losses(keywords: tuple[str, ...], topics: tuple[Topic, ...], path: str) -> Iterator[Loss]:
    """Yield a loss for each keyword that is also the name of a topic, or an earlier keyword.

    Args:
        keywords: the keywords.
        topics: the topics, which are written before them.
        path: path of the keywords.
    """
    names = {topic.name for topic in topics}
    for index, keyword in enumerate(keywords):
        if keyword in names or keyword in keywords[:index]:
            yield Loss(f"{path}[{index}]", "another category has this name, and each name is written once")


def media_losses(story: Story) -> Iterator[Loss]:
    """Yield the losses of a story's media: values that neither an enclosure nor Media RSS can hold."""
    for index, media in enumerate(story.media):
        path = f"story.media[{index}]"
        if media.duration is not None and media.duration != round(media.duration):
            yield Loss(f"{path}.duration", "Media RSS has durations in whole seconds only")
        if media.medium == "other" and guess_medium(media.url, media.type) != "other":
            yield Loss(f"{path}.medium", "Media RSS has no such medium, so it is read back as that of the media type")
        if media.length == 0:
            yield Loss(f"{path}.length", "a length of 0 is read back as an unknown one")
        if media.extensions:
            as_read = media_extensions(media).as_read
            yield from _media_extension_losses(media.extensions, as_read, f"{path}.extensions")
        yield from _rendition_losses(media, path)
        if media.alt:
            yield Loss(f"{path}.alt", "neither an enclosure nor Media RSS has an alternative text")


def _rendition_losses(media: Media, media_path: str) -> Iterator[Loss]:
    carried = set(map(id, carried_renditions(media)))
    for index, rendition in enumerate(media.renditions):
        path = f"{media_path}.renditions[{index}]"
        if id(rendition) not in carried:
            yield Loss(path, "the files of a media:group are read as different media if their kind of medium differs")
            continue
        if rendition.role:
            yield Loss(f"{path}.role", "Media RSS has no role of a file in a group")
        if rendition.duration is not None and rendition.duration != round(rendition.duration):
            yield Loss(f"{path}.duration", "Media RSS has durations in whole seconds only")
        if rendition.length == 0:
            yield Loss(f"{path}.length", "a length of 0 is read back as an unknown one")
        if rendition.extensions:
            yield from _media_extension_losses(
                rendition.extensions, rendition_extensions(rendition), f"{path}.extensions"
            )


def _media_extension_losses(
    extensions: tuple[Extension, ...], as_read: tuple[Extension, ...], path: str
) -> Iterator[Loss]:
    preserved = [item for item in extensions if item in as_read]
    if preserved != [item for item in as_read if item in preserved]:
        yield Loss(path, "each element has one set of further attributes, and these are read before other elements")
        return
    for index, item in enumerate(extensions):
        if item not in as_read:
            yield Loss(f"{path}[{index}]", "Media RSS has another field for it, or no such element of a file")


_OF_ELEMENTS: Final = re.compile(r"(?:story|feed)\.(?:links|authors|contributors)\[\d+\]\.extensions")


def without_kept_extensions(losses: Iterable[Loss], owner: Story | Feed, path: str, *, persons: bool) -> Iterator[Loss]:
    """Yield losses, with those of extensions of links and persons replaced by those of single extensions.

    Args:
        losses: the losses by table.
        owner: the story or feed.
        path: its path.
        persons: True if the extensions of persons are written, too.
    """
    for loss in losses:
        if not _OF_ELEMENTS.fullmatch(loss.path) or (not persons and ".links[" not in loss.path):
            yield loss
    for index, link in enumerate(owner.links):
        details = link_details(link)
        reason = "a link has only one set of further attributes, those of other vocabularies"
        yield from _other_extensions(link.extensions, [details], f"{path}.links[{index}]", reason)
    for name in ("authors", "contributors") if persons else ():
        for index, agent in enumerate(getattr(owner, name, ())):
            reason = "a person has only elements of other vocabularies, and none that is read as a name or an address"
            yield from _other_extensions(agent.extensions, person_elements(agent), f"{path}.{name}[{index}]", reason)


def _other_extensions(
    extensions: tuple[Extension, ...], written: Iterable[Extension | None], path: str, reason: str
) -> Iterator[Loss]:
    written = list(written)
    for index, item in enumerate(extensions):
        if not any(item is extension for extension in written):
            yield Loss(f"{path}.extensions[{index}]", reason)


def link_losses(links: tuple[Link, ...], path: str, reserved: Iterable[str]) -> Iterator[Loss]:
    """Yield a loss for each link that is read back into a field for its relation.

    Args:
        links: the links.
        path: path of the links.
        reserved: the relations that have a field.
    """
    for index, link in enumerate(links):
        if link.rel in reserved:
            yield Loss(f"{path}[{index}]", f"a link with rel={link.rel} is read back into the field for this relation")


def rights_losses(rights: Rights | None, path: str) -> Iterator[Loss]:
    """Yield a loss for each filled field of the rights besides the notice and the license."""
    if rights is not None:
        fields = ("holder", "year", "usage_terms")
        yield from field_losses(rights, path, fields, "a feed has only the copyright notice and the license")


_CARRIED: Final = (
    "usage",
    "places",
    "translations",
    "expires",
    "source_name",
    "alt_ids",
    "audiences",
    "alternative_headlines",
)
"""The newsroom fields of a story that have an element."""


def _carried_fields() -> dict[str, tuple[str, ...]]:
    """Return the fields of newsrooms that an element or the body of an item carries, by class."""
    return {
        **xhtml.CARRIED,
        "Story": (*_CARRIED, *xhtml.CARRIED["Story"]),
        "Media": ("renditions",),
        "Feed": ("usage",),
    }


def newsroom_table(reason: str) -> LostFields:
    """Return the fields of newsrooms that feeds cannot carry.

    Args:
        reason: the reason of those that readers may know; the others are not for readers.
    """
    table = dict(table_of(NEWSROOM_FIELDS, reason, **_carried_fields()))
    private = "it is for newsrooms only, and feeds are for readers"
    return {**table, Story: {**table[Story], **dict.fromkeys(PRIVATE_FIELDS, private)}}


def newsroom_losses(story: Story) -> Iterator[Loss]:
    """Yield the losses of the newsroom fields that have an element (see `newsroom_elements`), and of extensions like these."""
    if story.source_name and not is_source_name(story.source_name):
        yield Loss("story.source_name", "dc:source with an address is not the name of a source")
    for path in unsafe_texts(story):
        yield Loss(path, "readers leave out a text that looks like an unsafe address, or like HTML that runs")
    for index, alt_id in enumerate(story.alt_ids):
        yield from field_losses(alt_id, f"story.alt_ids[{index}]", ("role",), "dc:identifier has no role")
    for index, headline in enumerate(story.alternative_headlines):
        path = f"story.alternative_headlines[{index}]"
        yield from field_losses(headline, path, ("role",), "dcterms:alternative has no role")
    for index, term in enumerate(story.audiences):
        yield from field_losses(term, f"story.audiences[{index}]", ("scheme", "label"), "dcterms:audience is a text")
    if story.ai and not notice(story):
        yield Loss(
            "story.ai", "a feed tells its readers what a model or a statement has to say, and not of other sources"
        )
    yield from _place_losses(story.places)
    carried = set(map(id, carried_translations(story)))
    for index, translation in enumerate(story.translations):
        if id(translation) not in carried:
            reason = "a link to a translation is read by its language: one for each, and not that of the story"
            yield Loss(f"story.translations[{index}]", reason)
    yield from _read_back_losses(story)


def _place_losses(places: tuple[Place, ...]) -> Iterator[Loss]:
    """Yield the losses of places: those without an element, and values that are not read back from it."""
    as_read = iter(read_places(place_elements(places))[0])
    for index, place in enumerate(places):
        path = f"story.places[{index}]"
        after = next(as_read, None) if is_carried(place) else None
        if after is None:
            yield Loss(path, "a feed has only the position of a place, or its name as a text without =")
            continue
        for name in ("name", "uri", "position", "role"):
            if getattr(place, name) != getattr(after, name):
                yield Loss(f"{path}.{name}", "a feed has the point of a place with its name and role, or a name alone")
        for position, item in enumerate(place.extensions):
            if item not in after.extensions:
                yield Loss(f"{path}.extensions[{position}]", "a place has only the further attributes of its point")


def _read_back_losses(story: Story) -> Iterator[Loss]:
    """Yield a loss for each extension that is read back as the value of a newsroom field."""
    if not story.extensions:
        return
    foreign = foreign_elements(story)
    remaining = list(read_newsroom_elements((*newsroom_elements(story), *foreign))[1])
    for index, item in enumerate(story.extensions):
        if item in remaining:
            remaining.remove(item)
        elif is_foreign(item):
            yield Loss(f"story.extensions[{index}]", "it is read back into the field for this element")


def hub_losses(feed: Feed) -> Iterator[Loss]:
    """Yield a loss for each hub of another protocol than WebSub."""
    for index, hub in enumerate(feed.hubs):
        if hub.type != "WebSub":
            yield Loss(f"feed.hubs[{index}]", "a link with rel=hub is always a WebSub hub")


def extension_losses(owner: Story | Feed, path: str) -> Iterator[Loss]:
    """Yield a loss for each extension that belongs to a single format, and that an XML format cannot carry."""
    for index, item in enumerate(owner.extensions):
        if item.name.startswith(f"{{{JSONFEED}}}"):
            yield Loss(f"{path}.extensions[{index}]", "it is an extension member of JSON Feed")
        elif item.name.startswith(f"{{{NINJS}}}"):
            yield Loss(f"{path}.extensions[{index}]", "it is a member of a ninjs item, which is for newsrooms")
        elif item.name.startswith(f"{{{NEWSML}}}"):
            yield Loss(f"{path}.extensions[{index}]", "it is an element of NewsML-G2, which is for newsrooms")
        elif not is_foreign(item):
            yield Loss(f"{path}.extensions[{index}]", "it is an element of an RSS 2.0 channel")


def field_losses(value: object, path: str, names: Iterable[str], reason: str) -> Iterator[Loss]:
    """Yield a loss for each of the given fields that has a value.

    Args:
        value: the object; a field that it does not have counts as empty.
        path: path of the object.
        names: names of the fields.
        reason: reason of each loss.
    """
    for name in names:
        if getattr(value, name, None):
            yield Loss(f"{path}.{name}", reason)
