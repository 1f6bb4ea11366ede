"""The model: frozen attrs classes for stories and feeds, and the checks of their fields.

TODO."""

from typing import Final

from newsfeed.model.blocks import BLOCKS, Block, Image, List, Markup, Paragraph, Point, Points, Quotation
from newsfeed.model.feed import Feed, Hub, Paging
from newsfeed.model.media import Media, Medium
from newsfeed.model.metadata import MEDIA_TOPICS, Category, Extension, Link, Rights, Source
from newsfeed.model.parties import Agent, Organization, Person
from newsfeed.model.parts import Correction, PressMention, Question, Section, SectionKind, Topic, TopicKind
from newsfeed.model.rich_text import RichText, Text
from newsfeed.model.story import Status, Story

MODEL: Final[tuple[type, ...]] = (
    *(Person, Organization, Paragraph, Point, Points, Quotation, List, Image, Markup, Section),
    *(PressMention, Question, Topic, Correction, Media, Rights, Category, Link, Source, Extension),
    *(Story, Hub, Paging, Feed),
)
"""Every class of the model."""

__all__ = [
    "BLOCKS",
    "MEDIA_TOPICS",
    "MODEL",
    "Agent",
    "Block",
    "Category",
    "Correction",
    "Extension",
    "Feed",
    "Hub",
    "Image",
    "Link",
    "List",
    "Markup",
    "Media",
    "Medium",
    "Organization",
    "Paging",
    "Paragraph",
    "Person",
    "Point",
    "Points",
    "PressMention",
    "Question",
    "Quotation",
    "RichText",
    "Rights",
    "Section",
    "SectionKind",
    "Source",
    "Status",
    "Story",
    "Text",
    "Topic",
    "TopicKind",
]
