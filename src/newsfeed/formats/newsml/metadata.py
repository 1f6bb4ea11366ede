"""What an item says before its content: rightsInfo, itemMeta and contentMeta, each in the order of the schema."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from urllib.parse import quote, unquote

import attrs

from newsfeed import _links
from newsfeed._dates import rfc3339
from newsfeed._modules import GENERATOR, extension
from newsfeed._text import XML_SPACE, escape, escape_attribute
from newsfeed._xml import attributes, optional
from newsfeed.errors import WriteError
from newsfeed.formats.newsml.codes import NAR, NATURES, SCHEMES, Mode, concept
from newsfeed.formats.newsml.parties import identity, party, provider, same_as
from newsfeed.formats.newsml.text import block
from newsfeed.model import MEDIA_TOPICS, Agent, Category, Extension, Feed, Link, Organization, Rights, Story, Topic

_MEDIA_TOPIC: Final = re.compile("[0-9]{8}")


def rights_info(rights: Rights | None, mode: Mode) -> str:
    """Give the rightsInfo, or nothing where nothing is said of rights."""
    if rights is None:
        return ""
    inner = party("copyrightHolder", rights.holder, mode) if rights.holder else ""
    inner += optional("copyrightNotice", rights.notice) + optional("usageTerms", rights.usage_terms)
    if rights.license:
        inner += f'<link{concept(mode, "linkrel", "license", "rel")} href="{escape_attribute(rights.license)}"/>\n'
    return f"<rightsInfo>\n{inner}</rightsInfo>\n" if inner else ""


# --- itemMeta ---------------------------------------------------------------------------------------------------------


def item_meta(story: Story, feed: Feed, mode: Mode, *, single: bool, path: str) -> str:
    """Give the itemMeta of a story.

    Raises:
        WriteError: the story has no date, or nothing says who provides it.
    """
    edited = links = extensions = ""  # most stories have none of these, and a call each adds up
    if story.corrections:
        edited = "".join([f"<edNote>{block(each.text)}</edNote>\n" for each in story.corrections])
        edited += f"<signal{concept(mode, 'sig', 'correction')}/>\n"
    if story.prompts or story.links:
        links = "".join(_links_of(story, mode))
    if story.extensions:
        extensions = "".join([extension(as_read(each)) for each in story.extensions if is_foreign(each)])
    return (
        f"<itemMeta>\n<itemClass{concept(mode, 'ninat', 'text')}/>\n"
        f"{provider(story, feed, mode, single=single, path=path)}"
        f"<versionCreated>{rfc3339(_version_created(story, feed, path))}</versionCreated>\n"
        f"{_date('firstCreated', story.published)}{_date('embargoed', story.embargo)}"
        f"<pubStatus{concept(mode, 'stat', story.status)}/>\n"
        f"<generator>{escape(feed.generator or GENERATOR)}</generator>\n"
        f"{edited}{_address(story, mode)}{links}{_undated(story, mode)}{extensions}</itemMeta>\n"
    )


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


def _version_created(story: Story, feed: Feed, path: str) -> datetime:
    found = story.updated or story.published or feed.updated
    if found is None:
        reason = "NewsML-G2 2.35 requires versionCreated (itemMeta); give updated, published or the feed's updated"
        raise WriteError(f"{path}.updated", reason)
    return found


def _undated(story: Story, mode: Mode) -> str:
    """Say that versionCreated is not a date of the story, but the feed's, which stands in for it."""
    if story.updated or story.published:
        return ""
    return f'<itemMetaExtProperty{concept(mode, "field", "undated", "rel")} value="true"/>\n'


def _date(name: str, value: datetime | None) -> str:
    return f"<{name}>{rfc3339(value)}</{name}>\n" if value else ""


def _address(story: Story, mode: Mode) -> str:
    if not story.url:
        return ""
    relation = concept(mode, "linkrel", "alternate", "rel")
    return f'<link{relation} href="{escape_attribute(story.url)}" contenttype="text/html"/>\n'


