"""The feed, and its relations to other documents."""

from datetime import datetime

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.model.extension import Extension
from newsfeed.model.fields import (
    TupleOf,
    check_datetime,
    check_filled_line,
    check_id,
    check_iri,
    check_language,
    check_line,
    check_lines,
    check_text,
    instance_of,
    none_if_empty,
    optional_object,
    to_datetime,
    to_language,
    to_line,
    to_lines,
    to_text,
    tuple_of,
    whole_number,
)
from newsfeed.model.metadata import Category, Link, Rights, to_rights
from newsfeed.model.parties import (
    Agent,
    Organization,
    check_agents,
    check_optional_organization,
    to_agents,
    to_optional_organization,
)
from newsfeed.model.podcast import Podcast, to_podcast
from newsfeed.model.rich_text import Text
from newsfeed.model.story import Story
from newsfeed.model.subscription import Subscription
from newsfeed.model.usage import Usage, check_usage, to_usage


@frozen(kw_only=True)
class Hub(ModelObject):
    """A service that notifies subscribers of changes.

    Attributes:
        url: The address at which readers subscribe. IRI.
        type: The protocol of the service. One line of text, "WebSub" by default.
    """

    url: str = attrs.field(validator=check_iri)
    type: str = attrs.field(default="WebSub", converter=to_line, validator=check_filled_line)


@frozen(kw_only=True)
class Paging(ModelObject):
    """The position of this document among those that make up a feed (RFC 5005).

    Attributes:
        first: The first page of the feed. IRI, or None.
        last: The last page of the feed. IRI, or None.
        previous: The page before this one. IRI, or None.
        next: The page after this one. IRI, or None.
        prev_archive: The archive with the next older stories. IRI, or None.
        next_archive: The archive with the next newer stories. IRI, or None.
        current: The document with the latest stories, of which this is an archive. IRI, or None.
        complete: This document has all stories of the feed; any other story is withdrawn. True or False.
        archive: This document is an archive, which does not change any more. True or False.
    """

    first: str | None = attrs.field(default=None, validator=check_iri)
    last: str | None = attrs.field(default=None, validator=check_iri)
    previous: str | None = attrs.field(default=None, validator=check_iri)
    next: str | None = attrs.field(default=None, validator=check_iri)
    prev_archive: str | None = attrs.field(default=None, validator=check_iri)
    next_archive: str | None = attrs.field(default=None, validator=check_iri)
    current: str | None = attrs.field(default=None, validator=check_iri)
    complete: bool = attrs.field(default=False, validator=instance_of(bool, optional=False))
    archive: bool = attrs.field(default=False, validator=instance_of(bool, optional=False))


def _to_paging(value: Paging | None) -> Paging | None:
    """Replace a paging without any value by None."""
    return none_if_empty(value, Paging)


@frozen(kw_only=True)
class Feed(ModelObject):
    """A feed: its stories, and the facts that they share.

    Attributes:
        title: The name of the feed. One line of text, may be empty.
        url: The website to which the feed belongs, never the feed itself. IRI, or None.
        feed_url: The address of this feed document. IRI, or None.
        id: The identifier of the feed, if it differs from `feed_url` and `url`. One line of text, or None.
        description: The subject of the feed, for those who consider to subscribe. Plain or rich text, may be empty.
        language: The language of the stories that do not have their own. BCP 47 tag such as en-GB, or None.
        authors: The authors of the stories that do not name theirs. Tuple of agents; a string is a person's name.
        publisher: The outlet that answers for the feed. Organization, its name, or None.
        rights: The copyright and the conditions of use of the feed. Rights, or None.
        usage: What machines may do with the stories that do not say it themselves. Usage, or None.
        icon: A small square picture for lists of feeds. IRI of an image, or None.
        logo: A larger picture that represents the feed. IRI of an image, or None.
        published: The publication of this issue of the feed. Aware datetime, or None.
        updated: The last change of anything in the feed. Aware datetime, or None.
        hubs: The services that notify subscribers of changes. Tuple of Hub.
        paging: The links to the other pages and archives of the feed. Paging, or None.
        ttl: The time for which readers may keep a copy before they ask again. Minutes, or None.
        generator: The program that made the feed; if it is empty, newsfeed names itself. One line of text.
        categories: The subject codes of the whole feed. Tuple of Category.
        keywords: The words that describe the whole feed. Tuple of lines of text.
        links: Pages related to the whole feed. Tuple of Link.
        podcast: The values of a podcast for directories and players. Podcast, or None.
        subscriptions: The feeds of others that the feed lists, as a reader subscribes to them. Tuple of Subscription.
        extensions: Elements of other vocabularies, passed through unchanged. Tuple of Extension.
        stories: The stories, in the order in which they are written. Tuple of Story.
    """

    title: str = attrs.field(default="", converter=to_line, validator=check_line)
    url: str | None = attrs.field(default=None, validator=check_iri)
    feed_url: str | None = attrs.field(default=None, validator=check_iri)
    id: str | None = attrs.field(default=None, validator=attrs.validators.optional(check_id))
    description: Text = attrs.field(default="", converter=to_text, validator=check_text)
    language: str | None = attrs.field(default=None, converter=to_language, validator=check_language)
    authors: tuple[Agent, ...] = attrs.field(default=(), converter=to_agents, validator=check_agents)
    publisher: Organization | None = attrs.field(
        default=None, converter=to_optional_organization, validator=check_optional_organization
    )
    rights: Rights | None = attrs.field(default=None, converter=to_rights, validator=optional_object(Rights))
    usage: Usage | None = attrs.field(default=None, converter=to_usage, validator=check_usage)
    icon: str | None = attrs.field(default=None, validator=check_iri)
    logo: str | None = attrs.field(default=None, validator=check_iri)
    published: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    updated: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    hubs: tuple[Hub, ...] = attrs.field(default=(), converter=TupleOf[Hub], validator=tuple_of(Hub))
    paging: Paging | None = attrs.field(default=None, converter=_to_paging, validator=optional_object(Paging))
    ttl: int | None = attrs.field(default=None, validator=whole_number(1))
    generator: str = attrs.field(default="", converter=to_line, validator=check_line)
    categories: tuple[Category, ...] = attrs.field(
        default=(), converter=TupleOf[Category], validator=tuple_of(Category)
    )
    keywords: tuple[str, ...] = attrs.field(default=(), converter=to_lines, validator=check_lines)
    links: tuple[Link, ...] = attrs.field(default=(), converter=TupleOf[Link], validator=tuple_of(Link))
    podcast: Podcast | None = attrs.field(default=None, converter=to_podcast, validator=optional_object(Podcast))
    subscriptions: tuple[Subscription, ...] = attrs.field(
        default=(), converter=TupleOf[Subscription], validator=tuple_of(Subscription)
    )
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )
    stories: tuple[Story, ...] = attrs.field(default=(), converter=TupleOf[Story], validator=tuple_of(Story))


attrs.resolve_types(Extension)
