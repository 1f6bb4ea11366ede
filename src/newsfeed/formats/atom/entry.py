"""Rendering of one story as an Atom entry."""

from collections.abc import Iterator
from typing import Final

from newsfeed.body import xhtml
from newsfeed.errors import WriteError
from newsfeed.formats.atom.constructs import add_categories, add_person, add_text, license_index, license_link
from newsfeed.formats.atom.scopes import ENTRY_SCOPE
from newsfeed.headings import Headings
from newsfeed.model import Media, PressMention, Source, Story
from newsfeed.rendering.elements import character_data, empty_element, optional_element
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.syndication import links, uris
from newsfeed.syndication.extensions import Scope, foreign_elements, serialize_extension
from newsfeed.syndication.media import add_media_content, type_attribute
from newsfeed.syndication.newsroom import has_newsroom_fields, newsroom_elements
from newsfeed.syndication.podcast import episode_elements
from newsfeed.syndication.uris import with_uris
from newsfeed.syndication.usage import license_file, usage_elements
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.urns import id_to_iri

_CONTENT_END: Final = "</content>\n"


def render_entry(
    story: Story, *, headings: Headings | None = None, path: str = "story", scope: Scope = ENTRY_SCOPE
) -> bytes:
    """Render the entry of a story.

    Args:
        story: the story.
        headings: the house's headings; None uses those of the story's language.
        path: path of the story, for errors.
        scope: the namespaces that the document declares.

    Raises:
        WriteError: the story has no date (RFC 4287, 4.1.2).
    """
    story = with_uris(story, uris.ENTRY_FIELDS)
    updated = story.updated or story.published
    if not updated:
        raise WriteError(
            f"{path}.updated", "Atom requires the date of the last change (RFC 4287, 4.1.2): set updated or published"
        )
    language = f' xml:lang="{story.language}"' if story.language else ""
    builder = MarkupBuilder()
    identifier = id_to_iri(story.id, story.url)
    builder.text_pair(f"<entry{language}>\n<id>", identifier, "</id>\n<title>", story.headline, "</title>\n")
    dates = f"<updated>{rfc3339(updated)}</updated>\n"
    if story.published:
        dates += f"<published>{rfc3339(story.published)}</published>\n"
    url = story.url or links.id_as_link(story)
    if url:
        builder.link('<link href="', url, f'" rel="alternate" type="text/html"/>\n{dates}')
    else:
        builder.raw(dates)
    _add_metadata(builder, story, scope)
    html = xhtml.render(story, headings=headings)
    if story.summary or not (html or url):
        add_text(builder, "summary", story.summary)
    if html:
        builder.raw('<content type="html">')
        ending = MarkupBuilder(_CONTENT_END)
        _add_media_elements(ending, story.media, scope)
        ending.raw("</entry>\n")
        return b"".join((builder.build().encode(), *character_data(html.encode()), ending.build().encode()))
    if not url:  # An entry without content must have an alternate link (RFC 4287, 4.1.2).
        builder.raw("<content></content>\n")
    _add_media_elements(builder, story.media, scope)
    builder.raw("</entry>\n")
    return builder.build().encode()


def _add_metadata(builder: MarkupBuilder, story: Story, scope: Scope) -> None:
    for agent in story.authors:
        if agent.url or agent.email or agent.extensions:
            add_person(builder, "author", agent, scope)
        else:  # Most authors are only a name; for them, the call would take longer than the rest.
            builder.text("<author><name>", agent.name, "</name></author>\n")
    for agent in story.contributors:
        add_person(builder, "contributor", agent, scope)
    add_categories(builder, story)
    for mention in story.press:
        if mention.url:
            _add_mention(builder, mention, mention.url)
    for media in story.media:
        _add_enclosure(builder, media)
    is_rare = story.rights or story.links or story.source or story.podcast or story.extensions
    if is_rare or has_newsroom_fields(story):
        builder.raw("".join(_rare_elements(story, scope)))


def _add_mention(builder: MarkupBuilder, mention: PressMention, url: str) -> None:
    language = f' hreflang="{mention.language}"' if mention.language else ""
    builder.link('<link href="', url, f'" rel="via"{language}')
    builder.attribute(' title="', mention.outlet.name, '"/>\n')


def _add_enclosure(builder: MarkupBuilder, media: Media) -> None:
    attributes = '" rel="enclosure"'
    if media.type:
        attributes += f' type="{type_attribute(media.type)}"'
    if media.length:
        attributes += f' length="{media.length}"'
    if media.language:
        attributes += f' hreflang="{media.language}"'
    if media.title:
        attributes += f' title="{escape_attribute(media.title)}"'
    builder.link('<link href="', media.url, f"{attributes}/>\n")


def _add_media_elements(builder: MarkupBuilder, story_media: tuple[Media, ...], scope: Scope) -> None:
    """Add all media as Media RSS, last: some readers take a description before the content for that of the entry."""
    for media in story_media:
        add_media_content(builder, media, scope)


def _rare_elements(story: Story, scope: Scope) -> Iterator[str]:
    """Yield the elements that few entries have."""
    if story.rights:
        yield optional_element("rights", story.rights.notice)
    yield license_link(story)
    index_of_license = license_index(story)
    languages = {translation.language for translation in links.carried_translations(story)}
    links_without_license = [
        link
        for index, link in enumerate(story.links)
        if index != index_of_license and not (link.rel == "alternate" and link.language in languages)
    ]
    has_page = bool(story.url or links.id_as_link(story))
    for link in links.distinct_alternates((*license_file(story), *links_without_license), has_page=has_page):
        yield links.atom_link("link", link, scope)
    yield links.translation_links("link", story)
    if story.source:
        yield _source(story.source)
    own_elements = (*newsroom_elements(story), *usage_elements(story, story.url or links.id_as_link(story)))
    for item in (*episode_elements(story.podcast), *own_elements, *foreign_elements(story)):
        yield serialize_extension(item, scope)


def _source(source: Source) -> str:
    """Return the feed that a copied entry comes from (RFC 4287, 4.2.11)."""
    elements = (
        optional_element("id", id_to_iri(source.id) if source.id else ""),
        optional_element("title", source.title),
        optional_element("updated", rfc3339(source.updated) if source.updated else ""),
        empty_element("link", (("href", source.url), ("rel", "alternate"))) if source.url else "",
        empty_element("link", (("href", source.feed_url), ("rel", "self"))) if source.feed_url else "",
    )
    return f"<source>\n{''.join(elements)}</source>\n"
