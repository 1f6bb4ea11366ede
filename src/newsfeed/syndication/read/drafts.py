"""Drafts of a story and a feed: typed values as they are read, and the decision between those that compete for one field.

Several elements can supply the same field, and a document may have all of them. Each draft attribute holds the values of equal
rank: of several in one document the first counts, or for dates the last. `ItemDraft.fields` and `ChannelDraft.fields` state the
order of preference between attributes.
"""

from datetime import datetime
from typing import TypeVar

import attrs

from newsfeed.model import Agent, Category, Extension, Hub, Link, Organization, Person, Source, Text
from newsfeed.reading.fields import FeedFields, StoryFields

T = TypeVar("T")


@attrs.define(eq=False)
class ItemDraft:
    """Values of one item or entry.

    Attributes:
        id: guid, atom:id.
        about: rdf:about of an RSS 1.0 item.
        link: link of RSS; the last usable one counts.
        alternate: atom:link with the relation alternate that leads to a page.
        permalink: guid or atom:id, if it is an address.
        title: title, atom:title.
        module_title: dc:title, itunes:title.
        published: pubDate, atom:published, atom:issued, dcterms:issued.
        created: atom:created, dcterms:created, dcterms:available.
        updated: lastBuildDate, atom:updated, atom:modified, dcterms:modified.
        dc_date: dc:date.
        summary: description, atom:summary, as HTML.
        module_summary: dc:description, dcterms:abstract, itunes:summary, as HTML.
        html: the body: content:encoded, atom:content, xhtml:body, ...
        authors: author, atom:author, dc:creator.
        itunes_author: itunes:author.
        contributors: atom:contributor, dc:contributor.
        publisher: dc:publisher.
        dc_language: dc:language.
        xml_language: xml:lang.
        keywords: category without a domain, dc:subject, media:keywords, itunes:keywords.
        categories: category with a domain, atom:category with a scheme or label.
        links: all other links; comments as the relation replies.
        rights_notice: atom:rights, dc:rights.
        license: creativeCommons:license, cc:license, atom:link with the relation license.
        source: source, atom:source; the last counts.
        extensions: elements of unknown vocabularies.
    """

    id: str = ""
    about: str = ""
    link: str | None = None
    alternate: str | None = None
    permalink: str | None = None
    title: str = ""
    module_title: str = ""
    published: datetime | None = None
    created: datetime | None = None
    updated: datetime | None = None
    dc_date: datetime | None = None
    summary: str = ""
    module_summary: str = ""
    html: str = ""
    authors: list[Agent] = attrs.field(factory=list)
    itunes_author: Person | None = None
    contributors: list[Agent] = attrs.field(factory=list)
    publisher: Organization | None = None
    dc_language: str = ""
    xml_language: str | None = None
    keywords: list[str] = attrs.field(factory=list)
    categories: list[Category] = attrs.field(factory=list)
    links: list[Link] = attrs.field(factory=list)
    rights_notice: str = ""
    license: str | None = None
    source: Source | None = None
    extensions: list[Extension] = attrs.field(factory=list)

    def fields(self) -> StoryFields:
        """Return the fields of the story, except for those that its body affects: summary, keywords, links and rights."""
        itunes_authors = (self.itunes_author,) if self.itunes_author else ()
        return {
            "id": self.id or self.about,
            "url": self.link or self.alternate or self.permalink,
            "headline": self.title or self.module_title,
            "published": self.published or self.created or self.dc_date,
            "updated": self.updated or self.dc_date,
            "authors": tuple(self.authors) or itunes_authors,
            "contributors": tuple(self.contributors),
            "publisher": self.publisher,
            "categories": tuple(self.categories),
            "source": self.source,
            "extensions": tuple(self.extensions),
        }

    @property
    def language(self) -> str | None:
        """The language tag as written."""
        return self.dc_language or self.xml_language

    @property
    def summary_html(self) -> str:
        """The summary as HTML."""
        return self.summary or self.module_summary


@attrs.define(eq=False)
class ChannelDraft:
    """Values of a channel or feed.

    Attributes:
        id: atom:id.
        title: title, atom:title.
        dc_title: dc:title.
        link: link of RSS; the last usable one counts.
        alternate: atom:link with the relation alternate that leads to a page.
        feed_url: atom:link with the relation self.
        description: description, atom:subtitle, atom:tagline.
        dc_description: dc:description.
        language: language, dc:language, xml:lang.
        authors: managingEditor, dc:creator, atom:author.
        publisher: dc:publisher.
        rights_notice: copyright, atom:rights, dc:rights.
        license: creativeCommons:license, cc:license, atom:link with the relation license.
        published: pubDate, atom:published, dcterms:issued.
        updated: lastBuildDate, atom:updated, atom:modified, dcterms:modified.
        dc_date: dc:date.
        icon, logo: atom:icon, atom:logo; image of RSS is the logo.
        ttl: in minutes.
        generator: generator, unless it is newsfeed.
        paging: fields of `Paging`, from atom:link, fh:complete and fh:archive (RFC 5005).
        hubs: atom:link with the relation hub.
        keywords, categories, links, extensions: as those of an item.
    """

    id: str = ""
    title: str = ""
    dc_title: str = ""
    link: str | None = None
    alternate: str | None = None
    feed_url: str | None = None
    description: Text = ""
    dc_description: str = ""
    language: str = ""
    authors: list[Agent] = attrs.field(factory=list)
    publisher: Organization | None = None
    rights_notice: str = ""
    license: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    dc_date: datetime | None = None
    icon: str | None = None
    logo: str | None = None
    ttl: int | None = None
    generator: str = ""
    paging: dict[str, str | bool] = attrs.field(factory=dict)
    hubs: list[Hub] = attrs.field(factory=list)
    keywords: list[str] = attrs.field(factory=list)
    categories: list[Category] = attrs.field(factory=list)
    links: list[Link] = attrs.field(factory=list)
    extensions: list[Extension] = attrs.field(factory=list)

    @property
    def site(self) -> str | None:
        """The address of the site, or else of the feed, as far as it has been read: the base of relative links."""
        return self.link or self.alternate or self.feed_url

    def fields(self) -> FeedFields:
        """Return the fields of the feed, except for language, rights and paging."""
        return {
            "id": self.id or None,
            "title": self.title or self.dc_title,
            "url": self.link or self.alternate,
            "feed_url": self.feed_url,
            "description": self.description or self.dc_description,
            "authors": tuple(self.authors),
            "publisher": self.publisher,
            "icon": self.icon,
            "logo": self.logo,
            "published": self.published,
            "updated": self.updated or self.dc_date,
            "ttl": self.ttl,
            "generator": self.generator,
            "hubs": tuple(self.hubs),
            "categories": tuple(self.categories),
            "keywords": tuple(dict.fromkeys(self.keywords)),
            "links": links_with_alternate(self.links, self.link, self.alternate),
            "extensions": tuple(self.extensions),
        }


def append_present(values: list[T], value: T | None) -> None:
    """Append a value that could be read to a list of a draft."""
    if value is not None:
        values.append(value)


def links_with_alternate(
    links: "list[Link] | tuple[Link, ...]", link: str | None, alternate: str | None
) -> tuple[Link, ...]:
    """Return the links, with the alternate one added if it is not the address of the story or feed."""
    if link and alternate and alternate != link:
        return (*links, Link(url=alternate, rel="alternate"))
    return tuple(links)
