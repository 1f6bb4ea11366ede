"""The `<rightsInfo>` and `<itemMeta>` of an item, in the order of the schema."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, SCHEMES, Mode, concept_attribute
from newsfeed.formats.newsml.content_set import linked_media
from newsfeed.formats.newsml.extension_points import extension_elements
from newsfeed.formats.newsml.item_context import ItemContext
from newsfeed.formats.newsml.kept import complete, complete_children, has_kept
from newsfeed.formats.newsml.media_links import add_media_link
from newsfeed.formats.newsml.newsroom_meta import (
    add_notes,
    add_signals,
    correction_properties,
    item_class,
    service_properties,
    services,
    translation_links,
)
from newsfeed.formats.newsml.parties import add_party
from newsfeed.formats.newsml.schema_order import ITEM_META, LINK, RIGHTS
from newsfeed.formats.newsml.usage import add_data_mining, add_license_file
from newsfeed.model import Link, Rights, Story, Usage
from newsfeed.rendering.elements import attributes
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.syndication.text import GENERATOR
from newsfeed.values import iris
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import escape_attribute


class StoryDates(NamedTuple):
    """The dates of a story, formatted once since they are written in `<itemMeta>` and `<contentMeta>`; "" if absent."""

    published: str
    updated: str


def story_dates(story: Story) -> StoryDates:
    """Return the formatted dates of a story."""
    published, updated = story.published, story.updated
    return StoryDates(rfc3339(published) if published else "", rfc3339(updated) if updated else "")


def add_rights_info(builder: MarkupBuilder, rights: Rights, usage: Usage, mode: Mode) -> None:
    """Add the `<rightsInfo>`. The year has no element, so it is written as an extension property."""
    if rights.extensions:
        rights_builder = MarkupBuilder()
        _add_plain_rights_info(rights_builder, rights, usage, mode)
        builder.raw(complete(rights_builder.build(), rights.extensions, RIGHTS))
    else:
        _add_plain_rights_info(builder, rights, usage, mode)


def _add_plain_rights_info(builder: MarkupBuilder, rights: Rights, usage: Usage, mode: Mode) -> None:
    builder.raw("<rightsInfo>\n")
    if rights.holder:
        add_party(builder, "copyrightHolder", rights.holder, mode)
    if rights.notice:
        builder.text("<copyrightNotice>", rights.notice, "</copyrightNotice>\n")
    if rights.usage_terms:
        builder.text("<usageTerms>", rights.usage_terms, "</usageTerms>\n")
    if rights.license:
        builder.link(f'<link{CONCEPT_ATTRIBUTES[mode].license} href="', rights.license, '"/>\n')
    add_license_file(builder, usage, mode)
    if rights.year:
        builder.raw(f'<rightsInfoExtProperty{CONCEPT_ATTRIBUTES[mode].fields["year"]} value="{rights.year}"/>\n')
    add_data_mining(builder, usage)
    builder.raw("</rightsInfo>\n")


def add_item_meta(builder: MarkupBuilder, story: Story, context: ItemContext, dates: StoryDates, path: str) -> None:
    """Add the `<itemMeta>` of a story.

    Args:
        builder: the markup of the item.
        story: the story.
        context: everything besides the story.
        dates: the dates of the story.
        path: path of the story, for errors.

    Raises:
        WriteError: the story has no date, or no provider can be named.
    """
    builder.raw("<itemMeta>\n")
    if story.extensions and has_kept(story.extensions):
        children_builder = MarkupBuilder()
        _add_children(children_builder, story, context, dates, path)
        builder.raw(complete_children(children_builder.build(), story.extensions, ITEM_META))
    else:
        _add_children(builder, story, context, dates, path)
    builder.raw(f"{extension_elements(story.extensions)}</itemMeta>\n")


def _add_children(builder: MarkupBuilder, story: Story, context: ItemContext, dates: StoryDates, path: str) -> None:
    """Add the children of `<itemMeta>` that are fields of the story."""
    mode = context.mode
    concepts = CONCEPT_ATTRIBUTES[mode]
    published, updated = dates
    builder.raw(f"<itemClass{item_class(story, mode)}/>\n")
    _add_provider(builder, story, context, path)
    version = updated or published or context.placeholder_date(path)
    first_created = f"<firstCreated>{published}</firstCreated>\n" if published else ""
    embargo = f"<embargoed>{rfc3339(story.embargo)}</embargoed>\n" if story.embargo else ""
    status = f"<pubStatus{concepts.statuses[story.status]}/>\n<generator>"
    builder.text(
        f"<versionCreated>{version}</versionCreated>\n{first_created}{embargo}{status}",
        context.feed.generator or GENERATOR,
        f"</generator>\n{services(story)}",
    )
    add_notes(builder, story, mode)
    add_signals(builder, story, mode)
    if story.expires:
        builder.raw(f"<expires>{rfc3339(story.expires)}</expires>\n")
    if story.url:
        builder.link(f'<link{concepts.alternate} href="', story.url, '" contenttype="text/html"/>\n')
    builder.raw("".join(_links(story, mode)))
    for media in linked_media(story):
        add_media_link(builder, "link", concepts.associated, media, mode)
    if not (updated or published):
        # The reader must not take the placeholder date for the date of the story.
        builder.raw(f'<itemMetaExtProperty{concepts.fields["undated"]} value="true"/>\n')
    builder.raw("".join([*service_properties(story, mode), *correction_properties(story.corrections, mode)]))


def _add_provider(builder: MarkupBuilder, story: Story, context: ItemContext, path: str) -> None:
    """Add the provider. A placeholder has a literal and no name, so that the reader can tell it from a publisher."""
    if story.publisher:
        add_party(builder, "provider", story.publisher, context.mode, typed=False)
    else:
        builder.attribute('<provider literal="', context.placeholder_provider(story, path), '"/>\n')


# --- links ------------------------------------------------------------------------------------------------------------


def _links(story: Story, mode: Mode) -> Iterator[str]:
    for prompt in story.prompts:
        if prompt.url:
            pairs = (("href", prompt.url), ("title", prompt.text))
            yield f"<link{CONCEPT_ATTRIBUTES[mode].see_also}{attributes(pairs)}/>\n"
    for link in story.links:
        yield complete(_link(link, mode), link.extensions, LINK)
    yield from translation_links(story, mode)


def _link(link: Link, mode: Mode) -> str:
    """Return a related link; its relation is the IRI that RFC 4287, 4.2.7.2, makes of a registered name."""
    name = registered_relation(link.rel)
    if iris.is_iri(name):
        relation = f' reluri="{escape_attribute(name)}"'
    else:
        relation = concept_attribute(mode, "linkrel", quote(name, safe=""), "rel")
    target = "residref" if _is_reference(link) else "href"
    pairs = ((target, link.url), ("contenttype", link.type), ("size", link.length), ("title", link.title))
    opening = f"<link{relation}{attributes(pairs)}"
    if not link.language:
        return f"{opening}/>\n"
    return f'{opening}><language tag="{escape_attribute(link.language)}"/></link>\n'


def _is_reference(link: Link) -> bool:
    """Return whether a link was read from the id of an item. Such a link has the id in its extensions too."""
    return any(("residref", link.url) in extension.attributes for extension in link.extensions)


def registered_relation(relation: str) -> str:
    """Return the registered name of a relation given by the IRI of its name; any other relation is returned as it is."""
    scheme = SCHEMES["linkrel"]
    return unquote(relation.removeprefix(scheme)) if relation.startswith(scheme) else relation


def reads_as_address(story: Story) -> bool:
    """Return whether the first link of a story without an address would be read as its address."""
    if story.url or not story.links or any(prompt.url for prompt in story.prompts):
        return False
    link = story.links[0]
    values = (registered_relation(link.rel), link.type, link.title, link.language, link.length)
    return values == ("alternate", "text/html", "", None, None)
