"""The `<contentMeta>` of an item, in the order of the schema."""

import re
from typing import Final

import attrs

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, Mode
from newsfeed.formats.newsml.item_meta import StoryDates
from newsfeed.formats.newsml.kept import complete, complete_children, has_kept
from newsfeed.formats.newsml.parties import add_identity, add_party, add_same_as
from newsfeed.formats.newsml.schema_order import CONTENT_META, SUBJECT
from newsfeed.formats.newsml.xhtml11 import add_block_text
from newsfeed.model import MEDIA_TOPICS, Category, Organization, Story, Topic
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.escaping import escape, escape_attribute

_MEDIA_TOPIC: Final = re.compile("[0-9]{8}")


def add_content_meta(builder: MarkupBuilder, story: Story, mode: Mode, dates: StoryDates) -> None:
    """Add the `<contentMeta>` of a story, unless it would be empty."""
    content = MarkupBuilder()
    _add_administrative_metadata(content, story, mode, dates)
    _add_descriptive_metadata(content, story, mode)
    if story.extensions and has_kept(story.extensions):
        builder.raw(
            f"<contentMeta>\n{complete_children(content.build(), story.extensions, CONTENT_META)}</contentMeta>\n"
        )
    elif content:
        builder.raw("<contentMeta>\n")
        builder.append(content)
        builder.raw("</contentMeta>\n")


def _add_administrative_metadata(builder: MarkupBuilder, story: Story, mode: Mode, dates: StoryDates) -> None:
    published, updated = dates
    if published:
        builder.raw(f"<contentCreated>{published}</contentCreated>\n")
    if updated:
        builder.raw(f"<contentModified>{updated}</contentModified>\n")
    if story.press:
        outlets: dict[tuple[str | None, str], Organization] = {}
        for mention in story.press:
            outlets.setdefault((mention.outlet.url, mention.outlet.name), mention.outlet)
        for outlet in outlets.values():
            # Its part of the item has what else is known of an outlet.
            add_party(builder, "infoSource", attrs.evolve(outlet, extensions=()), mode)
    for agent in story.authors:
        add_party(builder, "creator", agent, mode)
    for agent in story.contributors:
        add_party(builder, "contributor", agent, mode)


def _add_descriptive_metadata(builder: MarkupBuilder, story: Story, mode: Mode) -> None:
    if story.language:
        builder.link('<language tag="', story.language, '"/>\n')
    for keyword in story.keywords:
        builder.text("<keyword>", keyword, "</keyword>\n")
    for topic in story.topics:
        _add_topic(builder, topic, mode)
    for category in story.categories:
        markup = _category(category, mode)
        builder.raw(complete(markup, category.extensions, SUBJECT) if category.extensions else markup)
    if story.headline:
        builder.text("<headline>", story.headline, "</headline>\n")
    if story.authors:
        builder.text("<by>", ", ".join([agent.name for agent in story.authors]), "</by>\n")
    for credit in dict.fromkeys([media.credit for media in story.media if media.credit]):
        builder.text("<creditline>", credit, "</creditline>\n")
    if story.summary:
        opening = f"<description{CONCEPT_ATTRIBUTES[mode].summary_role}>"
        add_block_text(builder, opening, story.summary, "</description>\n")


def _add_topic(builder: MarkupBuilder, topic: Topic, mode: Mode) -> None:
    if topic.extensions:
        inner = MarkupBuilder()
        _add_plain_topic(inner, topic, mode)
        builder.raw(complete(inner.build(), topic.extensions, SUBJECT))
    else:
        _add_plain_topic(builder, topic, mode)


def _add_plain_topic(builder: MarkupBuilder, topic: Topic, mode: Mode) -> None:
    nature = CONCEPT_ATTRIBUTES[mode].natures[topic.kind]
    add_identity(builder, "<subject", topic.url, topic.name, f"{nature}><name>")
    builder.text("", topic.name, "</name>")
    if topic.description:
        builder.text("<definition>", topic.description, "</definition>")
    if topic.same_as:
        add_same_as(builder, topic.same_as)
    builder.raw("</subject>\n")


def _category(category: Category, mode: Mode) -> str:
    """Return a category as a subject: a Media Topic by its IRI, any other by its term and its scheme."""
    name = f"<name>{escape(category.label)}</name>" if category.label else ""
    if category.scheme == MEDIA_TOPICS and _MEDIA_TOPIC.fullmatch(category.term):
        code = f' qcode="medtop:{category.term}"' if mode == "qcode" else f' uri="{MEDIA_TOPICS}{category.term}"'
        return f"<subject{code}>{name}</subject>\n" if name else f"<subject{code}/>\n"
    if category.scheme:
        name += f'<related{CONCEPT_ATTRIBUTES[mode].in_scheme} uri="{escape_attribute(category.scheme)}"/>'
    return f'<subject literal="{escape_attribute(category.term)}">{name}</subject>\n'
