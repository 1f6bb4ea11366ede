"""The model: an explainer story and the feed that carries it, as frozen attrs classes.

This package contains the classes and the converters and validators of their fields. A wrong value cannot be built: the
constructor raises `ModelError`, a `ValueError` that names the class and the field.

Values are normalized when an object is built, to the spelling that the readers of all formats return: white space in
one-line text is folded, long text loses the white space at its ends, and lists become tuples. Equal stories are therefore
still equal after a round trip through a format that carries everything.

The constructors accept convenient forms of some values: a string for a person or an outlet (`authors=["Jo Farrow"]`), an
ISO 8601 string with a zone for a datetime, and any iterable for a tuple.
"""

from typing import Final

from newsfeed.model.answers import Answer
from newsfeed.model.blocks import BLOCKS, Block, Image, List, Markup, Paragraph, Point, Points, Quotation
from newsfeed.model.extension import Extension
from newsfeed.model.feed import Feed, Hub, Paging
from newsfeed.model.media import Media, Medium, Rendition
from newsfeed.model.metadata import MEDIA_TOPICS, Category, Link, Rights, Source
from newsfeed.model.newsroom import (
    DIGITAL_SOURCES,
    PRIVATE_FIELDS,
    Access,
    AIUse,
    AlternativeHeadline,
    AltId,
    Breadcrumb,
    DigitalSource,
    ItemClass,
    LiveUpdate,
    Place,
    Position,
    StoryKind,
    Translation,
)
from newsfeed.model.parties import POLICY_NAMES, Agent, Organization, Person, Policies
from newsfeed.model.parts import (
    Correction,
    CorrectionKind,
    PressMention,
    Question,
    Section,
    SectionKind,
    Topic,
    TopicKind,
)
from newsfeed.model.podcast import (
    Chapters,
    EpisodeType,
    Podcast,
    PodcastCategory,
    PodcastPerson,
    PodcastType,
    Transcript,
)
from newsfeed.model.rich_text import RichText, Text
from newsfeed.model.story import Status, Story, is_explainer
from newsfeed.model.subscription import Subscription
from newsfeed.model.usage import Payment, PaymentKind, Usage

MODEL: Final[tuple[type, ...]] = (
    *(Person, Organization, Paragraph, Point, Points, Quotation, List, Image, Markup, Section),
    *(PressMention, Question, Topic, Correction, Media, Rights, Category, Link, Source, Extension),
    *(Policies, Rendition, Position, Place, AltId, AlternativeHeadline, Breadcrumb, Translation),
    *(Access, AIUse, LiveUpdate, Payment, Usage),
    *(PodcastCategory, PodcastPerson, Transcript, Chapters, Podcast),
    *(Story, Hub, Paging, Subscription, Feed),
)
"""Every class of the model."""

__all__ = [
    "BLOCKS",
    "DIGITAL_SOURCES",
    "MEDIA_TOPICS",
    "MODEL",
    "POLICY_NAMES",
    "PRIVATE_FIELDS",
    "AIUse",
    "Access",
    "Agent",
    "AltId",
    "AlternativeHeadline",
    "Answer",
    "Block",
    "Breadcrumb",
    "Category",
    "Chapters",
    "Correction",
    "CorrectionKind",
    "DigitalSource",
    "EpisodeType",
    "Extension",
    "Feed",
    "Hub",
    "Image",
    "ItemClass",
    "Link",
    "List",
    "LiveUpdate",
    "Markup",
    "Media",
    "Medium",
    "Organization",
    "Paging",
    "Paragraph",
    "Payment",
    "PaymentKind",
    "Person",
    "Place",
    "Podcast",
    "PodcastCategory",
    "PodcastPerson",
    "PodcastType",
    "Point",
    "Points",
    "Policies",
    "Position",
    "PressMention",
    "Question",
    "Quotation",
    "Rendition",
    "RichText",
    "Rights",
    "Section",
    "SectionKind",
    "Source",
    "Status",
    "Story",
    "StoryKind",
    "Subscription",
    "Text",
    "Topic",
    "TopicKind",
    "Transcript",
    "Translation",
    "Usage",
    "is_explainer",
]
