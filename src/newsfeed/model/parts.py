"""Parts of an explainer: sections, press mentions, questions, topics and corrections."""

from datetime import datetime
from typing import Literal

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.model.answers import Answer, answer_text, check_answer, to_answer
from newsfeed.model.blocks import BLOCKS, Block
from newsfeed.model.extension import Extension
from newsfeed.model.fields import (
    TupleOf,
    check_datetime,
    check_filled_line,
    check_iri,
    check_iris,
    check_language,
    check_line,
    check_lines,
    check_plain_text,
    check_text,
    one_of,
    to_datetime,
    to_language,
    to_line,
    to_lines,
    to_plain_text,
    to_text,
    tuple_of,
)
from newsfeed.model.parties import Organization, check_organization, to_organization
from newsfeed.model.rich_text import Text

SectionKind = Literal["analysis", "background", "press", "other"]
"""The roles that a section can have in an explainer."""
TopicKind = Literal["person", "organization", "place", "event", "work", "thing"]
"""The kinds of things that a story can be about."""
CorrectionKind = Literal["correction", "clarification", "update", "retraction"]
"""The kinds of notices about earlier versions of a story."""


@frozen(kw_only=True)
class Section(ModelObject):
    """A part of the story under one heading.

    Attributes:
        kind: The role of the section in the explainer. "analysis", "background", "press" or "other".
        heading: The heading above it; if it is empty, formats print the usual heading for `kind`. One line of text.
        blocks: The paragraphs, lists and other content, in reading order. Tuple of blocks.
    """

    kind: SectionKind = attrs.field(default="other", validator=one_of(SectionKind))
    heading: str = attrs.field(default="", converter=to_line, validator=check_line)
    blocks: tuple[Block, ...] = attrs.field(default=(), converter=TupleOf[Block], validator=tuple_of(*BLOCKS))


@frozen(kw_only=True)
class PressMention(ModelObject):
    """The position of one named outlet, in the words of the story, with the words quoted from the outlet.

    Attributes:
        outlet: The outlet that is quoted. Organization; a string is its name.
        text: The report of what the outlet says. Plain or rich text.
        quotes: The passages of `text` that are the outlet's own words, without quotation marks. Tuple of lines of text.
        url: The article of the outlet. IRI, or None.
        published: The publication of that article. Aware datetime, or None.
        language: The language in which the mention is written. BCP 47 tag, or None.
        context: Remarks of the story next to the mention that no outlet is responsible for. Plain or rich text.
    """

    outlet: Organization = attrs.field(converter=to_organization, validator=check_organization)
    text: Text = attrs.field(converter=to_text, validator=check_text)
    quotes: tuple[str, ...] = attrs.field(default=(), converter=to_lines, validator=check_lines)
    url: str | None = attrs.field(default=None, validator=check_iri)
    published: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    language: str | None = attrs.field(default=None, converter=to_language, validator=check_language)
    context: Text = attrs.field(default="", converter=to_text, validator=check_text)


@frozen(kw_only=True)
class Question(ModelObject):
    """A question with its answer, or without one a prompt: a question that a reader may ask next.

    Attributes:
        text: The question as a reader would ask it. One line of text, not empty.
        answer: The answer; empty for a prompt. Plain or rich text, or tuple of blocks if it has more than paragraphs.
        url: The page that answers the question, or answers it in more depth. IRI, or None.
        extensions: Properties that have no field here. Tuple of Extension.
    """

    text: str = attrs.field(converter=to_line, validator=check_filled_line)
    answer: Answer = attrs.field(default="", converter=to_answer, validator=check_answer)
    url: str | None = attrs.field(default=None, validator=check_iri)
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )

    @property
    def answer_text(self) -> str:
        """The answer as plain text: an empty line between paragraphs and other blocks, a line for each item of a list."""
        return answer_text(self.answer)


@frozen(kw_only=True)
class Topic(ModelObject):
    """A person, organization, place, event, work or thing that the story is about.

    Attributes:
        name: The name by which the story calls it. One line of text, not empty.
        kind: The kind of thing. "person", "organization", "place", "event", "work" or "thing".
        description: An explanation for readers who have not heard of it. Plain text, may be empty.
        url: The page about it at this outlet. IRI, or None.
        same_as: Pages elsewhere that identify the same thing, such as a Wikidata entry. Tuple of IRIs.
        extensions: Properties that have no field here. Tuple of Extension.
    """

    name: str = attrs.field(converter=to_line, validator=check_filled_line)
    kind: TopicKind = attrs.field(default="thing", validator=one_of(TopicKind))
    description: str = attrs.field(default="", converter=to_plain_text, validator=check_plain_text)
    url: str | None = attrs.field(default=None, validator=check_iri)
    same_as: tuple[str, ...] = attrs.field(default=(), converter=TupleOf[str], validator=check_iris)
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )


@frozen(kw_only=True)
class Correction(ModelObject):
    """A notice that an earlier version of the story was wrong.

    Attributes:
        text: The error and the correct facts, as told to readers. Plain or rich text.
        published: The moment when the correction was made. Aware datetime, or None.
        kind: The kind of notice. "correction", "clarification", "update" or "retraction".
        subject: The part or statement of the story that is corrected, such as headline. One line of text, may be empty.
    """

    text: Text = attrs.field(converter=to_text, validator=check_text)
    published: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    kind: CorrectionKind = attrs.field(default="correction", validator=one_of(CorrectionKind))
    subject: str = attrs.field(default="", converter=to_line, validator=check_line)
