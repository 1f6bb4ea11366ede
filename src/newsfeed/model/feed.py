"""The feed and its relations to other documents."""

from datetime import datetime

import attrs

from newsfeed.model.fields import (
    datetime_field,
    filled_text,
    folded,
    instance_of,
    iri_field,
    language_field,
    line_field,
    lines_field,
    number_field,
    optional_field,
    text_field,
    tuple_field,
    unspaced,
)
from newsfeed.model.frozen import Referable, frozen
from newsfeed.model.metadata import Category, Extension, Link, Rights
from newsfeed.model.parties import Agent, Organization, Person
from newsfeed.model.rich_text import Text
from newsfeed.model.story import Story


@frozen(kw_only=True)
class Hub(Referable):
    """A place that tells subscribers about changes (WebSub).

    url: rss atom:link rel=hub · atom link rel=hub · jsonfeed hubs/url
    type: jsonfeed hubs/type; the others know WebSub only
    """

    url: str = iri_field(required=True)
    type: str = attrs.field(default="WebSub", converter=folded, validator=filled_text)


@frozen(kw_only=True)
class Paging(Referable):
    """Where this document stands among those that make up the whole feed (RFC 5005).

    first, last, previous, next: atom link · rss atom:link · jsonfeed next_url (next only)
    prev_archive, next_archive, current: atom link · rss atom:link
    complete: fh:complete · archive: fh:archive
    """

    first: str | None = iri_field()
    last: str | None = iri_field()
    previous: str | None = iri_field()
    next: str | None = iri_field()
    prev_archive: str | None = iri_field()
    next_archive: str | None = iri_field()
    current: str | None = iri_field()
    complete: bool = attrs.field(default=False, validator=instance_of(bool, optional=False))
    archive: bool = attrs.field(default=False, validator=instance_of(bool, optional=False))


@frozen(kw_only=True)
class Feed(Referable):
    """A feed: what is said once about all of its stories, and the stories.

    title: rss channel/title · atom title · jsonfeed title · jsonld WebSite.name · newsml header
    url: the site, never the feed · rss channel/link · atom link rel=alternate · jsonfeed home_page_url · jsonld WebSite.url
    feed_url: rss atom:link rel=self · atom link rel=self · jsonfeed feed_url
    id: atom id; without one `feed_url` or `url` is it
    description: rss channel/description · atom subtitle · jsonfeed description
    language: rss language · atom xml:lang · jsonfeed language
    authors: rss managingEditor, dc:creator · atom author · jsonfeed authors
    publisher: jsonld publisher · newsml provider · rss dc:publisher
    rights: rss copyright · atom rights
    icon, logo: atom icon, logo · jsonfeed favicon, icon · rss image (logo)
    published: rss pubDate · jsonfeed _newsfeed · jsonld datePublished · newsml header · atom loss
    updated: rss lastBuildDate · atom updated · newsml header/sent
    hubs, paging: as listed there
    ttl: minutes · rss ttl · jsonfeed _newsfeed · others loss
    generator: rss generator · atom generator · newsml generator; empty: newsfeed names itself
    categories, keywords: rss, atom category
    links: rss atom:link · atom link
    extensions: rss, atom
    """

    title: str = line_field()
    url: str | None = iri_field()
    feed_url: str | None = iri_field()
    id: str | None = attrs.field(default=None, validator=attrs.validators.optional(unspaced))
    description: Text = text_field()
    language: str | None = language_field()
    authors: tuple[Agent, ...] = tuple_field(Person, Organization)
    publisher: Organization | None = attrs.field(default=None, validator=instance_of(Organization))
    rights: Rights | None = optional_field(Rights)
    icon: str | None = iri_field()
    logo: str | None = iri_field()
    published: datetime | None = datetime_field()
    updated: datetime | None = datetime_field()
    hubs: tuple[Hub, ...] = tuple_field(Hub)
    paging: Paging | None = optional_field(Paging)
    ttl: int | None = number_field(1)
    generator: str = line_field()
    categories: tuple[Category, ...] = tuple_field(Category)
    keywords: tuple[str, ...] = lines_field()
    links: tuple[Link, ...] = tuple_field(Link)
    extensions: tuple[Extension, ...] = tuple_field(Extension)
    stories: tuple[Story, ...] = tuple_field(Story)


attrs.resolve_types(Extension)