def _links_of(story: Story, mode: Mode) -> Iterator[str]:
    for prompt in story.prompts:
        if prompt.url:
            pairs = (("href", prompt.url), ("title", prompt.text))
            yield f"<link{concept(mode, 'irel', 'seeAlso', 'rel')}{attributes(pairs)}/>\n"
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
    if _links.is_iri(name):
        relation = f' reluri="{escape_attribute(name)}"'
    else:
        relation = concept(mode, "linkrel", quote(name, safe=""), "rel")
    pairs = (("href", link.url), ("contenttype", link.type), ("size", link.length), ("title", link.title))
    opening = f"<link{relation}{attributes(pairs)}"
    if not link.language:
        return f"{opening}/>\n"
    return f'{opening}><language tag="{escape_attribute(link.language)}"/></link>\n'


# --- contentMeta ------------------------------------------------------------------------------------------------------


def content_meta(story: Story, mode: Mode) -> str:
    """Give the contentMeta of a story, or nothing where the story says nothing that belongs there."""
    inner = _administration(story, mode) + _description(story, mode)
    return f"<contentMeta>\n{inner}</contentMeta>\n" if inner else ""


def _administration(story: Story, mode: Mode) -> str:
    found = _date("contentCreated", story.published) + _date("contentModified", story.updated)
    if story.press:
        outlets: dict[tuple[str | None, str], Organization] = {}
        for mention in story.press:
            outlets.setdefault((mention.outlet.url, mention.outlet.name), mention.outlet)
        found += "".join([party("infoSource", outlet, mode) for outlet in outlets.values()])
    found += "".join([party("creator", agent, mode) for agent in story.authors])
    if story.contributors:
        found += "".join([party("contributor", agent, mode) for agent in story.contributors])
    return found


def _description(story: Story, mode: Mode) -> str:
    parts = []
    if story.language:
        parts.append(f'<language tag="{escape_attribute(story.language)}"/>\n')
    if story.keywords:
        parts += [f"<keyword>{escape(keyword)}</keyword>\n" for keyword in story.keywords]
    if story.topics:
        parts += [_topic(topic, mode) for topic in story.topics]
    if story.categories:
        parts += [_category(category, mode) for category in story.categories]
    if story.headline:
        parts.append(f"<headline>{escape(story.headline)}</headline>\n")
    if story.authors:
        parts.append(f"<by>{escape(_byline(story.authors))}</by>\n")
    if story.media:
        credited = dict.fromkeys([media.credit for media in story.media if media.credit])
        parts += [f"<creditline>{escape(credit)}</creditline>\n" for credit in credited]
    if story.summary:
        parts.append(f"<description{concept(mode, 'drol', 'summary', 'role')}>{block(story.summary)}</description>\n")
    return "".join(parts)


def _byline(authors: tuple[Agent, ...]) -> str:
    return ", ".join([agent.name for agent in authors])


def _topic(topic: Topic, mode: Mode) -> str:
    definition = f"<definition>{escape(topic.description)}</definition>" if topic.description else ""
    return (
        f"<subject{identity(topic.url, topic.name)}{concept(mode, 'cpnat', NATURES[topic.kind], 'type')}>"
        f"<name>{escape(topic.name)}</name>{definition}{same_as(topic.same_as)}</subject>\n"
    )


def _category(category: Category, mode: Mode) -> str:
    """Give a term of a classification: a Media Topic by its IRI, any other by its term and the scheme that it is in."""
    name = f"<name>{escape(category.label)}</name>" if category.label else ""
    if category.scheme == MEDIA_TOPICS and _MEDIA_TOPIC.fullmatch(category.term):
        which = f' qcode="medtop:{category.term}"' if mode == "qcode" else f' uri="{MEDIA_TOPICS}{category.term}"'
        return f"<subject{which}>{name}</subject>\n" if name else f"<subject{which}/>\n"
    if category.scheme:
        name += f'<related{concept(mode, "skos", "inScheme", "rel")} uri="{escape_attribute(category.scheme)}"/>'
    return f"<subject{identity(None, category.term)}>{name}</subject>\n"


__all__ = ["address_loss", "as_read", "content_meta", "is_foreign", "item_meta", "rights_info"]
