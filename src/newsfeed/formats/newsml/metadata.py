"""What an item says before its content: rightsInfo, itemMeta and contentMeta, each in the order of the schema."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, unquote

import attrs

from newsfeed.errors import WriteError
from newsfeed.formats.newsml.codes import CONCEPTS, NAR, SCHEMES, Mode, concept
from newsfeed.formats.newsml.parties import add_identity, add_party, add_same_as, provider
from newsfeed.formats.newsml.text import add_block
from newsfeed.model import MEDIA_TOPICS, Category, Correction, Extension, Feed, Link, Organization, Rights, Story, Topic
from newsfeed.rendering.elements import attributes
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.syndication.extensions import extension
from newsfeed.syndication.text import GENERATOR
from newsfeed.values import iris
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.xml_chars import XML_SPACE

_MEDIA_TOPIC: Final = re.compile("[0-9]{8}")

Dates = tuple[str, str]
"""When a story was published and updated, as it is written in two places; "" where it does not say."""


def dates_of(story: Story) -> Dates:
    """Give the dates of a story."""
    published, updated = story.published, story.updated
    return rfc3339(published) if published else "", rfc3339(updated) if updated else ""


def add_rights_info(builder: MarkupBuilder, rights: Rights, mode: Mode) -> None:
    """Add the rightsInfo, or nothing where there is only what it has no place for."""
    if not (rights.holder or rights.notice or rights.usage_terms or rights.license):
        return
    builder.raw("<rightsInfo>\n")
    if rights.holder:
        add_party(builder, "copyrightHolder", rights.holder, mode)
    if rights.notice:
        builder.text("<copyrightNotice>", rights.notice, "</copyrightNotice>\n")
    if rights.usage_terms:
        builder.text("<usageTerms>", rights.usage_terms, "</usageTerms>\n")
    if rights.license:
        builder.link(f'<link{CONCEPTS[mode].license} href="', rights.license, '"/>\n')
    builder.raw("</rightsInfo>\n")


# --- itemMeta ---------------------------------------------------------------------------------------------------------


def add_item_meta(  # noqa: PLR0913  (what it goes by is said once, by its only caller)
    builder: MarkupBuilder, story: Story, feed: Feed, mode: Mode, dates: Dates, *, single: bool, path: str
) -> None:
    """Add the itemMeta of a story.

    Args:
        builder: take it.
        story: what it is about.
        feed: says what the story does not.
        mode: how concepts are named.
        dates: of the story.
        single: it is a document of its own.
        path: of the story, for errors.

    Raises:
        WriteError: the story has no date, or nothing says who provides it.
    """
    said = CONCEPTS[mode]
    provided = provider(story, feed, mode, single=single, path=path)
    published, updated = dates
    version = updated or published or _version_of(feed, path)
    first = f"<firstCreated>{published}</firstCreated>\n" if published else ""
    embargoed = f"<embargoed>{rfc3339(story.embargo)}</embargoed>\n" if story.embargo else ""
    builder.raw(
        f"<itemMeta>\n<itemClass{said.text}/>\n{provided}<versionCreated>{version}</versionCreated>\n{first}{embargoed}<pubStatus{said.status[story.status]}/>\n"
    )
    builder.text("<generator>", feed.generator or GENERATOR, "</generator>\n")
    if story.corrections:
        _add_corrections(builder, story.corrections, said.correction)
    if story.url:
        builder.link(f'<link{said.alternate} href="', story.url, '" contenttype="text/html"/>\n')
    if story.prompts or story.links:
        builder.raw("".join(_links_of(story, mode)))
    if not (updated or published):  # so that the date of the feed, which stands in for them, is known for what it is
        builder.raw(f'<itemMetaExtProperty{said.field["undated"]} value="true"/>\n')
    if story.extensions:
        builder.raw("".join([extension(as_read(each)) for each in story.extensions if is_foreign(each)]))
    builder.raw("</itemMeta>\n")


def _add_corrections(builder: MarkupBuilder, corrections: tuple[Correction, ...], signal: str) -> None:
    for each in corrections:
        add_block(builder, "<edNote>", each.text, "</edNote>\n")
    builder.raw(f"<signal{signal}/>\n")


def is_foreign(item: Extension) -> bool:
    """Whether an extension is of another namespace than NewsML-G2's, as the extension points demand."""
    return not item.name.startswith(f"{{{NAR}}}")


def as_read(item: Extension) -> Extension:
    """Give an element as XML gives it back: one piece of text between two elements, and none of white space only."""
    content: list[str | Extension] = []
    for part in item.content:
        if isinstance(part, Extension):
            content.append(as_read(part))
        elif part and content and isinstance(content[-1], str):
            content[-1] += part
        elif part:
            content.append(part)
    if any(isinstance(part, Extension) for part in content):
        content = [part for part in content if isinstance(part, Extension) or part.strip(XML_SPACE)]
    return attrs.evolve(item, content=tuple(content))


