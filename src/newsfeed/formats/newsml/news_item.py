"""Rendering of one newsItem, in the order of the schema."""

from functools import lru_cache
from typing import Final

from newsfeed.body import xhtml
from newsfeed.body.outline import outline, plain_markup
from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, NAR, Mode
from newsfeed.formats.newsml.content_meta import add_content_meta
from newsfeed.formats.newsml.content_set import add_content_end, add_content_start, content_media
from newsfeed.formats.newsml.flat_body import flatten
from newsfeed.formats.newsml.item_context import ItemContext
from newsfeed.formats.newsml.item_meta import add_item_meta, add_rights_info, story_dates
from newsfeed.formats.newsml.kept import has_kept, kept_catalogs, kept_elements
from newsfeed.formats.newsml.markup_checks import with_well_formed_markup
from newsfeed.formats.newsml.part_meta import add_part_metas
from newsfeed.formats.newsml.schema_order import AFTER_META
from newsfeed.formats.newsml.usage import has_usage
from newsfeed.formats.newsml.xhtml11 import to_xhtml11
from newsfeed.model import Rights, Story, Usage
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.languages import text_direction
from newsfeed.values.urns import id_to_iri

POSITION_PLACEHOLDER: Final = "\0"
"""Prefix of the ids in an item of a message until its position is known; XML does not allow this character anywhere."""
_PLACEHOLDER_BYTES: Final = POSITION_PLACEHOLDER.encode()


def insert_position(rendered: bytes, position: int) -> bytes:
    """Return an item of a message with ids that are unique in the message.

    Args:
        rendered: the item, as `render_news_item` returned it.
        position: its position in the message, counted from 1.
    """
    return rendered.replace(_PLACEHOLDER_BYTES, b"item%d-" % position)


def render_news_item(story: Story, context: ItemContext, path: str) -> bytes:
    """Render the newsItem of a story.

    Each id in an item of a message begins with `POSITION_PLACEHOLDER`, so that the item does not depend on its position;
    `insert_position` completes it.

    Args:
        story: the story.
        context: everything besides the story.
        path: path of the story, for errors.

    Raises:
        WriteError: the story lacks a value that itemMeta requires.
    """
    mode = context.mode
    prefix = "" if context.standalone else POSITION_PLACEHOLDER
    story, is_xhtml11 = with_well_formed_markup(story)
    markup = plain_markup(story)
    parts = []
    if markup:
        html = markup.html
    else:
        parts = outline(story, context.headings)
        html = xhtml.render(story, headings=context.headings, prefix=prefix, parts=parts)
        # Among the elements of rich text, only this one is not in XHTML 1.1.
        is_xhtml11 = is_xhtml11 and "<time" not in html
    builder = MarkupBuilder()
    _add_opening(builder, story, mode, standalone=context.standalone)
    dates = story_dates(story)
    add_item_meta(builder, story, context, dates, path)
    add_content_meta(builder, story, mode, dates)
    if html:
        add_part_metas(builder, parts, mode, prefix)
    if story.extensions and has_kept(story.extensions):
        builder.raw(kept_elements(story.extensions, *AFTER_META))
    body_attributes, html = (flatten(html, parts, prefix) if parts else None) or ("", html)
    add_content_start(builder, story, has_body=bool(html), body_attributes=body_attributes)
    content_end = MarkupBuilder()
    add_content_end(content_end, story, mode, has_body=bool(html))
    # The body is encoded separately: in a joined string, every character would be as wide as the widest one of the body,
    # and wide strings are slow to copy.
    body = (html if is_xhtml11 else to_xhtml11(html)).encode()
    return b"%b%b%b</newsItem>\n" % (builder.build().encode(), body, content_end.build().encode())


def _add_opening(builder: MarkupBuilder, story: Story, mode: Mode, *, standalone: bool) -> None:
    """Add the start tag, the catalogs and the `<rightsInfo>`."""
    namespace = f' xmlns="{NAR}"' if standalone else ""
    opening = f'<newsItem{namespace} standard="NewsML-G2" standardversion="2.35" conformance="power" guid="'
    language = _language_attributes(story.language) if story.language else ""
    # Systems in use read the rendition of a file by its QCode only, so its alias is declared in either mode.
    catalogs = CONCEPT_ATTRIBUTES["qcode" if content_media(story) else mode].catalogs
    builder.link(opening, id_to_iri(story.id, story.url), f'" version="{story.version}"{language}>\n{catalogs}')
    is_kept = bool(story.extensions) and has_kept(story.extensions)
    if is_kept:
        builder.raw(kept_catalogs(story.extensions))
        builder.raw(kept_elements(story.extensions, "hopHistory", "pubHistory"))
    if story.rights or has_usage(story.usage):
        add_rights_info(builder, story.rights or Rights(), story.usage or Usage(), mode)
    if is_kept:
        builder.raw(kept_elements(story.extensions, "rightsInfo"))


@lru_cache(maxsize=256)  # A feed has few languages.
def _language_attributes(language: str) -> str:
    direction = ' dir="rtl"' if text_direction(language) == "rtl" else ""
    return f' xml:lang="{language}"{direction}'
