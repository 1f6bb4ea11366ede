"""Reader of explainer pages in HTML.

The content of a page is read as a page of text with its inline markup. The JSON-LD in its scripts, and then the metadata
in its head, fill the fields that the text does not have. The pages of newsfeed are read by `own_pages`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Report, Severity
from newsfeed.formats.html import linked_data
from newsfeed.formats.html.blocks import ContentReader
from newsfeed.formats.html.content import check_depth, check_headings, find_content
from newsfeed.formats.html.inline import Links, PageNotes
from newsfeed.formats.html.metadata import PageMetadata, document_base, feed_addresses
from newsfeed.formats.html.own_pages import read_own_page
from newsfeed.headings import PARTS, english
from newsfeed.io import html_page
from newsfeed.model import Feed, Media
from newsfeed.pages.addresses import address_of
from newsfeed.pages.heading_keys import known_parts, parts_by_heading_key
from newsfeed.pages.page_reader import has_explainer_part
from newsfeed.pages.story import PageSource, read_page
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.rights.uses import FIELDS

if TYPE_CHECKING:
    from lxml import etree


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a page as a feed of its one story; a page without a heading of an explainer is read as its JSON-LD.

    Raises:
        ReadError: the page has neither; the reason names the feeds that it links to.
        LimitError: the page is over a limit.
        MissingFieldError: the page has no address, no id, and there is no base to derive its id from.
    """
    own_page = read_own_page(data, reading)
    if own_page is not None:
        return own_page
    root = _parse(data, reading)
    # A page that turns out to be no explainer is not reported on.
    notes = PageNotes(Report())
    address = address_of(reading.base, reading.name) or reading.base
    base = document_base(root, address)
    table = _heading_table(reading)
    content = ContentReader(find_content(root, table), table, Links(base, notes), notes, reading.limits)
    content.read()
    if not content.questions and not has_explainer_part(content.lines, reading.headings):
        return _read_without_parts(data, root, base, reading)
    metadata = PageMetadata(root, table, Links(base, notes), notes, reading.default_zone).fields()
    linked: FieldValues = {}
    if linked_data.has_linked_data(root):
        headline = content.headline or metadata.get("headline", "")
        linked = linked_data.story_fields(data, reading, url=metadata.get("url"), headline=headline)
    page = PageSource(
        None,
        content.lines,
        syntax="HTML",
        metadata=_merged_metadata(metadata, linked, content),
        inline=content.tags,
        questions=content.questions,
    )
    for fault in html_page.encoding_faults(data, reading.encoding):
        LenientReader(reading).note(
            "document.mended", fault.reason, Location("/", fault.line, fault.column), Severity.ERROR
        )
    reading.report.extend(notes.report)
    return Feed(stories=(read_page(page, reading),))


def _parse(data: bytes, reading: ReadContext) -> "etree._Element":
    limits = reading.limits
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long")
    text = html_page.decode(data, reading.encoding)
    LenientReader(reading).note_illegal_references(text, Location("/"))
    page = html_page.parse(html_page.replace_illegal(text), limits)
    if not page.is_whole:
        raise LimitError("depth", "has HTML over 256 elements deep")
    check_depth(page.root, limits)
    check_headings(page.root, len(text), limits)
    return page.root


def _heading_table(reading: ReadContext) -> Mapping[str, str]:
    return known_parts() if reading.headings is None else parts_by_heading_key(reading.headings)


def _read_without_parts(data: bytes, root: "etree._Element", base: str | None, reading: ReadContext) -> Feed:
    if linked_data.has_linked_data(root):
        return linked_data.read_feed(data, reading)
    table = reading.headings or english()
    examples = ", ".join(f'"{table.label(part)}"' for part in PARTS if part in ("summary", "press", "questions"))
    reason = f"is an HTML page without a heading of an explainer, such as {examples}: add one"
    if feeds := feed_addresses(root, base):
        reason += f", or read one of its feeds: {', '.join(feeds[:5])}"
    raise ReadError(reason, line=1)


def _merged_metadata(head: FieldValues, linked: FieldValues, content: ContentReader) -> FieldValues:
    """Return the values for fields that the text does not have, from the visible content, the JSON-LD, and the head."""
    visible_fields: FieldValues = {"headline": content.headline} if content.headline else {}
    # The body of the article is the text that the page shows.
    merged = {**head, **{name: value for name, value in linked.items() if name != "sections"}, **visible_fields}
    # The canonical address is the page's own statement about all of its copies.
    merged |= {"url": head["url"]} if "url" in head else {}
    if "usage" in head and "usage" in linked:
        stated = {name: value for name in FIELDS if (value := getattr(head["usage"], name)) is not None}
        merged["usage"] = linked["usage"].replace(**stated)
    images = _lead_images(content)
    if images:
        urls = {media.url for media in merged.get("media", ())}
        merged["media"] = (*merged.get("media", ()), *(image for image in images if image.url not in urls))
    return merged


def _lead_images(content: ContentReader) -> list[Media]:
    return [
        Media(url=image.url, medium="image", alt=image.alt, caption=content.tags.text(image.caption))
        for image in content.images
    ]