def _version_of(feed: Feed, path: str) -> str:
    """Give the date of the feed, which stands in for those of a story that has none."""
    if feed.updated is None:
        reason = "NewsML-G2 2.35 requires versionCreated (itemMeta); give updated, published or the feed's updated"
        raise WriteError(f"{path}.updated", reason)
    return rfc3339(feed.updated)


def _links_of(story: Story, mode: Mode) -> Iterator[str]:
    for prompt in story.prompts:
        if prompt.url:
            pairs = (("href", prompt.url), ("title", prompt.text))
            yield f"<link{CONCEPTS[mode].see_also}{attributes(pairs)}/>\n"
    for link in story.links:
        yield _link(link, mode)


def address_loss(story: Story) -> bool:
    """Whether the first link of a story is as its own address would be written, and it has none."""
    if story.url or not story.links or any(prompt.url for prompt in story.prompts):
        return False
    link = story.links[0]
    said = (_registered(link.rel), link.type, link.title, link.language, link.length)
    return said == ("alternate", "text/html", "", None, None)


def _registered(relation: str) -> str:
    """Give the registered name of a relation that is given by the IRI of its name."""
    scheme = SCHEMES["linkrel"]
    return unquote(relation.removeprefix(scheme)) if relation.startswith(scheme) else relation


def _link(link: Link, mode: Mode) -> str:
    """Give a related link; its relation is the IRI that RFC 4287, 4.2.7.2, makes of a registered name."""
    name = _registered(link.rel)
    if iris.is_iri(name):
        relation = f' reluri="{escape_attribute(name)}"'
    else:
        relation = concept(mode, "linkrel", quote(name, safe=""), "rel")
    pairs = (("href", link.url), ("contenttype", link.type), ("size", link.length), ("title", link.title))
    opening = f"<link{relation}{attributes(pairs)}"
    if not link.language:
        return f"{opening}/>\n"
    return f'{opening}><language tag="{escape_attribute(link.language)}"/></link>\n'


# --- contentMeta ------------------------------------------------------------------------------------------------------


def add_content_meta(builder: MarkupBuilder, story: Story, mode: Mode, dates: Dates) -> None:
    """Add the contentMeta of a story, or nothing where the story says nothing that belongs there."""
    content = MarkupBuilder()
    _add_administration(content, story, mode, dates)
    _add_description(content, story, mode)
    if content:
        builder.raw("<contentMeta>\n")
        builder.append(content)
        builder.raw("</contentMeta>\n")


def _add_administration(builder: MarkupBuilder, story: Story, mode: Mode, dates: Dates) -> None:
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
            add_party(builder, "infoSource", outlet, mode)
    for agent in story.authors:
        add_party(builder, "creator", agent, mode)
    for agent in story.contributors:
        add_party(builder, "contributor", agent, mode)


def _add_description(builder: MarkupBuilder, story: Story, mode: Mode) -> None:
    if story.language:
        builder.link('<language tag="', story.language, '"/>\n')
    for keyword in story.keywords:
        builder.text("<keyword>", keyword, "</keyword>\n")
    for topic in story.topics:
        _add_topic(builder, topic, mode)
    for category in story.categories:
        builder.raw(_category(category, mode))
    if story.headline:
        builder.text("<headline>", story.headline, "</headline>\n")
    if story.authors:
        builder.text("<by>", ", ".join([agent.name for agent in story.authors]), "</by>\n")
    for credit in dict.fromkeys([media.credit for media in story.media if media.credit]):
        builder.text("<creditline>", credit, "</creditline>\n")
    if story.summary:
        add_block(builder, f"<description{CONCEPTS[mode].summary}>", story.summary, "</description>\n")


def _add_topic(builder: MarkupBuilder, topic: Topic, mode: Mode) -> None:
    add_identity(builder, "<subject", topic.url, topic.name, f"{CONCEPTS[mode].nature[topic.kind]}><name>")
    builder.text("", topic.name, "</name>")
    if topic.description:
        builder.text("<definition>", topic.description, "</definition>")
    if topic.same_as:
        add_same_as(builder, topic.same_as)
    builder.raw("</subject>\n")


def _category(category: Category, mode: Mode) -> str:
    """Give a term of a classification: a Media Topic by its IRI, any other by its term and the scheme that it is in."""
    name = f"<name>{escape(category.label)}</name>" if category.label else ""
    if category.scheme == MEDIA_TOPICS and _MEDIA_TOPIC.fullmatch(category.term):
        which = f' qcode="medtop:{category.term}"' if mode == "qcode" else f' uri="{MEDIA_TOPICS}{category.term}"'
        return f"<subject{which}>{name}</subject>\n" if name else f"<subject{which}/>\n"
    if category.scheme:
        name += f'<related{CONCEPTS[mode].in_scheme} uri="{escape_attribute(category.scheme)}"/>'
    return f'<subject literal="{escape_attribute(category.term)}">{name}</subject>\n'
