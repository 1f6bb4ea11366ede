"""The story, the unit that a newsroom publishes."""

from datetime import datetime
from typing import Any, Final, Literal

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.errors import ModelError
from newsfeed.model.blocks import Block, Image, Markup
from newsfeed.model.extension import Extension
from newsfeed.model.fields import (
    TupleOf,
    check_datetime,
    check_id,
    check_iri,
    check_language,
    check_line,
    check_lines,
    check_plain_text,
    check_text,
    one_of,
    optional_object,
    refusal,
    to_datetime,
    to_language,
    to_line,
    to_lines,
    to_plain_text,
    to_text,
    tuple_of,
    whole_number,
)
from newsfeed.model.media import Media
from newsfeed.model.metadata import Category, Link, Rights, Source, to_rights, to_source, to_terms
from newsfeed.model.newsroom import (
    Access,
    AIUse,
    AlternativeHeadline,
    AltId,
    Breadcrumb,
    LiveUpdate,
    Place,
    Translation,
    check_access,
    check_ai_use,
    check_item_class,
    check_kind,
    check_translation,
    to_access,
    to_ai_use,
    to_translation,
)
from newsfeed.model.parties import (
    Agent,
    Organization,
    check_agents,
    check_optional_organization,
    to_agents,
    to_optional_organization,
)
from newsfeed.model.parts import Correction, PressMention, Question, Section, Topic
from newsfeed.model.podcast import Podcast, to_podcast
from newsfeed.model.rich_text import Text
from newsfeed.model.usage import Usage, check_usage, to_usage
from newsfeed.values.escaping import unescape
from newsfeed.values.patterns import pattern

_IMAGE_TAG: Final = pattern(r"<img\s[^<>]*>")
_ATTRIBUTE: Final = pattern(r'\s(src|alt)="([^"]*)"')

Status = Literal["usable", "withheld", "canceled"]
"""The publishing states of a story, as in NewsML-G2."""

_EXPLAINER_KINDS: Final = ("analysis", "background")
"""The kinds of sections that make a story an explainer."""


