"""The story."""

from datetime import datetime
from typing import Any, Literal

import attrs

from newsfeed.model.fields import (
    IS_LINE,
    choice_field,
    datetime_field,
    instance_of,
    iri_field,
    language_field,
    line_field,
    lines_field,
    optional_field,
    refuse,
    text_field,
    tuple_field,
    unspaced,
    whole_number,
)
from newsfeed.model.frozen import Referable, frozen, sure
from newsfeed.model.media import Media
from newsfeed.model.metadata import Category, Extension, Link, Rights, Source
from newsfeed.model.parties import Agent, Organization, Person
from newsfeed.model.parts import Correction, PressMention, Question, Section, Topic
from newsfeed.model.rich_text import Text

Status = Literal["usable", "withheld", "canceled"]


@frozen(kw_only=True)
class Story(Referable):
    """An explainer story, or an item of any feed.

    id: rss guid · atom id · jsonfeed id · jsonld @id · newsml @guid · ninjs uri. Never changed once published.
    url: rss link · atom link rel=alternate · jsonfeed url · jsonld url, mainEntityOfPage · newsml link · ninjs renditions
    headline: rss title · atom title · jsonfeed title · jsonld headline · newsml headline · ninjs headlines
    summary: rss description · atom summary · jsonfeed summary · jsonld abstract · newsml description ·
        body ("What's happened")
    sections: body · jsonld hasPart · newsml partMeta
    press: body · jsonld hasPart Quotation · newsml partMeta, infoSource
    questions: body · jsonld FAQPage (those with an answer) · newsml partMeta
    prompts: body · newsml link (those with a url)
    topics: body · rss, atom category · jsonfeed tags · jsonld about, mentions · newsml subject
    authors: rss author, dc:creator · atom author · jsonfeed authors · jsonld author · newsml creator, by · ninjs by
    contributors: rss dc:contributor · atom contributor · jsonld contributor · newsml contributor · jsonfeed _newsfeed
    publisher: rss dc:publisher · jsonld publisher · newsml provider · jsonfeed _newsfeed · atom loss
    language: rss dc:language · atom xml:lang · jsonfeed language · jsonld inLanguage · newsml language
    published: rss pubDate · atom published · jsonfeed date_published · jsonld datePublished · newsml firstCreated
    updated: rss atom:updated · atom updated · jsonfeed date_modified · jsonld dateModified · newsml versionCreated
    version: jsonfeed _newsfeed · jsonld version · newsml @version · ninjs version · others loss
    status: `withheld` and `canceled` stories are left out of feeds (atom has a tombstone of a canceled one) ·
        jsonld creativeWorkStatus · newsml pubStatus
    embargo: newsml embargoed · ninjs embargoed · others loss
    media: rss enclosure, media:content · atom link rel=enclosure · jsonfeed image, attachments · jsonld image ·
        newsml remoteContent
    keywords: rss category · atom category · jsonfeed tags · jsonld keywords · newsml keyword · ninjs subjects
    categories: rss category/@domain · atom category/@scheme · jsonfeed tags · jsonld articleSection · newsml subject
    links: rss atom:link · atom link · jsonld relatedLink · newsml link
    rights: rss dc:rights · atom rights · jsonld copyrightNotice · newsml rightsInfo
    corrections: body · jsonld correction · newsml edNote
    source: rss source · atom source · jsonfeed _newsfeed · others loss
    extensions: rss, atom, newsml · others loss
    """

    id: str = attrs.field(validator=unspaced, metadata=sure("{value} and " + IS_LINE))
    url: str | None = iri_field()
    headline: str = line_field()
    summary: Text = text_field()
    sections: tuple[Section, ...] = tuple_field(Section)
    press: tuple[PressMention, ...] = tuple_field(PressMention)
    questions: tuple[Question, ...] = tuple_field(Question)
    prompts: tuple[Question, ...] = tuple_field(Question)
    topics: tuple[Topic, ...] = tuple_field(Topic)
    authors: tuple[Agent, ...] = tuple_field(Person, Organization)
    contributors: tuple[Agent, ...] = tuple_field(Person, Organization)
    publisher: Organization | None = attrs.field(default=None, validator=instance_of(Organization))
    language: str | None = language_field()
    published: datetime | None = datetime_field()
    updated: datetime | None = datetime_field()
    version: int = attrs.field(default=1, validator=[instance_of(int, optional=False), whole_number(1)])
    status: Status = choice_field(Status, "usable")
    embargo: datetime | None = datetime_field()
    media: tuple[Media, ...] = tuple_field(Media)
    keywords: tuple[str, ...] = lines_field()
    categories: tuple[Category, ...] = tuple_field(Category)
    links: tuple[Link, ...] = tuple_field(Link)
    rights: Rights | None = optional_field(Rights)
    corrections: tuple[Correction, ...] = tuple_field(Correction)
    source: Source | None = optional_field(Source)
    extensions: tuple[Extension, ...] = tuple_field(Extension)

    @prompts.validator
    def _check_prompts(self, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        for index, prompt in enumerate(value):
            if prompt.answer:
                raise refuse(self, attribute, f"[{index}] has an answer; a prompt has none, put it into `questions`")
