"""Parts of an explainer: sections, press mentions, questions, topics, corrections."""

from datetime import datetime
from typing import Literal

import attrs

from newsfeed.model.blocks import BLOCKS, Block
from newsfeed.model.fields import (
    SOUND,
    choice_field,
    datetime_field,
    instance_of,
    iri_field,
    iris_field,
    language_field,
    legal_characters,
    line_field,
    lines_field,
    text_field,
    trimmed,
    tuple_field,
)
from newsfeed.model.frozen import Referable, frozen, sure
from newsfeed.model.parties import Organization
from newsfeed.model.rich_text import Text

SectionKind = Literal["analysis", "background", "press", "other"]
TopicKind = Literal["person", "organization", "place", "event", "work", "thing"]


@frozen(kw_only=True)
class Section(Referable):
    """A part of the story under one heading.

    kind: body div/@class · newsml partMeta/role · jsonld WebPageElement
    heading: body h2 · newsml partMeta/headline · jsonld WebPageElement.headline; empty: the house's heading for this kind
    blocks: body
    """

    kind: SectionKind = choice_field(SectionKind, "other")
    heading: str = line_field()
    blocks: tuple[Block, ...] = tuple_field(*BLOCKS)


# --- the explainer's own parts ---------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class PressMention(Referable):
    """What one named outlet says, in the words of the story, with the words that it quotes from the outlet.

    outlet: body blockquote/footer/cite · jsonld Quotation.isBasedOn.publisher · newsml partMeta/infoSource
    text: body blockquote · jsonld Quotation.text
    quotes: body blockquote q within text; each is part of `text` word for word, without its quotation marks
    url: body blockquote/@cite · atom link rel=related · jsonld Quotation.isBasedOn.url · newsml partMeta/link
    published: body time · jsonld Quotation.isBasedOn.datePublished · newsml partMeta/contentCreated
    language: body blockquote/@lang · jsonld Quotation.inLanguage · newsml partMeta
    context: body p after the blockquote: what the story says beside it and no outlet owns
    """

    outlet: Organization = attrs.field(
        validator=instance_of(Organization, optional=False),
        metadata=sure("{value}.__class__ is {outlet}", outlet=Organization),
    )
    text: Text = text_field(required=True)
    quotes: tuple[str, ...] = lines_field()
    url: str | None = iri_field()
    published: datetime | None = datetime_field()
    language: str | None = language_field()
    context: Text = text_field()


@frozen(kw_only=True)
class Question(Referable):
    """A question with its answer; without one it is a prompt: what a reader may ask next.

    text: body h3 (a prompt: li) · jsonld Question.name · newsml partMeta/headline
    answer: body · jsonld Question.acceptedAnswer.text
    url: body a · jsonld Question.url · newsml link rel irel:seeAlso (a prompt's)
    """

    text: str = line_field(filled=True)
    answer: Text = text_field()
    url: str | None = iri_field()


@frozen(kw_only=True)
class Topic(Referable):
    """A person, organization, place, event, work or thing that the story is about.

    name: body dt · rss, atom category · jsonfeed tags · jsonld about.name · newsml subject/name · ninjs people, places ...
    kind: body dt/@class · jsonld about.@type · newsml subject/@type
    description: body dd · jsonld about.description · newsml subject/definition
    url: body dt/a · jsonld about.url · newsml subject/@uri
    same_as: body dd/a · jsonld about.sameAs · newsml subject/sameAs
    """

    name: str = line_field(filled=True)
    kind: TopicKind = choice_field(TopicKind, "thing")
    description: str = attrs.field(default="", converter=trimmed, validator=legal_characters, metadata=SOUND)
    url: str | None = iri_field()
    same_as: tuple[str, ...] = iris_field()


@frozen(kw_only=True)
class Correction(Referable):
    """What was wrong in an earlier version and is put right.

    text: body · jsonld correction.text · newsml edNote · ninjs edNote
    published: body time · jsonld correction.datePublished
    """

    text: Text = text_field(required=True)
    published: datetime | None = datetime_field()
