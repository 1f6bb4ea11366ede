"""One newsItem: the bytes of a story, in the order of the schema."""

from functools import lru_cache
from typing import Final

from newsfeed.body import xhtml as xhtml_body
from newsfeed.formats.newsml.codes import CONCEPTS, NAR, Mode
from newsfeed.formats.newsml.content import add_before_body, add_behind_body
from newsfeed.formats.newsml.metadata import add_content_meta, add_item_meta, add_rights_info, dates_of
from newsfeed.formats.newsml.parts import add_part_metas
from newsfeed.formats.newsml.text import xhtml
from newsfeed.formats.newsml.wellformed import well_formed
from newsfeed.headings import Headings
from newsfeed.model import Feed, Story
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.ids import iri_of
from newsfeed.values.languages import text_direction

PLACE: Final = "\0"
"""What the ids of an item of a message begin with until its place in it is known; no character of XML is this one."""
_PLACE: Final = PLACE.encode()


def placed(rendered: bytes, number: int) -> bytes:
    """Give the newsItem that `item` rendered with its place in the message.

    Args:
        rendered: what `item` gave.
        number: which of the message it is, from 1.
    """
    return rendered.replace(_PLACE, b"item%d-" % number)


def item(story: Story, feed: Feed, *, single: bool, path: str, mode: Mode, headings: Headings | None) -> bytes:
    """Render the newsItem of one story, all but what `placed` knows.

    Args:
        story: what it is about.
        feed: says what the story does not.
        single: it is a document of its own; else each id begins with `PLACE`, which is to be replaced.
        path: of the story, for errors.
        mode: how concepts are named.
        headings: the house's; None takes those of the story's language.

    Raises:
        WriteError: the story lacks what itemMeta requires.
    """
    prefix = "" if single else PLACE
    story, exact = well_formed(story)
    markup = xhtml_body.plain_markup(story)
    if markup:
        html = markup.html
    else:
        html = xhtml_body.render(story, headings=headings, prefix=prefix)
        exact = exact and "<time" not in html  # of the elements of rich text, this one is later than XHTML 1.1
    builder = MarkupBuilder()
    _add_opening(builder, story, mode, single=single)
    dates = dates_of(story)
    add_item_meta(builder, story, feed, mode, dates, single=single, path=path)
    add_content_meta(builder, story, mode, dates)
    if html and not markup:
        add_part_metas(builder, story, mode, prefix)
    if not (html or story.media):
        builder.raw("</newsItem>\n")
        return builder.build().encode()
    behind = MarkupBuilder()
    add_before_body(builder, story, html)
    add_behind_body(behind, story, html, mode)
    # the body is encoded by itself: put together, all would be as wide as its widest character, which is slow to copy
    content = (html if exact else xhtml(html)).encode()
    return b"%b%b%b</newsItem>\n" % (builder.build().encode(), content, behind.build().encode())


def _add_opening(builder: MarkupBuilder, story: Story, mode: Mode, *, single: bool) -> None:
    """Add what stands before the itemMeta: the start tag, catalogs and rightsInfo."""
    namespace = f' xmlns="{NAR}"' if single else ""
    opening = f'<newsItem{namespace} standard="NewsML-G2" standardversion="2.35" conformance="power" guid="'
    language = _language(story.language) if story.language else ""
    builder.link(
        opening, iri_of(story.id, story.url), f'" version="{story.version}"{language}>\n{CONCEPTS[mode].catalogs}'
    )
    if story.rights:
        add_rights_info(builder, story.rights, mode)


@lru_cache(maxsize=256)  # what is written is in few languages
def _language(language: str) -> str:
    direction = ' dir="rtl"' if text_direction(language) == "rtl" else ""
    return f' xml:lang="{language}"{direction}'
