"""The `<contentMeta>` of an item, in the order of the schema."""

import attrs

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, Mode, iri_attributes
from newsfeed.formats.newsml.item_meta import StoryDates
from newsfeed.formats.newsml.kept import complete, complete_children, has_kept
from newsfeed.formats.newsml.newsroom_meta import (
    add_alt_ids,
    add_alternative_headlines,
    add_terms,
    content_properties,
)
from newsfeed.formats.newsml.parties import add_identity, add_party, add_same_as
from newsfeed.formats.newsml.places import add_other_places, add_places_created
from newsfeed.formats.newsml.schema_order import CONTENT_META, SUBJECT
from newsfeed.formats.newsml.xhtml11 import add_block_text
from newsfeed.model import Organization, Story, Topic
from newsfeed.rendering.markup import MarkupBuilder


def add_content_meta(builder: MarkupBuilder, story: Story, mode: Mode, dates: StoryDates) -> None:
    """Add the `<contentMeta>` of a story, even an empty one: systems in use refuse an item without it."""
    builder.raw("<contentMeta>\n")
    if story.extensions and has_kept(story.extensions):
        children_builder = MarkupBuilder()
        _add_children(children_builder, story, mode, dates)
        builder.raw(complete_children(children_builder.build(), story.extensions, CONTENT_META))
    else:
        _add_children(builder, story, mode, dates)
    builder.raw("</contentMeta>\n")


def _add_children(builder: MarkupBuilder, story: Story, mode: Mode, dates: StoryDates) -> None:
    """Add the children of `<contentMeta>` that are fields of the story."""
    _add_administrative_metadata(builder, story, mode, dates)
    _add_descriptive_metadata(builder, story, mode)
    for extension_property in content_properties(story, mode):
        builder.raw(extension_property)


def _add_administrative_metadata(builder: MarkupBuilder, story: Story, mode: Mode, dates: StoryDates) -> None:
    published, updated = dates
    if story.urgency:
        builder.raw(f"<urgency>{story.urgency}</urgency>\n")
    if published:
        builder.raw(f"<contentCreated>{published}</contentCreated>\n")
    if updated:
        builder.raw(f"<contentModified>{updated}</contentModified>\n")
    if story.ai:
        builder.raw(f"<digitalSourceType{iri_attributes(story.ai.iri)}/>\n")
    if story.places:
        add_places_created(builder, story.places, mode)
    if story.source_name:
        builder.attribute(f'<infoSource{CONCEPT_ATTRIBUTES[mode].source_role} literal="', story.source_name, '"/>\n')
    if story.press:
        outlets: dict[tuple[str | None, str], Organization] = {}
        for mention in story.press:
            outlets.setdefault((mention.outlet.url, mention.outlet.name), mention.outlet)
        for outlet in outlets.values():
            # The other details of an outlet are written in its `<partMeta>`.
            plain = attrs.evolve(outlet, extensions=()) if outlet.extensions else outlet
            add_party(builder, "infoSource", plain, mode, attributes=CONCEPT_ATTRIBUTES[mode].mention_role)
    for agent in story.authors:
        add_party(builder, "creator", agent, mode)
    for agent in story.contributors:
        add_party(builder, "contributor", agent, mode)
    add_terms(builder, "audience", story.audiences, mode)
    add_alt_ids(builder, story, mode)


def _add_descriptive_metadata(builder: MarkupBuilder, story: Story, mode: Mode) -> None:
    if story.language:
        builder.link('<language tag="', story.language, '"/>\n')
    add_terms(builder, "genre", story.genre, mode)
    for keyword in story.keywords:
        builder.text("<keyword>", keyword, "</keyword>\n")
    for topic in story.topics:
        _add_topic(builder, topic, mode)
    if story.places:
        add_other_places(builder, story.places, mode)
    add_terms(builder, "subject", story.categories, mode)
    for name, line in (("slugline", story.slugline), ("headline", story.headline)):
        if line:
            builder.text(f"<{name}>", line, f"</{name}>\n")
    add_alternative_headlines(builder, story.alternative_headlines, mode)
    if story.dateline:
        builder.text("<dateline>", story.dateline, "</dateline>\n")
    _add_byline(builder, story, mode)
    if story.creditline:
        builder.text("<creditline>", story.creditline, "</creditline>\n")
    if story.summary:
        opening = f"<description{CONCEPT_ATTRIBUTES[mode].summary_role}>"
        add_block_text(builder, opening, story.summary, "</description>\n")


def _add_byline(builder: MarkupBuilder, story: Story, mode: Mode) -> None:
    """Add the byline, or the names of the authors. A byline has a role, so that the reader can tell them apart."""
    if story.byline:
        builder.text(f"<by{CONCEPT_ATTRIBUTES[mode].byline_role}>", story.byline, "</by>\n")
    elif story.authors:
        builder.text("<by>", ", ".join([agent.name for agent in story.authors]), "</by>\n")


def _add_topic(builder: MarkupBuilder, topic: Topic, mode: Mode) -> None:
    if topic.extensions:
        subject_builder = MarkupBuilder()
        _add_plain_topic(subject_builder, topic, mode)
        builder.raw(complete(subject_builder.build(), topic.extensions, SUBJECT))
    else:
        _add_plain_topic(builder, topic, mode)


def _add_plain_topic(builder: MarkupBuilder, topic: Topic, mode: Mode) -> None:
    nature = CONCEPT_ATTRIBUTES[mode].natures[topic.kind]
    add_identity(builder, "<subject", topic.same_as, topic.name, f"{nature}><name>")
    builder.text("", topic.name, "</name>")
    if topic.description:
        builder.text("<definition>", topic.description, "</definition>")
    if topic.url:
        builder.link('<remoteInfo href="', topic.url, '"/>')
    if topic.same_as:
        add_same_as(builder, topic.same_as[1:])
    builder.raw("</subject>\n")