def _check_unanswered(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    for index, prompt in enumerate(value):
        if prompt.answer:
            raise refusal(instance, attribute, f"[{index}] has an answer; a prompt has none: move it to `questions`")


def check_urgency(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Refuse anything but a whole number from 1 to 9, or None."""
    whole_number(1)(instance, attribute, value)
    if value is not None and value > 9:
        raise refusal(instance, attribute, f"is {value}, must be 1 (the highest) to 9 (the lowest)")


def _first_image(block: Block) -> Media | None:
    """Return the first picture that a block shows; None if it has none with an absolute address."""
    if isinstance(block, Image):
        return Media(url=block.url, medium="image", alt=block.alt, caption=block.caption)
    for tag in _IMAGE_TAG.finditer(block.html) if isinstance(block, Markup) else ():
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag[0])}
        try:
            return Media(url=attributes.get("src", ""), medium="image", alt=attributes.get("alt", ""))
        except ModelError:
            continue
    return None


@frozen(kw_only=True)
class Story(ModelObject):
    """An explainer story, or an item of any feed.

    Attributes:
        id: The identifier of the story, the same in all versions and formats. One line of text, never changed.
        url: The address at which readers find the story. IRI, or None.
        headline: The headline. One line of text, may be empty.
        summary: The news in one or a few paragraphs ("What's happened"). Plain or rich text, may be empty.
        sections: The explanation under headings, in reading order. Tuple of Section.
        press: The reports of other outlets on the subject. Tuple of PressMention.
        questions: The questions that the story answers. Tuple of Question.
        prompts: The questions that readers may ask next, without answers. Tuple of Question.
        topics: The people, places and things that the story is about. Tuple of Topic.
        authors: The authors as in the byline. Tuple of agents; a string is a person's name.
        contributors: Those who helped without being authors. Tuple of agents; a string is a person's name.
        publisher: The outlet that answers for the story, if it differs from that of the feed. Organization, its name, or None.
        language: The language in which the story is written. BCP 47 tag such as en-GB, or None.
        published: The first publication. Aware datetime, or None.
        updated: The last change that readers should notice. Aware datetime, or None.
        version: The number of the version, which grows with every change. Whole number from 1.
        status: The publishing state; feeds leave out stories that are not usable. "usable", "withheld" or "canceled".
        embargo: Do not publish before this moment. Aware datetime, or None.
        media: The pictures, videos, recordings and documents of the story. Tuple of Media.
        keywords: The words under which an archive or a search should find the story. Tuple of lines of text.
        categories: The desks and subject codes of the story. Tuple of Category.
        links: Related pages for further reading. Tuple of Link.
        rights: The copyright and the conditions of use. Rights, or None.
        corrections: The errors of earlier versions that were corrected. Tuple of Correction.
        source: The feed from which an aggregator took the story. Source, or None.
        podcast: The values of an episode of a podcast. Podcast, or None.
        kind: The kind of story; None if nobody said it. One of `StoryKind` such as "opinion", the IRI of another type, or None.
        item_class: The kind of content. One of `ItemClass` such as "picture", or the IRI of another one.
        genre: The styles of the story, such as interview or obituary. Tuple of Category; a string is a term.
        slugline: The name under which the newsroom handles the story; never shown to readers. One line of text, may be empty.
        urgency: The editorial priority, 1 for the highest. Whole number from 1 to 9, or None.
        dateline: The place and date as printed before the text. One line of text, may be empty.
        byline: The authors as printed, if that is more than their names. One line of text, may be empty.
        creditline: The credit of the whole item as printed. One line of text, may be empty.
        source_name: The agency or outlet that the item was taken from. One line of text, may be empty.
        places: The places that the story was filed from or is about. Tuple of Place.
        ed_note: The note to editors, never published. Plain text, may be empty.
        signals: The instructions to those who process the item, never published. Tuple of Category; a string is a term.
        services: The services of the provider that deliver the item, never published. Tuple of Category; a string is a term.
        audiences: The intended audiences. Tuple of Category; a string is a term.
        alt_ids: The identifiers of the story in other systems. Tuple of AltId.
        alternative_headlines: The headlines for other uses. Tuple of AlternativeHeadline.
        access: Whether readers pay for the story. Access, "free", "paid" or None.
        expires: Do not show it after this moment. Aware datetime, or None.
        translation_of: The story of which this one is a translation. Translation, its address, or None.
        translations: The translations of this story. Tuple of Translation.
        section_path: The sections from the front page down to the story. Tuple of Breadcrumb.
        updates: The entries of live coverage, the newest first. Tuple of LiveUpdate.
        coverage_start: The beginning of live coverage. Aware datetime, or None.
        coverage_end: The end of live coverage. Aware datetime, or None.
        speakable: The parts that are fit to be read out: "headline", "summary" and so on, or CSS selectors. Tuple of lines.
        ai: What models had to do with the story. AIUse, the term of a digital source, or None.
        usage: What machines may do with the story, if it differs from what the feed says. Usage, or None.
        extensions: Elements of other vocabularies, passed through unchanged. Tuple of Extension.
    """

    id: str = attrs.field(validator=check_id)
    url: str | None = attrs.field(default=None, validator=check_iri)
    headline: str = attrs.field(default="", converter=to_line, validator=check_line)
    summary: Text = attrs.field(default="", converter=to_text, validator=check_text)
    sections: tuple[Section, ...] = attrs.field(default=(), converter=TupleOf[Section], validator=tuple_of(Section))
    press: tuple[PressMention, ...] = attrs.field(
        default=(), converter=TupleOf[PressMention], validator=tuple_of(PressMention)
    )
    questions: tuple[Question, ...] = attrs.field(default=(), converter=TupleOf[Question], validator=tuple_of(Question))
    prompts: tuple[Question, ...] = attrs.field(
        default=(), converter=TupleOf[Question], validator=[tuple_of(Question), _check_unanswered]
    )
    topics: tuple[Topic, ...] = attrs.field(default=(), converter=TupleOf[Topic], validator=tuple_of(Topic))
    authors: tuple[Agent, ...] = attrs.field(default=(), converter=to_agents, validator=check_agents)
    contributors: tuple[Agent, ...] = attrs.field(default=(), converter=to_agents, validator=check_agents)
    publisher: Organization | None = attrs.field(
        default=None, converter=to_optional_organization, validator=check_optional_organization
    )
    language: str | None = attrs.field(default=None, converter=to_language, validator=check_language)
    published: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    updated: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    version: int = attrs.field(default=1, validator=whole_number(1, optional=False))
    status: Status = attrs.field(default="usable", validator=one_of(Status))
    embargo: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    media: tuple[Media, ...] = attrs.field(default=(), converter=TupleOf[Media], validator=tuple_of(Media))
    keywords: tuple[str, ...] = attrs.field(default=(), converter=to_lines, validator=check_lines)
    categories: tuple[Category, ...] = attrs.field(
        default=(), converter=TupleOf[Category], validator=tuple_of(Category)
    )
    links: tuple[Link, ...] = attrs.field(default=(), converter=TupleOf[Link], validator=tuple_of(Link))
    rights: Rights | None = attrs.field(default=None, converter=to_rights, validator=optional_object(Rights))
    corrections: tuple[Correction, ...] = attrs.field(
        default=(), converter=TupleOf[Correction], validator=tuple_of(Correction)
    )
    source: Source | None = attrs.field(default=None, converter=to_source, validator=optional_object(Source))
    podcast: Podcast | None = attrs.field(default=None, converter=to_podcast, validator=optional_object(Podcast))
    kind: str | None = attrs.field(default=None, validator=check_kind)
    item_class: str = attrs.field(default="text", validator=check_item_class)
    genre: tuple[Category, ...] = attrs.field(default=(), converter=to_terms, validator=tuple_of(Category))
    slugline: str = attrs.field(default="", converter=to_line, validator=check_line)
    urgency: int | None = attrs.field(default=None, validator=check_urgency)
    dateline: str = attrs.field(default="", converter=to_line, validator=check_line)
    byline: str = attrs.field(default="", converter=to_line, validator=check_line)
    creditline: str = attrs.field(default="", converter=to_line, validator=check_line)
    source_name: str = attrs.field(default="", converter=to_line, validator=check_line)
    places: tuple[Place, ...] = attrs.field(default=(), converter=TupleOf[Place], validator=tuple_of(Place))
    ed_note: str = attrs.field(default="", converter=to_plain_text, validator=check_plain_text)
    signals: tuple[Category, ...] = attrs.field(default=(), converter=to_terms, validator=tuple_of(Category))
    services: tuple[Category, ...] = attrs.field(default=(), converter=to_terms, validator=tuple_of(Category))
    audiences: tuple[Category, ...] = attrs.field(default=(), converter=to_terms, validator=tuple_of(Category))
    alt_ids: tuple[AltId, ...] = attrs.field(default=(), converter=TupleOf[AltId], validator=tuple_of(AltId))
    alternative_headlines: tuple[AlternativeHeadline, ...] = attrs.field(
        default=(), converter=TupleOf[AlternativeHeadline], validator=tuple_of(AlternativeHeadline)
    )
    access: Access | None = attrs.field(default=None, converter=to_access, validator=check_access)
    expires: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    translation_of: Translation | None = attrs.field(
        default=None, converter=to_translation, validator=check_translation
    )
    translations: tuple[Translation, ...] = attrs.field(
        default=(), converter=TupleOf[Translation], validator=tuple_of(Translation)
    )
    section_path: tuple[Breadcrumb, ...] = attrs.field(
        default=(), converter=TupleOf[Breadcrumb], validator=tuple_of(Breadcrumb)
    )
    updates: tuple[LiveUpdate, ...] = attrs.field(
        default=(), converter=TupleOf[LiveUpdate], validator=tuple_of(LiveUpdate)
    )
    coverage_start: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    coverage_end: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    speakable: tuple[str, ...] = attrs.field(default=(), converter=to_lines, validator=check_lines)
    ai: AIUse | None = attrs.field(default=None, converter=to_ai_use, validator=check_ai_use)
    usage: Usage | None = attrs.field(default=None, converter=to_usage, validator=check_usage)
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )

    @property
    def lead_image(self) -> Media | None:
        """The picture to show with the story.

        The first of `media`, else the first thumbnail, else the cover of the episode, else the first in the text.
        """
        for media in self.media:
            if media.medium == "image":
                return media
        for media in self.media:
            if media.thumbnail:
                return Media(url=media.thumbnail, medium="image")
        if self.podcast is not None and self.podcast.image:
            return Media(url=self.podcast.image, medium="image")
        blocks = (block for section in self.sections for block in section.blocks)
        return next(filter(None, map(_first_image, blocks)), None)


def is_explainer(story: Story) -> bool:
    """Return whether a story has a part that only explainers have: a press review, questions, analysis or background."""
    sections = story.sections
    return bool(story.press or story.questions or any(section.kind in _EXPLAINER_KINDS for section in sections))
